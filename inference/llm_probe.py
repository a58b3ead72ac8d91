"""Asks the LLMs that name a server of their own for one word each, and says which of them cannot answer."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import aclosing

from asgiref.sync import async_to_sync

from athena_project.findings import OK, PROBLEM, WARNING, Finding
from athena_project.http import Http
from athena_project.infrastructure import reachable
from inference.backends import BackendError, Prompt
from inference.llms import Models
from inference.models import LLM
from inference.snapshot import AccessRows, load_access

NAME = "LLM servers"
SECONDS = 10.0  # for each, all at once
WORD = Prompt(({"role": "user", "content": "Say: yes"},), question="Say: yes", max_tokens=1, seconds=SECONDS)
SLOW = f"no word within {SECONDS:g} s; it may be loading its model."
MEND = "Look at base_url, the model and the credential of that LLM, and whether the server runs."


def llm_servers() -> Iterator[Finding]:
    """One finding for each that fails. What goes to OLLAMA_URL is looked at by its list of models instead."""
    rows = [llm for llm in LLM.objects.filter(enabled=True).select_related("credential") if llm.options.get("base_url")]
    if not rows:
        yield Finding(NAME, OK, "No LLM names one of its own.")
        return
    problems = async_to_sync(asked)(rows, load_access(""))
    found = [finding(llm, problem) for llm, problem in zip(rows, problems, strict=True) if problem]
    yield from found or [Finding(NAME, OK, f"They answer: {', '.join(llm.name for llm in rows)}.")]


def finding(llm: LLM, problem: BackendError) -> Finding:
    if problem.kind == "timeout":
        return Finding(NAME, WARNING, f"{llm}: {SLOW}", MEND)
    return Finding(NAME, PROBLEM, f"{llm}: {problem}", MEND)


async def asked(rows: Sequence[LLM], access: AccessRows) -> list[BackendError | None]:
    """What each of them fails with, None where it answers."""
    http = Http(lambda: (*access.allowed, *reachable()))
    try:
        return await asyncio.gather(*(problem_of(llm, Models(http), access) for llm in rows))
    finally:
        await http.close()


async def problem_of(llm: LLM, models: Models, access: AccessRows) -> BackendError | None:
    secret = access.secrets.get(llm.credential.name, "") if llm.credential else ""
    try:
        async with aclosing(models.generate([llm], WORD, {llm.pk: secret})) as pieces:
            await anext(pieces)
    except BackendError as error:
        return error
    return None
