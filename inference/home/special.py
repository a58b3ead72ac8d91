"""Orders of another form than a verb and a device: music by name, announcements, scripts, a robot that goes home."""

import re
from typing import Any

from inference.home.entities import plain, stems
from inference.home.line import Line, line
from inference.home.plans import UNSURE, Plan, Step
from inference.home.shutting import SHUTTING
from inference.home.tools import Toolbox, choices
from intents.actions import Action
from intents.order_words import grammar

PLAY = {
    "en": re.compile(
        r"(?:play|put on|listen to|i want to (?:hear|listen to)|start playing)(?: me)?(?: some)? (?P<what>.+)"
    ),
    "de": re.compile(r"(?:spiele?|spielt|spiel mir|höre?)(?: mir)?(?: bitte)? (?P<what>.+?)(?: ab)?"),
}
AROUND = re.compile(r"put (?:some|a bit of|the song|the album) (?P<what>.+?) on(?: (?P<where>(?:in|on|at) .+))?")
WHERE = {
    "en": re.compile(r" (?:on|in|at)(?: the| my)? $"),
    "de": re.compile(r" (?:auf|im|in|am|über)(?: der| dem| meinem)? $"),
}
CLASSES = {
    "album": "album", "artist": "artist", "band": "artist", "singer": "artist", "song": "track", "track": "track",
    "playlist": "playlist", "podcast": "podcast", "movie": "movie", "film": "movie", "tv show": "tv_show",
    "show": "tv_show", "series": "tv_show", "music": "music", "künstler": "artist", "lied": "track", "titel": "track",
    "serie": "tv_show", "musik": "music",
}  # fmt: skip
BY = frozenset(("by", "from", "of", "von", "vom"))  # "music by Queen": whose it is
SAY = {
    "en": re.compile(
        r"(?:broadcast|announce|(?:tell|say to) every(?:one|body)|let every(?:one|body) know)"
        r"(?: that| to)? (?P<message>.+)"
    ),
    "de": re.compile(r"(?:sag allen|sage allen|kündige an|gib durch|verkünde)(?: dass)? (?P<message>.+)"),
}
HOMEWARD = {
    "en": re.compile(r"\b(?:return|send|go|get|bring|take|dock)\b.*\b(?:base|dock|home|charger|charging)\b|\bdock\b"),
    "de": re.compile(
        r"\b(?:schicke?|sende|fahre?|bring|zurück)\b.*\b(?:basis|station|ladestation|hause|zurück|dock)\b"
    ),
}
MOWING = {"en": re.compile(r"\b(?:mow|cut|trim)\b.*\b(?:lawn|grass)\b|\bmow\b"), "de": re.compile(r"\bmähe?n?\b")}
BACK = {
    "en": re.compile(r"(?:back )?(?:home|to (?:(?:the|its|his|her|your) )?(?:base|dock|station|charger))$"),
    "de": re.compile(
        r"(?:nach hause|zur (?:basis|station|ladestation)|zurück)(?: (?:fahren|gehen|zurückfahren|zurückkehren))?$"
    ),
}  # "Robbi nach Hause"
FOLLOWING = {
    "en": re.compile(r"(?:skip|next)(?: (?:this|the|to|it|song|track|item|one|episode|video|next))*\b"),
    "de": re.compile(r"(?:nächster|nächstes|nächste|weiter|überspringe?)(?: (?:das|den|die|lied|titel|song|folge))*\b"),
}
AGAIN = {
    "en": re.compile(r"(?:replay|play (?:it|this|that) again|start (?:this|it) over)\b"),
    "de": re.compile(r"(?:nochmal|noch mal) (?:von vorn|abspielen)\b"),
}
RUNS = frozenset(("start", "turn_on", "play", "set"))
OWN = ("Hass", "Get")  # what begins so is no script of the house


def action_beside(said: Line) -> Action | None:
    """What the grammar of orders takes for none: "next item", "return Rover to base", "replay"."""
    text = " ".join(said.words)
    names = said.of("name")
    robots = any(
        said.house.register.entities[owner].domain in {"vacuum", "lawn_mower"}
        for each in names
        for owner in each.owners
    )
    robots = robots or any(each.noun and each.noun.domain in {"vacuum", "lawn_mower"} for each in said.of("noun"))
    back = said.language in BACK and not grammar(said.language).begins("ask", said.words)
    if robots and HOMEWARD.get(said.language, HOMEWARD["en"]).search(text):
        return Action("dock")
    if robots and back and BACK[said.language].search(text):
        return Action("dock")
    mows = any(said.house.register.entities[owner].domain == "lawn_mower" for each in names for owner in each.owners)
    if mows and MOWING.get(said.language, MOWING["en"]).search(text):
        return Action("start")
    if FOLLOWING.get(said.language, FOLLOWING["en"]).match(text):
        return Action("next")
    return Action("previous") if AGAIN.get(said.language, AGAIN["en"]).match(text) else None


def special_plan(said: Line, text: str, action: Action | None, box: Toolbox) -> Plan | None:
    if action is not None and not action.orders:
        return None
    return announced(text, said, box) or scripted(said, action, box) or played(text, said, action, box)


def announced(text: str, said: Line, box: Toolbox) -> Plan | None:
    found = SAY.get(said.language, SAY["en"]).fullmatch(" ".join(text.split()).rstrip(" .!"), re.IGNORECASE)
    found = found or re.compile(SAY.get(said.language, SAY["en"]).pattern, re.IGNORECASE).fullmatch(
        " ".join(text.split())
    )
    made = box.call("HassBroadcast", {"message": found["message"]}) if found else None
    return Plan("act", (Step(made, "broadcast"),), topic="media") if made else None


def scripted(said: Line, action: Action | None, box: Toolbox) -> Plan | None:
    """A script that the client offers as a tool of its own, called by its name."""
    for name in box.names():
        words = stems(plain(name.replace("_", " ")))
        if name.startswith(OWN) or not words or box.schema(name).get("required"):
            continue
        at = next((n for n in range(len(said.stems)) if said.stems[n : n + len(words)] == words), None)
        if at is None or not (action is None or action.name in RUNS):
            continue
        beside = [n for n in said.unexplained() if not at <= n < at + len(words)]
        others = [each for each in said.of("name", "area", "floor") if not at <= each.start < at + len(words)]
        made = box.call(name, {}) if not beside and not others else None
        if made:
            wary = not SHUTTING.isdisjoint(plain(name.replace("_", " ")))
            return Plan("act", (Step(made, "script", name.replace("_", " ")),), wary=wary)
    return None


def played(text: str, said: Line, action: Action | None, box: Toolbox) -> Plan | None:
    """ "Play the album Queen on the TV": the client searches for it."""
    whole = " ".join(said.words)
    if plain := put_on(said):
        return played(f"{text} ", plain, action, box)
    found = PLAY.get(said.language, PLAY["en"]).fullmatch(whole)
    if found is None or action is None or action.name != "play" or "HassMediaSearchAndPlay" not in box:
        return None
    where, end = target_of(said)
    start = len(whole[: found.start("what")].split())
    what = list(said.words[start:end])
    kind, query = classed(what)
    if not query:
        return None
    allowed = choices(box.schema("HassMediaSearchAndPlay"), "media_class")
    helpful = {"media_class": kind} if kind and (not allowed or kind in allowed) else {}
    asked = as_typed(query, text)
    made = box.call("HassMediaSearchAndPlay", {"search_query": asked, **where}, helpful)
    return Plan("act", (Step(made, "play", asked),), topic="play") if made else UNSURE


def put_on(said: Line) -> Line | None:
    """ "Put some jazz on in the kitchen" as "play jazz in the kitchen"; None where a thing is to be put on."""
    found = AROUND.fullmatch(" ".join(said.words)) if said.language == "en" else None
    what = found["what"].split() if found else []
    if found is None or any(each.start < found["what"].count(" ") + 3 for each in said.of("name", "noun")):
        return None
    return line(("play", *what, *(found["where"] or "").split()), said.house, said.language)


def target_of(said: Line) -> tuple[dict[str, Any], int]:
    """On what or where it is to play, said at the end, and where the words for it begin."""
    where: dict[str, Any] = {}
    end = len(said.words)
    register = said.house.register
    for each in reversed(said.mentions):
        if each.kind == "place" and each.value == "here" and each.end == end and said.house.room:
            return {"area": said.house.room}, each.start
        before = " " + " ".join(said.words[: each.start]) + " "
        joined = WHERE.get(said.language, WHERE["en"]).search(before)
        players = [owner for owner in each.owners if register.entities[owner].domain == "media_player"]
        if each.end != end or joined is None or not (players or (each.kind == "area" and each.known)):
            break
        where |= {"name": register.entities[players[0]].name} if players else {"area": each.value}
        end = len(before[: joined.start() + 1].split())
    return where, end


def classed(what: list[str]) -> tuple[str, list[str]]:
    """The kind of media that is named, and what is searched for without the word for it."""
    words = what[1:] if what and what[0] in {"the", "a", "an", "das", "den", "die", "der"} and len(what) > 1 else what
    for size in (2, 1):
        for named, rest in ((" ".join(words[:size]), words[size:]), (" ".join(words[-size:]), words[:-size])):
            rest = rest[1:] if len(rest) > 1 and rest[0] in BY else rest
            if named in CLASSES and rest:
                return CLASSES[named], rest
    return "", what


def as_typed(query: list[str], text: str) -> str:
    """The words in the user's own spelling, where they stand together in the text."""
    shape = r"[^\w]+".join(map(re.escape, query))
    found = re.search(rf"(?<!\w){shape}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else " ".join(query)
