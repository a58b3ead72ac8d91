"""The rows of replays: what was asked of which rows, and what became of each question."""

from django.db import models


class Replay(models.Model):
    """Recorded questions, asked of the rows of two releases (or of one and the draft): what would change."""

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
    ROUTING, RECORDED, LIVE = "routing", "recorded", "live"
    MODES = [
        (ROUTING, "what is understood, and who would answer: seconds for a thousand questions"),
        (RECORDED, "the whole answer, from what sources and models said then: nothing is fetched"),
        (LIVE, "the whole answer, with sources and models asked anew: uses their quotas"),
    ]

    created = models.DateTimeField(auto_now_add=True)
    author = models.CharField(max_length=150, blank=True)
    mode = models.CharField(max_length=10, choices=MODES, default=ROUTING)
    last = models.PositiveIntegerField(default=1000, help_text="So many of the newest questions at most.")
    starred = models.BooleanField(default=False, help_text="Of the starred questions only.")
    before_number = models.PositiveIntegerField(
        null=True, help_text="The release on the one side; empty: the live one."
    )
    after_number = models.PositiveIntegerField(null=True, help_text="The release on the other side; empty: the draft.")
    before_sha256 = models.CharField(max_length=64, blank=True)
    after_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=WAITING)
    progress = models.FloatField(default=0.0, help_text="From 0 to 1.")
    same = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    worse = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    note = models.TextField(blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        after = f"release {self.after_number}" if self.after_number else f"draft {self.after_sha256[:8]}".strip()
        return f"{after} against {f'release {self.before_number}' if self.before_number else 'the live release'}"

    @property
    def asked(self) -> int:
        return self.same + self.changed + self.worse

    @property
    def result(self) -> str:
        return f"{self.same} same, {self.changed} changed, {self.worse} worse"

    @classmethod
    def give_up(cls, key: int, problem: str) -> None:
        """Ends a row that is still under way."""
        cls.objects.filter(pk=key, state__in=(cls.WAITING, cls.RUNNING)).update(state=cls.FAILED, problem=problem)


class ReplayedQuestion(models.Model):
    """A recorded question in a replay: what became of it on both sides. It is forgotten with the question."""

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="questions")
    query = models.ForeignKey("inference.QueryLog", on_delete=models.CASCADE, related_name="replayed")
    position = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10)
    why = models.TextField(blank=True, help_text="What is worse.")
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    answers = models.JSONField(default=list, help_text="What both sides said; nothing where only routing was asked.")
    traces = models.JSONField(default=list, help_text="How both answers came about, where they differ.")

    class Meta:
        ordering = ("replay", "position")

    def __str__(self) -> str:
        return f"{self.verdict}: {self.query_id}"
