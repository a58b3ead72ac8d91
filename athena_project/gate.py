"""What the tests say of a draft before it is published; the layer above lends the tests."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from athena_project import releases
from athena_project.release_checks import Finding
from athena_project.releases import Content

NAMED = 10  # failing tests named in a sentence
Failures = tuple["Failure", ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A test that does not hold, and the row where it stands."""

    name: str
    suite: str
    found: str
    model: str
    row: str
    blocking: bool

    def finding(self) -> Finding:
        text = f"The test “{self.name}” of the suite {self.suite} fails: {self.found}"
        return Finding(text, self.model, self.row, waiting=True)  # of what is live, the last run tells the notices


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tests say of just these rows, or the `problem` why nothing. `run` is the page that tells all of it."""

    sha256: str
    passed: int = 0
    failures: Failures = ()
    problem: str = ""
    note: str = ""
    run: str = ""

    @property
    def blocking(self) -> Failures:
        return tuple(failure for failure in self.failures if failure.blocking)

    @property
    def warning(self) -> Failures:
        return tuple(failure for failure in self.failures if not failure.blocking)

    def findings(self) -> list[Finding]:
        """What is kept with the release."""
        problem = [Finding(f"Its tests were not run. {self.problem}", waiting=True)] if self.problem else []
        return [*problem, *(failure.finding() for failure in self.warning)]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Rows that somebody wants to publish. Where nobody waits for an answer, `patient` lets any number be tried."""

    content: Content = field(repr=False)
    sha256: str
    person: str = ""
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Tests:
    """What is lent: what a run that is done says of these rows (None: none is), and a run that is done now."""

    __test__ = False  # pytest: a value, not a test class

    known: Callable[[str], Verdict | None]
    run: Callable[[Candidate], Verdict]


class Refused(Exception):
    """The draft is not published because of its tests. The text says what to do; `verdict` names what failed."""

    def __init__(self, text: str, verdict: Verdict | None = None, run: str = "") -> None:
        super().__init__(text)
        self.verdict = verdict
        self.run = run or (verdict.run if verdict else "")


_tests: list[Tests] = []


def tested_by(tests: Tests) -> Tests:
    """Registers who tests drafts."""
    _tests.append(tests)
    return tests


def candidate(person: str, patient: bool = False) -> Candidate:
    """The draft as it stands now."""
    return candidate_of(releases.compile(), person, patient)


def candidate_of(content: Content, person: str, patient: bool = False) -> Candidate:
    return Candidate(content, fingerprint(content), person, patient)


def fingerprint(content: Content) -> str:
    return hashlib.sha256(releases.canonical(content).encode()).hexdigest()


def known(content: Content) -> Verdict | None:
    """What is known of these rows, without trying anything."""
    digest = fingerprint(content)
    return next((said for tests in _tests if (said := tests.known(digest))), None)


def passed(draft: Candidate) -> Verdict:
    """What the tests say, tried now unless that is known. Raises Refused where a blocking one fails."""
    for tests in _tests:
        verdict = tests.known(draft.sha256) or tests.run(draft)
        if verdict.blocking:
            raise Refused(refusal(verdict), verdict)
        return verdict
    return Verdict(draft.sha256)


def refusal(verdict: Verdict) -> str:
    failed = verdict.blocking
    names = "; ".join(f"“{failure.name}” ({failure.found})" for failure in failed[:NAMED])
    more = f"; and {len(failed) - NAMED} more" if len(failed) > NAMED else ""
    count = "1 test fails" if len(failed) == 1 else f"{len(failed)} tests fail"
    return (
        f"It was not published: {count} whose suite blocks. {names}{more}. "
        "Mend the draft or the test, or let the suite only warn; then publish again."
    )
