"""What is kept of shadows: a release that answers in the background, and where its answers differ."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from inference.canary_rows import TriedRelease


class Shadow(TriedRelease):
    """A release that answers a share of the questions once more, after they were answered, and nobody hears it."""

    percent = models.PositiveSmallIntegerField(
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="So many questions in a hundred are asked of it too.",
    )
    per_day = models.PositiveIntegerField(
        "a day",
        default=200,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text="So many questions a day at most (UTC).",
    )
    sources = models.BooleanField(
        "ask sources and models",
        default=False,
        help_text="On: it asks services and language models, which costs quotas and time. Off: it has what is kept of "
        "the answers; a question that needs more is left out.",
    )
    day = models.DateField(null=True, help_text="That `today` counts.")
    today = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    worse = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-started",)
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="running"), name="one_shadow_at_a_time")
        ]

    @property
    def settings(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("percent", "hours", "per_day", "sources")}


class ShadowedQuestion(models.Model):
    """A question that the shadow answered otherwise, with its answer and its steps; forgotten with the question."""

    shadow = models.ForeignKey(Shadow, on_delete=models.CASCADE, related_name="questions")
    query = models.ForeignKey("inference.QueryLog", on_delete=models.CASCADE, related_name="shadowed")
    verdict = models.CharField(max_length=10)
    why = models.TextField(blank=True)
    answered = models.JSONField(default=dict, help_text="What the query log would hold of its answer.")
    steps = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.verdict}: {self.query_id}"
