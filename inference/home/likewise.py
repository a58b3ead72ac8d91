"""The order before for another thing: "the ceiling lamp too", "and the right one"; and a robot that is to go home."""

from collections.abc import Iterator

from inference.home.entities import Entity, plain, stems
from inference.home.line import Line, line, line_of
from inference.home.special import BACK, HOMEWARD
from intents.order_words import grammar

ROBOTS = frozenset(("vacuum", "lawn_mower"))


def likewise(last: str, said: Line) -> Iterator[str]:
    """The last order with another thing in the stead of its only one: one that is named, or its neighbour."""
    rest = without_cue(said)
    before = line_of(last, said.house, said.language)
    things = before.of("name", "noun")
    if rest is None or len(things) != 1:
        return
    words, old = " ".join(before.words), before.said(things[0])
    small = said.lexicon.article | said.lexicon.pronouns
    others = rest.of("name", "noun", "area")
    covered = {at for each in others for at in range(each.start, each.end)}
    left = {stem for at, stem in enumerate(rest.stems) if at not in covered and rest.words[at] not in small}
    if rest.of("name", "noun") and left <= rest.lexicon.inside:
        yield words.replace(old, " ".join(rest.words[others[0].start :]), 1)
    found = [each for each in siblings(before) if left and left <= {*stems(plain(each.name))}] if not others else []
    if len(found) == 1:
        yield words.replace(old, " ".join(plain(found[0].name)), 1)


def without_cue(said: Line) -> Line | None:
    """What is said beside "too" or "and also"; None where there is no such word, or a verb of its own."""
    cues = said.lexicon.group("likewise")
    first = next((at for at, word in enumerate(said.words) if word not in cues), len(said.words))
    last = next((at for at in range(len(said.words), first, -1) if said.words[at - 1] not in cues), first)
    words = said.words[first:last]
    if not words or len(words) == len(said.words) or words[0] in grammar(said.language).verbs:
        return None
    return line(words, said.house, said.language)


def siblings(before: Line) -> list[Entity]:
    """The other things of the kind and room of the one thing that is named."""
    names, register = before.of("name"), before.house.register
    if len(names) != 1 or len(names[0].owners) != 1:
        return []
    one = register.entities[names[0].owners[0]]
    there = [register.entities[number] for number in register.by_area.get(one.area, ())]
    return [each for each in there if each.domain == one.domain and each is not one]


def homeward(last: str, said: Line) -> Iterator[str]:
    """ "Back to the base" after a robot was sent out: with its name."""
    before = line_of(last, said.house, said.language)
    owners = {owner for each in before.of("name") for owner in each.owners}
    entities = [said.house.register.entities[owner] for owner in owners]
    text = " ".join(word for word in said.words if word not in grammar(said.language).ones["again"])  # "send her home"
    shapes = (table[said.language] for table in (HOMEWARD, BACK) if said.language in table)
    goes = any(shape.search(text) for shape in shapes) and not grammar(said.language).begins("ask", said.words)
    if goes and len(entities) == 1 and entities[0].domain in ROBOTS and not said.of("name", "noun", "area"):
        yield f"{' '.join(plain(entities[0].name))} {text}"
