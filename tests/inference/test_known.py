"""How an answer is known, as its page tells it: whose words they are."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from inference.known import known
from inference.models import QueryLog, QueryStep

pytestmark = pytest.mark.django_db
SAID = {"sentence": "The boiler is serviced in May.", "mode": "llm", "verdict": "pass"}


@pytest.mark.parametrize(
    ("details", "mode"),
    [
        ([{"llm": "quotations", "score": 1.9}], "the documents' own words"),
        ([{"llm": "ollama", "tokens out": 12}], "a model's words"),
        ([{"llm": "quotations", "score": 1.9}, {"llm": "ollama"}], "a model's words"),
        ([], "a model's words"),
    ],
)
def test_a_quotation_is_not_called_a_models_words(details: list[dict[str, Any]], mode: str) -> None:
    log = QueryLog.objects.create(id=uuid.uuid4(), at=timezone.now(), question="when?", answer=SAID["sentence"], ms=1)
    steps = [("generate:model", detail) for detail in details] + [("examine", SAID)]
    for number, (name, detail) in enumerate(steps):
        QueryStep.objects.create(query=log, position=number, name=name, start_ms=number, ms=1, detail=detail)
    assert [each.mode for each in known(log)] == [mode]
