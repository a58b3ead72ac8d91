"""No rule objects to what the shipped domains say of their own facts; a changed number in it is found."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import validation
from athena_project.configuration import LOADER
from ragdomains.providers import providers
from ragdomains.sentences import say
from ragdomains.types import Evidence
from tests.answering import Answering
from tests.ragdomains.contract import contract, domain, lookups
from validation.engine import examine
from validation.models import Rule
from validation.sentences import Sentences
from validation.types import Draft, Finding

SEED = yaml.load((Path(validation.__file__).parent / "seed.yaml").read_text(encoding="utf-8"), Loader=LOADER)
RULES = [Rule(**fields) for fields in SEED["validation.rule"] if fields["kind"] != "speakable"]
KINDS = [kind for kind, _ in providers.choices() if providers[kind].extra.get("network")]
NUMBER = re.compile(r"(?<![\w.,:-])\d{1,3}(?![\w.,:-]|\.\d)")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Iterator[Answering]:
    with Answering(contract(kind).answers) as running:
        yield running


async def told(kind: str, server: Answering, language: str) -> tuple[Evidence, list[str]]:
    """What the kind found, and its own sentences for it, short and long."""
    case, known = contract(kind), lookups()
    row = domain(kind, server, case.options)
    evidence = await known.look_up(row, case.lookup, case.secret)
    await known.http.close()
    return evidence, [say(row, evidence, form, now=case.lookup.now, language=language) for form in ("short", "long")]


async def found(text: str, evidence: Evidence, question: str, language: str = "en") -> list[Finding]:
    cutter, before = Sentences(), ""
    findings: list[Finding] = []
    for sentence in [*cutter.feed(text), *cutter.flush()]:
        if sentence.strip():
            draft = Draft(
                sentence.strip(), question, "llm", domain="x", evidence=(evidence,), before=before, language=language
            )
            findings += (await examine(draft, RULES)).findings
        before += sentence
    return findings


@pytest.mark.parametrize("language", ["en", "de"])
async def test_the_domain_s_own_sentences_pass(kind: str, server: Answering, language: str) -> None:
    evidence, texts = await told(kind, server, language)
    for text in texts:
        objections = await found(text, evidence, contract(kind).lookup.text, language)
        # headlines and titles stay in the source's language
        assert [(each.kind, each.message) for each in objections if each.kind != "same_language"] == [], text


@pytest.mark.parametrize("language", ["en", "de"])
async def test_a_changed_number_in_them_is_found(kind: str, server: Answering, language: str) -> None:
    evidence, texts = await told(kind, server, language)
    for match in list(NUMBER.finditer(texts[0]))[:6]:
        changed = f"{texts[0][: match.start()]}{int(match.group()) + 737}{texts[0][match.end() :]}"
        assert await found(changed, evidence, contract(kind).lookup.text, language), changed
