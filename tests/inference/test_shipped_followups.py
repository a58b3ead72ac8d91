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
    ("any delays at JFK", "how's the weather there", "how's the weather in JFK"),
    ("how far is it to brighton", "what's the weather there", "what's the weather in brighton"),
    ("is it windy in Boston", "will it be tomorrow", "is it windy in Boston tomorrow"),
    ("what's on tv tonight", "anything funny", "what's on tv tonight anything funny"),
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
