"""Brings example sentences from a file into the configuration: what is in it, and writing it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from athena_project import chain, changes
from intents.example_file import Broken, Row, rows
from intents.models import Chain, Entity, Intent, Pattern, TestCase

# Labels that data sets give to what fits no intent.
OUT_OF_SCOPE = frozenset({"oos", "out_of_scope", "none"})
BATCH = 1000  # rows of one INSERT


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds: the rows that can be taken, those that cannot, and what to look at before writing.

    `merged` counts the rows that read like an earlier one of the same intent; they are not in `good`.
    """

    good: tuple[Row, ...]
    broken: tuple[Broken, ...]
    merged: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def intents(self) -> Counter[str]:
        """How many examples each intent gets."""
        return Counter(row.intent for row in self.good)


@dataclass(frozen=True, slots=True)
class Written:
    """What an import did. `known` examples stood there before; `removed` counts rows of every kind."""

    intents: int
    examples: int
    known: int
    removed: int


def parse(data: bytes, field: str = "intent") -> Parsed:
    """The rows of a JSONL or CSV file with `text` and the intent in `field`; `language` and `category` if given."""
    found = list(rows(data, field))
    broken = tuple(row for row in found if isinstance(row, Broken))
    read = [row for row in found if isinstance(row, Row)]
    good: dict[tuple[str, str], Row] = {}
    for row in read:
        good.setdefault((row.intent, row.read_as), row)
    kept = tuple(good.values())
    return Parsed(kept, broken, len(read) - len(kept), (*shared(kept), *lonely(kept), *torn(kept)))


def shared(good: Iterable[Row]) -> Iterator[str]:
    """A text under two intents decides neither."""
    owners: dict[str, list[Row]] = {}
    for row in good:
        owners.setdefault(row.read_as, []).append(row)
    for each in owners.values():
        if len(each) > 1:
            yield f"“{each[0].text}” stands under {', '.join(row.intent for row in each)} (line {each[-1].line})."


def lonely(good: Iterable[Row]) -> Iterator[str]:
    counted = Counter(row.intent for row in good)
    yield from (f"{name} has one example only: nothing is learned from one." for name in counted if counted[name] == 1)


def torn(good: Iterable[Row]) -> Iterator[str]:
    categories: dict[str, list[str]] = {}
    for row in good:
        if row.category:
            categories.setdefault(row.intent, []).append(row.category)
    for name, found in categories.items():
        if len(set(found)) > 1:
            yield f"{name} has several categories ({', '.join(sorted(set(found)))}); {found[0]}, the first, is taken."


def write(rows: Sequence[Row], replace: bool, author: str) -> Written:
    """Makes intents and examples of the rows, in one transaction, one release and one entry of the audit.

    `replace` removes all other intents, patterns, entities, chains and test cases; an intent that the rows name keeps
    its settings.
    """
    with changes.acting(author), transaction.atomic():
        chain.claim()
        removed = clear({row.intent for row in rows}) if replace else 0
        owners, new = owners_of(rows)
        examples = example_patterns(rows, owners)
        Pattern.objects.bulk_create(examples, batch_size=BATCH)
        written = Written(new, len(examples), len(rows) - len(examples), removed)
        write_down(written, sorted(owners))
        changes.once_committed()
    return written


def clear(kept: set[str]) -> int:
    """Removes everything that is understood; without a signal for each row, the audit names the whole."""
    gone = sum(remove(model.objects.all()) for model in (TestCase, Chain, Entity, Pattern))
    Intent.objects.filter(name__in=kept).update(fallback=False, enabled=True)
    return gone + remove(Intent.objects.exclude(name__in=kept))


def remove(found: "models.QuerySet[models.Model]") -> int:
    return found._raw_delete(found.db)


def owners_of(rows: Sequence[Row]) -> tuple[dict[str, Intent], int]:
    """The intent of each name, made where there is none; and how many were made."""
    names = {row.intent: "" for row in rows}
    names |= {row.intent: row.category for row in reversed(rows) if row.category}
    known = set(Intent.objects.filter(name__in=names).values_list("name", flat=True))
    new = [intent_of(name, category) for name, category in names.items() if name not in known]
    Intent.objects.bulk_create(new, batch_size=BATCH)
    return Intent.objects.in_bulk(list(names), field_name="name"), len(new)


def intent_of(name: str, category: str) -> Intent:
    mode = "none" if name.casefold() in OUT_OF_SCOPE else "decline"
    return Intent(name=name, title=" ".join(name.replace("_", " ").split()), category=category, mode=mode)


def example_patterns(rows: Sequence[Row], owners: dict[str, Intent]) -> list[Pattern]:
    """A pattern for each row whose text its intent does not have yet."""
    taken = set(Pattern.objects.filter(type="example").values_list("intent__name", "text"))
    return [
        Pattern(intent=owners[row.intent], type="example", text=row.text, language=row.language)
        for row in rows
        if (row.intent, row.text) not in taken
    ]


def write_down(written: Written, names: list[str]) -> None:
    made = changes.entry("import", f"{written.examples} examples of {len(names)} intents")
    made.model = Intent._meta.label_lower
    made.after = {"intents": names, "new": written.intents, "examples": written.examples, "removed": written.removed}
    chain.append([made])
