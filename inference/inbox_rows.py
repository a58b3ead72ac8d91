"""What is kept of fixes from the log, of questions that found no answer, and of what recorded questions mean."""

from django.db import models
from django.utils import timezone


class Meaning(models.Model):
    """What a recorded question says, as a vector for each of its parts; kept for the newest questions only."""

    key = models.CharField(primary_key=True, max_length=32, help_text="Of the question's text.")
    lines = models.JSONField(default=list, help_text="The parts in the form in which they are compared.")
    vectors = models.BinaryField(help_text="One row of half floats for each part.")

    def __str__(self) -> str:
        return self.key


class Fix(models.Model):
    """What was put right from the log or the inbox: the entries of the audit that it made, so that it can be undone."""

    created = models.DateTimeField(default=timezone.now)
    author = models.CharField(max_length=150, blank=True)
    about = models.CharField(max_length=300)
    query = models.ForeignKey("inference.QueryLog", null=True, on_delete=models.SET_NULL, related_name="fixes")
    changes = models.JSONField(default=list, help_text="The numbers of the entries of the audit, in order.")
    undone = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=150, blank=True)
    standing = ""  # whether it still holds, as inference/fix_state.py tells it

    class Meta:
        ordering = ("-created",)
        verbose_name_plural = "fixes"

    def __str__(self) -> str:
        return self.about


class Unanswered(models.Model):
    """Recorded questions that mean the same and found no answer, as one card of the inbox."""

    OPEN, DISMISSED, DONE = "open", "dismissed", "done"

    question = models.TextField(help_text="The one that stands for all.")
    size = models.PositiveIntegerField(help_text="How often they were asked in the last 30 days.")
    first = models.DateTimeField()
    last = models.DateTimeField()
    reasons = models.JSONField(default=dict, help_text="Why they are here, and how many for each reason.")
    texts = models.JSONField(default=list, help_text="The different questions, the most frequent first.")
    centre = models.BinaryField(help_text="The vector of the question that stands for all.")
    state = models.CharField(max_length=10, default=OPEN)
    settled = models.DateTimeField(null=True, help_text="When it was dismissed or done.")
    settled_size = models.PositiveIntegerField(default=0, help_text="How large it was then.")
    fix = models.ForeignKey(Fix, null=True, on_delete=models.SET_NULL, related_name="cards")

    class Meta:
        ordering = ("-size", "-last")
        verbose_name = "unanswered questions"
        verbose_name_plural = "inbox"

    def __str__(self) -> str:
        return self.question[:80]

    @property
    def others(self) -> list[str]:
        """The different questions but for the one that stands for all."""
        return [text for text in self.texts if text != self.question]
