"""The rows of background work, what it found, and the counts of an hour: calls to the outside, rows that decided."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class Job(models.Model):
    """A piece of background work, from when it was asked for to its end. What looks by the clock has one row in all."""

    STATES = [(state, state) for state in ("waiting", "running", "done", "failed", "poison")]

    id = models.CharField(primary_key=True, max_length=64, help_text="As the broker names it.")
    name = models.CharField(max_length=80, help_text="The task.")
    about = models.CharField(max_length=200, blank=True)
    args = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    queued = models.DateTimeField(db_index=True)
    expires = models.DateTimeField(null=True, help_text="Nobody wants it any more after this.")
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True, help_text="The last sign of life while it runs.")
    worker = models.CharField(max_length=120, blank=True, help_text="As host:process.")
    attempts = models.PositiveIntegerField(default=0, help_text="How often it was delivered to a worker.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="0: nobody knows how much there is to do.")
    step = models.CharField(max_length=200, blank=True, help_text="What it does just now, or did last.")
    problem = models.TextField(blank=True)

    orphaned = False  # whether the worker that had it before is gone, and what it claimed is free

    class Meta:
        indexes = [models.Index(fields=["state", "queued"], name="job_state_queued")]
        permissions = [
            ("retry_job", "Can have failed jobs tried again"),
            ("operate", "Can refresh, read again, rebuild and forget what is kept"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, self.about)))


class LookResult(models.Model):
    """What a look over much found last. A page must not look for itself, and may be served by any other process."""

    name = models.CharField(primary_key=True, max_length=80)
    at = models.DateTimeField()
    found = models.JSONField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, name: str, found: object) -> None:
        """`found` as JSON, in place of what the same look found before."""
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now(), "found": found})

    @classmethod
    def beside(cls, name: str, within: timedelta | None = None) -> models.Subquery:
        """What is kept, told in the query of other rows; None where there is nothing, or it is older than `within`."""
        kept = cls.objects.filter(name=name)
        if within is not None:
            kept = kept.filter(at__gt=Now() - within)
        return models.Subquery(kept.values("found")[:1])


class EgressUse(models.Model):
    """Who was asked over the network in one hour, for whom, how often and how much."""

    hour = models.DateTimeField(db_index=True)
    purpose = models.CharField(max_length=80, blank=True, help_text="For whom: a domain, a model.")
    host = models.CharField(max_length=260)
    calls = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0, help_text="Calls that the egress policy forbade.")
    sent = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    received = models.PositiveBigIntegerField(default=0, help_text="Bytes, as they came over the wire.")

    class Meta:
        verbose_name = "outgoing call"
        verbose_name_plural = "outgoing calls"
        constraints = [
            models.UniqueConstraint(fields=["hour", "purpose", "host"], name="one_count_per_hour_purpose_and_host")
        ]

    def __str__(self) -> str:
        return f"{self.host} for {self.purpose or 'nobody'}, {self.hour:%Y-%m-%d %H}h"


class RowUse(models.Model):
    """How many answers a row helped to decide in one hour; the lists of the admin count by it."""

    row = models.CharField(max_length=80, help_text="As app.model:key.")
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "hour"], name="one_count_per_row_and_hour")]

    def __str__(self) -> str:
        return f"{self.row} {self.hour:%Y-%m-%d %H}h: {self.count}"
