"""The counts of days, which stay when the questions are forgotten."""

from django.db import models


class TalliedDay(models.Model):
    """A day of the house whose questions were counted. It stays when they are forgotten."""

    day = models.DateField(unique=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    counted = models.DateTimeField()
    seconds = models.FloatField(default=0, help_text="What the counting took.")
    version = models.PositiveSmallIntegerField(default=0, help_text="Of what is counted; an older one is counted anew.")

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


class Sliced(models.Model):
    """Questions that share assistant, room, intents and domains, counted together (inference/slices.py).

    `intents` and `domains` are names between bars, "|news|weather_now|". `counts` is JSON, {what: {name: how often}};
    `unanswered` are the texts of questions without an answer, which are forgotten with the log.
    """

    assistant = models.CharField(max_length=80)
    room = models.CharField(max_length=80)
    intents = models.CharField(max_length=310)
    domains = models.CharField(max_length=310)
    questions = models.PositiveIntegerField()
    counts = models.TextField()
    unanswered = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.assistant}, {self.room}, {self.intents}, {self.domains}: {self.questions}"


class Slice(Sliced):
    """Those of a day."""

    day = models.ForeignKey(TalliedDay, on_delete=models.CASCADE, related_name="slices")


class MonthSlice(Sliced):
    """Those of a month, from its first day to `last`, put together of its days' (inference/months.py).

    Its `counts` hold the questions of each day as well: {"day": {"2026-11-03": how often}}.
    """

    first = models.DateField(db_index=True)
    last = models.DateField()
