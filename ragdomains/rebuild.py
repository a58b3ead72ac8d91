"""Builds a domain's index anew beside the live one, checks it, and switches; goes back to the one before.

A build is a row. Whoever fills it signs it now and then; one that is not signed any more is taken over by the next
builder, which goes on where it stopped. So it may be killed at any moment.
"""

import secrets
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from ragdomains import canaries
from ragdomains.chunks import Piece, cut
from ragdomains.intake import BATCH, Progress, announce, new_version, packed, row_of, silent
from ragdomains.models import Chunk, Document, DocumentText, Domain, IndexVersion
from ragdomains.readers import Paper, Section
from ragdomains.recipe import Size
from ragdomains.recipes import recipe_of
from ragdomains.types import ProviderError

DEAD = timedelta(seconds=90)  # a builder that gave no sign of life for so long has ended
KEPT = timedelta(days=1)  # that the build before can be gone back to
ROWS = 10  # builds that never answer again whose rows stay, to be looked at
AT_ONCE = 500  # passages dropped in one transaction
TOGETHER = 16  # documents cut and embedded side by side
ROUNDS = 5  # documents may change while their passages are embedded

BUSY = "The index is being built since {:%H:%M} UTC. If that was interrupted, wait two minutes or add --force."
OVERTAKEN = "Another builder has taken over."
NOTHING_BEFORE = "There is no earlier index to go back to."


class BuildError(Exception):
    """A build that cannot be made, or may not answer. The text says why."""


class OvertakenError(BuildError):
    """The build belongs to somebody else now, who goes on with it."""


def reindex(domain_id: int, progress: Progress = silent, force: bool = False) -> IndexVersion:
    """Embeds everything into a new build and switches to it; raises BuildError while another build goes on."""
    return build(begin(domain_id, force), progress)


def go_back(domain_id: int, progress: Progress = silent) -> IndexVersion:
    """Lets the build before answer again, after what has changed since was put into it; raises BuildError."""
    return build(begin_back(domain_id), progress)


def go_on(domain_id: int, progress: Progress = silent, again: bool = False) -> IndexVersion:
    """Does what was asked for, or was left unfinished. `again`: who filled it has ended, and gives no more signs."""
    if again:
        IndexVersion.objects.filter(domain=domain_id, state="building").update(seen=None)
    left = under_way(domain_id)
    back = left is not None and left.switched is not None
    return go_back(domain_id, progress) if back else reindex(domain_id, progress)


def ask(domain_id: int, back: bool = False, force: bool = False) -> IndexVersion:
    """Leaves a build for the worker, who finds it within a minute; raises BuildError while another goes on."""
    version = begin_back(domain_id) if back else begin(domain_id, force)
    IndexVersion.objects.filter(pk=version.pk, token=version.token).update(seen=None)
    return version


@transaction.atomic
def begin(domain_id: int, force: bool = False) -> IndexVersion:
    """The build to be filled by the caller: the one that was left, or a new one."""
    wanted = recipe_of(Domain.objects.select_for_update().get(pk=domain_id))
    left = claimed(domain_id, force)
    if left is not None and left.recipe == wanted and left.switched is None and not force:
        return signed_over(left)
    if left is not None:
        leave(left, "It was left for another build." if left.switched is None else "")
    return signed_over(new_version(domain_id, "building", wanted))


@transaction.atomic
def begin_back(domain_id: int) -> IndexVersion:
    Domain.objects.select_for_update().get(pk=domain_id)
    left = claimed(domain_id)
    if left is not None:
        leave(left, "It was left to go back to an earlier one." if left.switched is None else "")
    found = previous(domain_id)
    if found is None:
        raise BuildError(NOTHING_BEFORE)
    IndexVersion.objects.filter(pk=found.pk).update(state="building", problem="")
    return signed_over(found)


def claimed(domain_id: int, force: bool = False) -> IndexVersion | None:
    """The build that nobody fills any more; raises BuildError while somebody does."""
    found = under_way(domain_id)
    if found is not None and not force and alive(found):
        raise BuildError(BUSY.format(found.created))
    return found


def under_way(domain_id: int) -> IndexVersion | None:
    return IndexVersion.objects.filter(domain=domain_id, state="building").first()


def alive(version: IndexVersion) -> bool:
    return version.seen is not None and version.seen > timezone.now() - DEAD


def signed_over(version: IndexVersion) -> IndexVersion:
    """From here on the caller is the builder: a new token, which the one before has not."""
    values = {"token": secrets.token_hex(16), "seen": timezone.now()}
    IndexVersion.objects.filter(pk=version.pk).update(**values)
    version.refresh_from_db()
    return version


def leave(version: IndexVersion, problem: str) -> None:
    """Gives a build up; one that has answered before can be gone back to, as before."""
    state = "failed" if version.switched is None else "retired"
    own = IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token)
    own.update(state=state, problem=problem, seen=None)


def build(version: IndexVersion, progress: Progress = silent) -> IndexVersion:
    """Fills, checks and switches. What is interrupted is left to be taken over; what fails its check never answers."""
    try:
        for _ in range(ROUNDS):
            fill(version, progress)
            if not missing(version).exists() and checked(version, progress):
                sign(version, "switching", progress)
                if switch(version):
                    return version
        raise BuildError("The documents change faster than they can be embedded. Try again later.")
    except OvertakenError:
        raise
    except BuildError as error:
        leave(version, str(error))
        raise
    except ProviderError as error:
        if error.kind == "broken":
            leave(version, str(error))
        else:  # the index is away: the passages are kept, and the next try goes on from there
            IndexVersion.objects.filter(pk=version.pk, token=version.token).update(problem=str(error))
        raise BuildError(str(error)) from error
    finally:
        IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token).update(seen=None)


def sign(version: IndexVersion, step: str, progress: Progress) -> None:
    """Says how far it is; raises OvertakenError where the build is not the caller's any more."""
    own = IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token)
    values = {"seen": timezone.now(), "step": step, "done": version.done, "total": version.total}
    if own.update(**values) != 1:
        raise OvertakenError(OVERTAKEN)
    progress(step)


def documents(domain_id: int) -> QuerySet[Document]:
    """Those of which the live build holds passages."""
    held = Chunk.objects.filter(document=OuterRef("pk"), version__state="live")
    return Document.objects.filter(Exists(held), source__domain=domain_id)


def missing(version: IndexVersion) -> QuerySet[Document]:
    """Those of which this build holds none: they are new, or have changed since."""
    return documents(version.domain_id).filter(~Exists(version.passages.filter(document=OuterRef("pk"))))


def fill(version: IndexVersion, progress: Progress) -> None:
    """Cuts and embeds the documents that are missing; no transaction is open while one is embedded."""
    keys = list(missing(version).order_by("pk").values_list("pk", flat=True))
    version.total = documents(version.domain_id).count()
    version.done = version.total - len(keys)
    for start in range(0, len(keys), TOGETHER):
        papers = Document.objects.in_bulk(keys[start : start + TOGETHER])
        pieces = {key: cut_anew(paper, version.recipe.size) for key, paper in papers.items()}
        vectors: dict[str, bytes] = {}
        for batch in batches([piece for found in pieces.values() for piece in found]):
            sign(version, f"embedding {version.done:,} of {version.total:,} documents", progress)
            texts = {piece.sha256: piece.embedded for piece in batch}
            vectors |= zip(texts, packed(texts.values()), strict=True)
        for key, paper in papers.items():
            add(version, paper, [row_of(n, piece, vectors) for n, piece in enumerate(pieces[key])])
        version.done += len(papers)
    sign(version, f"{version.done:,} of {version.total:,} documents embedded", progress)


def batches(pieces: list[Piece]) -> Iterator[list[Piece]]:
    return (pieces[start : start + BATCH] for start in range(0, len(pieces), BATCH))


def cut_anew(document: Document, size: Size) -> list[Piece]:
    text = DocumentText.objects.filter(document=document).first()
    if text is not None:
        sections = tuple(Section(heading, words, page) for heading, page, words in text.sections)
        return list(cut(Paper(document.title, sections), size))
    rows = Chunk.objects.filter(document=document, version__state="live").order_by("position")
    return [Piece(document.title, row.heading, row.text, row.page) for row in rows.defer("vector")]


@transaction.atomic
def add(version: IndexVersion, paper: Document, rows: list[Chunk]) -> None:
    """Unless the document has changed since it was read: then the next round embeds what it says now."""
    same = Document.objects.select_for_update().filter(pk=paper.pk, sha256=paper.sha256, title=paper.title)
    own = IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token)
    if same.first() and own.exists():
        Chunk.objects.filter(version=version, document=paper).delete()
        for row in rows:
            row.document, row.version = paper, version
        Chunk.objects.bulk_create(rows, batch_size=500)


def checked(version: IndexVersion, progress: Progress) -> bool:
    """Compares the build with the live one and keeps what was found; False if the documents have changed meanwhile.

    Raises BuildError where something speaks against the build.
    """
    live = IndexVersion.objects.filter(domain=version.domain_id, state="live").first()
    if live is None:
        return True
    found = canaries.compare(live, version, lambda step: sign(version, step, progress))
    IndexVersion.objects.filter(pk=version.pk).update(comparison=found)
    problem = canaries.verdict(found)
    if problem and not IndexVersion.objects.filter(pk=live.pk, token=live.token).exists():
        return False
    if problem:
        raise BuildError(problem)
    return True


@transaction.atomic
def switch(version: IndexVersion) -> bool:
    """From here on the build answers; False if a document has come meanwhile that is not in it."""
    Domain.objects.select_for_update().get(pk=version.domain_id)
    builds = IndexVersion.objects.select_for_update().filter(domain=version.domain_id)
    list(builds)  # locked, so that no document is stored into the live one just now
    if not builds.filter(pk=version.pk, state="building", token=version.token).exists():
        raise OvertakenError(OVERTAKEN)
    if missing(version).exists():
        return False
    now = timezone.now()
    builds.filter(state="live").update(state="retired", switched=now, seen=None)
    builds.filter(pk=version.pk).update(state="live", switched=now, seen=None, step="", problem="")
    announce(version.domain_id)
    version.refresh_from_db()
    return True


def previous(domain_id: int) -> IndexVersion | None:
    """The build that answered before the live one, while its passages are kept."""
    retired = IndexVersion.objects.filter(domain=domain_id, state="retired")
    return retired.order_by(F("switched").desc(nulls_last=True), "-pk").first()


def prune() -> int:
    """Drops the passages of builds that nobody will go back to, in short transactions, and forgets the oldest rows.

    Returns how many builds can be gone back to no more.
    """
    dropped = 0
    for domain_id in IndexVersion.objects.exclude(state="live").values_list("domain", flat=True).distinct():
        kept = previous(domain_id)
        old = IndexVersion.objects.filter(domain=domain_id, state="retired")
        if kept is not None and kept.switched and kept.switched > timezone.now() - KEPT:
            old = old.exclude(pk=kept.pk)
        dropped += old.update(state="dropped")
        for row in IndexVersion.objects.filter(domain=domain_id, state__in=("dropped", "failed")).order_by("-pk"):
            empty(row)
        gone = IndexVersion.objects.filter(domain=domain_id, state__in=("dropped", "failed")).order_by("-pk")
        IndexVersion.objects.filter(pk__in=list(gone.values_list("pk", flat=True)[ROWS:])).delete()
    return dropped


def empty(version: IndexVersion) -> None:
    while keys := list(version.passages.values_list("pk", flat=True)[:AT_ONCE]):
        Chunk.objects.filter(pk__in=keys).delete()


def wanting() -> list[int]:
    """The domains whose index is to be built: it was asked for, or left unfinished, or the options are others."""
    found = []
    for domain in Domain.objects.filter(enabled=True, index_versions__state="live").distinct():
        row = under_way(domain.pk)
        if (row and not alive(row)) or (row is None and outgrown(domain)):
            found.append(domain.pk)
    return found


def outgrown(domain: Domain) -> bool:
    """The options ask for another recipe, which has not been tried yet: one that failed, or was left, is not again."""
    wanted = recipe_of(domain)
    rows = domain.index_versions.order_by("-pk")
    live, newest = rows.filter(state="live").first(), rows.first()
    return live is not None and newest is not None and wanted not in (live.recipe, newest.recipe)
