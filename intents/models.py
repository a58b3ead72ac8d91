"""What can be wanted: intents, the patterns that show them, names, split rules and chains."""

import re2
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from athena_project.models import ConfigModel
from ragdomains.models import Domain

UNIT = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Intent(ConfigModel):
    """One thing that people want, and how it is answered."""

    MODES = [
        ("facts", "facts: the domain's own sentence"),
        ("llm", "llm: a model writes from the evidence"),
        ("act", "act: a tool of the client is called; without tools the reply is said"),
        ("decline", "decline: say the reply, plainly"),
    ]

    name = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120, help_text="As it is spoken: the weather forecast.")
    mode = models.CharField(max_length=10, choices=MODES, default="facts")
    domain = models.ForeignKey(Domain, null=True, blank=True, on_delete=models.SET_NULL, related_name="intents")
    ask = models.SlugField(max_length=40, blank=True, help_text="Which question of the domain: now, forecast, time ...")
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

    def clean(self) -> None:
        super().clean()
        if self.mode == "facts" and self.domain is None:
            raise ValidationError({"domain": "The mode facts needs a domain to take the facts from."})
        others = Intent.objects.filter(fallback=True, enabled=True).exclude(pk=self.pk)
        if self.fallback and others.exists():
            raise ValidationError({"fallback": f"{others[0].name} is already the fallback; switch it off there first."})


class Pattern(ConfigModel):
    """One sign of an intent in a question, or (negative) against it."""

    TYPES = [
        ("phrase", "phrase: these words in this order"),
        ("keyword", "keyword: this word or these words anywhere"),
        ("regex", "regex: an RE2 expression"),
        ("example", "example: a whole question"),
        ("negative", "negative: with these words it is not this intent"),
    ]
    natural = ("intent", "type", "text")

    intent = models.ForeignKey(Intent, on_delete=models.CASCADE, related_name="patterns")
    type = models.CharField(max_length=10, choices=TYPES, default="example")
    text = models.CharField(max_length=300)
    weight = models.FloatField(default=1.0, validators=[MinValueValidator(0.0), MaxValueValidator(10.0)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intent", "type", "text"], name="one_pattern_per_text")]

    def __str__(self) -> str:
        return f"{self.type}: {self.text}"

    def clean(self) -> None:
        super().clean()
        if self.type == "regex":
            try:
                re2.compile(self.text)
            except re2.error as error:
                raise ValidationError({"text": f"RE2 refuses this expression: {error}"}) from error


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


class SplitRule(ConfigModel):
    """How a sentence with several questions is taken apart."""

    name = models.SlugField(max_length=40, unique=True)
    connectors = models.JSONField(default=list, help_text='Words between two questions, such as ["and", "then"].')
    protected = models.JSONField(default=list, blank=True, help_text="Phrases that are never taken apart.")
    max_parts = models.PositiveIntegerField(default=5, validators=[MinValueValidator(1), MaxValueValidator(20)])

    def __str__(self) -> str:
        return self.name


class Chain(ConfigModel):
    """One sentence that stands for several questions, asked in order."""

    name = models.SlugField(max_length=60, unique=True)
    triggers = models.JSONField(default=list, help_text='What is said, such as ["good morning"].')
    questions = models.JSONField(default=list, help_text="The questions it stands for, in order.")

    def __str__(self) -> str:
        return self.name


class TestCase(ConfigModel):
    """A question and what must be understood of it; run by `manage.py test_config`."""

    __test__ = False  # pytest: this is a row, not a test class
    natural = ("question",)

    question = models.CharField(max_length=500, unique=True)
    intents = models.JSONField(
        default=list, blank=True, help_text="The intents expected, in order; none: no intent fits."
    )
    slots = models.JSONField(default=dict, blank=True, help_text="Slots that must be found, by name.")

    def __str__(self) -> str:
        return self.question
