"""Follow-ups as people say them, with the configuration that ships: what is named anew is asked as before."""

import pytest

from inference.first_stage import FirstStage
from inference.runtime import Runtime
from inference.snapshot import Snapshot

pytestmark = pytest.mark.django_db

TALKS = [
    ("weather in Boston", "what about Chicago", "weather in Chicago"),
    ("will it rain", "how about Denver", "will it rain in Denver"),
    ("how is Apple doing", "what about Microsoft", "how is Microsoft doing"),
    ("who wrote Macbeth", "what about Hamlet", "who wrote Hamlet"),
    ("what time is it in Tokyo", "what about london", "what time is it in london"),
    ("how cold is Denver", "and Seattle?", "how cold is Seattle"),
    ("weather in Boston", "what about the news", "what about the news"),
    ("weather in Boston", "what about the wifi password", "what about the wifi password"),
]


@pytest.mark.parametrize(("before", "said", "meant"), TALKS)
async def test_a_name_alone_is_put_into_the_question_before(
    shipped: Snapshot, before: str, said: str, meant: str
) -> None:
    runtime = Runtime("test")
    earlier = [{"role": "user", "content": before}, {"role": "assistant", "content": "So it is."}]
    reading = await FirstStage(shipped, runtime).read(said, earlier)
    await runtime.http.close()
    assert [part.text for part in reading.parts] == [meant]
