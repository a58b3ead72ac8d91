"""The domains that can be asked, places, and the household's documents."""

import zoneinfo

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from pydantic import ValidationError as OptionsError

from athena_project.models import ConfigModel, Credential, PluginModel
from athena_project.plugins import UnknownKind
from ragdomains.addresses import KEY
from ragdomains.languages import LANGUAGES
from ragdomains.origins import origins
from ragdomains.providers import providers
from ragdomains.recipe import Recipe, Size
from ragdomains.types import Spot


def known_zone(name: str) -> None:
    """A validator for IANA time zone names."""
    if name and name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is no time zone. Write one like Europe/Oslo or America/New_York.")


WINDOWS = [("minute", "each minute"), ("hour", "each hour"), ("day", "each day"), ("month", "each month")]


class Domain(PluginModel):
    """One thing that can be known: a provider, how fresh its answers must be, and how long it may take."""

    plugins = providers
    key_path = "credential"

    name = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80, help_text="As it is spoken: weather, house documents.")
    credential = models.ForeignKey(Credential, null=True, blank=True, on_delete=models.SET_NULL)
    fresh_for = models.FloatField(
        default=600, validators=[MinValueValidator(0)], help_text="Seconds an answer is fresh."
    )
    stale_for = models.FloatField(
        default=7200, validators=[MinValueValidator(0)], help_text="Seconds it may be served while it is renewed."
    )
    timeout = models.FloatField(
        default=6, validators=[MinValueValidator(0.1), MaxValueValidator(60)], help_text="Seconds for one look-up."
    )
    local_only = models.BooleanField(
        default=False, help_text="On: it never asks outside of this house's own network, whatever its address."
    )

    quota = models.PositiveIntegerField(
        default=0, help_text="Calls that its key, or the domain where it has none, may make in one window; 0: no limit."
    )
    quota_window = models.CharField(
        max_length=10, choices=WINDOWS, default="day", help_text="When the count begins anew, by the clock of UTC."
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def wants_key(self) -> bool:
        """Whether it asks nothing without a key: its kind says so, or one of its addresses has a place for one."""
        try:
            wanted = self.plugins[self.kind].extra.get("needs_key", False)
            named = bool(getattr(self.parsed(), wanted, "")) if isinstance(wanted, str) else bool(wanted)
        except (UnknownKind, OptionsError):
            return False  # the first page says that its plug-in is gone
        return named or KEY.search(orjson.dumps(self.options).decode()) is not None


class QuotaUse(models.Model):
    """How many calls a key made in one window; written by the machine, so that a restart does not forget it."""

    key = models.CharField(max_length=120, help_text="The window, and whose calls they are.")
    start = models.DateTimeField()
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "start"], name="one_count_per_key_and_window")]

    def __str__(self) -> str:
        return f"{self.key} {self.start:%Y-%m-%d %H:%M}: {self.calls}"


class Template(ConfigModel):
    """How a domain says one kind of answer. It replaces the provider's own sentence of the same name and form."""

    natural = ("domain", "answer", "form", "language")

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="templates")
    answer = models.SlugField(max_length=40, help_text="Which answer: now, day, range ...")
    form = models.CharField(
        max_length=10, choices=[("short", "short, spoken"), ("long", "long, written")], default="short"
    )
    language = models.CharField(max_length=10, choices=LANGUAGES, blank=True, help_text="Empty: in every language.")
    text = models.TextField(help_text="Names in braces are replaced: {place}, {temperature}.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain", "answer", "form", "language"], name="one_template_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.domain}: {self.answer} ({', '.join(filter(None, (self.form, self.language)))})"


class Place(ConfigModel):
    """A place by the household's own name for it."""

    name = models.CharField(max_length=80, unique=True)
    aliases = models.JSONField(default=list, blank=True, help_text='Other names, such as ["the cabin", "grandma"].')
    latitude = models.FloatField(validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(validators=[MinValueValidator(-180), MaxValueValidator(180)])
    time_zone = models.CharField(max_length=60, validators=[known_zone])
    country = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def spot(self, home: bool = False) -> Spot:
        return Spot(self.name, self.latitude, self.longitude, self.time_zone, self.country, home)


class Source(PluginModel):
    """Where a document domain reads: a folder, files that were uploaded, a web page, a feed, a calendar."""

    natural = ("domain", "path")
    plugins = origins
    key_path = "domain__credential"

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=40, default="folder")
    path = models.CharField(
        max_length=500,
        verbose_name="where",
        help_text="A folder or file (a relative one lies below the data folder); the address of a page, feed or "
        "calendar; or a short name for files that are uploaded here.",
    )
    interval = models.PositiveIntegerField(
        default=300, validators=[MinValueValidator(10)], help_text="Seconds between two looks for what has changed."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["domain", "path"], name="one_source_per_folder")]

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        super().clean()
        if complaint := origins.complaint(self.kind, self.path):
            raise ValidationError({"path": complaint})

    def key_goes_to(self) -> str:
        """The key of the domain goes where a path has a place for it, and nowhere else."""
        return self.path if KEY.search(self.path) else ""


class Refresh(models.Model):
    """When a source was read and is due; claimed by a conditional UPDATE, so that two workers never read it at once.

    `kept` is what its kind wants to know at the next look: the marks by which a server says that nothing changed.
    """

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="refresh")
    due = models.DateTimeField(db_index=True)
    claimed = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    documents = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    kept = models.JSONField(default=dict)

    class Meta:
        verbose_name = "state of a source"
        verbose_name_plural = "states of sources"

    def __str__(self) -> str:
        return f"{self.source}"


class AskedLookup(models.Model):
    """How often a look-up over the network was asked in one hour; the most popular ones are renewed ahead."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="asked")
    key = models.CharField(max_length=120, help_text="As in the cache.")
    hour = models.DateTimeField(db_index=True)
    lookup = models.JSONField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["domain", "key", "hour"], name="one_count_per_lookup_and_hour")]

    def __str__(self) -> str:
        return f"{self.key} {self.hour:%Y-%m-%d %H}h: {self.count}"


class Reading(models.Model):
    """One look at a source: documents by what became of them, how long it took, and what failed and why."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="readings")
    started = models.DateTimeField()
    seconds = models.FloatField(null=True, help_text="Empty: it goes on, or it broke off.")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    deleted = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    passages = models.PositiveIntegerField(default=0, help_text="Of the new and changed documents.")
    embedded = models.PositiveIntegerField(default=0, help_text="Passages that nobody had embedded before.")
    problems = models.JSONField(default=list)
    eventful = models.BooleanField(default=True, help_text="Something was new, changed, deleted or failed.")

    class Meta:
        ordering = ("-pk",)
        verbose_name = "reading of a source"
        verbose_name_plural = "readings of sources"
        indexes = [models.Index(fields=["source", "eventful"], name="readings_of_a_source")]

    def __str__(self) -> str:
        return f"{self.source}, {self.started:%Y-%m-%d %H:%M}"


class IndexVersion(models.Model):
    """One build of a domain's index, with passages of its own.

    `building` is being filled, `live` answers, `retired` can be gone back to, `dropped` had its time, `failed` never
    answered: `problem` says why. A builder shows that it lives by `seen`, and that it is still the builder by `token`.
    """

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="index_versions")
    model = models.CharField(max_length=160)
    dimensions = models.PositiveIntegerField()  # 0: its server has not been asked yet
    embedding = models.JSONField(default=dict, help_text="The model's server, and its scale; empty: it is built in.")
    words = models.PositiveIntegerField(default=120, help_text="Of a passage.")
    overlap = models.PositiveIntegerField(default=25, help_text="Words of a passage that the next one begins with.")
    state = models.CharField(max_length=10, default="building")
    chunks = models.PositiveIntegerField(default=0, verbose_name="passages")
    created = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField(null=True, help_text="The builder's last sign of life; empty while it waits for one.")
    step = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    comparison = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    switched = models.DateTimeField(null=True, help_text="When it last began or ceased to answer.")
    token = models.CharField(max_length=32, help_text="Changes with every change of the content, and of the builder.")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=models.Q(state="building"), name="one_build_at_a_time"
            ),
            models.UniqueConstraint(fields=["domain"], condition=models.Q(state="live"), name="one_live_index"),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.pk} ({self.state})"

    @property
    def recipe(self) -> Recipe:
        return Recipe(self.model, Size(self.words, self.overlap))


class Document(models.Model):
    """A file, a page, an entry or an event, as it was read. `problem` says why it could not be."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="documents")
    path = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    url = models.CharField("address", max_length=2000, blank=True, help_text="Where it stands on the web.")
    sha256 = models.CharField(max_length=64)
    changed = models.DateTimeField(help_text="The file's own time.")
    written = models.DateField(null=True, help_text="The date that it gives itself.")
    read = models.DateTimeField(auto_now=True)
    problem = models.CharField(max_length=300, blank=True)
    amiss = models.CharField(max_length=300, blank=True, help_text="What seems to be wrong with its text.")
    about = models.JSONField(default=dict, help_text="Author, language, headings, links, names.")
    sketch = models.BinaryField(default=b"", help_text="MinHash of its words, to find copies.")
    copy_of = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="copies",
        help_text="The newest document that says nearly the same.",
    )

    class Meta:
        ordering = ("path",)
        constraints = [models.UniqueConstraint(fields=["source", "path"], name="one_document_per_file")]

    def __str__(self) -> str:
        return self.title or self.path


class DocumentText(models.Model):
    """A document's text as it was read, [heading, page, text] for each section: a new build cuts it anew."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="full_text", primary_key=True)
    sections = models.JSONField()

    def __str__(self) -> str:
        return f"the text of {self.document}"


class Chunk(models.Model):
    """A passage of a document in one build, with its vector (float32, little-endian), of which the index is made."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="chunks")
    version = models.ForeignKey(IndexVersion, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    page = models.PositiveIntegerField(null=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    model = models.CharField(max_length=160)
    vector = models.BinaryField()

    class Meta:
        ordering = ("document", "position")
        constraints = [
            models.UniqueConstraint(fields=["version", "document", "position"], name="one_chunk_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.document} #{self.position}"
