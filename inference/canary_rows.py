"""What is kept of canaries: a release that answers some of the questions, and what became of that."""

from datetime import datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from athena_project.models import Release

SHARE = [MinValueValidator(0), MaxValueValidator(100)]


class TriedRelease(models.Model):
    """A release that is tried beside the live one, for some hours."""

    RUNNING, PROMOTED, TAKEN_BACK, RAN_OUT, OVERTAKEN = "running", "promoted", "taken back", "ran out", "overtaken"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+", help_text="The live one beside it.")
    author = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=200, blank=True)
    started = models.DateTimeField(default=timezone.now)
    hours = models.FloatField(
        default=24,
        validators=[MinValueValidator(0.1), MaxValueValidator(720)],
        help_text="It ends by itself after so many hours.",
    )
    state = models.CharField(max_length=12, default=RUNNING)
    ended = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    by_guard = models.BooleanField(default=False, help_text="It was ended by nobody's hand.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{str(self._meta.verbose_name).capitalize()} of release {self.release.number}"

    @property
    def running(self) -> bool:
        return bool(self.state == self.RUNNING)

    @property
    def until(self) -> datetime:
        found: datetime = self.started + timedelta(hours=self.hours)
        return found

    @property
    def settings(self) -> dict[str, Any]:
        """What was wanted of it, for the audit."""
        raise NotImplementedError


class Canary(TriedRelease):
    """A release that answers some of the questions: whose, and what makes it end by itself."""

    assistants = models.JSONField(default=list, blank=True, help_text="Only questions to these; none chosen: to any.")
    rooms = models.JSONField(default=list, blank=True, help_text="Only questions from these rooms; empty: from any.")
    percent = models.PositiveSmallIntegerField(
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Of these, so many conversations in a hundred.",
    )
    least = models.PositiveIntegerField(
        "fewest questions",
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(2000)],
        help_text="Nothing is compared before each side has so many.",
    )
    more_failed = models.FloatField(
        default=3, validators=SHARE, help_text="Taken back when so many more in a hundred fail than on the other side."
    )
    more_refused = models.FloatField(
        default=10, validators=SHARE, help_text="The same for questions that are refused, or find no answer."
    )
    slower = models.FloatField(
        "slower by",
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text="Taken back when its p95 is so many percent longer.",
    )

    class Meta:
        ordering = ("-started",)
        verbose_name_plural = "canaries"
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="running"), name="one_canary_at_a_time")
        ]

    @property
    def who(self) -> str:
        """For which questions, in words."""
        named = [
            f"{self.percent} % of the conversations" if self.percent < 100 else "all conversations",
            f"with {', '.join(self.assistants)}" if self.assistants else "",
            f"from {', '.join(self.rooms)}" if self.rooms else "",
        ]
        return " ".join(filter(None, named))

    @property
    def settings(self) -> dict[str, Any]:
        names = ("percent", "hours", "least", "more_failed", "more_refused", "slower")
        return {"for": self.who, **{name: getattr(self, name) for name in names}}
