"""German numbers in words: einundzwanzig, zweihundertfünfzig, anderthalb; and ordinals: dritten, einundzwanzigster."""

from functools import lru_cache

_ONES = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_TEENS = ("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_SCALES = (("tausend", 1_000), ("hundert", 100))
_IRREGULAR = {"ers": 1, "drit": 3, "sieb": 7, "ach": 8}
_ENDINGS = ("te", "ten", "ter", "tes")
ONE = frozenset({"ein", "eine", "einen", "einem", "einer"})  # a number only before a unit
# In other languages these are words too, so that they count only where what stands beside them is German.
DOUBTFUL = frozenset({"elf", "null"})


def _table() -> dict[str, float]:
    found: dict[str, float] = {word: value for value, word in enumerate((*_ONES, *_TEENS)) if word != "ein"}
    found |= {"eins": 1, "zwo": 2, "dreissig": 30, "anderthalb": 1.5, "eineinhalb": 1.5, "dutzend": 12}
    for tens, word in enumerate(_TENS, 2):
        found[word] = tens * 10
        found |= {f"{_ONES[one]}und{word}": tens * 10 + one for one in range(1, 10)}
        found |= {f"{_ONES[one]}unddreissig": 30 + one for one in range(1, 10)}
    return found | {f"{_ONES[one]}einhalb": one + 0.5 for one in range(2, 13)}


CARDINALS = _table()
_WHOLE = {word: int(value) for word, value in CARDINALS.items() if value == int(value)}
ORDINALS = {f"{stem}{end}": value for stem, value in _IRREGULAR.items() for end in _ENDINGS} | {
    f"{word}{'s' if value >= 20 else ''}{end}": value
    for word, value in _WHOLE.items()
    for end in _ENDINGS
    if value not in {0, 1, 3, 7, 8} and word != "dutzend"
}


def cardinal(low: str) -> float | None:
    """The number that a word in small letters says; None where it says none."""
    found = CARDINALS.get(low)
    return found if found is not None or ("hundert" not in low and "tausend" not in low) else _compound(low)


@lru_cache(maxsize=512)
def _compound(low: str) -> float | None:
    """zweitausendsechsundzwanzig, neunzehnhundertneunundachtzig, hundertfünf: each scale with what it counts."""
    total, rest = 0.0, low
    for scale, factor in _SCALES:
        head, found, tail = rest.partition(scale)
        if found:
            count = 1.0 if head in {"", "ein"} else cardinal(head)
            if count is None:
                return None
            total, rest = total + count * factor, tail.removeprefix("und")
    last = CARDINALS.get(rest) if rest else 0
    return None if last is None else total + last
