"""What is looked for among the language models of a release: a late timeout, a judge that is not there."""

from collections.abc import Iterable

from athena_project.release_checks import Finding, Rows, late, release_check

RULE = "validation.rule"


@release_check
def judges(content: dict[str, Rows]) -> Iterable[Finding]:
    """A rule that asks a language model names one of the release."""
    known = {row["name"] for row in content.get("inference.llm", {}).values()}
    for key, row in content.get(RULE, {}).items():
        if row["kind"] in ("entailed", "second_opinion") and (named := row["options"].get("llm", "")) not in known:
            said = f"asks the language model {named}, which is not there" if named else "names no language model to ask"
            yield Finding(f"The rule {row['name']} {said}.", RULE, key)


@release_check
def timeouts(content: dict[str, Rows]) -> Iterable[Finding]:
    return late(content, "inference.llm")
