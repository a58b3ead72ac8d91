"""The companies that are known by name, so that the nearest can be offered for one that is not."""

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

COMPANIES = Path(__file__).parents[1] / "data" / "companies.tsv"  # questions are understood by them too
LIKE = 0.8  # how near a name must be to be offered
SMALL = re.compile(
    r"(an?|the|of|for|is|are|was|were|what|whats|what's|how|hows|how's|much|do|does|did|doing|at|on|in|to|me|my|tell"
    r"|give|show|check|please|prices?|shares?|stocks?|quote|ticker|symbol|trading|worth|value|today|now|currently|right"
    r"|up|down|current|latest|and|its?|stands?|look|like|going|has|have|been|can|you|could|get|per|one|i|want|know"
    r"|about|company|market|opene?d?|closed?|high|low|moved?|wie|steht|stehen|die|der|das|aktien?|kurs|von|kostet"
    r"|kosten|ist|heute|gerade|aktuell|wert|viel)"
)


@cache
def rows() -> list[list[str]]:
    """Kind, name, symbol or code, and what people say, of everything that has a price."""
    lines = COMPANIES.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [row for row in cells if len(row) == 4]


@cache
def companies() -> dict[str, str]:
    """Every name in lower case: the company's own name."""
    found: dict[str, str] = {}
    for kind, name, _symbol, said in rows():
        if kind in {"company", "index", "asset"}:
            found |= {word.rstrip("?"): name for word in (name.casefold(), *said.split("|")) if len(word) > 3}
    return found


def currency(code: str) -> str:
    """The name of a currency, or its code."""
    return next((name for kind, name, symbol, _ in rows() if kind == "currency" and symbol == code), code)


def asked_name(text: str) -> str:
    """What is left of a question without its common words: the name that was not understood."""
    words = re.findall(r"[\w&.'-]+", text)
    return " ".join(word for word in words if not SMALL.fullmatch(word.casefold().strip(".'"))).strip(" .'-")


def nearest(name: str) -> str:
    """The known company whose name is most like this one, or ""."""
    known = companies()
    found = get_close_matches(name.casefold(), known, n=1, cutoff=LIKE)
    return known[found[0]] if found else ""
