"""The way to a value in an answer: names, places in a list, and [*] for the first entry that has what is meant.

data.price     the member price of the member data     $.data.price     the same, as others write it
trains[0].to   of the first entry; [-1] is the last    trains[*].to     of the first entry that has it
['a.b'].c      a name that holds a dot, a space or brackets
$              the whole answer
"""

import re
from collections.abc import Iterator

STEP = re.compile(
    r"""\.?(?P<name>[^.*\[\]'"\s$]+)|\[(?P<place>-?\d{1,6})\]|(?P<any>\[\*\])|\[(?P<mark>['"])(?P<quoted>[^'"]+)(?P=mark)\]"""
)
LONGEST = 20  # steps of one path
ENTRIES = 10_000  # entries that [*] looks at in all

ANY = None  # the step [*]
Step = str | int | None
Path = tuple[Step, ...]


def parsed(text: str) -> Path:
    """Raises ValueError that names the spot."""
    rest = text.strip()
    at = 1 if rest.startswith("$") else 0
    steps: list[Step] = []
    while at < len(rest):
        # a name may stand alone only where the path begins with it
        begins = rest[at] != "." if at == 0 else rest[at] in ".["
        found = STEP.match(rest, at) if begins else None
        if found is None:
            said = f"“{rest[at:][:20]}” is no step"
            raise ValueError(f"{said}. Write names with dots and places in brackets: trains[0].to")
        steps.append(step(found))
        at = found.end()
    if len(steps) > LONGEST:
        raise ValueError(f"At most {LONGEST} steps lead to a value.")
    if not rest:
        raise ValueError("Write the way to the value: data.price")
    return tuple(steps)


def step(found: "re.Match[str]") -> Step:
    if found["any"]:
        return ANY
    return int(found["place"]) if found["place"] else found["name"] or found["quoted"]


def value_at(body: object, path: Path) -> object:
    """What stands there; None where the way ends, and for null."""
    return next((value for value in values_at(body, path, iter(range(ENTRIES))) if value is not None), None)


def values_at(body: object, path: Path, budget: Iterator[int]) -> Iterator[object]:
    """All that the path leads to, in order, as long as the budget lasts."""
    if not path:
        yield body
        return
    first, *rest = path
    for entry in entries(body, first):
        if next(budget, None) is None:
            return
        yield from values_at(entry, tuple(rest), budget)


def entries(body: object, first: Step) -> Iterator[object]:
    if isinstance(body, list):
        if first is ANY:
            yield from body
        elif isinstance(first, int) and -len(body) <= first < len(body):
            yield body[first]
    elif isinstance(body, dict):
        if first is ANY:
            yield from body.values()
        elif isinstance(first, str) and first in body:
            yield body[first]
