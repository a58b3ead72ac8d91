"""The rules that tell where another question begins so plainly that the model need not be asked."""

from collections.abc import Sequence

from intents import german_words
from intents.clauses import begins, complete
from intents.grammar import (
    ADVERBS,
    ANAPHORS,
    ASKING,
    ASKS,
    ASKS_IS,
    BARE,
    BEFORE_MAIN,
    GOES_ON,
    HEARERS,
    HELPS,
    INVERTS,
    ORDERS,
    PASSES_ON,
    PREPOSITIONS,
    REMINDS,
    REQUESTS,
    SUBJECTS,
    SUBORDERS,
    TELLS,
    table,
)
from intents.requests import ASKED, NO_SUBJECTS, TOPICAL, of_something, wishes
from intents.sums_on import is_step

OF_THIS = table("he it she they")
OF_THEM = table("the my our today's todays tonight's tonights tomorrow's tomorrows")
BEHIND = table("and plus in for at near today tonight tomorrow here please now")
# what a thing without a verb ends with: "Tesla price, Yankees score"
HEADS = table(
    """
    price prices score scores weather news forecast standings time traffic delays result results table headlines stock
    rate rates
    """
)
# what is done to a device, and never the name of a thing that follows such an order
SWITCHES = table("brighten close dim lock lower mute raise start stop switch turn unlock")
POSITIONS = table("all down off on up")
NOT_YET = OF_THEM | table("a an and to")  # behind one of these the device is yet to come
SWITCHED = OF_THEM | POSITIONS  # what may follow where something is switched
# "Good morning" before a question or an order is said for itself
GREETINGS = table(
    "good morning, good afternoon, good evening, good night, guten morgen, guten tag, guten abend, gute nacht", ","
)
GREETED = table("athena everyone everybody all again computer there zusammen")
MOST_NAMED = 4  # words of a thing that is asked for without a verb
HEARS = table("can could will would")
OPEN = table("what what's whats how how's hows who's whos when's whens where's wheres")  # never relative
# with one of these a question may follow that is only told: "can you tell my daughter what ..."
REPORTS = TELLS | table("ask check explain find forget guess idea know remember remind say see wonder")
ABOUT = table("about between of on with")
BENEATH_OR_TOLD = SUBORDERS | REPORTS
CHOOSE = table("who which whose")
NOUN_FOLLOWS = table("what which")
AMOUNTS = table("many much")
AFTER_GREETING = table("any anything is are") | german_words.ASKS | german_words.HELPS | german_words.ORDERS
ALL_ASKS = ASKS | german_words.ASKS
ALL_HELPS = HELPS | german_words.HELPS
ALL_TOPICS = TOPICAL | BARE
SAID_ABOUT = ALL_TOPICS | ABOUT
ASKED_MORE = ASKED | {"else"}
DOES_OR_TO = HELPS | {"to"}
TELLS_NOTHING = ORDERS - TELLS - {"give", "read"}
NOT_ASKED = NO_SUBJECTS | {"you"}


def another(kind: str, left: Sequence[str], right: Sequence[str]) -> bool:
    """`kind` as of a gap, `left` and `right` the clauses before and behind it."""
    said = bare(left)
    if kind in "bc" and greeted(left, right):
        return True
    if said and said[0] in BEFORE_MAIN:
        return False
    if kind in "nc" and is_step(said, right):
        return True
    if len(said) < 2 or len(right) < 2:
        return False
    if kind == "b":
        asked = unconnected(said, right) or leaned(said, right) or counted(said, right)
        return asked or switched(said, right) or repeated(said, right)
    if kind not in "nc":
        return False
    return (
        (kind == "n" and (one_more_topic(said, right) or asked_as_well(said, right)))
        or (kind == "n" and of_something(said) and headed(right))
        or (kind == "c" and things(said, right))
        or bidden(said, right)
        or (said[0] in REMINDS and inverted(right))
        or (kind == "c" and asked_anew(said, right))
    )


def past_greeting(words: Sequence[str]) -> Sequence[str]:
    return words[2:] if len(words) > 2 and " ".join(words[:2]) in GREETINGS else words


def greeted(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "good morning | what's the weather", but not "good morning Vietnam showtimes"."""
    if " ".join(left[:2]) not in GREETINGS or not GREETED.issuperset(left[2:]) or len(right) < 2:
        return False
    return begins(right) or right[0] in AFTER_GREETING


def bare(left: Sequence[str]) -> Sequence[str]:
    """Without what stands before a question: "so please ..."."""
    begun = next((number for number, word in enumerate(left) if word not in ADVERBS), len(left))
    return left[begun:]


def unconnected(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "what's the weather in Paris | what time is it there"."""
    if len(left) < 4 or right[0] not in OPEN or left[-1] in GOES_ON or not REPORTS.isdisjoint(left[-4:]):
        return False
    return left[0] in ASKING and complete(left) and inverted(right)


def leaned(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "who painted the scream | where does it hang", "did the Mets win | when do they play": what is asked of what the
    question before it named."""
    if len(left) < 3 or len(right) < 3 or left[0] not in ASKING or right[0] not in ASKS or left[-1] in GOES_ON:
        return False
    return right[1] in HELPS and right[2] in OF_THIS and REPORTS.isdisjoint(left)


def switched(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "lock the front door | dim the hallway", but not "play close the door", "turn off the open fire"."""
    if len(left) < 3 or len(right) < 3 or left[0] not in SWITCHES or right[0] not in SWITCHES:
        return False
    return left[-1] not in NOT_YET and right[1] in SWITCHED


def asked_as_well(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "who wrote Dracula and when was it published", "how many feet are a mile and how fast is sound", "how big is
    Iceland and how many people live there", "how far is Mars and how long to get there"; but not "how many eggs and how
    much flour do I need", "tell me who wrote it and when"."""
    if len(right) > 4 and right[0] in PREPOSITIONS and right[1] in ASKS:  # "and at what temperature do I ..."
        right = right[1:]
    if len(left) < 3 or left[0] not in ASKS or len(right) < 3 or right[0] not in ASKS:
        return False
    if not BENEATH_OR_TOLD.isdisjoint(left[1:]) or left[-1] in GOES_ON:
        return False
    if complete(left) and (right[0] in CHOOSE or right[1] in AMOUNTS):
        return True
    return inverted(right) or (right[0] == "how" and right[2] in DOES_OR_TO)


def counted(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "how big is Iceland | how many people live there": the question leans on a whole one before it."""
    if len(left) < 3 or len(right) < 4 or left[0] not in ASKS or not complete(left) or left[-1] in GOES_ON:
        return False
    amount = right[0] == "how" and right[1] in AMOUNTS
    return amount and not ANAPHORS.isdisjoint(right[3:]) and REPORTS.isdisjoint(left[1:])


def repeated(left: Sequence[str], right: Sequence[str]) -> bool:
    """What begins in the same words: "did Everton win | did Liverpool win", "weather London | weather Paris", "how late
    is it in Rome | how late is it in Tokyo", but not "do you know what ingredients | do I need"."""
    if left[0] != right[0] or left[-1] in GOES_ON or not ALL_ASKS.isdisjoint(left[1:]):
        return False
    if left[0] in ALL_TOPICS:
        return True
    if min(len(left), len(right)) < 3:
        return False
    helps = left[0] in ALL_HELPS and right[1] not in NO_SUBJECTS
    return helps or (left[1] == right[1] and left[0] not in ORDERS)  # "show the tv show the last samurai"


def inverted(right: Sequence[str]) -> bool:
    """Whether the verb comes before the one who does it, as only a question of its own has it."""
    if right[0] in ASKS_IS:
        return True
    if len(right) > 3 and right[0] in NOUN_FOLLOWS and right[2] in HELPS and right[3] in SUBJECTS:
        return True
    return right[1] in HELPS or (right[1] in ASKED_MORE and len(right) > 2 and right[2] in HELPS)


def one_more_topic(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "Apple shares and the weather", but not "the news and the weather", "a book about the sun and the weather"."""
    last = bare(right)
    rest = last[1:] if {*last[:1]} & OF_THEM else last
    named = bool(rest) and rest[0] in BARE and (len(rest) == 1 or rest[1] in BEHIND)
    if not named or (len(last) == len(right) and not SAID_ABOUT.isdisjoint(left)):
        return False  # "the calendar and finally the headlines" are two all the same
    return left[0] not in TELLS_NOTHING and not wishes(left)


def things(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "Tesla price, Yankees score"."""
    if len(left) > MOST_NAMED or left[-1] not in HEADS or left[0] in REQUESTS:
        return False
    return headed(right)


def headed(right: Sequence[str]) -> bool:
    """Whether it is a thing of which one asks, and no more: "the Yankees score today"."""
    end = next((number for number, word in enumerate(right[:MOST_NAMED]) if word in HEADS), 0)
    return end > 0 and (len(right) == end + 1 or right[end + 1] in BEHIND)


def bidden(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether somebody is bidden something after a question or an order: "..., can you play some jazz", "..., please
    open the blinds"."""
    if right[0] == "please":
        verb = right[1:2]
    elif right[0] in HEARS and right[1] == "you":
        verb = right[2:4] if right[2:3] == ("please",) else right[2:3]
    else:
        return False
    if not verb or verb[-1] not in ORDERS or len(right) < 3 or left[0] in PASSES_ON:
        return False
    whole = left[0] in REQUESTS or wishes(left)
    return whole and SUBORDERS.isdisjoint(left[1:]) and ANAPHORS.isdisjoint(right)


def asked_anew(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a question follows a whole one after a comma: "how cold is it outside, is everyone at home"."""
    if len(left) < 3 or len(right) < 3 or not complete(left) or left[-1] in HEARERS:
        return False
    if right[0] in INVERTS:
        return left[0] in ASKING and right[1] not in NOT_ASKED
    return left[0] in REQUESTS and right[0] in ASKS and inverted(right) and REPORTS.isdisjoint(left[-3:])
