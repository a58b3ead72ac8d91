"""What has changed: the last seven days against the four weeks before, and only what chance does not explain."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from athena_project.home import home_zone
from athena_project.models import LookResult
from inference.models import Feedback, Tally

RECENT, BEFORE = 7, 28  # days; today, which is not over, is in neither
LEAST = 30  # cases on each side
EXPECTED = 5.0  # of hits and of misses on each side, below which the test is not sound
FACTOR = 1.5  # how much greater or smaller a rate must have become to be worth a word
SHIFT = 0.1  # how far the chance that a new score beats an old one must be from a half
SURE = 0.01  # chance that all of it is chance; shared by the comparisons that are made
SHOWN = 20
NAMED = 5  # on the first page
LOOK, KEPT = "inference.drift", timedelta(hours=24)
# what is counted -> (what was counted beside it, how the page calls the rate)
RATES = {
    "rule": ("rule asked", "Rule objects"),
    "intent unanswered": ("intent", "Intent unanswered"),
    "domain failed": ("domain", "Domain fails"),
    "thumb down": ("thumb", "Thumbs down"),
}
SCORES = {"match score": "Score of the understanding", "quote score": "Score of quotations"}

Days = Mapping[date, tuple[int, int]]  # (hits, cases)


@dataclass(frozen=True, slots=True)
class Change:
    """A rate or a score that is another one now. `chance` is how likely chance alone makes such a difference."""

    what: str
    name: str
    before: str
    now: str
    cases: int
    chance: float

    def said(self) -> str:
        of = f" of {self.name}" if self.name else ""
        return f"{self.what}{of}: {self.now} in the last {RECENT} days, {self.before} in the {BEFORE} before."


def tell(now: datetime) -> None:
    """Keeps the surest for the first page of the admin, which must not look for them itself."""
    today = now.astimezone(home_zone()).date()
    LookResult.keep(LOOK, [change.said() for change in changes(today)[:NAMED]])


def changes(today: date) -> list[Change]:
    """The surest first. `today` is left out."""
    first = today - timedelta(days=RECENT + BEFORE)
    days = counts(first, today)
    since = today - timedelta(days=RECENT)
    found = [change for change in (*rates(days, since), *scores(days, since)) if change]
    limit = SURE / max(len(found), 1)  # Bonferroni: twenty comparisons have twenty chances to be wrong
    sure = [change for change in found if change.chance <= limit and worth(change)]
    return sorted(sure, key=lambda change: (change.chance, change.what, change.name))[:SHOWN]


Counted = dict[tuple[str, str], dict[date, int]]


def counts(first: date, until: date) -> Counted:
    """What was counted of each day, with the thumbs, which may come long after their question."""
    wanted = {"rule", "rule asked", "intent", "intent unanswered", "domain failed", "domain answered", *SCORES}
    rows = Tally.objects.filter(day__day__gte=first, day__day__lt=until, what__in=wanted).order_by()
    found: Counted = defaultdict(lambda: defaultdict(int))
    for day, what, name, count in rows.values_list("day__day", "what", "name", "count"):
        found[what, name][day] += count
        if what.startswith("domain "):
            found["domain", name][day] += count
    for day, names, thumb in thumbs(first, until):
        for name in names:
            found["thumb", name][day] += 1
            found["thumb down", name][day] += thumb == Feedback.DOWN
    return found


def thumbs(first: date, until: date) -> Iterator[tuple[date, list[str], str]]:
    rows = Feedback.objects.filter(query__at__date__gte=first, query__at__date__lt=until).exclude(thumb="")
    for at, intents, thumb in rows.values_list("query__at", "query__intents", "thumb"):
        yield at.date(), intents.split(", ") if intents else ["none"], thumb


def rates(days: Counted, since: date) -> Iterator[Change | None]:
    for hits, (cases, called) in RATES.items():
        for name in sorted(name for what, name in days if what == cases):
            of = {day: (days[hits, name].get(day, 0), count) for day, count in days[cases, name].items()}
            yield compared(called, name, of, since)


def compared(called: str, name: str, days: Days, since: date) -> Change | None:
    """None where there are too few cases for a test."""
    old, new = ([pair for day, pair in days.items() if (day >= since) == late] for late in (False, True))
    (hits, cases), (hits_now, cases_now) = (tuple(map(sum, zip(*pairs, strict=True))) or (0, 0) for pairs in (old, new))
    if min(cases, cases_now) < LEAST or not sound((hits, cases), (hits_now, cases_now)):
        return None
    chance = difference((hits, cases), (hits_now, cases_now), spread(old))
    return Change(called, name, f"{hits / cases:.1%}", f"{hits_now / cases_now:.1%}", cases + cases_now, chance)


def sound(old: tuple[int, int], new: tuple[int, int]) -> bool:
    share = (old[0] + new[0]) / (old[1] + new[1])
    return min(share, 1 - share) * min(old[1], new[1]) >= EXPECTED


def difference(old: tuple[int, int], new: tuple[int, int], spread: float) -> float:
    """The chance of such a difference of two shares: the chi-square test with Yates's correction.

    It is divided by how much more the days differ among themselves than single cases would (quasi-likelihood): one
    person who asks the same thing ten times is no ten cases.
    """
    share = (old[0] + new[0]) / (old[1] + new[1])
    gap = abs(old[0] / old[1] - new[0] / new[1]) - (1 / old[1] + 1 / new[1]) / 2
    square = max(gap, 0.0) ** 2 / (share * (1 - share) * (1 / old[1] + 1 / new[1]))
    return math.erfc(math.sqrt(square / spread / 2))


def spread(days: Sequence[tuple[int, int]]) -> float:
    """Pearson's statistic of the days by its degrees of freedom; 1 at least."""
    hits, cases = (sum(column) for column in zip(*days, strict=True))
    share = hits / cases
    if len(days) < 2 or not 0 < share < 1:
        return 1.0
    parts = [(each - count * share) ** 2 / (count * share * (1 - share)) for each, count in days if count]
    statistic = math.fsum(parts)
    return max(1.0, statistic / (len(days) - 1))


def worth(change: Change) -> bool:
    """Great enough to matter; scores have been asked that already."""
    if not change.before.endswith("%"):
        return True
    old, new = (float(each.rstrip("%")) for each in (change.before, change.now))
    return max(old, new) >= FACTOR * max(min(old, new), 0.1)


def scores(days: Counted, since: date) -> Iterator[Change | None]:
    for what, called in SCORES.items():
        old, new = Counter[float](), Counter[float]()
        for (counted, name), found in days.items():
            for day, count in found.items() if counted == what else ():
                (new if day >= since else old)[float(name)] += count
        yield moved(called, old, new)


def moved(called: str, old: Counter[float], new: Counter[float]) -> Change | None:
    """By the Mann-Whitney test with correction for ties; None where too few or the shift is small."""
    cases, cases_now = old.total(), new.total()
    if min(cases, cases_now) < LEAST:
        return None
    above, beneath, ties, whole = 0.0, 0, 0.0, cases + cases_now
    for score in sorted(old.keys() | new.keys()):
        above += new[score] * (beneath + old[score] / 2)
        beneath += old[score]
        ties += (old[score] + new[score]) ** 3 - (old[score] + new[score])
    variance = cases * cases_now / 12 * (whole + 1 - ties / (whole * (whole - 1)))
    if variance <= 0 or abs(above / (cases * cases_now) - 0.5) < SHIFT:
        return None
    z = (abs(above - cases * cases_now / 2) - 0.5) / math.sqrt(variance)
    return Change(called, "", f"{middle(old):.2f}", f"{middle(new):.2f}", whole, math.erfc(max(z, 0.0) / math.sqrt(2)))


def middle(scores: Counter[float]) -> float:
    """The median."""
    left = scores.total() / 2
    for score in sorted(scores):
        left -= scores[score]
        if left <= 0:
            return score
    return 0.0
