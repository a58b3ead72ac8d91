"""Takes orders apart that follow each other without a word between: "hall light off bedroom lamp on"."""

from collections.abc import Iterator, Sequence

from inference.home.line import Line, Mention
from intents.order_words import grammar

Words = Sequence[str]
NAMED = ("name", "noun")


def strung(said: Line) -> list[Words]:
    """The orders one by one; [] where there is one only. Each ends with its own "on" or "off"."""
    ends = list(states_behind(said))
    if len(ends) < 2 or ends[-1] != len(said.words):
        return []
    return [said.words[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]


def contrary(said: Line) -> bool:
    """Whether one thing is to be on and another off, so that no one order can be meant."""
    ends = [each.end for each in said.of(*NAMED, "area") if each.end < len(said.words) and is_state(said, each.end)]
    return len({said.words[end] for end in ends}) > 1


def states_behind(said: Line) -> Iterator[int]:
    """Where a thing and its state have been said: behind the state. "The lights on the porch off" is one thing."""
    for each in said.of(*NAMED, "area"):
        if each.end < len(said.words) and is_state(said, each.end) and starts_anew(said, each.end + 1):
            yield each.end + 1


def is_state(said: Line, at: int) -> bool:
    """Whether it says "on" or "off" of what stands before it, and could say nothing else."""
    thing = next((each for each in said.of(*NAMED) if each.end == at), None)
    moved = thing is not None and domain_of(thing, said) == "cover"
    forms = (form for form in grammar(said.language).trailing if form.words == said.words[at : at + 1])
    if not any(not form.needs or (moved and form.needs == "cover") for form in forms):
        return False
    following = mention_at(said, at + 1)
    article = said.words[at + 1 : at + 2] and said.words[at + 1] in said.lexicon.article
    apart = said.words[at] not in grammar(said.language).ones["prepositions"]
    return apart or (not article and (following is None or following.kind == "name"))


def domain_of(thing: Mention, said: Line) -> str:
    owned = said.house.register.entities[thing.owners[0]].domain if thing.owners else ""
    return owned or (thing.noun.domain if thing.noun else "")


def starts_anew(said: Line, at: int) -> bool:
    """Whether the sentence ends here, or another thing or another order begins."""
    at += at < len(said.words) and said.words[at] in said.lexicon.article
    return at == len(said.words) or mention_at(said, at) is not None or said.words[at] in grammar(said.language).verbs


def mention_at(said: Line, at: int) -> Mention | None:
    return next((each for each in said.of(*NAMED, "area") if each.start == at), None)
