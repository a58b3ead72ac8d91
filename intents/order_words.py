"""How a language gives orders: the forms of each action, the states, and the small words around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from intents.tables import Row, rows, words

GAP = "…"
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One wording of an action. `needs` must be among the groups of the devices that are named; `way` says how it
    stands: "" is as a verb, trailing behind the devices ("lights off"), alone as the whole sentence ("louder")."""

    name: str
    words: Words
    needs: str
    way: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language gives orders: its forms, its states, and the small words around them."""

    verbs: dict[str, tuple[Form, ...]]
    trailing: tuple[Form, ...]
    alone: tuple[Form, ...]
    states: dict[str, tuple[str, str]]
    base: dict[str, str]
    phrases: dict[str, dict[str, tuple[Words, ...]]]
    ones: dict[str, frozenset[str]]

    def begins(self, kind: str, said: Words) -> int:
        """How many words at the beginning are one of these phrases; 0: none."""
        known = self.phrases[kind].get(said[0], ()) if said else ()
        return next((len(each) for each in known if said[: len(each)] == each), 0)


@cache
def grammar(language: str) -> Grammar:
    table = rows("actions", language)
    forms = sorted((form for row in table if row.kind == "action" for form in forms_of(row)), key=precedence)
    verbs: dict[str, tuple[Form, ...]] = {}
    for form in forms:
        if not form.way:
            verbs[form.words[0]] = (*verbs.get(form.words[0], ()), form)
    small = {row.value: row.words for row in table if row.kind == "word"}
    return Grammar(
        verbs,
        tuple(form for form in forms if form.way == "trailing"),
        tuple(form for form in forms if form.way == "alone"),
        {word: (row.value, row.extra) for row in table if row.kind == "state" for word in row.words},
        {word: row.value for row in table if row.kind == "form" for word in row.words},
        {kind: by_head(cut(said)) for kind, said in small.items()},
        {kind: frozenset(said) for kind, said in small.items()},
    )


def forms_of(row: Row) -> Iterator[Form]:
    marks = row.extra.split()
    way = next((mark for mark in marks if mark in ("trailing", "alone")), "")
    needs = next((mark for mark in marks if mark != way), "")
    return (Form(row.value, said, needs, way) for said in cut(row.words))


def cut(said: Sequence[str]) -> tuple[Words, ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in said), key=lambda each: -len(each)))


def by_head(said: Sequence[Words]) -> dict[str, tuple[Words, ...]]:
    return {each[0]: tuple(other for other in said if other[0] == each[0]) for each in said}


def precedence(form: Form) -> tuple[int, bool, bool]:
    """Of two forms that fit, the longer one; of two alike, the one for these very devices."""
    return -len(form.words), not form.needs, form.needs == "device"


@cache
def numbers(language: str) -> frozenset[str]:
    return frozenset(word for each in words("units", language, "number").values() for word in each)
