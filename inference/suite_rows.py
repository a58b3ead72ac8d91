"""What is kept of the runs of suites: each run, and each test in it."""

from django.db import models


class SuiteRun(models.Model):
    """Test cases and scenarios, tried on a release or on the draft."""

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
    UNDER_WAY = (WAITING, RUNNING)
    PUBLISH, EDIT, NIGHT, PAGE, COMMAND = "publish", "edit", "night", "page", "command"
    REASONS = [
        (PUBLISH, "before publishing"),
        (EDIT, "after an edit"),
        (NIGHT, "at night"),
        (PAGE, "asked for in the admin"),
        (COMMAND, "by a command"),
    ]

    created = models.DateTimeField(auto_now_add=True)
    author = models.CharField(max_length=150, blank=True)
    reason = models.CharField("why", max_length=10, choices=REASONS, default=PAGE)
    suite = models.CharField(max_length=60, blank=True, help_text="Its name; empty: all.")
    of_draft = models.BooleanField(
        "the draft", default=False, help_text="Of the draft; else of the release that was live."
    )
    release_number = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, help_text="Of the rows.")
    learned = models.CharField(max_length=64, blank=True, help_text="Of the examples that were learned.")
    state = models.CharField(max_length=10, default=WAITING)
    progress = models.FloatField(default=0.0, help_text="From 0 to 1.")
    started = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0.0)
    passed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    newly_red = models.PositiveIntegerField(default=0, help_text="Passed in the run before, and fail now.")
    newly_green = models.PositiveIntegerField(default=0, help_text="Failed in the run before, and pass now.")
    flaky = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = "test run"

    def __str__(self) -> str:
        what = f"suite {self.suite}" if self.suite else "all suites"
        return f"{what} of {self.tested}"

    @property
    def tested(self) -> str:
        if self.of_draft:
            return f"the draft {self.sha256[:8]}".strip()
        return f"release {self.release_number}" if self.release_number else "the live release"

    @property
    def result(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"

    @classmethod
    def give_up(cls, key: int, problem: str) -> None:
        """Ends a row that is still under way."""
        cls.objects.filter(pk=key, state__in=cls.UNDER_WAY).update(state=cls.FAILED, problem=problem)


class SuiteResult(models.Model):
    """One test in one run. The row that it came from may be gone by now."""

    run = models.ForeignKey(SuiteRun, on_delete=models.CASCADE, related_name="results")
    model = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField()
    name = models.CharField(max_length=500)
    suite = models.CharField(max_length=60)
    blocking = models.BooleanField(default=False, help_text="A failure keeps a draft from being published.")
    passed = models.BooleanField()
    before = models.BooleanField(null=True, help_text="Whether it passed in the run before; empty: it was not in it.")
    flaky = models.BooleanField(default=False, help_text="It passed and failed with the same rows, or alternates.")
    expected = models.TextField(blank=True)
    found = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["model", "row"], name="suite_result_row")]

    def __str__(self) -> str:
        return f"{'passed' if self.passed else 'failed'}: {self.name}"
