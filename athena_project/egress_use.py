"""Writes down who was asked over the network, by the hour."""

from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, transaction

from athena_project import counts
from athena_project.ledger import Ledger
from athena_project.models import EgressUse

KEPT = timedelta(days=92)
KEYS = ("hour", "purpose", "host")
COUNTED = ("calls", "refused", "sent", "received")


def write(ledger: Ledger) -> None:
    """Adds what was counted to the table; what cannot be written stays in the ledger, and the error is raised."""
    taken = ledger.take()
    keys = sorted({key for key, _ in taken})
    try:
        with transaction.atomic():
            counts.add(EgressUse, KEYS, COUNTED, [(*key, *(taken[key, name] for name in COUNTED)) for key in keys])
    except (DatabaseError, InterfaceError):
        ledger.put_back(taken)
        raise


def prune(now: datetime) -> int:
    """Forgets the oldest hours; returns how many counts went."""
    deleted, _ = EgressUse.objects.filter(hour__lt=now - KEPT).delete()
    return deleted
