"""Says times and lengths as they are heard at a place that may lie in another time zone."""

from datetime import datetime, tzinfo

from ragdomains.languages import base, language_of
from ragdomains.sentences import spoken_day
from ragdomains.types import Lookup


def local_time(moment: datetime, zone: tzinfo | None, lookup: Lookup) -> str:
    """ "14:05", in English with American units "2:05 PM"; with "local time" where it is another time here, and the day
    where that is not today."""
    there, here = moment.astimezone(zone), lookup.now.astimezone(zone)
    american = lookup.units == "us" and base(lookup.language) == "en"
    text = f"{there:%I:%M %p}".lstrip("0") if american else language_of(lookup.language).clock.format(there)
    if there.utcoffset() != lookup.now.utcoffset():
        text += " Ortszeit" if base(lookup.language) == "de" else " local time"
    if there.date() != here.date():
        text += (" am " if base(lookup.language) == "de" else " on ") + spoken_day(
            there.date(), here.date(), lookup.language
        )
    return text


def duration(minutes: float, language: str) -> str:
    """ "1 hour and 28 minutes"."""
    hours, rest = divmod(round(minutes), 60)
    german = base(language) == "de"
    one_hour, many_hours = ("Stunde", "Stunden") if german else ("hour", "hours")
    one, many = ("Minute", "Minuten") if german else ("minute", "minutes")
    texts = [f"{hours} {one_hour if hours == 1 else many_hours}"] if hours else []
    texts += [f"{rest} {one if rest == 1 else many}"] if rest or not hours else []
    return (" und " if german else " and ").join(texts)
