"""Whether a game is over, under way or to come: no future of a finished one, no result of one that has not begun."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from validation.comparing import NOT
from validation.records import Field, Record
from validation.tokens import held, words

OVER, ON, AHEAD = "over", "under way", "to come"
# how sources name the state of a game, as a whole value
_STATES = {
    OVER: "final finished ended over complete completed post full_time full-time ft aet final/ot beendet abgepfiffen",
    ON: "live in in_progress in-progress underway under_way playing halftime half_time ht läuft",
    AHEAD: "scheduled upcoming before pre not_started ns timed fixture planned geplant angesetzt",
}
_STATE = {word.replace("_", " "): state for state, said in _STATES.items() for word in said.split()}
_NAMED = re.compile(r"(?:^|_|\s)(?:state|status|phase)(?:$|_|\s)", re.IGNORECASE)
_GAME = words(
    "team teams home away home_team away_team opponent winner loser score home_score away_score kickoff kick_off venue "
    "heim gast heimteam gastteam match game spiel"
)
_PLAY = r"(?:play|face|host|meet|visit|take on|kick off|tip off|start|begin|compete)"
_WILL = re.compile(
    rf"\b(?:(?:will|are going to|is going to|are due to|is due to|are set to|is set to)\s+(?:\w+\s+)?{_PLAY}\b"
    r"|(?:werden|wird)\b[^.;,]{0,60}\b(?:spielen|antreten|beginnen)\b)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:(?:is|are)\s+(?:\w+\s+)?(?:leading|trailing|winning|losing|playing|ahead|behind)|(?:leads?|trails?)\b"
    r"|(?:führt|führen)\b(?!\s+zu\b)|(?:liegt|liegen)\s+(?:\w+\s+){0,3}(?:vorn|vorne|zurück)\b)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:played|won|beat|defeated|lost|drew|tied|ended|finished|edged|gewann|gewannen|gewonnen|verlor|verloren|besiegte"
    r"|besiegten|spielten|endete|unterlag|unterlagen)\b",
    re.IGNORECASE,
)
# "won the first set" may be said of a game that is under way
_ENDED = re.compile(
    rf"{_DONE.pattern}(?!\s+(?:the\s+|den\s+|das\s+)?\w+\s+(?:set|half|quarter|period|game|map|satz))", re.IGNORECASE
)
_WRONG = {OVER: (_WILL, _LEADS), ON: (_WILL, _ENDED), AHEAD: (_DONE, _LEADS)}
_SAYS = words(
    "will going due set werden wird is are leads lead trails trail führt führen liegt liegen played won beat defeated "
    "lost drew tied ended finished edged gewann gewannen gewonnen verlor verloren besiegte besiegten spielten endete "
    "unterlag unterlagen"
)
_UNSAID = words(
    "if when once after before until unless since wenn falls bis nachdem last letzte letzten previous record"
)


class Untimely(NamedTuple):
    """What is said of another time than that of the game, and the field that tells it."""

    start: int
    end: int
    field: Field
    state: str


def untimely(sentence: str, records: Sequence[Record]) -> Iterator[Untimely]:
    """The verbs that no game of these records bears; a sentence about an earlier or a possible game is left alone."""
    said = held(sentence)
    games = [found for record in records if (found := _state(record))] if not _SAYS.isdisjoint(said) else []
    if len(games) != len(records) or not games or not said.isdisjoint(_UNSAID | NOT) or sentence.rstrip().endswith("?"):
        return
    wrong = [next((match for way in _WRONG[state] if (match := way.search(sentence))), None) for _, state in games]
    if wrong[0] and all(wrong):
        yield Untimely(*wrong[0].span(), *games[0])


@lru_cache(maxsize=256)
def _state(record: Record) -> tuple[Field, str] | None:
    """The field of a game's record that tells whether it is over, and what it says."""
    if not any(field.name.lower().replace(" ", "_") in _GAME for field in record.fields):
        return None
    known = ((field, _STATE.get(field.text.lower().replace("_", " ").strip())) for field in record.fields)
    return next(((field, state) for field, state in known if state and _NAMED.search(field.name)), None)
