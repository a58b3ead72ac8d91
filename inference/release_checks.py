"""What is looked for among the language models of a release: a timeout that comes too late."""

from collections.abc import Iterable

from athena_project.release_checks import Finding, Rows, late, release_check


@release_check
def timeouts(content: dict[str, Rows]) -> Iterable[Finding]:
    return late(content, "inference.llm")
