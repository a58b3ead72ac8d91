"""The draft: whether edits wait in it, who made them, and who may publish them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from athena_project import gate, release_note, releases
from athena_project.gate import Verdict
from athena_project.models import ConfigChange, HouseSettings, Release

BACKEND = "django.contrib.auth.backends.ModelBackend"


class NeedsAnother(Exception):
    """The draft holds a change of the one who wants to publish it, and the house wants a second pair of eyes."""


def in_review() -> bool:
    """Whether edits wait until someone publishes."""
    house = HouseSettings.objects.filter(name="house").first()
    return (house is not None and (house.review_mode or house.four_eyes)) or live_wants_two()


def four_eyes() -> bool:
    """Whether a second person must publish. The live release has its say too: an unpublished edit does not end it."""
    house = HouseSettings.objects.filter(name="house").first()
    return (house is not None and house.four_eyes) or live_wants_two()


def live_wants_two() -> bool:
    live = releases.outline()
    return live is not None and live.four_eyes


def authors(until: int | None = None, live: Release | None = None) -> dict[tuple[str, str], list[str]]:
    """Who changed what since the `live` release, by model and row; what came in one file has no row.

    `until` is the newest entry of the audit that counts.
    """
    live = live or releases.outline()
    labels = [model._meta.label_lower for model in releases.config_models()]
    since = ConfigChange.objects.filter(id__gt=live.last_change if live else 0)
    since = since if until is None else since.filter(id__lte=until)
    found: dict[tuple[str, str], list[str]] = {}
    mine = since.filter(Q(model__in=labels) | Q(action="import")).order_by("model", "row", "actor")
    for model, row, actor in mine.values_list("model", "row", "actor").distinct():
        found.setdefault((model, row), []).append(actor)
    return found


def barred(person: str, until: int | None = None) -> bool:
    """Whether this person cannot publish the draft alone, or what of it was changed `until` then."""
    return four_eyes() and any(person in names for names in authors(until).values())


def publishers() -> list[str]:
    """Who may publish, and can sign in to do so."""
    people = User.objects.with_perm(f"{Release._meta.app_label}.publish", backend=BACKEND)
    return list(people.filter(is_staff=True).order_by("username").values_list("username", flat=True))


def publish(person: str, note: str, patient: bool = False) -> Release:
    """Makes the draft live, once its tests let it. Where nobody waits for it, it is `patient` with many tests.

    Raises NeedsAnother where it holds a change of the same person and two are wanted, and gate.Refused.
    """
    if barred(person):
        raise NeedsAnother
    verdict = tested(person, patient)
    with transaction.atomic():
        return publish_tested(person, note, verdict)


def lock() -> None:
    """One publishes at a time, and no edit of the house comes in between. Taken before any other row is locked."""
    HouseSettings.objects.select_for_update().get_or_create(name="house")


def tested(person: str, patient: bool = False) -> Verdict:
    """What the tests say of the draft; nothing is tried where all of it is live. Raises gate.Refused."""
    draft, live = gate.candidate(person, patient), releases.outline()
    return Verdict(draft.sha256) if live and live.sha256 == draft.sha256 else gate.passed(draft)


def leaving_review(person: str) -> None:
    """Tries the draft as it would go live with review mode switched off. Raises gate.Refused."""
    if four_eyes():
        return  # it would not go live
    content = releases.compile()
    for house in content[HouseSettings._meta.label_lower].values():
        house["review_mode"] = False
    gate.passed(gate.candidate_of(content, person))


def publish_tested(person: str, note: str, verdict: Verdict) -> Release:
    """Inside a transaction, which is to be rolled back where this raises: NeedsAnother, or Refused."""
    lock()
    if barred(person):
        raise NeedsAnother
    release = releases.publish(person, note or release_note.of(releases.pending()), verdict.findings())
    if release.sha256 != verdict.sha256:
        raise gate.Refused("Somebody changed the draft while it was tested. Look at it, and publish again.")
    return release
