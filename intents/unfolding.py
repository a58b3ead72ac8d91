"""Makes several questions of one that names several places or several topics."""

import re
from collections.abc import Sequence

from intents import german_words
from intents.comparing import HERE, LATER, compared
from intents.gazetteer import towns
from intents.grammar import ASKS, BARE, HELPS, NEAR, ORDERS, PLACED, TIMES, TOPICS, VICINITY, table
from intents.place_words import GERMAN_NO_PLACE
from intents.words import Phrases, fold

# with "of" they begin a place: "the Isle of Wight"
GROUNDS = table(
    "bay cape city coast county gulf island isle isles kingdom lake port province republic state strait valley"
)
MOST_WORDS = 4  # of one name in a list
MOST_LETTERS = 400  # of a part that may be a list
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# the words of all languages in one: no place begins with those of another
JOINT = re.compile(r"\s*,\s*(?:and|or|und|oder)\s+|\s+(?:and|or|und|oder)\s+(?:also\s+|auch\s+)?|\s*,\s*")
JOINED = re.compile(r"\s(?:and|or|und|oder)\s", re.IGNORECASE)
LEAD = re.compile(r"\b(?:in|for|at|near|around|für|bei)\s+", re.IGNORECASE)
# a state or a province behind a city is no city of its own: "Albany New York"
REGIONS = table("new york, washington, ontario, quebec, georgia, luxembourg, singapore", ",")
ASKED_OF_PLACES = PLACED | german_words.PLACED | {"spät"}
AHEAD = NEAR | {"für", "bei"}
LEADING = ASKS | ORDERS | german_words.ASKS | german_words.ORDERS | {"was"}
NO_NAME = TIMES | VICINITY | HELPS | ASKS | ORDERS | german_words.ASKS | german_words.HELPS | german_words.ORDERS
NO_BEGINNING = NO_NAME | GERMAN_NO_PLACE - {"bad"}  # inside a name they may stand: Isle of Man, Frankfurt am Main
LISTED = TOPICS | BARE | table(
    """
    markets stocks aktien börse kalender schlagzeilen temperatur verkehr verkehrslage vorhersage wettervorhersage wind
    """
)  # fmt: skip
# what there is of a thing, or on it: more than one of these is not asked for in one breath
OF_WHAT = table(
    """
    news headlines updates update latest stories nachrichten neues neuigkeiten meldungen schlagzeilen capital population
    president king queen currency price height age area name hauptstadt einwohnerzahl präsident könig währung preis
    """
)
# what is told of with the news: "the headlines and the football"
SPORTS = table(
    """
    sport sports football soccer cricket rugby tennis golf snooker darts cycling boxing athletics basketball baseball
    hockey handball volleyball fußball eishockey
    """
)
# no places whose weather anybody tells
SKY = table("the sun moon mercury venus mars jupiter saturn uranus neptune pluto der die sonne mond merkur neptun")
ENDS_A_HEAD = table("between zwischen play put add remind spiel")
ARTICLE = "(?:the|my|das|die|den|der|meine|mein) "
ONE = "|".join(sorted(LISTED | SPORTS))
# two topics that are one thing: "weather forecast", "football news", "sunset time"
COMPOUND = (
    rf"(?:{ONE})\s+(?:forecast|headlines|vorhersage)|(?:{'|'.join(sorted(SPORTS))}|markets|stocks|traffic)\s+news"
    r"|(?:sunrise|sunset)\s+time"
)
TOPIC = rf"(?:{ARTICLE})?(?:{COMPOUND}|{ONE})"
SIDE_BY_SIDE = re.compile(rf"\b(?P<one>(?>{COMPOUND}|{ONE}))\s+(?=(?:{ONE})\b)", re.IGNORECASE)
NEXT = rf"{JOINT.pattern}|\s+(?={ARTICLE})"  # "the weather the news and my calendar", as it is heard
SHARED = re.compile(
    rf"^(?P<head>(?:.*?\s)??)(?P<list>{TOPIC}(?:(?:{NEXT}){TOPIC})+)"
    r"(?P<tail>\W*|\s+(?:in|for|at|near|für|bei|today|tonight|tomorrow|heute|morgen)\b.*)"
    r"(?P<courtesy>(?:\s+(?:please|bitte|thanks|danke))?\W*)$",
    re.IGNORECASE,
)


# "news from Ukraine and from Gaza", "the population of France and of Spain": the word that leads to each is said again
AGAIN = re.compile(
    rf"^(?P<head>(?:.*\s)?(?:{'|'.join(sorted(OF_WHAT))})\s)(?P<by>from|about|on|of|for|über|zu|zum|zur|aus|von)\s"
    r"(?P<one>[^,]+?)(?:\s*,)?\s+(?:and|und)\s+(?:also\s+|auch\s+)?(?P=by)\s(?P<other>[^,]+)$",
    re.IGNORECASE,
)


def unfold(part: str, protected: Phrases) -> tuple[str, ...]:
    """The part alone, or one question for each place ("weather in Paris, Rome and Oslo") or topic that it names."""
    if len(part) > MOST_LETTERS:
        return (part,)
    if compared := comparison(part):
        return compared
    if not JOINED.search(part):
        return topics(part) or (part,)
    return places(part, protected) or topics(part) or led_again(part) or (part,)


def one_list(whole: str, rest: Sequence[str], protected: Phrases) -> bool:
    """Whether parts of a sentence are one list that was taken apart: "weather in Paris" and "Rome"; `rest` are all
    but the first."""
    if len(whole) > MOST_LETTERS:
        return False
    if len(topics(whole)) > len(rest) or (len(rest) == 1 and comparison(whole)):
        return True
    return all(is_item(each) for each in rest) and len(places(whole, protected)) > len(rest)


def is_item(part: str) -> bool:
    """Whether a part can be an item of a list of places: a name, perhaps with "in" and a day."""
    name = LATER.sub("", LEAD.sub("", part.strip(), count=1)).strip(" ?!.,")
    return is_name(name) and not {*WORD.findall(fold(name))} & (ASKED_OF_PLACES | TOPICS | AHEAD)


def comparison(part: str) -> tuple[str, ...]:
    """The two questions of "which is colder today, Oslo or Bergen" and "is it warmer in Oslo than in Rome"."""
    found = compared(part)
    if found is None or not all(HERE.fullmatch(name) or is_name(name) for name in found.places):
        return ()
    return found.questions()


def places(part: str, protected: Phrases) -> tuple[str, ...]:
    """One question per place, each with the head before the list and the day after it."""
    head_end = list_start(part)
    if head_end is None:
        return ()
    items = [each for item in names(part[head_end:], protected) for each in cities(item)]
    found = [LATER.search(item) for item in items]
    days = {each[0].rstrip() for each in found if each}
    bare = [LATER.sub("", item).strip(" ?!.,") for item in items]
    if len(items) < 2 or len(days) > 1 or not all(is_name(item) for item in bare):
        return ()
    head, day = part[:head_end], days.pop() if days else ""
    shared = head[: head.rstrip().rfind(" ") + 1]
    return tuple(f"{shared if LEAD.match(item) else head}{item}{day}" for item in bare)


def list_start(part: str) -> int | None:
    """Where the list begins: behind the first "in" or "for" that follows a topic such as the weather."""
    placed = False
    for word in WORD.finditer(part):
        low = fold(word[0])
        if placed and low in AHEAD and JOINED.search(part[word.end() :]):
            return word.end() + 1
        placed = placed or low in ASKED_OF_PLACES
    return None


def names(listed: str, protected: Phrases) -> Sequence[str]:
    """The list's items; a protected phrase is one item, and "Boston, MA" too."""
    held = [(start, end) for start, end, _ in protected.longest(fold(listed))]
    items, start = [], 0
    for joint in JOINT.finditer(listed):
        state = re.match(r"[A-Z]{2}\b", listed[joint.end() :])
        if state or any(a < joint.start() and joint.end() < b for a, b in held):
            continue
        items.append(listed[start : joint.start()])
        start = joint.end()
    return [item.strip() for item in (*items, listed[start:])]


def cities(item: str) -> Sequence[str]:
    """ "Lisbon Madrid", as it is heard without its comma: two, where both are cities that are known."""
    words, known = item.split(), towns("en")
    found: list[str] = []
    while words and len(found) < MOST_WORDS:
        size = next((n for n in (3, 2, 1) if fold(" ".join(words[:n])) in known and n <= len(words)), 0)
        if not size or (found and fold(" ".join(words[:size])) in REGIONS):
            return [item]
        found.append(" ".join(words[:size]))
        words = words[size:]
    return [item] if words else found


def is_name(item: str) -> bool:
    words = WORD.findall(fold(LEAD.sub("", item)))
    return (
        0 < len(words) <= MOST_WORDS
        and not is_thing(words)
        and not SKY.issuperset(words)
        and words[0] not in NO_BEGINNING
        and not any(word in NO_NAME or word[0].isdigit() for word in words)
    )


def is_thing(words: Sequence[str]) -> bool:
    """Whether they begin with the thing of something, and no place: "the price of Apple"."""
    return tuple(words[:1]) == ("the",) and tuple(words[2:3]) == ("of",) and words[1] not in GROUNDS


def led_again(part: str) -> tuple[str, ...]:
    """Two questions where the word that leads to each thing is said again."""
    found = AGAIN.match(part)
    if found is None or not (ENDS_A_HEAD.isdisjoint(found["head"].lower().split()) and is_name(found["one"])):
        return ()
    return tuple(f"{found['head']}{found['by']} {found[each].strip()}" for each in ("one", "other"))


def topics(part: str) -> tuple[str, ...]:
    """Topics that share the question's beginning and its place; as it is heard, without commas, if they are three."""
    heard = SIDE_BY_SIDE.sub(r"\g<one>, ", part)
    listed = of_one_list(heard)
    return listed if heard == part or len(listed) > 2 else of_one_list(part)


def of_one_list(part: str) -> tuple[str, ...]:
    found = SHARED.match(part)
    if not found:
        return ()
    head, tail = found["head"], found["tail"]
    if head and fold(head.split()[0].replace("’", "'")) not in LEADING:
        return ()
    named = re.split(NEXT, found["list"], flags=re.IGNORECASE)
    if all(SPORTS.intersection(fold(each).split()) for each in named):  # "the difference between golf and darts"
        return ()
    questions = [f"{head}{each}{tail}" for each in named]
    return (*questions[:-1], questions[-1] + found["courtesy"])
