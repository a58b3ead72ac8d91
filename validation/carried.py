"""Does one field of a record say, all by itself, what a sentence claims?"""

from validation import support
from validation.records import Field
from validation.types import Claim
from validation.wording import Wording

LIMITS = support.Limits(derive=False, counts=False)


def supports(field: Field, claim: Claim, said: Wording) -> bool:
    """Does this field alone say what is claimed?"""
    if claim.unit == "code":
        return str(claim.value).lower() == field.text.lower()
    grounds = field.grounds
    match claim.kind:
        case "number":
            if not (grounds.spans or grounds.times or comparable(field, claim)):
                return False
            return support.number(claim, said, field.grounds, LIMITS)
        case "time":
            return support.clock(claim, said, field.grounds, LIMITS)
    return support.day(claim, field.grounds)


def comparable(field: Field, claim: Claim) -> bool:
    """Could the field hold such a claim at all?"""
    grounds = field.grounds
    match claim.kind:
        case "number":
            return bool(grounds.numbers) and any(support.comparable(entry, claim.unit) for entry in grounds.numbers)
        case "time":
            return bool(grounds.times or grounds.loose_times)
        case "date":
            return bool(grounds.spans or grounds.dates or grounds.weekdays)
    timed = grounds.numbers or grounds.times or grounds.loose_times or grounds.spans
    return len(field.text) < 12 and any(map(str.isdigit, field.text)) and not timed
