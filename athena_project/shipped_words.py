"""What is new in what ships, in words and values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from athena_project.change_words import model_name, row_address
from athena_project.readable import as_html
from athena_project.releases import title
from athena_project.row_tables import defaults_of
from athena_project.shipped import Survey
from athena_project.three_way import ABSENT, Item, State, changed, summed

WORDS = {
    State.NEW: "New",
    State.CHANGED: "Changed",
    State.JOINED: "Changed, beside your own change",
    State.GONE: "Ships no more",
    State.CLASH: "Changed by you and in what ships",
    State.DIFFERS: "Differs from what ships",
    State.MISSING: "Ships, and is not here",
    State.OWN: "Changed by you",
    State.DELETED: "Deleted by you",
}
SAID = {
    State.JOINED: "You changed other fields of this row; yours stay.",
    State.GONE: "Taking it switches the row off.",
    State.DIFFERS: "Whether you or an upgrade made the difference, nobody knows.",
    State.MISSING: "It is new, or somebody deleted it; nobody knows.",
}
PARTS = {
    "intents": "Understanding",
    "ragdomains": "Knowledge",
    "validation": "Checks",
    "inference": "Assistant",
    "athena_project": "House",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it shipped, as it is here, and as it would be."""

    name: str
    before: SafeString
    here: SafeString
    wanted: SafeString


@dataclass(frozen=True, slots=True)
class Told:
    """A row as the page shows it. `along` counts the rows that come with it."""

    digest: str
    word: str
    title: str
    url: str
    text: str
    fields: tuple[Field, ...]
    absent: bool
    clash: bool
    along: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind, counted by what there is to do. `digest` stands for exactly these rows."""

    part: str
    model: str
    name: str
    counts: tuple[tuple[str, int], ...]
    total: int
    digest: str


def told(found: Survey, item: Item) -> Told:
    name = title(item.now or item.here or {}, item.key)
    return Told(
        item.digest,
        WORDS[item.state],
        f"{model_name(item.model)} {name}",
        row_address(item.model, found.keys[item.place]) if item.place in found.keys else "",
        reason(item),
        tuple(fields(item)),
        item.state in ABSENT,
        item.state is State.CLASH and item.before is not None,
        len(found.kin.whole([item])) - 1 if item.here is None else 0,
    )


def reason(item: Item) -> str:
    """Why it stands where it stands, where its word does not say that."""
    if item.state is State.CLASH and item.now is None:
        return "You changed it, and it ships no more. Taking that switches the row off."
    if item.state is State.CLASH and item.here is None:
        return "It belongs to a row of your own that has the name of one that ships."
    if item.state is State.CLASH and item.before is None:
        return "You have a row of your own with this name."
    if item.state is State.DELETED and item.before is None:
        return "You deleted what it belongs to."
    return SAID.get(item.state, "")


def fields(item: Item) -> Iterable[Field]:
    before, here, wanted = item.before or {}, item.here, item.wanted
    names = changed(here, wanted) if here else changed(defaults_of(item.model), wanted)
    for name in names:
        values = (before.get(name), (here or {}).get(name), wanted[name])
        yield Field(name.replace("_", " "), *(as_html(value) for value in values))


def groups(items: Iterable[Item]) -> list[Group]:
    """By part of the house and kind."""
    kinds: dict[str, list[Item]] = {}
    for item in items:
        kinds.setdefault(item.model, []).append(item)
    found = [group(model, rows) for model, rows in kinds.items()]
    order = {part: place for place, part in enumerate(PARTS.values())}
    return sorted(found, key=lambda each: (order.get(each.part, len(order)), each.name))


def group(model: str, rows: list[Item]) -> Group:
    counts = Counter(WORDS[item.state] for item in rows)
    app = model.partition(".")[0]
    part = PARTS.get(app, app)
    return Group(part, model, model_name(model), tuple(counts.items()), len(rows), digest_of(rows))


def digest_of(items: Iterable[Item]) -> str:
    return summed([item.digest for item in items])
