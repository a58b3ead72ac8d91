"""How each rule does: how often it objects, how often rightly where people judged, and what it costs."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from athena_project.charts import milliseconds, percent
from athena_project.home import today
from inference.chosen import Chosen, summed
from inference.models import Feedback, QueryStep
from inference.tally import Counts, of
from validation.figures import RuleLine, figured_by

JUDGED = 2_000  # the newest judged answers that are looked at
FLAG = "flag"


@figured_by
def of_the_last(days: int) -> dict[str, RuleLine]:
    """What the analytics say of these days, by the name of the rule."""
    last = today()
    first = last - timedelta(days=days - 1)
    counts, _ = summed(Chosen(first, last))
    return {line.name: line for line in rule_lines(counts, reviewed(first, last))}


def rule_lines(counts: Counts, judged: dict[str, tuple[int, int]]) -> list[RuleLine]:
    """Those that object most first."""
    hits = Counter(dict(of(counts, "rule")))
    names = sorted(dict(of(counts, "rule asked")), key=lambda name: (-hits[name], name))
    return [line(name, hits[name], counts, judged.get(name, (0, 0))) for name in names]


def line(name: str, hits: int, counts: Counts, judged: tuple[int, int]) -> RuleLine:
    asked, (right, whole) = counts["rule asked", name], judged
    cost = milliseconds(counts["rule us", name] / asked / 1000)
    return RuleLine(name, f"{asked:,}", f"{hits:,}", percent(hits, asked), percent(right, whole), whole, cost)


def reviewed(first: date, last: date) -> dict[str, tuple[int, int]]:
    """Rule -> (flags on answers with a thumb down, flags on answers with any thumb).

    Only what was said all the same counts: a thumb on an answer that a rule mended or refused judges another one.
    """
    since, until = (datetime.combine(day, time()).astimezone() for day in (first, last + timedelta(days=1)))
    rows = Feedback.objects.filter(query__at__gte=since, query__at__lt=until).exclude(thumb="").order_by("-query__at")
    thumbs = dict(rows.values_list("query_id", "thumb")[:JUDGED])
    found: dict[str, tuple[int, int]] = {}
    steps = QueryStep.objects.filter(query_id__in=thumbs, name="examine").order_by()
    seen = {(key, rule) for key, detail in steps.values_list("query_id", "detail") for rule in flagged(detail)}
    for key, rule in seen:
        right, whole = found.get(rule, (0, 0))
        found[rule] = right + (thumbs[key] == Feedback.DOWN), whole + 1
    return found


def flagged(detail: object) -> Iterator[str]:
    """The rules that flagged a sentence which was said: "name (severity, flag): message"."""
    if not isinstance(detail, dict) or detail.get("verdict") != "pass":
        return
    for told in detail.get("findings") or ():
        name, _, rest = str(told).partition(" (")
        if rest.partition(")")[0].endswith(FLAG):
            yield name
