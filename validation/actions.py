"""What a sentence claims to have done: "I turned on the light", "The door has been locked", "Done."."""

import re
from collections.abc import Iterator
from functools import lru_cache

from validation.tokens import LIMIT, held, words
from validation.types import Claim

_VERBS = (
    "turned|switched|set|locked|unlocked|opened|closed|shut|started|stopped|paused|resumed|played|added|removed|deleted|"
    "created|scheduled|sent|called|dimmed|brightened|raised|lowered|adjusted|changed|cancell?ed|activated|deactivated|"
    "armed|disarmed|ordered|booked|reserved|saved|put|enabled|disabled|muted|unmuted|increased|decreased|reduced|reset|"
    "restarted|rebooted|updated|notified|messaged|texted|emailed|reminded|moved|skipped|queued|ran|run|triggered|"
    "renamed|recorded|snoozed|vacuumed|docked|charged|connected|disconnected|installed|bought|purchased|paid|logged"
)
_SOFT = r"(?:(?:just|already|now|also|successfully|gone ahead and|went ahead and)\s+)*"
_HAVE = re.compile(rf"\b(?:I|we)(?:['’]ve|\s+have)\s+{_SOFT}({_VERBS})\b", re.IGNORECASE)
_ING = (
    "turning|switching|setting|locking|unlocking|opening|closing|starting|stopping|pausing|playing|adding|deleting|"
    "dimming|raising|lowering|adjusting|activating|arming|disarming|muting|sending|cancelling|canceling|booking"
)
_DOING = re.compile(rf"\b(?:I|we)(?:['’]m|['’]re|\s+am|\s+are)\s+{_SOFT}({_ING})\b", re.IGNORECASE)
_BEING = re.compile(rf"\b(?:is|are)\s+(?:now\s+|just\s+|already\s+|currently\s+)?being\s+({_VERBS})\b", re.IGNORECASE)
_DID = re.compile(rf"(?:^|[.!?,;:]\s*|\band\s+)(?:I|we)\s+{_SOFT}({_VERBS})\b", re.IGNORECASE)
_BEEN = re.compile(
    rf"\b(?:has|have)\s+(?:now\s+|just\s+|already\s+)?been\s+(?:successfully\s+)?({_VERBS}|taken\s+care\s+of|sorted(?:\s+out)?|dealt\s+with|handled)\b",
    re.IGNORECASE,
)
_DEEDS = (
    "(?:ein|aus|an|ab|um)geschaltet|gestellt|eingestellt|gestartet|gestoppt|angehalten|pausiert|geöffnet|geschlossen|"
    "abgeschlossen|aufgeschlossen|verriegelt|entriegelt|gedimmt|heruntergefahren|hochgefahren|aktiviert|deaktiviert|"
    "hinzugefügt|gelöscht|entfernt|erstellt|angelegt|gesendet|geschickt|abgesagt|gebucht|bestellt|gespeichert|notiert"
)
_HABE = re.compile(rf"\b(?:ich|wir)\s+haben?\s+(?:[^.,;!?]{{0,60}}?\s)?({_DEEDS})\b", re.IGNORECASE)
_WURDE = re.compile(rf"\b(?:wurden?|worden)\b(?:\s+[\w-]+){{0,3}}?\s+({_DEEDS})\b", re.IGNORECASE)
_SWITCHING = "schalte|stelle|starte|stoppe|öffne|schließe|dimme|aktiviere|deaktiviere|spiele|fahre|mache|drehe"
_TUE = re.compile(rf"\bich\s+({_SWITCHING})\b(?![^.!]*\?)|(?:^|[.!]\s*)({_SWITCHING})\s+ich\b", re.IGNORECASE)
_WIRD = re.compile(rf"\b(?:wird|werden)\s+(?:gerade|jetzt|nun|soeben|eben)\s+({_DEEDS})\b", re.IGNORECASE)
_DONE = re.compile(
    r"^\W*(?:(?:okay|ok|sure|alright|gut)\W+)?"
    r"(?:(?:it[’']s\s+|all\s+)?done|all set|consider it done|erledigt|ist erledigt|gemacht)\b(?=\W|$)",
    re.IGNORECASE,
)
# most sentences hold none of these
_MAY_CLAIM = words("i we been being done set ich wir wurde wurden wird werden erledigt gemacht")
_NOTHING = re.compile(r"\b(?:not|nicht)\s+$|n['’]t\s+$", re.IGNORECASE)
_WAYS = (
    ("own", _HAVE), ("past", _DID), ("passive", _BEEN), ("own", _HABE), ("passive", _WURDE), ("done", _DONE),
    ("own", _DOING), ("passive", _BEING), ("own", _TUE), ("passive", _WIRD),
)  # fmt: skip


@lru_cache(maxsize=256)
def actions_in(sentence: str) -> tuple[Claim, ...]:
    """The actions that the sentence claims, each once. `unit` is how: own, past, passive or done."""
    return tuple(_found(sentence))


def _found(sentence: str) -> Iterator[Claim]:
    text = sentence[:LIMIT]
    if _MAY_CLAIM.isdisjoint(held(text)):
        return
    seen: set[int] = set()
    for how, pattern in _WAYS:
        for found in pattern.finditer(text):
            if found.end() in seen or _NOTHING.search(text[: found.start()]):
                continue
            seen.add(found.end())
            verb = next((group.lower() for group in found.groups() if group), "done")
            yield Claim("action", found.group().strip(), found.start(), found.end(), verb, how)
