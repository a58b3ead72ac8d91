"""Keeps together what is one for the client's house, and takes apart an order and the question behind it."""

from collections.abc import Sequence

from inference.home.lexicon import lexicon
from inference.home.orders import plan_of
from inference.home.plans import Plan
from inference.home.wishes import Home
from inference.state import Query
from intents.order_words import grammar
from intents.words import clean, fold


def whole(texts: Sequence[str], query: Query, home: Home) -> Sequence[str]:
    """The parts of a sentence; neither a certain order for devices is taken apart, nor one from its condition."""
    if home and len(texts) == 1:
        return with_question(query, home) or texts
    if not home:
        return texts
    plan = plan_of(query.question, home.house, home.box, query.language)
    certain_order = (
        plan is not None and plan.kind == "act" and (plan.topic == "devices" or leans(texts, plan, query, home))
    )
    condition = plan is not None and plan.kind == "ask" and plan.doubt is not None and plan.doubt.kind == "later"
    plans = [plan_of(text, home.house, home.box, query.language) for text in texts] if forbidden(plan) else []
    if plans and not any(forbidden(each) for each in plans):
        return (query.question,)  # "whatever you do, do not" is no part of its own
    whole_one = certain_order or (condition and any(is_condition(text, query.language) for text in texts))
    return (query.question,) if whole_one else texts


def leans(texts: Sequence[str], plan: Plan, query: Query, home: Home) -> bool:
    """Whether a part says nothing by itself: "we are out of milk, put it on the list"."""
    plans = (plan_of(text, home.house, home.box, query.language) for text in texts)
    return plan.topic in {"lists", "timers"} and any(each is None or each.kind != "act" for each in plans)


def with_question(query: Query, home: Home) -> Sequence[str]:
    """An order and the question about a state behind it, where both are certain: "kettle on is the oven off"."""
    pieces, words = query.question.split(), lexicon(query.language)
    for at in range(2, len(pieces) - 2):
        if pieces[at].casefold() not in words.group("asking"):
            continue
        end = at - (pieces[at - 1].casefold().strip(",.") in words.adding)
        texts = (" ".join(pieces[:end]), " ".join(pieces[at:]))
        order, asked = (plan_of(text, home.house, home.box, query.language) for text in texts)
        if (
            order
            and order.kind == "act"
            and order.topic != "play"
            and asked
            and asked.kind == "look"
            and asked.look
            and asked.look.sure
        ):
            return texts
    return ()


def forbidden(plan: Plan | None) -> bool:
    return plan is not None and plan.kind == "leave"


def is_condition(text: str, language: str) -> bool:
    """Whether a part is none by itself: "if it rains", "when I come home"; but "when is ..." asks."""
    table, words = grammar(language), tuple(fold(clean(text)).split())
    return table.begins("clause", words) > 0 and not table.begins("ask", words)
