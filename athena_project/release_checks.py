"""What a release is looked over for before it is published; each app adds its own checks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from athena_project.models import HouseSettings

MOST = 200  # findings kept of one release
Rows = dict[str, dict[str, Any]]  # primary key as text -> fields


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a release that will not do what its author wants, and the row where it is mended.

    `waiting` is what was never set up and does no harm, and a test that fails: the release tells it, the pages of
    warnings do not, or by the last run of the tests.
    """

    text: str
    model: str = ""
    row: str = ""
    waiting: bool = False


Check = Callable[[dict[str, Rows]], Iterable[Finding]]
_checks: list[Check] = []


def release_check(check: Check) -> Check:
    """Lets an app look over each release. The check sees rows as values, and asks no database."""
    _checks.append(check)
    return check


def checked(content: dict[str, Rows], tests: Iterable[Finding] = ()) -> list[dict[str, str]]:
    """What all checks find, as it is stored with the release; the tests that fail stand first."""
    found = [*tests, *(finding for check in _checks for finding in check(content))]
    kept = [asdict(finding) for finding in found[:MOST]]
    return kept if len(found) <= MOST else [*kept, asdict(Finding(f"And {len(found) - MOST} more."))]


def deadline(content: dict[str, Rows]) -> float:
    """The longest time for one answer, in seconds."""
    house = next(iter(content.get(HouseSettings._meta.label_lower, {}).values()), {})
    return float(house.get("deadline_seconds") or HouseSettings().deadline_seconds)


def late(content: dict[str, Rows], label: str) -> Iterator[Finding]:
    """Rows whose timeout lies above the deadline: the answer has ended before they give up."""
    most = deadline(content)
    for key, row in content.get(label, {}).items():
        if row["timeout"] > most:
            said = f"{row['name']} may take {row['timeout']:g} s, but an answer ends after {most:g} s."
            yield Finding(said, label, key)
