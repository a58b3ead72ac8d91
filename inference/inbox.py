"""The inbox: questions of the last 30 days that found no answer, by what they mean; made anew off the requests."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils import timezone

from athena_project.work import tell
from inference import meanings
from inference.clustering import MOST, grouped, middle
from inference.meanings import Said
from inference.models import Feedback, QueryLog, Unanswered
from inference.state import TEXT, Outcome
from intents import impact
from intents.models import Intent
from intents.words import LONGEST

DAYS = 30
READ = 3_000  # candidates that are looked at, the newest ones
NAMED = 50  # different questions kept with a card
SAME = 0.8  # cosine of two middles from which a group is the card that was there before
BACK = 3  # times that a dismissed card must be asked again, and half as often as it had been, until it comes back
REFUSED, DECLINED, DISLIKED = "not answered", "declined", "thumb down"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recorded question that found no answer, and why it counts as one."""

    key: uuid.UUID
    at: datetime
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that mean the same; `texts` the most frequent first, `centre` the vector of `question`."""

    question: str
    texts: tuple[str, ...]
    members: tuple[Candidate, ...]
    centre: meanings.Vectors


def candidates(since: datetime) -> list[Candidate]:
    """Every recorded question that the inbox asks about, newest first. What counts as one is decided here alone."""
    found = {each.key: each for each in (*disliked(since), *unanswered(since))}
    return sorted(found.values(), key=lambda each: each.at, reverse=True)[:READ]


def disliked(since: datetime) -> Iterator[Candidate]:
    """Whoever heard the answer turned a thumb down."""
    found = Feedback.objects.filter(thumb=Feedback.DOWN, query__at__gte=since).order_by("-query__at")
    columns = ("query_id", "query__at", Substr("query__question", 1, LONGEST))
    for key, at, text in found.values_list(*columns)[:READ]:
        if text.strip():
            yield Candidate(key, at, text, DISLIKED)


def unanswered(since: datetime) -> Iterator[Candidate]:
    """Nothing fitted and nobody knew, or the checks refused it, or the intent that it has only declines.

    What a text lacked is a language model: no example and no source would mend that.
    """
    rows = {row.name: row for row in Intent.objects.filter(enabled=True)}
    declining = [name for name, row in rows.items() if row.mode == "decline"]
    said_no = Q(outcome__in=(Outcome.REFUSED, Outcome.PARTLY))
    found = QueryLog.objects.filter(said_no | Q(intents__in=declining), at__gte=since).order_by("-at")
    found = found.exclude(intents__in=[name for name, row in rows.items() if row.mode == TEXT])
    columns = ("pk", "at", Substr("question", 1, LONGEST), "outcome", "intents", "mode")
    for key, at, text, outcome, intents, mode in found.values_list(*columns)[:READ]:
        names = intents.split(", ") if intents else []
        kept_back = mode == "guest" and all(name in rows and not rows[name].guests for name in names) and names
        if text.strip() and not kept_back:
            declined = outcome == Outcome.ANSWERED or (bool(names) and set(names) <= set(declining))
            yield Candidate(key, at, text, DECLINED if declined else REFUSED)


def groups(found: Sequence[Candidate], said: dict[str, Said]) -> list[Group]:
    """The candidates whose meaning is known, those that mean the same together; the same in any order of rows."""
    by_line: dict[str, list[Candidate]] = {}
    for each in found:
        if each.text in said:
            by_line.setdefault(" | ".join(said[each.text].lines), []).append(each)
    lines = sorted(by_line, key=lambda line: (-len(by_line[line]), line))[:MOST]
    if not lines:
        return []
    vectors = np.stack([whole(said[by_line[line][0].text]) for line in lines])
    return [group([by_line[lines[row]] for row in rows], vectors[rows]) for rows in grouped(vectors)]


def whole(said: Said) -> meanings.Vectors:
    """One vector of length 1 for all parts of a question."""
    mean = said.vectors.mean(axis=0)
    vector: meanings.Vectors = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return vector


def group(same: Sequence[Sequence[Candidate]], vectors: meanings.Vectors) -> Group:
    chosen = middle(vectors, [len(each) for each in same])
    members = tuple(member for each in same for member in each)
    counted = Counter(member.text for member in members)
    texts = sorted(counted, key=lambda text: (-counted[text], text))[:NAMED]
    return Group(same[chosen][0].text, tuple(texts), members, vectors[chosen])


def refresh() -> int:
    """Reads what is new, groups it and writes the cards down; returns how many are open."""
    found = candidates(timezone.now() - timedelta(days=DAYS))
    cases = [case.text for case in impact.questions(impact.Draft((), ()), recorded=False)]
    texts = dict.fromkeys([*(each.text for each in found), *cases, *meanings.newest()])
    left = meanings.keep(texts)
    tell(f"{len(found)} questions grouped")
    settle(groups(found, meanings.kept({each.text for each in found})))
    count = Unanswered.objects.filter(state=Unanswered.OPEN).count()
    tell(f"{count} cards{f'; {left} questions are read with the next runs' if left else ''}")
    return count


@transaction.atomic
def settle(found: Sequence[Group]) -> None:
    """Each group becomes the card that meant the same before, or a new one; an open card that has none is gone."""
    there = list(Unanswered.objects.order_by("pk"))
    for each in found:
        card = likest(each, there)
        if card is None:
            card = Unanswered()
        else:
            there.remove(card)
        fill(card, each)
        card.save()
    old = timezone.now() - timedelta(days=2 * DAYS)
    gone = [card.pk for card in there if card.settled is None or card.settled < old]
    Unanswered.objects.filter(pk__in=gone).delete()


def likest(group: Group, there: Sequence[Unanswered]) -> Unanswered | None:
    """The card whose question is most like that of the group, where one is like it."""
    if not there:
        return None
    centres = np.stack([np.frombuffer(bytes(card.centre), np.float32) for card in there])
    like = centres @ group.centre
    best = int(np.argmax(np.round(like, 5)))
    return there[best] if like[best] >= SAME else None


def fill(card: Unanswered, group: Group) -> None:
    """Writes the group into the card. A card that was settled is open again when it is asked often enough since."""
    card.question, card.texts, card.size = group.question, list(group.texts), len(group.members)
    times = [member.at for member in group.members]
    card.first, card.last = min(times), max(times)
    card.reasons = dict(sorted(Counter(member.reason for member in group.members).items()))
    card.centre = group.centre.astype(np.float32).tobytes()
    if card.settled is None:
        return
    since = sum(at > card.settled for at in times)
    wanted = max(BACK, card.settled_size / 2) if card.state == Unanswered.DISMISSED else 1
    if since >= wanted:
        card.state, card.settled, card.fix = Unanswered.OPEN, None, None
