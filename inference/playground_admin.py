"""The playground's page: a question asked in the admin, its answer as it is written, and how it came about."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Any

import orjson
from asgiref.sync import async_to_sync, sync_to_async
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.release_admin import may_publish
from inference.explain.compare import side_by_side
from inference.explain.page import Traced, shown
from inference.explain.rows import Rows
from inference.playground import Answered, Bench, Said, all_of, asked_in_turn, side_of, title
from inference.playground_form import AskForm
from inference.playground_query import PlaygroundError
from inference.replay_sides import ReplayError

log = logging.getLogger(__name__)

PAGE = "admin/inference/querylog/ask.html"
RESULT = "admin/inference/querylog/asked.html"
BROKEN = "Something went wrong on the way. The log of the process says more."


class PlaygroundAdmin(ReadOnlyAdmin):
    """Adds the playground to the pages of the query log."""

    def get_urls(self) -> list[URLPattern]:
        return [path("ask/", self.admin_site.admin_view(self.ask), name="inference_querylog_ask"), *super().get_urls()]

    def ask(self, request: HttpRequest) -> HttpResponseBase:
        """The form; with a POST the answer too: streamed to a script, as a whole page without one."""
        if not may_publish(request) or not self.has_view_permission(request):
            raise PermissionDenied
        by_script = request.headers.get("X-Requested-With") == "fetch"
        form = AskForm(request.POST or None, request.GET.get("query", ""), initial=asked_for(request))
        benches = benches_of(form) if request.method == "POST" and form.is_valid() else []
        if by_script and benches:
            told_at_once = {"X-Accel-Buffering": "no"}  # a proxy must not hold the pieces back
            return StreamingHttpResponse(streamed(benches), content_type="application/x-ndjson", headers=told_at_once)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Ask", "form": form}
        if by_script:
            return TemplateResponse(request, "admin/inference/querylog/not_asked.html", context, status=400)
        if benches:
            context |= told(async_to_sync(all_of)(benches))
        return TemplateResponse(request, PAGE, context)


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What a link to the form fills in."""
    names = {"query": "recorded", "question": "question", "of": "of", "assistant": "assistant", "mode": "mode"}
    return {field: request.GET[name][:4_000] for name, field in names.items() if request.GET.get(name)}


def benches_of(form: AskForm) -> list[Bench]:
    """One for each side; none, and the form says why, where it cannot be asked like this."""
    try:
        wish = form.wish()
        return [Bench(side_of(name), wish) for name in form.sides()]
    except (PlaygroundError, ReplayError) as error:
        form.add_error(None, str(error))
        return []


def told(answers: Sequence[Answered]) -> dict[str, Any]:
    """What the page shows of the answers."""
    traced = [Traced(each.title, each.log, list(each.steps), Rows(each.side.content)) for each in answers]
    return {"answers": [shown(each) for each in traced], "compared": side_by_side(traced)}


async def streamed(benches: Sequence[Bench]) -> AsyncIterator[bytes]:
    """A line of JSON for each piece of an answer, and the whole trace at the end as HTML."""
    answers: list[Answered] = []
    try:
        async with aclosing(asked_in_turn(benches)) as told_of:
            async for each in told_of:
                if isinstance(each, Said):
                    yield line(said(each))
                    continue
                answers.append(each)
                if len(answers) == len(benches):  # not after what goes on behind the answers
                    html = await sync_to_async(lambda: render_to_string(RESULT, told(answers)))()
                    yield line({"html": html})
    except Exception:
        log.exception("a question of the playground could not be told")
        yield line({"problem": BROKEN})


def said(piece: Said) -> dict[str, str]:
    return {"side": title(piece.side), "text": piece.text}


def line(event: dict[str, str]) -> bytes:
    return orjson.dumps(event) + b"\n"
