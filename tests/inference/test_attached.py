"""What is asked about a picture that nobody here can see asks no domain; what only came with one is answered."""

import asyncio
from typing import Any

import pytest

from athena_project.http import Http
from inference import pipeline
from inference.attached import UNSEEN, about_unseen
from inference.snapshot import Snapshot
from tests.inference.queries import query, run


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("What is in this picture?", True),
        ("What breed is this dog?", True),
        ("Who is she?", True),
        ("Beschreibe das Foto.", True),
        ("What's the weather this evening?", False),
        ("What time is it in Paris?", False),
        ("Wie wird das Wetter diese Woche?", False),
    ],
)
def test_what_points_at_the_picture_is_about_it(said: str, about: bool) -> None:
    assert about_unseen(query(said, unseen=True)) is about
    assert not about_unseen(query(said))


@pytest.mark.django_db
def test_a_question_about_a_picture_asks_no_domain(shipped: Snapshot) -> None:
    async def asked(said: str, **fields: Any) -> str:
        made = run(shipped, Http(tuple))
        try:
            return (await pipeline.answer(query(said, **fields), made)).answer
        finally:
            await made.lookups.http.close()

    assert asyncio.run(asked("What is in this picture?", unseen=True)) == UNSEEN
    assert "56" in asyncio.run(asked("What is 7 times 8?", unseen=True))
