"""The rules that tell what belongs to the clause before it, although another one could begin there."""

from collections.abc import Sequence

from intents.grammar import ADVERBS, ASKS, HELPS, ORDERS, PREPOSITIONS, SUBJECTS, WISHERS, table

KIND = table("would could can you will just")
# verbs that say nothing alone: "please check and ...", "select and ..."
LACKING = table("check choose find get go look open pick search select start try")
NAMES = table("called entitled goes named titled")  # what is named follows: "the song that goes, ..."
# verbs without the one who does it: "I am in Reno and need a room"
SHARES = table("need want wanna")
SPEAKERS = table("i i'm i've i'll i'd we we're we've")
SUPPOSES = table("assume assuming imagine say suppose supposing")
THINKS = table("guess reckon suppose think wonder thinking guessing wondering")
SET_AGAINST = table("am can't cannot couldn't don't didn't have haven't no not only without won't")  # behind "but"
FRONTS = PREPOSITIONS | table("according until up since during after before")
EXCUSES = (("i", "fell"), ("i", "forgot"))  # why it is asked: "the score last night, I fell asleep"
WONDERS = table("hoping thinking wondering")  # "I was wondering ..." asks
SITUATION = table("i'm i've we're we've")
WAS = table("am was are were been had")
COMPARED = table("colder cooler drier hotter milder sunnier warmer wetter windier rainier cheaper bigger older taller")
CALLS = table("call phone ring")
BY_PHONE = table("ask book cancel make order reserve say see tell")
STARTS = table("launch open")
LOOKS = table("find locate look search")
BOOKS = table("book reserve")
ASKED_IF = ASKS | {"whether", "if", "ob"}  # what is asked follows: "could you tell me whether"
OWNERS = table("my our mein meine unser unsere")
OF_THAT = table("it it's its")
REASONS = table("because cause cos coz cuz weil")  # why it is asked follows
WHENEVER = table("after before if once unless until when where while")
MORE = table("that which who")
VERBS = ASKS | HELPS | ORDERS | WISHERS
NEW_CLAUSE = ORDERS | ASKS | ADVERBS
WANTS_MORE = NAMES | REASONS
FILLS = ADVERBS | KIND
BEING = WAS | {"is"}


def belongs(left: Sequence[str], joined: Sequence[str], right: Sequence[str]) -> bool:
    """`left` and `right` are the clauses before and behind a gap, `joined` the connector between them or a comma."""
    if joined in ((), (",",)):
        return unfinished(left, right, not joined) or fronted(left)
    if joined == ("also",) and left[-1] in MORE:  # "a pub that also serves fish"
        return right[0] not in NEW_CLAUSE
    if joined == ("then",) and not COMPARED.isdisjoint(left):  # "warmer in Rome then in Madrid"
        return right[0] in PREPOSITIONS
    if joined[-1] == "but":
        return right[0] in SET_AGAINST
    return joined == ("and",) and (
        says_nothing(left)
        or right[-1] == "instead"
        or told(left, right)
        or done_by_it(left, right)
        or (right[0] == "i" and left[-2:-1] == ("my",) and VERBS.isdisjoint(left))  # "my daughter and I want"
    )


def unfinished(left: Sequence[str], right: Sequence[str], bare: bool) -> bool:
    """Whether the left wants more, or the right gives the hours: "the song that goes, ...", "today between 9 and 10".

    `bare`: there is no comma either, so that "the bar which serves tea" is one thing."""
    if left[-1] in WANTS_MORE or right[0] == "between" or left[0] in SUPPOSES:
        return True
    if bare and right[0] in WHENEVER and len(right) > 1 and right[1] in SUBJECTS:  # "... when I pick up the kids"
        return True
    if bare and left[-1] == "that" and right[0] in HELPS:  # "a bar that is open late", but "what's that is it raining"
        return len(right) > 1 and right[1] not in SUBJECTS
    if bare and (left[-1] in ASKED_IF or relative(right) or (right[0] in PREPOSITIONS and VERBS.isdisjoint(right))):
        return True
    return (len(left) == 1 and left[0] in THINKS) or told(left, right) or tuple(right[:2]) in EXCUSES


def relative(right: Sequence[str]) -> bool:
    """Whether more is told of a thing: "[the bar] which serves tea", but not "which terminal is it"."""
    return (right[0] == "which" and HELPS.isdisjoint(right[1:4])) or (right[0] == "that" and right[1:2] != ("is",))


def fronted(left: Sequence[str]) -> bool:
    """Whether nothing but a time or a place was said so far: "for the first of April, [find me ...]"."""
    return left[0] in FRONTS and left[0] != "about" and VERBS.isdisjoint(left)


def says_nothing(left: Sequence[str]) -> bool:
    """Whether a verb stands there with nothing to it: "go now and ...", "please check and ..."."""
    said = [word for word in left if word not in FILLS]
    return len(said) == 1 and said[0] in LACKING


def told(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one tells how things stand and goes on: "I was on the train and I can't find my bag", "we're in Reno
    and need a room", "I need my bag back, I was on the train"."""
    if right[0] in SHARES:
        return not SPEAKERS.isdisjoint(left)
    if right[0] not in SPEAKERS:
        return False
    before = right[0] in {"i", "we"} and right[1:2] in (("was",), ("were",))
    return situation(left) or described(left, right) or (before and WONDERS.isdisjoint(right[2:3]))


def described(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one says what a thing is, and then what one wants to know of it: "my train is the 8.15 and I'd like to
    know if it's late"."""
    return left[0] in OWNERS and not BEING.isdisjoint(left[1:5]) and not OF_THAT.isdisjoint(right)


def situation(words: Sequence[str]) -> bool:
    return words[0] in SITUATION or (words[0] in {"i", "we"} and len(words) > 1 and words[1] in WAS)


def done_by_it(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the call or the programme is for that: "call the bakery and order a loaf", "open the shop and search",
    "find a pub and book a table"."""
    if left[0] in LOOKS:
        return right[0] in BOOKS and right[1:3] in (("a", "table"), ("a", "seat"), ("a", "room"), ("it",), ("one",))
    return (left[0] in CALLS and right[0] in BY_PHONE) or (left[0] in STARTS and right[0] in LOOKS)
