"""Asks the language models in order of priority; one that fails before anything was said leaves it to the next."""

import asyncio
import logging
import re
import time
import traceback
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass

import orjson
from pydantic import BaseModel, ValidationError

from athena_project.breaker import Breaker, Open
from athena_project.health import DEGRADED, DOWN, UP
from athena_project.http import Http
from athena_project.plugins import UnknownKind
from athena_project.until import until
from athena_project.values import replace
from inference.backends import Access, BackendError, Done, Piece, Prompt, Text, ToolCall, backends
from inference.models import LLM
from inference.prompt_tale import prompt_tale
from inference.reply import CUT_OFF, LATE, NONSENSE, STALLED

log = logging.getLogger(__name__)

NOBODY = "There is no language model to answer this."
LEAST = 0.05  # seconds below which no other model is asked
GRACE = 0.25  # seconds a backend has to end by itself, because it knows best what to say
SILENCE = 0.4  # of a model's own time, for which it may pause between two words: it leaves another one time to answer
PATIENT = 5.0  # seconds; a model that was given less and was late says nothing about itself
REMEMBERED = 3600.0  # seconds a model stays in health() after it was asked last


FAILED = "failed"  # the models that failed, in the tale of a call

Secrets = Mapping[int, str]  # by the LLM's primary key


@dataclass(slots=True)
class Known:
    """What is remembered of one LLM; begun anew when its row or its secret changes, so that an edit acts at once.

    `problem` is a refusal (a wrong key, a model that is missing), `unusable` why it was not even tried.
    """

    key: bytes
    llm: LLM
    breaker: Breaker
    access: Access
    asked: float = 0.0
    problem: str = ""
    unusable: str = ""
    options: BaseModel | None = None

    def read(self) -> BaseModel:
        """The row's options as its kind's own type; raises as LLM.parsed() does."""
        if self.options is None:
            self.options = self.llm.parsed()
        return self.options

    def succeeded(self, seconds: float) -> None:
        self.problem = self.unusable = ""
        self.breaker.succeeded(seconds)

    def failed(self, error: BackendError, fair: bool) -> None:
        """Counts a failure, unless it was the client that left too little time."""
        if error.kind == "setup":
            self.unusable = str(error)
        elif error.kind == "refused":
            self.problem = str(error)
            self.breaker.succeeded(self.breaker.latency or 0.0)  # it is there
        elif fair or error.kind != "timeout":
            self.breaker.failed(str(error), error.retry_after)

    def health(self) -> tuple[str, str, str]:
        name = f"model {self.llm.name}"
        if self.breaker.state != "closed":
            return name, DOWN, self.breaker.last_error
        if self.problem:
            return name, DEGRADED, self.problem
        if self.unusable and not backends[self.llm.kind].extra.get("needs_evidence"):
            return name, UP, f"not used: {self.unusable}"
        latency = self.breaker.latency
        return name, UP, "" if latency is None else f"first words after {latency:.1f} s"


def never() -> bool:
    """Of who has passed on each word at once, and can take none back."""
    return False


class Models:
    """The models of one process, shared by its requests."""

    def __init__(self, http: Http) -> None:
        self.http = http
        self._known: dict[int, Known] = {}

    async def generate(
        self,
        llms: Sequence[LLM],
        prompt: Prompt,
        secrets: Secrets,
        tale: dict[str, object] | None = None,
        anew: Callable[[], bool] = never,
    ) -> AsyncGenerator[Piece, None]:
        """The answer of the first of the LLMs, in their order, that gives one. `tale` is told who was asked.

        `prompt.seconds` holds for all of them together. Where one breaks off among its words, `anew` forgets those and
        tells whether nobody has heard any; then the next one is asked, else BackendError is raised, as it is when none
        answers. Close it to hang up.
        """
        end = time.monotonic() + prompt.seconds
        failures: dict[str, BackendError] = {}
        for llm in llms:
            seconds = min(llm.timeout, end - time.monotonic())
            if seconds < LEAST:
                failures[llm.name] = BackendError(LATE, "timeout")
                break
            begun = called = False
            try:
                given = prompt if seconds >= prompt.seconds else replace(prompt, seconds=seconds)
                async with aclosing(self._told(llm, given, secrets, tale)) as pieces:
                    async for piece in pieces:
                        begun, called = True, called or isinstance(piece, ToolCall)
                        yield signed(piece, llm, failures)
                return
            except BackendError as error:
                failures[llm.name] = error
                told(tale, {FAILED: failed_of(failures)})
                if called or (begun and not anew()):
                    raise
        raise most_telling(list(failures.values()))

    async def _told(
        self, llm: LLM, prompt: Prompt, secrets: Secrets, tale: dict[str, object] | None
    ) -> AsyncGenerator[Piece, None]:
        """One model's pieces; the tale is told when they began, how long they took and, if it was asked, of what."""
        asked, reached = time.monotonic(), False
        try:
            async with aclosing(self._ask(llm, prompt, secrets)) as pieces:
                async for piece in pieces:
                    reached = reached or told(tale, {"llm": llm.name, "first words ms": since(asked)})
                    yield piece
        except BackendError as error:
            reached = reached or error.kind != "setup"
            raise
        finally:
            told(tale, {"model ms": since(asked)})
            if tale is not None and reached:
                tale.update(prompt_tale(llm, prompt, secrets.get(llm.pk, "")))

    async def _ask(self, llm: LLM, prompt: Prompt, secrets: Secrets) -> AsyncGenerator[Piece, None]:
        """One model, within its time, watched by its breaker; raises BackendError."""
        secret = secrets.get(llm.pk, "")
        known = self._recall(llm, secret)
        began, first = time.monotonic(), 0.0
        with watched(known, fair=prompt.seconds >= min(llm.timeout, PATIENT)), isolated(llm, secret):
            source = backends[llm.kind].run(prompt, known.read(), known.access)
            async with aclosing(bounded(source, prompt.seconds + GRACE, llm.timeout * SILENCE)) as pieces:
                try:
                    async for piece in pieces:
                        first = first or time.monotonic() - began
                        if isinstance(piece, Done):
                            known.succeeded(first)
                        yield piece
                except GeneratorExit:  # nobody wants more; but it is there
                    if first:
                        known.succeeded(first)
                    raise

    def _recall(self, llm: LLM, secret: str) -> Known:
        key = orjson.dumps([llm.name, llm.kind, llm.options, secret])
        known = self._known.get(llm.pk)
        if known is None or known.key != key:
            access = Access(self.http.on_behalf(f"model {llm.name}"), secret)
            known = self._known[llm.pk] = Known(key, llm, Breaker(f"The model {llm.name}"), access)
        known.asked = time.monotonic()
        return known

    def health(self) -> list[tuple[str, str, str]]:
        """(name, state, detail) of every model that was asked within the last hour."""
        recent = time.monotonic() - REMEMBERED
        self._known = {pk: known for pk, known in self._known.items() if known.asked > recent}
        return sorted(known.health() for known in self._known.values())


def told(tale: dict[str, object] | None, news: Mapping[str, object]) -> bool:
    """Adds to the tale of a call, where somebody wants it; always true."""
    if tale is not None:
        tale.update(news)
    return True


def since(moment: float) -> float:
    return round((time.monotonic() - moment) * 1000, 1)


def failed_of(failures: Mapping[str, BackendError]) -> dict[str, str]:
    """The models that failed and why; one that is not set up was not even asked."""
    return {name: str(error) for name, error in failures.items() if error.kind != "setup"}


@contextmanager
def watched(known: Known, fair: bool) -> Iterator[None]:
    """One call through the breaker; a caller that goes away counts for nothing."""
    try:
        is_probe = known.breaker.check()
    except Open as error:
        raise BackendError(f"{known.breaker.name} is not answering.", "unreachable", error.retry_in) from error
    try:
        yield
    except BackendError as error:
        known.failed(error, fair)
        raise
    finally:
        if is_probe:
            known.breaker.abandoned()  # nothing where it has reported


@contextmanager
def isolated(llm: LLM, secret: str) -> Iterator[None]:
    """A plug-in may raise anything; here it becomes a BackendError whose text may be said and logged."""
    try:
        yield
    except BackendError as error:
        text = masked(str(error), secret)
        if text == str(error):
            raise
        raise BackendError(text, error.kind, error.retry_after) from None
    except (UnknownKind, ValidationError) as error:
        raise BackendError(f"The LLM {llm.name} is not set up as its kind wants it.", "setup") from error
    except Exception as error:  # noqa: BLE001 a foreign backend must not end the question: the next may answer
        # without the error's own text, which may hold the key
        where = "".join(traceback.format_tb(error.__traceback__)[-3:])
        log.error("the backend %s of the LLM %s failed with %s\n%s", llm.kind, llm.name, type(error).__name__, where)
        raise BackendError(NONSENSE, "broken") from None


def masked(text: str, secret: str) -> str:
    """The text without the secret, which some servers repeat in their errors, also cut short."""
    return re.sub(rf"{re.escape(secret[:8])}[^\s\"',;)]*", "***", text) if secret else text


async def bounded(source: AsyncIterator[Piece], seconds: float, silence: float) -> AsyncGenerator[Piece, None]:
    """Its pieces up to the Done, within the time; raises BackendError for a backend that keeps to neither.

    Behind words no pause is longer than `silence`; before them a model may think, and behind a call be at the next.
    """
    if not isinstance(source, AsyncGenerator):
        raise BackendError(NONSENSE, "broken")
    clock = asyncio.get_running_loop().time
    end = moment = clock() + seconds
    async with aclosing(source) as pieces:
        piece: Piece = Text("")
        while not isinstance(piece, Done):
            try:
                piece = await until(moment, anext(pieces))
            except TimeoutError:
                raise BackendError(LATE if moment == end else STALLED, "timeout") from None
            except StopAsyncIteration:
                raise BackendError(CUT_OFF, "broken") from None
            moment = min(end, clock() + silence) if isinstance(piece, Text) else end
            yield piece


def signed(piece: Piece, llm: LLM, failures: Mapping[str, BackendError]) -> Piece:
    """The end of an answer with the name of who gave it, and why others did not."""
    if not isinstance(piece, Done):
        return piece
    passed_over = {"passed over": {name: str(error) for name, error in failures.items()}} if failures else {}
    return replace(piece, detail={"llm": llm.name, **passed_over, **piece.detail})


def most_telling(failures: Sequence[BackendError]) -> BackendError:
    """What a model that was tried may still mend, else the first failure of one; else that none is set up."""
    tried = [error for error in failures if error.kind != "setup"]
    mendable = [error for error in tried if error.kind == "malformed"]
    return next(iter([*mendable, *tried]), BackendError(NOBODY, "setup"))
