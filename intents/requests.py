"""The rules that tell where a request of its own follows on another one: an order, a wish, something looked for."""

from collections.abc import Sequence
from itertools import pairwise

from intents.clauses import complete, is_number
from intents.grammar import (
    ADVERBS,
    ANAPHORS,
    ASKING,
    ASKS,
    BARE,
    BENEATH,
    BY_CALL,
    FOLLOWS,
    HELPS,
    INVERTS,
    LEADS_ON,
    NEAR,
    ORDERED,
    ORDERS,
    PASSES_ON,
    PLACED,
    PREPOSITIONS,
    REMINDS,
    REQUESTS,
    SEEKS,
    STRONG,
    SUBORDERS,
    TELLS,
    TOPICS,
    URGES,
    WISHERS,
    WISHES,
    table,
)
from intents.unfolding import is_thing

TOPICAL = TOPICS | PLACED
SUBJECTS = table("there the my our your this that these those any he she they we i")  # of a question
# "is it raining" asks for the weather; any other "it" is what was asked about before
FALLS = PLACED | table("raining snowing going gonna cold hot warm windy sunny cloudy freezing icy humid foggy")
LATER = 5  # words in which that is said: "is it going to be colder"
NO_SUBJECTS = HELPS | table("you be been not have to also still even just only")
ASKED = table("time day date year month many much long far old tall big high kind song team channel")  # "what time"
# what may stand beside topics that are asked for by their names
AROUND = table("the my our today's todays what's whats what is give tell me please das die den mir bitte")
SOME = table("something anything music")
RELATIVES = table("that which who whose")
HEARD = table("can could will would")  # "can you ..." is an order
PLAYS = table("play put")
SWITCHED = table("down off on up")  # what stands between a verb and what is switched
LISTS = table("list lists")
LACKS = table("need want")  # "... and need a table": a wish without the one who has it
WHOLE_WISHES = (("i", "d", "like"), ("we", "d", "like"), ("id", "like"))  # as it is heard
WHOLE = 4  # words of a wish that is a request of its own
CLAUSES_IN_IT = BENEATH | RELATIVES  # a clause beneath the request, or one that tells more of a thing
HANGS_ON = BENEATH | ANAPHORS
DONE_HERE = ORDERS - PASSES_ON  # what is not only handed on
DONE_SILENTLY = DONE_HERE - LEADS_ON - SEEKS - {"look", "read", "calculate", "give"}  # nothing is told by it
LACKED = ORDERED | PLACED | {"to"}  # "need a table", "need to"
BEHIND_LEAD = FOLLOWS | BY_CALL
HOLDS_MORE = REMINDS | URGES  # what follows such an order belongs to it
THINGS = ORDERED | SOME
NEED_SEEKING = LEADS_ON | SEEKS | PASSES_ON
TELL_OR_GIVE = TELLS | {"give"}
TOLD = ASKS | table("if whether the my our today's tomorrow's")  # "tell me if ..."


def follows(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether another request begins after a connector or a comma, so plainly that the model need not be asked."""
    begun = next((number for number, word in enumerate(left) if word not in ADVERBS), len(left))
    asked = left[begun:]  # "please play ..."
    return (
        ordered(left, right)
        or sought(asked, right)
        or wished(asked, right)
        or to_be_told(asked, right)
        or listed(right)
        or asked_after(asked, right)
        or needed(asked, right)
        or rated(asked, right)
    )


def bidden(left: Sequence[str]) -> Sequence[str]:
    """What the assistant is to do, without "can you (please)" and what stands before it."""
    heard = (number for number, pair in enumerate(pairwise(left)) if pair[0] in HEARD and pair[1] == "you")
    begun = next((number + 2 for number in heard), 0)
    return left[begun + 1 :] if "please" in left[begun : begun + 1] else left[begun:]


def is_request(left: Sequence[str]) -> bool:
    """Whether it is a whole order or wish, with no clause beneath it to which more could belong."""
    if len(left) < 3 or not CLAUSES_IN_IT.isdisjoint(left):
        return False
    return left[0] in DONE_HERE or wishes(left)


def asked_after(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a question follows an order or a wish: "book a table in Leeds and is it going to rain", "... is Jaws
    playing", but not "find a pub that is quiet and is open late"."""
    if not is_request(bidden(left)) or len(right) < 4 or right[0] not in INVERTS:
        return False
    if right[1] == "it":
        return not FALLS.isdisjoint(right[2:LATER])
    if right[1] == "there":  # "I want sushi, is there a good place": the wish says why it is asked
        return False
    shown = right[1] not in NO_SUBJECTS and any(word.endswith("ing") for word in right[2:])
    return right[1] in SUBJECTS or shown


def needed(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether something is wished for that nobody before can need: "play some jazz and need a table for two"; but not
    "find people who are alone and need a friend", "we're in Reno and need a room"."""
    request = bidden(left)
    whats = "what's" in left[:1] and len(left) > 2 and RELATIVES.isdisjoint(left)
    if len(right) < 4 or not (whats or is_request(request)):
        return False
    if tuple(right[:2]) == ("looking", "for"):
        return True
    return right[0] in LACKS and WISHERS.isdisjoint(request) and right[1] in LACKED


def rated(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether points are given, which no other request holds: "play some jazz and rate this book four"."""
    return is_request(bidden(left)) and right[0] == "rate" and any(map(is_number, right[2:]))


def ordered(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one order follows another that it has nothing to do with: "turn on the heating, lock the front door", but
    not "call the bakery and order a loaf", "stop the music and play it again", "remind me to eat and do the dishes"."""
    if len(left) < 3 or len(right) < 3 or left[0] not in ORDERS or right[0] not in ORDERS:
        return False
    goes_on = left[0] in LEADS_ON and right[0] in BEHIND_LEAD
    if left[0] in HOLDS_MORE or goes_on:
        return False
    volume = left[0] in PLAYS and right[0] == "turn" and right[2] in {"up", "down"}  # "turn it up"
    thing = right[2] if right[1] in SWITCHED and len(right) > 3 else right[1]  # "turn down the lights"
    return volume or (thing in THINGS and ANAPHORS.isdisjoint(right))


def sought(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether something else is to be found: "book a table in Leeds and find film times", but not "open the shop and
    find shoes", "call Anna and find out", "add milk and search for it"."""
    if len(right) < 3 or right[0] not in SEEKS or right[1] == "out" or not ANAPHORS.isdisjoint(right):
        return False
    asked = bidden(left)
    if len(asked) < 3 or (asked[0] in NEED_SEEKING and asked[0] != right[0]):
        return False
    return asked[0] in ORDERS or wishes(asked)


def wished(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a wish follows a request: "play some jazz and I want to see a film", but not "tell Anna that I am late
    and I want dinner", "when I come home and I want to sleep"."""
    if len(left) < 3 or len(right) < WHOLE or not wishes(right) or not ANAPHORS.isdisjoint(right):
        return False
    if left[0] in PASSES_ON or not BENEATH.isdisjoint(left) or relative(left):
        return False
    return left[0] in REQUESTS or wishes(left)


def to_be_told(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether something is to be told after an order: "turn off the lamp and tell me if it will rain", but not "look it
    up and tell me what it costs"; "remind me to call Mum and tell me the weather"."""
    if len(left) < 3 or len(right) < 4 or right[0] not in TELL_OR_GIVE or right[1] not in {"me", "us"}:
        return False
    told = right[2] in TOLD
    if left[0] in REMINDS or left[-1] in LISTS:  # nobody has himself reminded to be told, nor puts it on a list
        return told
    if left[0] not in DONE_SILENTLY:
        return False
    return told and SUBORDERS.isdisjoint(left)


def listed(right: Sequence[str]) -> bool:
    """Whether something is put on a list, which no reminder holds: "remind me to call Anna and add milk to my list"."""
    if len(right) < 5 or right[0] not in {"add", "put"} or right[1] in ANAPHORS:
        return False
    return right[-1] in LISTS and not {"to", "on"}.isdisjoint(right[2:-1])


def relative(left: Sequence[str]) -> bool:
    """Whether somebody is named last who may wish as well: "do you know Leeds, my brother in law [and I want ...]"."""
    last = max((number for number, word in enumerate(left) if word == "my"), default=0)
    return 0 < last >= len(left) - 4 and left[last - 1] not in PREPOSITIONS


def asked_again(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a question of its own follows a whole one: "is it raining and is the door locked", "what is 3 times 4 and
    what time is it"; but not "do you know what time and what day it is", "is he tall and could be taller"."""
    if len(left) < 3 or len(right) < 3 or left[0] not in ASKING:
        return False
    if left[0] == right[0] == "who":  # "who won the cup and who scored twice", but not "who wrote and who sang it"
        return ASKS.isdisjoint(left[1:])
    if not complete(left):
        return False
    if right[0] in INVERTS:
        beside = left[0] in HELPS and right[1] not in NO_SUBJECTS
        falls = not FALLS.isdisjoint(right[2:LATER]) or right[2].endswith("ing")  # "is it coming here"
        return falls if right[1] == "it" else right[1] in SUBJECTS or beside
    return right[0] in ASKS and right[1] in ASKED and any(word in HELPS for word in right[2:5])


def strong(joined: Sequence[str]) -> bool:
    """Whether the words between two requests put one behind the other: "and then", "after that"."""
    return bool(joined) and ("that" in joined or joined[-1] in STRONG)


def comes_next(joined: Sequence[str], left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether an order or a topic comes next in a row: "the news and then the weather and after that the time"."""
    if not strong(joined) or len(right) < 2:
        return False
    topical = right[0] == "the" and right[1] in TOPICAL and not TOPICAL.isdisjoint(left)
    return topical or (len(left) > 1 and right[0] in ORDERS)


def is_other(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether something else is named than the next place of a list: "weather in Boston and the price of Apple", but
    not "weather in Bath and the Isle of Wight"; and two things of two: "capital of France and population of Peru"."""
    if of_something(unasked(left)) and of_something(right):
        return True
    if len(right) < 2 or right[0] != "the" or not is_placed(left):
        return False
    return right[1] in TOPICAL or is_thing(right)


def unasked(words: Sequence[str]) -> Sequence[str]:
    """Without "what is": the capital of France."""
    if words[0] in {"what's", "whats"}:
        return words[1:]
    return words[2:] if tuple(words[:2]) in (("what", "is"), ("what", "are")) else words


def named_only(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two topics are named and nothing of them: "weather and news please", "what's the time and the date"."""
    first, second = ([word for word in side if word not in AROUND] for side in (left, right))
    return len(first) == len(second) == 1 and first != second and BARE.issuperset((*first, *second))


def of_something(words: Sequence[str]) -> bool:
    """Whether a thing of something is named and no more: "the capital of France"."""
    if not words:
        return False
    bare = words[1:] if words[0] == "the" else words
    return len(bare) > 2 and bare[1] == "of" and bare[0] not in REQUESTS


def is_placed(words: Sequence[str]) -> bool:
    """Whether a topic stands there with its place: "what's the weather in Boston"."""
    topic = next((number for number, word in enumerate(words) if word in PLACED), len(words))
    return not NEAR.isdisjoint(words[topic:-1])


def asked_kindly(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether an order begins with "please" after an "and": "lock the door and please open the blinds"."""
    if len(left) < 3 or len(right) < 3 or right[0] != "please" or right[1] not in ORDERS or left[0] in PASSES_ON:
        return False
    return (left[0] in ORDERS or wishes(left)) and HANGS_ON.isdisjoint(left) and HANGS_ON.isdisjoint(right)


def wishes(words: Sequence[str]) -> bool:
    """Whether a wish begins: "I want", "I'd like", "we need", "I would give"."""
    if len(words) < 2:
        return False
    if any(tuple(words[: len(wish)]) == wish for wish in WHOLE_WISHES):
        return True
    first, second = words[0], words[1]
    return first in WISHERS and (second in WISHES or (first in {"i'd", "we'd"} and second == "like"))
