"""What can be wanted: intents, the patterns that show them, names, split rules and chains."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from athena_project.models import ConfigModel, Suite
from intents.cycles import Steps, cycle
from intents.expressions import refusal
from intents.stand_ins import unknown_kinds
from intents.words import read
from ragdomains.languages import LANGUAGES
from ragdomains.models import Domain

LABEL = RegexValidator(r"^[\w.:/-]+\Z", "Write letters, digits and . : / - _ only.")
OPEN = frozenset({"general", "recipes"})  # categories of questions about the world
PAPERS = "documents"  # the kind of a domain of documents
UNIT = [MinValueValidator(0.0), MaxValueValidator(1.0)]


def wordless(text: str) -> str:
    """Why a text would never be found; "" for one that can be."""
    return "" if read(text).words else "It holds no word, so it would never be found in a question."


class Intent(ConfigModel):
    """One thing that people want, and how it is answered."""

    MODES = [
        ("facts", "facts: the domain's own sentence"),
        ("llm", "llm: a model writes from the evidence"),
        ("act", "act: a tool of the client is called; without tools the reply is said"),
        ("decline", "decline: say the reply, plainly"),
        ("explain", "explain: say where the answer before came from"),
        ("text", "text: a model works on the text that comes with the request"),
        ("none", "none: its examples teach what is none of these"),
    ]

    name = models.CharField(max_length=60, unique=True, validators=[LABEL])
    title = models.CharField(max_length=120, help_text="As it is spoken: the weather forecast.")
    category = models.SlugField(
        max_length=40, blank=True, help_text="What it is about: weather, control ... Reports group by it."
    )
    mode = models.CharField(max_length=10, choices=MODES, default="facts")
    domain = models.ForeignKey(Domain, null=True, blank=True, on_delete=models.SET_NULL, related_name="intents")
    ask = models.SlugField(max_length=40, blank=True, help_text="Which question of the domain: now, forecast, time ...")
    otherwise = models.ForeignKey(
        Domain,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="intents_otherwise",
        help_text="Is asked where the domain knows nothing of it: the world, after the house's own papers.",
    )
    otherwise_ask = models.SlugField(max_length=40, blank=True, help_text="Which question of that other domain.")
    papers = models.ForeignKey(
        Domain,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="intents_papers",
        limit_choices_to={"kind": PAPERS},
        verbose_name="else the documents",
        help_text="Documents that are asked where nothing else has an answer: not set up, no key, nothing found. "
        "Empty for what is live, such as the weather.",
    )
    reply = models.TextField(blank=True, help_text="What is said in the modes decline and act.")
    priority = models.IntegerField(default=0, help_text="Decides between two intents with the same score.")
    threshold = models.FloatField(default=0.5, validators=UNIT, help_text="A score below is none of these.")
    margin = models.FloatField(default=0.05, validators=UNIT, help_text="Closer to the runner-up than this: not sure.")
    guests = models.BooleanField(default=True, help_text="May be asked in guest mode.")
    fallback = models.BooleanField(default=False, help_text="Answers what fits no other intent. One intent at most.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def topic(self) -> str:
        """What reports group it by: its category, else its domain, else itself."""
        return self.category or (self.domain.name if self.domain else self.name)

    @property
    def open(self) -> bool:
        """Whether a model may answer from what it knows where the domain has nothing: of the world, not the house."""
        return self.mode == "llm" and (self.fallback or self.category in OPEN)

    @property
    def of_devices(self) -> bool:
        """Whether a domain tells the state of the house's devices, which a client with tools for them knows itself."""
        return self.category == "control" and self.domain is not None

    @property
    def lacks_service(self) -> bool:
        """Whether it declines for want of a service: what is about the assistant itself has its reply."""
        return self.mode == "decline" and self.category not in {"general", "none"}

    def clean(self) -> None:
        super().clean()
        if self.mode == "facts" and self.domain is None:
            raise ValidationError({"domain": "The mode facts needs a domain to take the facts from."})
        if self.otherwise and self.domain in {None, self.otherwise}:
            raise ValidationError({"otherwise": "This is asked after the domain: choose the first one, and another."})
        if self.papers and self.papers.kind != PAPERS:
            raise ValidationError({"papers": "Choose a domain of the kind documents."})
        others = [row for row in self.others() if row.fallback] if self.fallback else []
        if others:
            raise ValidationError({"fallback": f"{others[0].name} is already the fallback; switch it off there first."})


class Pattern(ConfigModel):
    """One sign of an intent in a question, or (negative) against it."""

    TYPES = [
        ("phrase", "phrase: these words in this order"),
        ("keyword", "keyword: this word or these words anywhere"),
        ("regex", "regex: an RE2 expression"),
        ("fuzzy", "fuzzy: these words, with slips of the keyboard or the ear"),
        ("example", "example: a whole question"),
        ("negative", "negative: with these words it is not this intent"),
    ]
    natural = ("intent", "type", "text")

    intent = models.ForeignKey(Intent, on_delete=models.CASCADE, related_name="patterns")
    type = models.CharField(max_length=10, choices=TYPES, default="example")
    text = models.CharField(max_length=300)
    weight = models.FloatField(default=1.0, validators=[MinValueValidator(0.0), MaxValueValidator(10.0)])
    language = models.CharField(max_length=10, choices=LANGUAGES, blank=True, help_text="Empty: in every language.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intent", "type", "text"], name="one_pattern_per_text")]

    def __str__(self) -> str:
        return f"{self.type}: {self.text}"

    def clean(self) -> None:
        super().clean()
        said = refusal(self.text) or unknown_kinds(self.text) if self.type == "regex" else wordless(self.text)
        if said:
            raise ValidationError({"text": said})


class Entity(ConfigModel):
    """A name of the household's own, with its synonyms; it is never split and fills a slot."""

    natural = ("type", "value")

    type = models.SlugField(max_length=30, help_text="The slot it fills: person, room, team, device ...")
    value = models.CharField(max_length=120)
    synonyms = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "entities"
        constraints = [models.UniqueConstraint(fields=["type", "value"], name="one_entity_per_value")]

    def __str__(self) -> str:
        return f"{self.type}: {self.value}"

    def clean(self) -> None:
        super().clean()
        if said := wordless(self.value):
            raise ValidationError({"value": said})


class SplitRule(ConfigModel):
    """How a sentence with several questions is taken apart."""

    name = models.SlugField(max_length=40, unique=True)
    connectors = models.JSONField(default=list, help_text='Words between two questions, such as ["and", "then"].')
    protected = models.JSONField(default=list, blank=True, help_text="Phrases that are never taken apart.")
    max_parts = models.PositiveIntegerField(default=5, validators=[MinValueValidator(1), MaxValueValidator(20)])
    max_words = models.PositiveIntegerField(
        default=60,
        validators=[MinValueValidator(10), MaxValueValidator(10_000)],
        help_text="A message of several lines with more words is a text to work on: it stays whole.",
    )
    language = models.CharField(max_length=10, choices=LANGUAGES, blank=True, help_text="Empty: in every language.")

    def __str__(self) -> str:
        return self.name


class Chain(ConfigModel):
    """One sentence that stands for several questions, asked in order."""

    ON_FAILURE = [("go_on", "go on with the next"), ("stop", "stop there")]

    name = models.SlugField(max_length=60, unique=True)
    triggers = models.JSONField(default=list, help_text='What is said, such as ["good morning"].')
    questions = models.JSONField(default=list, help_text="The questions or orders it stands for, in order.")
    on_failure = models.CharField(
        max_length=10, choices=ON_FAILURE, default="go_on", help_text="When one of them cannot be answered or done."
    )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuses a chain that calls itself, through other chains too."""
        super().clean()
        if lost := next((each for each in self.triggers if wordless(each)), ""):
            raise ValidationError({"triggers": f"“{lost}”: {wordless(lost)}"})
        others = {str(number): row for number, row in enumerate(self.others())}
        rows = {**others, "self": self}
        rules = SplitRule.objects.filter(enabled=True).values_list("connectors", flat=True)
        chains = {key: Steps(row.triggers, row.questions) for key, row in rows.items()}
        if way := cycle("self", chains, [each for connectors in rules for each in connectors]):
            said = " -> ".join(rows[key].name for key in way)
            raise ValidationError({"questions": f"This chain would call itself: {said}."})


class TestCase(ConfigModel):
    """A question and what must be understood of it; run by `manage.py test_config`."""

    __test__ = False  # pytest: this is a row, not a test class
    natural = ("question",)

    question = models.CharField(max_length=500, unique=True)
    intents = models.JSONField(
        default=list, blank=True, help_text="The intents expected, in order; none: no intent fits."
    )
    slots = models.JSONField(default=dict, blank=True, help_text="Slots that must be found, by name.")
    context = models.JSONField(default=list, blank=True, help_text="What the same person asked before, in order.")
    domain = models.SlugField(max_length=60, blank=True, help_text="The domain that must be asked; empty: any.")
    forbidden = models.JSONField(default=list, blank=True, help_text="Intents that must not be found.")
    suite = models.ForeignKey(
        Suite, null=True, blank=True, on_delete=models.SET_NULL, help_text="Empty: the suite “default”."
    )

    def __str__(self) -> str:
        return self.question


class TrainedModel(models.Model):
    """What was learned from the example sentences of a release; releases with the same examples share it."""

    parts: Any = None  # what intents/trained.py read out of it; then it holds the bytes no more

    digest = models.CharField(max_length=64, unique=True, help_text="Of the examples and of the training itself.")
    content = models.BinaryField()
    boundaries = models.BinaryField(blank=True, default=b"", help_text="Where one question ends and the next begins.")
    examples = models.PositiveIntegerField()
    seconds = models.FloatField(help_text="What the training took.")
    report = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return f"{self.examples} examples, {self.digest[:8]}"


class Evaluation(models.Model):
    """How well a release understands: the result of asking it its own test cases and examples."""

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

    created = models.DateTimeField(auto_now_add=True)
    author = models.CharField(max_length=150, blank=True)
    release_number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, default=WAITING)
    progress = models.FloatField(default=0.0, help_text="From 0 to 1.")
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return f"Evaluation of release {self.release_number or '?'}"

    @classmethod
    def give_up(cls, key: int, problem: str) -> None:
        """Ends a row that is still under way."""
        cls.objects.filter(pk=key, state__in=(cls.WAITING, cls.RUNNING)).update(state=cls.FAILED, problem=problem)
