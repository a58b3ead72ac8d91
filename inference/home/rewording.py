"""Says directly what is said around it: "would it be possible to have the lamp on" is "I want the lamp on"."""

import re
from collections.abc import Iterator

from inference.home.lexicon import Lexicon
from inference.home.line import Line
from intents.order_words import Grammar, grammar

Words = tuple[str, ...]
SPLIT = re.compile(r"(ab|an|auf|aus|ein|herunter|hinunter|hoch|rauf|runter|zu|um)zu(\w{4,}n)")  # "auszuschalten"
PLAYER = "media_player"
DENIED = frozenset(("unlock", "disarm"))  # what "should be" is too little for


def directly(words: Words, lexicon: Lexicon, language: str) -> Words:
    """The words of an order without what is only courtesy, and with those that were misheard put right."""
    words = unheard(opened(words, lexicon, language), lexicon)
    for said, _ in lexicon.indirect.get("away", ()):
        if len(words) > len(said) + 1 and words[-len(said) :] == said:
            words = words[: -len(said)]
            break
    table = grammar(language)
    words = supposed(ensured(words, lexicon, table), table)
    return excepted(words, lexicon, table)


def is_indirect(words: Words, lexicon: Lexicon) -> bool:
    """Whether it is asked for in the form of a question."""
    return any(wishes(words, lexicon))


def wishes(words: Words, lexicon: Lexicon) -> Iterator[tuple[str, Words, Words]]:
    """Each wording of a wish that the sentence opens with: which kind, what is said, what is meant."""
    for kind in ("have", "do", "done"):
        for said, meant in lexicon.indirect.get(kind, ()):
            if begins(words, said):
                yield kind, said, meant


def opened(words: Words, lexicon: Lexicon, language: str) -> Words:
    """The order behind the words that only wish for it."""
    table = grammar(language)
    found = max(wishes(words, lexicon), key=lambda each: len(each[1]), default=None)
    if found:
        kind, said, meant = found
        rest = words[len(said) :]
        base = table.base.get(rest[0], rest[0]) if kind == "done" else rest[0]  # "if you turned it off"
        return (*meant, base, *whole_verb(rest[1:], language))
    lead = table.begins("lead", words)
    stays = lead < 2 or lead == len(words) or lexicon.known.issuperset(words[:lead])
    return words if stays else words[lead:]  # "time to turn it on"


def whole_verb(words: Words, language: str) -> Words:
    """ "Leiser zu machen", "auszuschalten": the verb as it stands behind "you can"."""
    if language != "de" or not words:
        return words
    if words[-2:-1] == ("zu",):
        return (*words[:-2], words[-1])
    parted = SPLIT.fullmatch(words[-1])
    return (*words[:-1], f"{parted[1]}{parted[2]}") if parted else words


def unheard(words: Words, lexicon: Lexicon) -> Words:
    """With the word for an action that a microphone takes for another: "turn of the lamp"."""
    for said, meant in lexicon.misheard.get("first", ()):
        if begins(words, said):
            words = (*meant, *words[len(said) :])
            break
    for said, meant in lexicon.misheard.get("last", ()):
        if len(words) > len(said) and words[-len(said) :] == said:
            words = (*words[: -len(said)], *meant)
            break
    return words


def ensured(words: Words, lexicon: Lexicon, table: Grammar) -> Words:
    """ "Make sure the lights are off", "sorg dafür, dass das Licht aus ist": as if they should be off."""
    leads = (tuple(phrase.split()) for phrase in lexicon.group("ensuring"))
    first = max((len(lead) for lead in leads if begins(words, lead)), default=0)
    rest, should = words[first:], tuple(min(table.ones["supposed"], key=len).split())
    if not first or len(rest) < 3:
        return words
    if rest[-2] in lexicon.group("asking"):
        return (*rest[:-2], *should, rest[-1])
    return (*rest[:-2], *should, rest[-2]) if rest[-1] in lexicon.group("asking") else words


def supposed(words: Words, table: Grammar) -> Words:
    """ "The night light should be on", "das Licht soll an sein": the state in which something is to be."""
    told = words[:-1] if words[-1:] == ("sein",) else words
    state = table.states.get(told[-1], ("", ""))[1] if told else ""
    barred = table.ones["clause"] | table.ones["not"]
    if not state or state in DENIED or table.begins("ask", words) or barred.intersection(words):
        return words
    for size in (3, 2, 1):
        head, said = told[: -1 - size], " ".join(told[-1 - size : -1])
        if head and said in table.ones["supposed"]:
            verb = table.base.get(told[-1], "")
            return (verb, *head) if verb in table.verbs else (*head, told[-1])  # "closed" is "close it"
    return words


def excepted(words: Words, lexicon: Lexicon, table: Grammar) -> Words:
    """ "All lights but the hall off" with the state where it belongs: before what is left out."""
    text = " ".join(words)
    plain = all(word not in table.verbs for word in words[:2])
    if not plain or words[-1] not in table.states or table.begins("ask", words):
        return words
    bare = () if lexicon.all.isdisjoint(words) else lexicon.group("but")
    for phrase in sorted({*lexicon.exceptions, *bare}, key=len, reverse=True):
        before, found, after = text.partition(f" {phrase} ")
        left = after.split()
        if found and before and 1 < len(left) <= 8 and not table.ones["not"].intersection(left):
            return (*before.split(), words[-1], *phrase.split(), *left[:-1])
    return words


def begins(words: Words, said: Words) -> bool:
    return len(words) > len(said) and words[: len(said)] == said


def referred(first: Line, second: Line) -> Words:
    """The second order with what "them" and "there" stand for: "lights on in the kitchen and set them to 50%"."""
    stands = grammar(first.language).ones["again"]
    named = first.of("name", "noun", "area")
    if named and all(each.noun and each.noun.domain == PLAYER and not each.noun.kind for each in named):
        return second.words  # "next track and turn it up": what plays, not the track
    if (
        stands.intersection(second.words)
        and not second.of("name", "noun", "area", "floor")
        and first.of("name", "noun")
    ):
        thing = first.words[named[0].start : named[-1].end]
        return tuple(each for word in second.words for each in (thing if word in stands else (word,)))
    return thing_of_room(first, second)


def thing_of_room(first: Line, second: Line) -> Words:
    """The second order with the room of the first for "there": "close the blind in there too"."""
    rooms = [each for each in first.of("area") if each.known]
    named = {first.house.register.entities[owner].area for each in first.of("name") for owner in each.owners}
    areas = {each.value for each in rooms} | named - {""}
    at = next((n for n, word in enumerate(second.words) if word in second.lexicon.group("there")), None)
    if at is None or len(areas) != 1 or second.of("area", "floor", "name"):
        return second.words
    start = at - (at > 0 and second.words[at - 1] in second.lexicon.inside)
    room = tuple(areas.pop().casefold().split())
    return (*second.words[:start], *second.lexicon.within, *room, *second.words[at + 1 :])
