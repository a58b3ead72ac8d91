"""Rows that configure, the audit of their changes, and the releases made of them."""

import ipaddress
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from pydantic import BaseModel
from pydantic import ValidationError as OptionsError

from athena_project import secrets
from athena_project.egress import Allowed
from athena_project.planned import PlannedPublish
from athena_project.plugins import Plugins, UnknownKind
from athena_project.shipped_base import ShippedBase
from athena_project.work_rows import EgressUse, Job, LookResult, RowUse

__all__ = [
    "AccessModel", "Bell", "ConfigChange", "ConfigModel", "Credential", "EgressRule", "EgressUse", "HouseSettings",
    "Job", "KeySeal", "LookResult", "PlannedPublish", "PluginModel", "Process", "Release", "RowUse", "ShippedBase",
    "Suite",
]  # fmt: skip


class ConfigModel(models.Model):
    """A row of the draft. Enabled rows are compiled into the next release.

    `natural` names the fields that identify the row in an export; a foreign key stands there by its own natural fields.
    """

    enabled = models.BooleanField(default=True, help_text="Off: kept, but not part of the assistant.")
    natural: ClassVar[tuple[str, ...]] = ("name",)
    items: ClassVar[type | tuple[type, ...]] = str  # what the row's lists may hold
    beside: Collection[Self] | None = None  # the rows of its kind, where these are not those of the database

    class Meta:
        abstract = True

    def others(self) -> list[Self]:
        """The other rows of its kind that are switched on: a check of this one may have to look at them."""
        if self.beside is None:
            return list(type(self)._default_manager.filter(enabled=True).exclude(pk=self.pk))
        return [row for row in self.beside if row.enabled and row is not self]

    def clean(self) -> None:
        """A list stays a list: code takes it at its word, and a row of another shape would stop every answer."""
        super().clean()
        for column in self._meta.concrete_fields:
            if isinstance(column, models.JSONField) and column.default in {list, dict}:
                self._keep_shape(column.name, column.default, getattr(self, column.name))

    def _keep_shape(self, name: str, shape: type, value: Any) -> None:
        if not isinstance(value, shape):
            raise ValidationError({name: "Write a list." if shape is list else "Write names with their values."})
        if isinstance(value, list) and not all(isinstance(item, self.items) for item in value):
            raise ValidationError({name: "Every entry of the list must be a text."})


class PluginModel(ConfigModel):
    """A row whose behaviour is a plug-in: its kind, and options that fit the kind's Options."""

    kind = models.CharField(max_length=40)
    options = models.JSONField(default=dict, blank=True)
    plugins: ClassVar[Plugins[Any]]
    key_path: ClassVar[str] = ""  # where its credential stands, as a filter names it; "" for rows that have none

    class Meta:
        abstract = True

    def key(self) -> "Credential | None":
        """The credential that it is asked with."""
        found: Any = self if self.key_path else None
        for step in self.key_path.split("__"):
            found = getattr(found, step, None)
        return found if isinstance(found, Credential) else None

    def key_goes_to(self) -> Any:
        """What names the addresses that its key is sent to."""
        return self.options

    def parsed(self) -> BaseModel:
        """The options as the kind's own type; raises UnknownKind or pydantic's ValidationError."""
        return self.plugins[self.kind].options.model_validate(self.options)

    def clean(self) -> None:
        super().clean()
        try:
            self.parsed()
        except UnknownKind as error:
            raise ValidationError({"kind": str(error)}) from error
        except OptionsError as error:
            raise ValidationError({"options": readable(error)}) from error


def readable(error: OptionsError) -> list[str]:
    """A pydantic error as one short line per field, without the rejected value (it may be a secret)."""
    return [f"{'.'.join(str(part) for part in item['loc']) or 'options'}: {item['msg']}" for item in error.errors()]


class HouseSettings(ConfigModel):
    """What holds for the whole house: how edits go live, and the limits of the gateway. There is one row."""

    natural = ("name",)

    name = models.CharField(max_length=20, default="house", unique=True, editable=False)
    review_mode = models.BooleanField(
        default=False,
        help_text="On: edits stay in the draft until someone publishes. Off: each save is live.",
    )
    four_eyes = models.BooleanField(
        default=False,
        help_text="On: edits stay in the draft, and who made one of them cannot publish it: another must.",
    )
    deadline_seconds = models.FloatField(
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text="Longest time for one answer.",
    )
    max_body_mib = models.FloatField(
        default=4,
        validators=[MinValueValidator(0.01), MaxValueValidator(64)],
        help_text="Largest body, in MiB; of a conversation, what is left without its oldest turns.",
    )
    max_history_mib = models.FloatField(
        default=12,
        validators=[MinValueValidator(0.01), MaxValueValidator(64)],
        help_text="Largest body of a conversation, in MiB. Old turns beyond what is worked with are left out.",
    )
    body_seconds = models.FloatField(
        default=10,
        validators=[MinValueValidator(0.1), MaxValueValidator(120)],
        help_text="Time to send a body.",
    )
    max_parallel = models.PositiveIntegerField(
        default=64,
        validators=[MinValueValidator(1)],
        help_text="Questions at once; one more gets 503 and Retry-After.",
    )
    response_hours = models.FloatField(
        default=24,
        validators=[MinValueValidator(0), MaxValueValidator(8760)],
        help_text="How long answers of the Responses API are stored for previous_response_id; 0: not at all.",
    )
    local_only = models.BooleanField(
        default=False,
        help_text="On: nothing is asked outside of this house's own network; domains that need it say so.",
    )
    log_days = models.PositiveIntegerField(
        default=365,
        validators=[MaxValueValidator(36_500)],
        help_text="Days that questions and answers stay in the query log; 0: for ever.",
    )
    test_hour = models.PositiveSmallIntegerField(
        "tests at night",
        default=3,
        null=True,
        blank=True,
        validators=[MaxValueValidator(23)],
        help_text="The hour (0 to 23, by the clock at home) in which all suites are run; empty: not at night.",
    )
    prefetch = models.PositiveIntegerField(
        default=10,
        validators=[MaxValueValidator(100)],
        help_text="Look-ups asked most in the last day, renewed each minute before they get stale, at most; 0: none.",
    )

    keep_up = models.BooleanField(
        default=True,
        help_text="On: after an upgrade, what ships anew is taken by itself where you changed nothing that shipped. "
        "Off: you are asked.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "house settings"

    def __str__(self) -> str:
        return "House settings"

    def clean(self) -> None:
        super().clean()
        if self.name != "house":
            raise ValidationError({"name": "There is one row of house settings: house."})


class Suite(ConfigModel):
    """Test cases and scenarios that belong together, and what becomes of a draft in which one of them fails."""

    DEFAULT = "default"  # of what names no suite
    BLOCK, WARN = "block", "warn"
    ON_PUBLISH = [
        (BLOCK, "block: the draft is not published while one fails"),
        (WARN, "warn: it is published, and the release says which failed"),
    ]

    name = models.SlugField(max_length=60, unique=True, help_text="Tests that name no suite belong to “default”.")
    on_publish = models.CharField(
        "when a draft is published", max_length=10, choices=ON_PUBLISH, default=WARN, help_text="If one of them fails."
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class AccessModel(models.Model):
    """A row that says who may; never part of a release, because a rollback must not bring back what was revoked."""

    class Meta:
        abstract = True


class Credential(AccessModel):
    """A secret for a source or a model server. Written once, never shown again: only its fingerprint is."""

    name = models.SlugField(max_length=60, unique=True)
    note = models.CharField(max_length=200, blank=True)
    ciphertext = models.BinaryField(blank=True, editable=False)
    fingerprint = models.CharField(max_length=16, blank=True, editable=False)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name

    def seal(self, secret: str) -> None:
        """Stores the secret encrypted, bound to this row; the row must be saved before (it needs its key)."""
        if self.pk is None:
            raise ValueError("save the credential before its secret is sealed")
        self.ciphertext = secrets.encrypt(secret, self._place)
        self.fingerprint = secrets.fingerprint(secret)

    def reveal(self) -> str:
        """The secret in the clear, for the one call that needs it; "" where none was set."""
        return secrets.decrypt(bytes(self.ciphertext), self._place) if self.ciphertext else ""

    @property
    def _place(self) -> str:
        return f"athena_project.credential:{self.pk}:ciphertext"


class EgressRule(AccessModel):
    """Lets outgoing calls reach an address of the own network. Without a rule only public addresses are reached."""

    network = models.CharField(max_length=50, help_text="An address or network, such as 192.168.1.20 or 10.0.0.0/24.")
    port = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: every port.")
    note = models.CharField(max_length=200, blank=True)
    enabled = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "port"], name="one_egress_rule_per_target")]

    def __str__(self) -> str:
        return f"{self.network}:{self.port or '*'}"

    def allowed(self) -> Allowed:
        return Allowed(ipaddress.ip_network(self.network, strict=False), self.port)

    def clean(self) -> None:
        try:
            ipaddress.ip_network(self.network, strict=False)
        except ValueError as error:
            raise ValidationError(
                {"network": "Write an address like 192.168.1.20 or a network like 10.0.0.0/24."}
            ) from error


class KeySeal(models.Model):
    """Proves that a key ring is the one this database was written with: a constant, encrypted with each key."""

    key_id = models.CharField(max_length=16, unique=True)
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return self.key_id


class ConfigChange(models.Model):
    """Who changed which row, when, from where, from what to what. Secrets stand here as fingerprints only.

    Written by chain.append() alone and never pruned: each entry holds the hash of the one before.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    actor = models.CharField(max_length=150, blank=True)
    source = models.CharField(max_length=80, blank=True, help_text="From where: an address, or a command.")
    request = models.CharField(max_length=32, blank=True, help_text="As the answer's X-Request-Id says.")
    action = models.CharField(max_length=10)
    model = models.CharField(max_length=80)
    row = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous = models.CharField(max_length=64, blank=True, help_text="The hash of the entry before.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Over this entry and the hash before it.")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.action} {self.label}"


class Release(models.Model):
    """The whole assistant at one moment: every enabled row, numbered, immutable."""

    number = models.PositiveIntegerField(unique=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    schema_version = models.PositiveIntegerField()
    author = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=200, blank=True)
    checks = models.JSONField(default=list)
    last_change = models.PositiveBigIntegerField(default=0, help_text="The newest entry of the audit that it holds.")
    four_eyes = models.BooleanField(default=False, help_text="Whether what follows it needs a second person.")
    trial = models.BooleanField(default=False, help_text="Made to be tried for some questions; never live itself.")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        permissions = [("publish", "Can publish, roll back and run previews")]

    def __str__(self) -> str:
        return f"Release {self.number}"


class Bell(models.Model):
    """A random token that changes with each publish ("release") or access edit ("access"); processes compare it.

    A token, not the newest id: ids do not commit in order.
    """

    name = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=32)
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.name


class Process(models.Model):
    """A running process and the release it answers from; a row older than a minute is a process that has ended."""

    name = models.CharField(max_length=120, unique=True)
    role = models.CharField(max_length=20)
    release = models.ForeignKey(Release, null=True, on_delete=models.SET_NULL)
    started = models.DateTimeField()
    seen = models.DateTimeField()

    class Meta:
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.name
