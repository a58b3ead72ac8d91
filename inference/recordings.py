"""Sources and models as they answered a recorded question: nothing is fetched, and no model is asked."""

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from django.core.cache.backends.dummy import DummyCache

from inference import found
from inference.backends import BackendError, Done, Piece, Prompt, Text
from inference.llms import NOBODY, Models, Secrets, never
from inference.models import LLM, FoundEvidence, QueryStep
from inference.playground_query import kinds_without_model
from ragdomains import stored
from ragdomains.excuses import service
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.types import Evidence, Lookup, Passage, ProviderError

UNRECORDED = "unrecorded"  # the kind of a problem that only a recording has
NOT_ASKED = "{} was not asked this when the question was recorded."
NOT_WORDED = "No model's words were recorded for this question."
MODEL, EXAMINE = "generate:model", "examine"


@dataclass(slots=True)
class Words:
    """What one call of a model said, as far as it was looked at, sentence by sentence."""

    llm: str
    question: str = ""
    sentences: list[str] = field(default_factory=list)


async def unread(text: str, limit: int, *_: object) -> list[Passage]:
    """The index of a recording: passages are among what was recorded."""
    return []


class Recordings(Lookups):
    """Answers each look-up as it was answered then; one that was not made then has no answer."""

    def __init__(self, models: Models, rows: Iterable[FoundEvidence]) -> None:
        super().__init__(models.http, DummyCache("", {}), lambda _domain: unread)
        self._said = found.said(rows)

    async def look_up(
        self,
        domain: Domain,
        lookup: Lookup,
        secret: str = "",
        seconds: float | None = None,
        tale: dict[str, object] | None = None,
    ) -> Evidence:
        call = self._call(domain, lookup, "", {})  # an unknown kind or options that do not fit end here as ever
        if found.computed(domain):
            return await super().look_up(domain, lookup, "", seconds, tale)
        said = self._said.get(stored.key(domain, call.lookup))
        if said is None:
            raise ProviderError(NOT_ASKED.format(service(domain)), UNRECORDED)
        if isinstance(said, ProviderError):
            raise said
        return said


class RecordedModels(Models):
    """Says what a model said then, call by call; what only quotes is computed again."""

    def __init__(self, models: Models, steps: Sequence[QueryStep]) -> None:
        super().__init__(models.http)
        self._words = words_of(steps)

    async def generate(
        self,
        llms: Sequence[LLM],
        prompt: Prompt,
        secrets: Secrets,
        tale: dict[str, object] | None = None,
        anew: Callable[[], bool] = never,
    ) -> AsyncGenerator[Piece, None]:
        quoting = kinds_without_model()
        writers = [llm for llm in llms if llm.kind not in quoting]
        words = self._next(prompt.question, {llm.name for llm in writers})
        if words is not None:
            if tale is not None:
                tale.update({"llm": words.llm, "recorded": True})
            yield Text(" ".join(words.sentences))
            yield Done()
            return
        quoters = [llm for llm in llms if llm.kind in quoting]
        if not quoters:
            raise BackendError(NOT_WORDED, UNRECORDED) if writers else BackendError(NOBODY, "setup")
        async with aclosing(super().generate(quoters, prompt, secrets, tale, anew)) as pieces:
            async for piece in pieces:
                yield piece

    def _next(self, question: str, names: set[str]) -> Words | None:
        """The words of the next call for this question by one of these models; each call is repeated once."""
        for place, words in enumerate(self._words):
            if words.question == question and words.llm in names:
                return self._words.pop(place)
        return None


def words_of(steps: Sequence[QueryStep]) -> list[Words]:
    """The calls of models among the steps of a question, in their order, with the sentences that came of each."""
    calls: list[Words] = []
    for step in steps:
        detail: Mapping[str, object] = step.detail
        if step.name == MODEL:
            calls.append(Words(str(detail.get("llm", ""))))
        elif step.name == EXAMINE and detail.get("mode") == "llm" and calls:
            calls[-1].question = str(detail.get("question", ""))
            calls[-1].sentences.append(str(detail.get("sentence", "")))
    return [words for words in calls if words.sentences]
