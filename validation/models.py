"""The rules that answers must pass, and scenarios that prove them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from athena_project.models import ConfigModel, PluginModel, Suite
from validation.checks import checks


class Rule(PluginModel):
    """A check to run on answers, and what to do when it fails."""

    ACTIONS = [
        ("flag", "flag: say it, keep the finding"),
        ("fix", "fix: mend the sentence, or say the facts instead"),
        ("retry", "retry: ask the model once more, then as refuse"),
        ("refuse", "refuse: do not say this part"),
    ]
    plugins = checks

    name = models.SlugField(max_length=60, unique=True)
    severity = models.CharField(max_length=10, choices=[(s, s) for s in ("info", "warning", "error")], default="error")
    action = models.CharField(max_length=10, choices=ACTIONS, default="refuse")
    modes = models.JSONField(default=list, blank=True, help_text='Answer modes, such as ["llm"]; empty: all.')
    intents = models.JSONField(default=list, blank=True, help_text="Names of intents; empty: all.")
    domains = models.JSONField(
        default=list, blank=True, help_text="Names of domains that what was found came from; empty: all."
    )
    assistants = models.JSONField(default=list, blank=True, help_text="Names of assistants; empty: all.")
    languages = models.JSONField(default=list, blank=True, help_text='Such as ["en"]; empty: all.')
    order = models.PositiveIntegerField(default=100, help_text="Cheap checks first.")
    budget_ms = models.FloatField(
        default=20,
        validators=[MinValueValidator(0.1), MaxValueValidator(10_000)],
        help_text="Longest time for one sentence.",
    )
    fail_open = models.BooleanField(
        default=False, help_text="If the check itself fails: say the sentence all the same."
    )

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Scenario(ConfigModel):
    """A sentence with its evidence and what the rules must say of it; run by `manage.py test_config`."""

    items = (str, dict)

    name = models.SlugField(max_length=60, unique=True)
    earlier = models.JSONField(
        default=list, blank=True, help_text="What was said before: a question, its answer, the next question ..."
    )
    question = models.CharField(max_length=500)
    intent = models.CharField(max_length=60, blank=True, help_text="A name, for rules that look at some intents.")
    domain = models.CharField(max_length=60, blank=True, help_text="A name, for rules that look at some domains.")
    assistant = models.CharField(max_length=80, blank=True, help_text="A name, for rules that look at some assistants.")
    evidence = models.JSONField(
        default=list, blank=True, help_text='Texts, or facts such as {"name": "temperature", "value": 12}.'
    )
    answer = models.TextField()
    mode = models.CharField(max_length=10, default="llm")
    passes = models.BooleanField(default=True, help_text="Must the answer pass?")
    finds = models.JSONField(
        default=list,
        blank=True,
        help_text='Names of rules that must object, also those that only flag; "not " before one that must not.',
    )
    suite = models.ForeignKey(
        Suite, null=True, blank=True, on_delete=models.SET_NULL, help_text="Empty: the suite “default”."
    )

    def __str__(self) -> str:
        return self.name
