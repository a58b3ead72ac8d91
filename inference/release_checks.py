"""What is looked for in a release about what several apps name: a late timeout, a judge or a scope that is gone."""

from collections.abc import Iterable, Mapping

from athena_project.release_checks import Finding, Rows, late, release_check
from ragdomains.languages import LANGUAGES

RULE = "validation.rule"
NAMED = {"intents": "intents.intent", "domains": "ragdomains.domain", "assistants": "inference.assistant"}
FIXED = {"modes": {"facts", "llm", "decline"}, "languages": {code for code, _ in LANGUAGES}}


@release_check
def judges(content: dict[str, Rows]) -> Iterable[Finding]:
    """A rule that asks a language model names one of the release."""
    known = {row["name"] for row in content.get("inference.llm", {}).values()}
    for key, row in content.get(RULE, {}).items():
        if row["kind"] in ("entailed", "second_opinion") and (named := row["options"].get("llm", "")) not in known:
            said = f"asks the language model {named}, which is not there" if named else "names no language model to ask"
            yield Finding(f"The rule {row['name']} {said}.", RULE, key)


@release_check
def scopes(content: dict[str, Rows]) -> Iterable[Finding]:
    """A rule that looks only at what is not there looks at nothing, and nobody hears of it."""
    there = {field: {row["name"] for row in content.get(label, {}).values()} for field, label in NAMED.items()}
    for key, row in content.get(RULE, {}).items():
        if lost := missing(row, there | FIXED):
            said = f"The rule {row['name']} looks only at what it names, and these are not there or are switched off: "
            yield Finding(f"{said}{lost}.", RULE, key)


def missing(row: Mapping[str, list[str]], there: Mapping[str, set[str]]) -> str:
    """The names in the scope of a rule that nothing has, by their field."""
    lost = {field: [name for name in row[field] if name not in known] for field, known in there.items()}
    return "; ".join(f"{field} {', '.join(map(str, names))}" for field, names in lost.items() if names)


@release_check
def timeouts(content: dict[str, Rows]) -> Iterable[Finding]:
    return late(content, "inference.llm")
