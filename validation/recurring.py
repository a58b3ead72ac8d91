"""How often in how long: every three months is four times a year, every 15 minutes is four an hour."""

from validation.frequencies import NEARLY, frequencies
from validation.grounds import Grounds
from validation.tokens import words
from validation.types import Claim
from validation.units import convert, dimension
from validation.wording import Wording

_TIMES = words("times time mal x")
_EACH = words("a an per each every pro im in je jede jeden jedes")
_EVERY = words("every each alle")
_PERIODS = {
    "second": "s", "minute": "min", "hour": "h", "day": "day", "week": "week", "month": "month", "year": "year",
    "sekunde": "s", "stunde": "h", "tag": "day", "woche": "week", "monat": "month", "jahr": "year",
}  # fmt: skip
_DAYS = {"s": 1 / 86_400, "min": 1 / 1_440, "h": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}


def recurs(claim: Claim, said: Wording, known: Grounds) -> bool:
    """Is that how often something is done that is done each so long?"""
    if said.before[:1] and said.before[0] in _EVERY and dimension(claim.unit) == "time":
        return _as_often(convert(float(claim.value), claim.unit, "day"), known)
    value, period = claim.value, _period(said)
    if not period or not isinstance(value, float) or value <= 0:
        return False
    if any(abs(each.days * value - _DAYS[period]) < 1e-6 for text in known.texts for each in frequencies(text)):
        return True  # "two times a day" of "twice a day"
    spans = (convert(entry.value, entry.unit, period) for entry in known.numbers if dimension(entry.unit) == "time")
    return any(span and abs(1 / span - value) <= 0.03 * value for span in spans)


def _as_often(days: float | None, known: Grounds) -> bool:
    """Every six months is twice a year."""
    told = (each.days for text in known.texts for each in frequencies(text))
    return days is not None and any(abs(days - each) <= NEARLY * each for each in told)


def _period(said: Wording) -> str:
    """The unit of "times a year"; "" where it is said of nothing that comes again."""
    near = (*said.after[:3], "", "", "")
    if near[0] not in _TIMES or near[1] not in _EACH:
        return ""
    return _PERIODS.get(near[2], "")
