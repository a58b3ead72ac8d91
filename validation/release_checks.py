"""What is looked for among the rules of a release: a budget above the time that an answer has."""

from collections.abc import Iterable

from athena_project.release_checks import Finding, Rows, deadline, release_check

LABEL = "validation.rule"


@release_check
def budgets(content: dict[str, Rows]) -> Iterable[Finding]:
    most = deadline(content)
    for key, row in content.get(LABEL, {}).items():
        if row["budget_ms"] > most * 1000:
            said = f"The rule {row['name']} may take {row['budget_ms'] / 1000:g} s for one sentence, "
            yield Finding(f"{said}but an answer ends after {most:g} s.", LABEL, key)
