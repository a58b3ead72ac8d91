"""Every domain answers real questions through the gateway, from stand-ins of its services."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from email.utils import formatdate

import pytest
import yaml

from tests.acceptance.asking import answer
from tests.acceptance.served import Served
from tests.answering import Answering, fixture
from tests.installation import first_start
from tests.ragdomains import test_espn, test_tvmaze
from tests.ragdomains.contract import contract, domain

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]

ANSWERS: Mapping[str, Mapping[str, str | bytes]] = {"espn": test_espn.ANSWERS, "tvmaze": test_tvmaze.ANSWERS}
# the domain as it ships, its kind, and a question with what its answer must say
ASKED = {
    ("stocks", "stooq"): {
        "what is apple trading at": "187 dollars 20",
        "how much is a share of Apple": "187 dollars 20",
        "Apple stock price please": "187 dollars 20",
    },
    ("currencies", "ecb_rates"): {
        "what is the dollar worth in euros": "euro",
        "how many dollars do I get for 50 euros": "dollars",
        "exchange rate of the pound": "pound",
    },
    ("airports", "faa_status"): {
        "are there delays at logan": "Boston",
        "is JFK delayed": "46 minutes",
        "any ground stops at san francisco airport": "San Francisco",
    },
    ("news", "rss"): {
        "what's in the news": "BBC News",
        "give me the headlines": "BBC News",
        "any news about the ferry": "ferry",
    },
    ("knowledge", "wikipedia"): {
        "who was Ada Lovelace": "mathematician",
        "what is the capital of Peru": "Lima",
        "tell me about Ada Lovelace": "That is from Wikipedia",
    },
    ("streaming", "tvmaze"): {
        "what is the show severance about": "surgically divided",
        "which network is severance on": "Apple TV",
        "when is the next episode of severance": "season 3",
    },
    ("sports", "espn"): {
        "nba standings": "Celtics lead the Eastern",
        "did the celtics win": "118 to 104",
        "how are the celtics doing this season": "15 wins",
    },
}
# the feed as if it had just been written: older news is no news
TODAY = {"/bbc": re.sub(rb"<pubDate>[^<]*", b"<pubDate>" + formatdate().encode(), fixture("rss/bbc.xml"))}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = first_start().copy(tmp_path_factory.mktemp("domains"))
    with ExitStack() as stack:
        rows = []
        for name, kind in ASKED:
            server = stack.enter_context(Answering(ANSWERS.get(kind) or contract(kind).answers, replaced=TODAY))
            row = domain(kind, server, contract(kind).options)
            rows.append({"name": name, "title": f"the {name}", "kind": kind, "timeout": 6, "options": row.options})
        file = served.data / "domains.yaml"
        file.write_text(yaml.safe_dump({"ragdomains.domain": rows}), encoding="utf-8")
        served.operate("import_config", str(file))
        served.operate("allow_egress", "127.0.0.1")
        yield served.start()
        assert served.stop() == 0, "\n".join(served.lines)


@pytest.mark.parametrize(
    ("question", "said"),
    [pair for asked in ASKED.values() for pair in asked.items()],
    ids=lambda value: str(value)[:40],
)
def test_a_domain_answers_what_a_household_asks(running: Served, question: str, said: str) -> None:
    assert said.casefold() in answer(running, first_start().key, question).casefold()
