"""How exactly a result is wanted: "to three decimals", "to the nearest ten", "as a decimal"."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

MOST = 10  # decimals that are spoken
NUMBER = r"(?P<places>\d{1,2})"
STEPS = {
    "whole number": 0, "integer": 0, "unit": 0, "one": 0, "ten": 1, "hundred": 2, "thousand": 3, "million": 6,
    "tenth": -1, "hundredth": -2, "thousandth": -3, "cent": -2, "penny": -2,
}  # fmt: skip
NEAREST = "|".join(sorted(STEPS, key=len, reverse=True))
FORMS = (
    rf"(?:rounded )?(?:to|with) {NUMBER} (?:decimal places?|decimals?|places?|digits?)"
    r"(?: after the (?:decimal )?point)?(?: please)?",
    rf"(?:gerundet )?(?:auf|mit) {NUMBER} (?:nachkommastellen?|dezimalstellen?|stellen)(?: genau| gerundet)?",
    rf"(?:rounded )?(?:off )?to the nearest (?P<nearest>{NEAREST})s?",
    r"(?:as|in) (?:an? )?(?:decimal(?: number| fraction)?|decimals)",
    r"als dezimal(?:zahl|bruch)",
)
ONE = tuple(re.compile(rf"[\s,]+{form}\s*$") for form in FORMS)
ROUND = re.compile(r"^(?:please )?round (?:off )?(?=[\d(])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be calculated, and the power of ten that its result is rounded to; None: as it comes."""

    text: str
    power: int | None = None

    def rounded(self, value: Decimal) -> Decimal:
        """Half away from zero, as people round."""
        if self.power is None:
            return value
        with localcontext(Context(prec=80, rounding=ROUND_HALF_UP)):
            step = Decimal(1).scaleb(self.power)
            return (value / step).quantize(Decimal(1)) * step


def wanted(text: str) -> Wanted:
    """The sum without how its result is wanted."""
    for form in ONE:
        if found := form.search(text):
            named = found.groupdict()
            power = STEPS.get(named.get("nearest") or "") if named.get("nearest") else None
            power = -min(int(named["places"]), MOST) if named.get("places") else power
            return Wanted(ROUND.sub("", text[: found.start()]), power)
    return Wanted(text)
