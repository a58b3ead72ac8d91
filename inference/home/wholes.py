"""Keeps together what is one for the client's house, and takes apart an order and the question behind it."""

from collections.abc import Sequence

from inference.home.entities import plain
from inference.home.lexicon import lexicon
from inference.home.line import line_of
from inference.home.orders import plan_of
from inference.home.plans import Plan
from inference.home.schedules import is_time
from inference.home.wishes import Home
from inference.state import Query
from intents.order_words import grammar
from intents.words import clean, fold

POLITE = 4  # words that may stand before "tell me"
WORDLESS = frozenset(("devices", "media"))  # orders that hold none of the user's own words
OWN_WORDS = frozenset(("broadcast", "remind_timer"))


def whole(texts: Sequence[str], query: Query, home: Home) -> Sequence[str]:
    """The parts of a sentence; neither a certain order for things is taken apart, nor one from its condition."""
    if home and len(texts) == 1:
        return with_question(query, home) or texts
    if not home:
        return texts
    if supposes(texts, query, home):
        return (query.question,)
    plan = plan_of(query.question, home.house, home.box, query.language)
    acting = plan if plan is not None and plan.kind == "act" else None
    certain_order = acting is not None and (acting.topic in WORDLESS or leans(texts, acting, query, home))
    condition = plan is not None and plan.kind == "ask" and plan.doubt is not None and plan.doubt.kind == "later"
    plans = [plan_of(text, home.house, home.box, query.language) for text in texts] if forbidden(plan) else []
    if plans and not any(forbidden(each) for each in plans):
        return (query.question,)  # "whatever you do, do not" is no part of its own
    whole_one = certain_order or (condition and any(is_condition(text, query, home) for text in texts))
    return (query.question,) if whole_one else texts


def supposes(texts: Sequence[str], query: Query, home: Home) -> bool:
    """ "What happens if I turn off the heating and open the window": the second is no order but asked about too."""
    table, words = grammar(query.language), lexicon(query.language)
    first, *others = (plain(text) for text in texts)
    if not first or not table.begins("ask", first):
        return False
    line = " ".join(first)
    open_ended = not table.ones["clause"].isdisjoint(first[1:]) or any(
        line.startswith(f"{each} ") for each in words.advice
    )
    behind = (" ".join(each) for each in others if each and (each[0] in table.verbs or each[0] in words.adding))
    plans = (plan_of(text, home.house, home.box, query.language) for text in behind)
    apart = len(texts) == 2 and question_first((texts[0], texts[1]), query, home)  # "who wrote it and turn it off"
    return open_ended and not apart and any(plan is not None and plan.kind == "act" for plan in plans)


def leans(texts: Sequence[str], plan: Plan, query: Query, home: Home) -> bool:
    """Whether a part says nothing by itself: "we are out of milk, put it on the list"."""
    plans = (plan_of(text, home.house, home.box, query.language) for text in texts)
    return plan.topic in {"lists", "timers"} and any(each is None or each.kind != "act" for each in plans)


def with_question(query: Query, home: Home) -> Sequence[str]:
    """An order and a question beside it, where each is certain by itself: "kettle on is the oven off"."""
    pieces, words = query.question.split(), lexicon(query.language)
    bare = [piece.casefold().strip(",.;") for piece in pieces]
    for at in range(2, len(pieces) - 1):
        joined = bare[at - 1] in words.adding
        texts = (" ".join(pieces[: at - joined]).rstrip(",;"), " ".join(pieces[at:]))
        if joined and (order_first(texts, query, home) or question_first(texts, query, home)):
            return texts
        if bare[at] in words.group("asking") and order_first(texts, query, home):
            return texts
    return ()


def order_first(texts: tuple[str, str], query: Query, home: Home) -> bool:
    """ "Turn on the porch light and tell me what time it is": a certain order, and what is surely no other."""
    table, second = grammar(query.language), texts[1]
    order, behind = (plan_of(text, home.house, home.box, query.language) for text in texts)
    if order is None or order.kind != "act" or takes_words(order):
        return False
    if behind is not None:
        return behind.kind == "look" and behind.look is not None and behind.look.sure
    words = plain(second)
    informing = (tuple(phrase.split()) for phrase in lexicon(query.language).group("informing"))
    return table.begins("ask", words) > 0 or any(words[: len(lead)] == lead for lead in informing)


def takes_words(order: Plan) -> bool:
    """Whether what follows may be the user's own words still: a title, an item, an announcement."""
    return order.topic in {"play", "lists"} or any(step.action in OWN_WORDS for step in order.steps)


def question_first(texts: tuple[str, str], query: Query, home: Home) -> bool:
    """ "Is the door locked and turn off the lamp": a state is asked for, and no part of it is the order."""
    table, words = grammar(query.language), lexicon(query.language)
    second, (first, told) = plain(texts[1]), behind_telling(plain(texts[0]), query.language)
    states = told or (bool(first) and first[0] in words.group("stating"))
    if not first or not second or not states or second[0] not in table.verbs:
        return False
    asked, order = (plan_of(text, home.house, home.box, query.language) for text in texts)
    # no verb in it may go on behind the "and", as in "which lamps turn on and turn off"
    acts = (table.verbs.keys() - table.states.keys() - words.nouns).intersection(first[1:])
    if asked is None:  # of no house
        sure = (words.group("going_on") | table.ones["clause"]).isdisjoint(first[1:])
    else:
        sure = asked.kind == "look" and asked.look is not None and asked.look.sure
    alone = not acts or first[-2:-1] == ("set",) or first[0] in words.group("asking") or told
    return sure and alone and order is not None and order.kind == "act" and all(step.said for step in order.steps)


def behind_telling(said: tuple[str, ...], language: str) -> tuple[tuple[str, ...], bool]:
    """The question behind "could you tell me if", and whether it was asked so."""
    for phrase in (tuple(each.split()) for each in lexicon(language).group("informing")):
        at = next((n for n in range(POLITE) if said[n : n + len(phrase)] == phrase), None)
        if at is not None:
            return said[at + len(phrase) :], True
    return said, False


def forbidden(plan: Plan | None) -> bool:
    return plan is not None and plan.kind == "leave"


def is_condition(text: str, query: Query, home: Home) -> bool:
    """Whether a part is none by itself: "if it rains", "every day at six"; but "when is ..." asks."""
    table, words = grammar(query.language), tuple(fold(clean(text)).split())
    clause = table.begins("clause", words) > 0 and not table.begins("ask", words)
    return clause or is_time(line_of(text, home.house, query.language))
