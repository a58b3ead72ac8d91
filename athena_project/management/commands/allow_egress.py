"""Lets outgoing calls reach an address of the own network."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from athena_project.changes import acting
from athena_project.doorbell import settle
from athena_project.models import EgressRule


class Command(BaseCommand):
    help = "Lets sources and model servers at an address of the own network be reached (the admin's egress rules)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("network", help="192.168.1.20 or 10.0.0.0/24")
        parser.add_argument("--port", type=int, help="Only this port; without it every port.")

    def handle(self, *_args: Any, **options: Any) -> None:
        row = EgressRule(network=options["network"], port=options["port"], note="manage.py allow_egress")
        try:
            row.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with acting("allow_egress"):
            row.save()
        settle()
        self.stdout.write(f"Outgoing calls may reach {row}.")
