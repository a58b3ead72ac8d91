"""Says in plain words why flights are late: the FAA's "TM Initiatives:SWAP:WX" is the weather."""

import re

# What the reason holds, in this order: the first that is found is said.
CAUSES = (
    (r"thunder|tstm|\btsra?\b", "thunderstorms"),
    (r"snow|\bice|icing|wintry|winter", "snow and ice"),
    (r"ceiling", "low clouds"),
    (r"visib|fog", "poor visibility"),
    (r"wind", "wind"),
    (r"\bwx\b|weather|swap|hurricane|tropical", "the weather"),
    (r"construct", "construction work"),
    (r"staff", "a lack of staff"),
    (r"equip|outage|radar|frequency|computer", "a technical failure"),
    (r"security", "a security matter"),
    (r"\bvip\b", "an official visit"),
    (r"\bvol\b|volume|demand|compacted", "heavy traffic"),
    (r"rwy|runway", "the runways"),
)


def cause(reason: str) -> str:
    """ "" where the reason says nothing ("other") or nothing that can be spoken."""
    text = reason.lower()
    return next((said for sign, said in CAUSES if re.search(sign, text)), "")
