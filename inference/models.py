"""Who answers: model servers, assistants, API keys; and what was answered: the query log."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from pydantic import ValidationError as OptionsError

from athena_project.models import AccessModel, ConfigModel, Credential, PluginModel, Release
from athena_project.plugins import UnknownKind
from inference.backends import backends
from inference.canary_rows import Canary
from inference.inbox_rows import Fix, Meaning, Unanswered
from inference.replay_rows import Replay, ReplayedQuestion
from inference.shadow_rows import Shadow, ShadowedQuestion
from inference.suite_rows import SuiteResult, SuiteRun
from inference.tally_rows import MonthSlice, Slice, TalliedDay, Tally
from inference.view_rows import SavedView
from intents.tongues import AUTOMATIC
from ragdomains.models import Place, known_zone
from ragdomains.types import Spot

__all__ = [
    "LLM", "ApiKey", "Assistant", "Canary", "Fix", "Meaning", "MonthSlice", "QueryLog", "QueryStep", "Replay",
    "ReplayedQuestion", "SavedView", "Shadow", "ShadowedQuestion", "Slice", "StoredResponse", "SuiteResult",
    "SuiteRun", "TalliedDay", "Tally", "Unanswered",
]  # fmt: skip


class LLM(PluginModel):
    """A model server, or a way to answer without one. The usable one with the lowest priority number is asked first."""

    plugins = backends
    key_path = "credential"

    name = models.SlugField(max_length=60, unique=True)
    credential = models.ForeignKey(Credential, null=True, blank=True, on_delete=models.SET_NULL)
    priority = models.PositiveIntegerField(default=100)
    timeout = models.FloatField(
        default=25, validators=[MinValueValidator(0.1), MaxValueValidator(600)], help_text="Seconds for one answer."
    )

    class Meta:
        ordering = ("priority", "name")
        verbose_name = "LLM"
        verbose_name_plural = "LLMs"

    def __str__(self) -> str:
        return self.name

    @property
    def writes(self) -> bool:
        """Whether this is a language model with an address, as far as its row can tell."""
        try:
            options, extra = self.parsed(), self.plugins[self.kind].extra
        except (UnknownKind, OptionsError):
            return False
        by_environment = settings.OLLAMA_URL if self.kind == "ollama" else ""
        return not extra.get("needs_evidence") and bool(getattr(options, "base_url", "none needed") or by_environment)

    @classmethod
    def lacking(cls, there: Iterable[str]) -> "list[LLM]":
        """The rows that name a model which the house's own Ollama server does not have among those that are there."""
        known = {name.removesuffix(":latest") for name in there}
        rows = cls._default_manager.filter(enabled=True, kind="ollama")
        own = (llm for llm in rows if llm.options.get("model") and not llm.options.get("base_url"))
        return [llm for llm in own if str(llm.options["model"]).removesuffix(":latest") not in known]


class Assistant(ConfigModel):
    """What a client sees as a model: a name, a manner, a place."""

    LENGTHS = [
        ("short", "short: one sentence"),
        ("normal", "normal: two or three sentences"),
        ("long", "long: up to eight sentences"),
    ]
    UNITS = [("metric", "metric: °C, km/h, mm"), ("us", "US: °F, mph, inches")]

    name = models.CharField(max_length=80, unique=True)
    aliases = models.JSONField(default=list, blank=True, help_text='Other model names, such as ["gpt-4o-mini"].')
    default = models.BooleanField(default=False, help_text="The one that /v1/models names first.")
    persona = models.TextField(blank=True, help_text="Told to the language model before every question.")
    language = models.CharField(
        max_length=10,
        default=AUTOMATIC,
        help_text="In which questions are read and answered: en or de. auto: the one that somebody speaks.",
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, help_text="Home.")
    time_zone = models.CharField(max_length=60, blank=True, validators=[known_zone], help_text="Empty: the place's.")
    units = models.CharField(max_length=10, choices=UNITS, default="metric")
    spoken = models.BooleanField(
        default=True, help_text="Answers are made fit to be spoken; off: longer, written ones."
    )
    answer_length = models.CharField(
        max_length=10,
        choices=LENGTHS,
        default="normal",
        help_text="Asked of the language model; facts are told in their short or their long form.",
    )
    follow_ups = models.BooleanField(
        default=True,
        help_text="What was said before completes a question, and an answer may end with one. Off: each stands alone.",
    )
    guests = models.BooleanField(default=False, help_text="Whoever asks it is a guest, also with an owner's key.")
    intents = models.JSONField(
        default=list, blank=True, help_text="Names of the intents it may use; others are declined. Empty: all."
    )
    domains = models.JSONField(
        default=list, blank=True, help_text="Names of the domains it may ask; others are declined. Empty: all."
    )
    llms = models.JSONField(
        default=list,
        blank=True,
        verbose_name="LLMs",
        help_text="Names of LLMs in the order in which they are asked. Empty: all, by their priority.",
    )
    understanding_llm = models.ForeignKey(
        LLM,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        help_text="Asked which intent is meant, only where nothing else is sure. Empty: never.",
    )
    understanding_seconds = models.FloatField(
        default=1.5,
        validators=[MinValueValidator(0.1), MaxValueValidator(30)],
        help_text="The longest wait for that; then the best guess of the other tiers stands.",
    )
    spoken_errors = models.BooleanField(default=True, help_text="A failure is a spoken apology; off: an HTTP error.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two assistants with one name would leave it to chance who answers."""
        super().clean()
        mine = self.called()
        for other in self.others():
            if self.enabled and (taken := mine & other.called()):
                raise ValidationError({"aliases": f"{', '.join(sorted(taken))}: so {other} is called already."})

    def called(self) -> frozenset[str]:
        """The model names that mean this assistant, as they are compared."""
        return frozenset(called(name) for name in (self.name, *self.aliases))

    def mode_for(self, mode: str) -> str:
        """Owner or guest: as the key says, but always a guest of an assistant for guests."""
        return "guest" if self.guests else mode

    def may_use(self, intent: str) -> bool:
        return not self.intents or intent in self.intents

    def may_ask(self, domain: str) -> bool:
        return not self.domains or domain in self.domains

    def choice(self, llms: Sequence[LLM]) -> list[LLM]:
        """Those of the LLMs that answer for it, in the order in which they are asked."""
        if not self.llms:
            return sorted(llms, key=lambda llm: (llm.priority, llm.name))
        known = {llm.name: llm for llm in llms}
        return [known[name] for name in dict.fromkeys(self.llms) if name in known]

    def home(self) -> Spot | None:
        """The place that questions mean which name none, in the assistant's own time zone where it has one."""
        if self.place is None:
            return None
        spot = self.place.spot(home=True)
        return replace(spot, zone=self.time_zone) if self.time_zone else spot


def called(name: str) -> str:
    """A model's name without what makes no difference: capitals, and `:latest` at the end."""
    return name.removesuffix(":latest").casefold()


class ApiKey(AccessModel):
    """A client's key. Only an HMAC digest is kept; the key itself is shown once."""

    MODES = [("owner", "owner"), ("guest", "guest: only what guests may ask")]

    name = models.CharField(max_length=80)
    key_id = models.CharField(max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    mode = models.CharField(max_length=10, choices=MODES, default="owner")
    scopes = models.JSONField(
        default=list, blank=True, help_text="What it may; empty: everything but the configuration."
    )
    networks = models.JSONField(default=list, blank=True, help_text="Networks it may come from; empty: anywhere.")
    per_minute = models.PositiveIntegerField(default=0, help_text="Requests a minute; 0: no limit.")
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.key_id})"


class QueryLog(models.Model):
    """One question and what became of it."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    release = models.ForeignKey(Release, null=True, on_delete=models.SET_NULL)
    assistant = models.CharField(max_length=80)
    api_key = models.CharField(max_length=16, blank=True)
    mode = models.CharField(max_length=10)
    client = models.CharField(max_length=200, blank=True)
    conversation = models.CharField(max_length=64, blank=True)
    # the database's own default: so a log of millions gets the column without being written anew
    room = models.CharField(max_length=80, blank=True, default="", db_default="", help_text="Where it was asked.")
    question = models.TextField()
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=20)
    intents = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    ms = models.FloatField()
    first_ms = models.FloatField(null=True, help_text="Until the first text left.")
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    streamed = models.BooleanField(default=False)
    starred = models.BooleanField(default=False, help_text="Kept, and asked again by a replay of starred questions.")

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "query log"
        indexes = [
            models.Index(fields=["-at"], condition=Q(starred=True), name="querylog_starred"),
            models.Index(fields=["conversation", "-at"], condition=~Q(conversation=""), name="querylog_conversation"),
        ]

    def __str__(self) -> str:
        return self.question[:80]

    def ordered_steps(self) -> list["QueryStep"]:
        """From the first to the last; asks nothing where they were fetched before."""
        return sorted(self.steps.all(), key=lambda step: step.position)


class QueryStep(models.Model):
    """One span of a query: a stage, a look-up, a model call, a check."""

    query = models.ForeignKey(QueryLog, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    start_ms = models.FloatField()
    ms = models.FloatField()
    problem = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("query", "position")

    def __str__(self) -> str:
        return self.name


class FoundEvidence(models.Model):
    """What a domain said to a question, so that a replay can answer from it again. It is forgotten with its question.

    `key` stands for the look-up (ragdomains/stored.py), `evidence` is JSON; a look-up that failed has its problem.
    """

    query = models.ForeignKey(QueryLog, on_delete=models.CASCADE, related_name="found")
    key = models.CharField(max_length=100)
    evidence = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    problem_kind = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.key


class Feedback(models.Model):
    """What somebody thought of an answer. It is forgotten with its question."""

    UP, DOWN = "up", "down"
    THUMBS = [(UP, "up: a good answer"), (DOWN, "down: a bad one")]

    query = models.ForeignKey(QueryLog, on_delete=models.CASCADE, related_name="feedback")
    at = models.DateTimeField(auto_now=True, db_index=True)
    api_key = models.CharField(max_length=16, blank=True, help_text="The key that gave it.")
    author = models.CharField(max_length=150, blank=True, help_text="Who gave it in the admin.")
    thumb = models.CharField(max_length=4, choices=THUMBS, blank=True)
    correction = models.TextField(blank=True, help_text="What the answer should have been.")
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "feedback"
        constraints = [models.UniqueConstraint(fields=["query", "api_key", "author"], name="one_feedback_each")]

    def __str__(self) -> str:
        return f"{self.thumb or 'correction'}: {self.query}"

    @property
    def good(self) -> bool:
        """Whether the answer may stand: who only corrects it says that it may not."""
        return self.thumb == self.UP


class StoredResponse(models.Model):
    """An answer of the Responses API: the object as the client got it, and the conversation up to and with it."""

    id = models.CharField(primary_key=True, max_length=64)
    api_key = models.CharField(max_length=16, blank=True, help_text="Only this key can read it.")
    expires = models.DateTimeField(db_index=True)
    response = models.JSONField()
    messages = models.JSONField()

    def __str__(self) -> str:
        return self.id
