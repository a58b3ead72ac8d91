"""One look at a source: what lies there becomes Document and Chunk rows; what is known is not embedded again."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from athena_project.doorbell import ring
from ragdomains import chunks, copies, embeddings, encoders, looking
from ragdomains.chunks import Piece
from ragdomains.counts import Counts
from ragdomains.encoders import Measure, encoder_of
from ragdomains.items import Item
from ragdomains.models import Chunk, Document, DocumentText, Domain, IndexVersion, Source
from ragdomains.particulars import amiss, particulars
from ragdomains.readers import Paper, ReadError
from ragdomains.recipe import Recipe, Size
from ragdomains.recipes import recipe_of
from ragdomains.types import ProviderError

BATCH = 32  # passages embedded between two signs of life
TOGETHER = 8_000  # words of small documents that are read before they are embedded and stored
SWITCHES = 3  # of the index while one document is stored: more never happen, and each costs one more try

OTHER = "The model {} does not give vectors of {} dimensions any more. Build the index anew."

UNREADABLE = Paper("", ())

Progress = Callable[[str], None]

UNREAD: Mapping[str, object] = {"amiss": "", "written": None, "about": {}, "sketch": b""}


def silent(_step: str) -> None:
    """Progress that nobody watches."""


def read_source(source: Source, progress: Progress = silent) -> Counts:
    """Looks at every document of a source once; raises ReadError where the source itself cannot be read."""
    version = live_version(source.domain, progress)
    known = {row.path: row for row in Document.objects.filter(source=source).defer("about", "sketch")}
    found = looking.look_at(source)
    if found.same:
        return Counts(unchanged=len(known))
    changed = [item for name, item in found.items.items() if name not in known or known[name].sha256 != item.sha256]
    gone = [row for name, row in known.items() if name not in found.items]
    # what was renamed, or moved from one document to another, is not embedded again
    spare = vectors_of([*gone, *(known[item.name] for item in changed if item.name in known)]) if changed else {}
    counts = Counts(unchanged=len(found.items) - len(changed), deleted=remove(gone))
    counts.failed, counts.problems = len(found.problems), list(found.problems)
    if gone:
        announce(source.domain_id)  # at once: reading the others may take minutes

    def step(text: str) -> None:
        progress(f"{counts.read + counts.failed - len(found.problems)} of {len(changed)} documents: {text}")

    for papers in together(changed, known, counts, step):
        take_in(source, papers, spare, counts, step)
    conclude(source, bool(changed or gone), version)
    looking.keep(source, found)
    return counts


def conclude(source: Source, stirred: bool, version: IndexVersion) -> None:
    """What is to be done when every document is stored: copies are marked, and those who answer are told."""
    marked = copies.mark(source.domain_id) if stirred else 0
    if marked or stirred or version.chunks != count(source.domain_id):
        announce(source.domain_id)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was read; what its row will hold."""

    name: str
    values: Mapping[str, object]
    paper: Paper = UNREADABLE

    @property
    def words(self) -> int:
        return chunks.words(section.text for section in self.paper.sections)

    def pieces(self, size: Size) -> list[Piece]:
        return list(chunks.cut(self.paper, size))


def together(
    items: Sequence[Item], known: Mapping[str, Document], counts: Counts, progress: Progress
) -> Iterator[list[Opened]]:
    """Reads documents, so many at a time that their passages are embedded side by side."""
    held: list[Opened] = []
    for item in items:
        progress(item.name)
        held.append(opened(item, item.name in known, counts))
        if sum(each.words for each in held) >= TOGETHER:
            yield held
            held = []
    yield held


def opened(item: Item, known: bool, counts: Counts) -> Opened:
    values = {"sha256": item.sha256, "changed": item.changed, "url": item.url}
    try:
        paper = item.read()
    except ReadError as error:
        counts.failed += 1
        counts.problems.append(f"{item.name}: {error}")
        return Opened(item.name, {**values, **UNREAD, "problem": str(error)[:300], "title": item.title[:300]})
    counts.changed += known
    counts.new += not known
    return Opened(item.name, values | kept_of(paper), paper)


def kept_of(paper: Paper) -> dict[str, object]:
    """What a document's row holds of its text."""
    return {
        "title": paper.title[:300],
        "problem": "",
        "amiss": amiss(paper)[:300],
        "written": paper.about.written,
        "about": particulars(paper),
        "sketch": copies.sketch(paper),
    }


def take_in(
    source: Source, papers: Sequence[Opened], spare: Mapping[tuple[str, str], bytes], counts: Counts, progress: Progress
) -> None:
    """Writes the rows of each document in a short transaction of its own; what is slow is done before it."""
    for _ in range(SWITCHES):
        version = live_version(source.domain)
        cut = {paper.name: paper.pieces(version.recipe.size) for paper in papers}
        supply = Supply(version, spare, counts)
        vectors = supply.embedded([piece for pieces in cut.values() for piece in pieces], progress)
        made = {name: rows_of(pieces, vectors, version.model) for name, pieces in cut.items()}
        if all(store(source, paper, version, made[paper.name]) for paper in papers):
            counts.chunks += sum(map(len, made.values()))
            return
    raise ReadError("The index was switched too often while this was read.")


def rows_of(pieces: Iterable[Piece], vectors: Mapping[str, bytes], model: str) -> list[Chunk]:
    return [
        Chunk(
            position=number,
            heading=piece.heading[:300],
            page=piece.page,
            text=piece.text,
            sha256=piece.sha256,
            model=model,
            vector=vectors[piece.sha256],
        )
        for number, piece in enumerate(pieces)
    ]


@transaction.atomic
def store(source: Source, paper: Opened, version: IndexVersion, rows: Sequence[Chunk]) -> bool:
    """New rows, never changed ones: the number of a chunk always means the same text. False: another build answers now.

    Every build loses what the document said before; one that is being filled, or is gone back to, makes up for it.
    """
    if IndexVersion.objects.select_for_update().filter(pk=version.pk, state="live").first() is None:
        return False
    document, _ = Document.objects.update_or_create(source=source, path=paper.name, defaults=paper.values)
    Chunk.objects.filter(document=document).delete()
    DocumentText.objects.update_or_create(document=document, defaults={"sections": sections(paper.paper)})
    for row in rows:
        row.document, row.version = document, version
    Chunk.objects.bulk_create(rows, batch_size=500)
    return True


def sections(paper: Paper) -> list[tuple[str, int | None, str]]:
    return [(section.heading, section.page, section.text) for section in paper.sections]


@dataclass(frozen=True, slots=True)
class Supply:
    """Where the vectors of a build come from: what somebody has embedded before is not embedded again.

    `spare` are those of documents that have just gone or changed: (model, sha256) -> vector.
    """

    version: IndexVersion
    spare: Mapping[tuple[str, str], bytes]
    counts: Counts

    def embedded(self, pieces: Iterable[Piece], progress: Progress) -> dict[str, bytes]:
        """sha256 -> vector for every piece; raises ReadError where the model's server does not embed."""
        texts = {piece.sha256: piece.embedded for piece in pieces}
        model, size = self.version.model, 4 * self.version.dimensions
        known = {key: self.spare[model, key] for key in texts if (model, key) in self.spare}
        for keys in batches([key for key in texts if key not in known]):
            rows = Chunk.objects.filter(sha256__in=keys, model=model).values_list("sha256", "vector")
            known |= {key: bytes(vector) for key, vector in rows}
        known = {key: vector for key, vector in known.items() if len(vector) == size}
        for keys in batches([key for key in texts if key not in known]):
            known |= self._made({key: texts[key] for key in keys}, progress)
            self.counts.embedded += len(keys)
            progress(f"{self.counts.embedded} passages embedded")
        return known

    def _made(self, texts: Mapping[str, str], progress: Progress) -> dict[str, bytes]:
        try:
            made = dict(zip(texts, encoder_of(self.version).passages([*texts.values()], progress), strict=True))
        except ProviderError as error:
            raise ReadError(f"{error} What is new or changed is read at the next look.") from error
        if any(len(vector) != 4 * self.version.dimensions for vector in made.values()):
            raise ReadError(OTHER.format(self.version.model, self.version.dimensions))
        return made


def batches(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def vectors_of(documents: Iterable[Document]) -> dict[tuple[str, str], bytes]:
    rows = Chunk.objects.filter(document__in=list(documents)).values_list("model", "sha256", "vector")
    return {(model, key): bytes(vector) for model, key, vector in rows}


def remove(documents: list[Document]) -> int:
    with transaction.atomic():
        for document in documents:
            document.delete()
    return len(documents)


def live_version(domain: Domain, progress: Progress = silent) -> IndexVersion:
    """The build of the domain's index that answers; the first one, and the first one of a new built-in model, is made
    here. Raises ReadError where the server of its model does not answer."""
    found = IndexVersion.objects.filter(domain=domain, state="live").select_related("domain").first()
    if found is not None and not outdated(found):
        return found
    try:
        measure = encoders.encoder_for(domain).measure(progress)  # no transaction is open while a server is asked
    except ProviderError as error:
        raise ReadError(f"{error} Nothing is read before it does.") from error
    with transaction.atomic():
        row = Domain.objects.select_for_update().get(pk=domain.pk)
        live = IndexVersion.objects.filter(domain=domain, state="live")
        found = live.first()
        if found is None or outdated(found):
            live.update(state="retired", switched=timezone.now())
            found = new_version(row.pk, "live", recipe_of(row), measure)
        return found


def outdated(version: IndexVersion) -> bool:
    """Whether it was made with a built-in model that is built in no more."""
    return not version.embedding and version.model != embeddings.MODEL


def new_version(domain_id: int, state: str, recipe: Recipe, measure: Measure | None = None) -> IndexVersion:
    """Without a measure, that of a server's model is taken when the build is filled."""
    built_in = None if recipe.embedder else encoders.BUILT_IN
    known = measure or built_in
    return IndexVersion.objects.create(
        domain_id=domain_id,
        state=state,
        model=recipe.model,
        dimensions=known.dimensions if known else 0,
        embedding=encoders.kept_of(recipe.embedder, known),
        words=recipe.size.words,
        overlap=recipe.size.overlap,
        token=secrets.token_hex(16),
    )


def count(domain_id: int) -> int:
    """The passages that answer."""
    found = Chunk.objects.filter(version__domain=domain_id, version__state="live")
    return found.filter(document__source__enabled=True).count()


@transaction.atomic
def announce(domain_id: int) -> None:
    """Every process that answers loads what has changed."""
    values = {"token": secrets.token_hex(16), "chunks": count(domain_id)}
    IndexVersion.objects.filter(domain=domain_id, state="live").update(**values)
    ring("index")
