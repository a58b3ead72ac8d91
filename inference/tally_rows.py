"""The counts of days, which stay when the questions are forgotten."""

from django.db import models


class TalliedDay(models.Model):
    """A day of the house whose questions were counted. It stays when they are forgotten."""

    day = models.DateField(unique=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    counted = models.DateTimeField()
    seconds = models.FloatField(default=0, help_text="What the counting took.")

    class Meta:
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class Tally(models.Model):
    """How often something was counted on a day: `what` is counted, `name` is of what (inference/tally.py)."""

    day = models.ForeignKey(TalliedDay, on_delete=models.CASCADE, related_name="tallies")
    what = models.CharField(max_length=20)
    name = models.CharField(max_length=300, blank=True)
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "what", "name"], name="one_tally_per_day_what_and_name")]

    def __str__(self) -> str:
        return f"{self.what} {self.name}: {self.count}".strip()
