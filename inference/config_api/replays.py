"""Replays of recorded questions: started, watched, read."""

from typing import Any

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from inference import replayed
from inference.config_api.access import REPLAY, SEE_REPLAYS
from inference.config_api.errors import Told
from inference.config_api.pages import ConfigView
from inference.models import Replay, ReplayedQuestion
from inference.replay_start import StartForm, begin

FIELDS = (
    "created", "author", "mode", "last", "starred", "before_number", "after_number", "before_sha256", "after_sha256",
    "state", "progress", "same", "changed", "worse", "seconds", "note", "problem",
)  # fmt: skip


def shown(row: Replay) -> dict[str, Any]:
    address = reverse("config_replay", args=[row.pk])
    return {"id": row.pk, "url": address, "compared": str(row), **{name: getattr(row, name) for name in FIELDS}}


def question(row: ReplayedQuestion) -> dict[str, Any]:
    return {
        "question": row.query.question,
        "verdict": row.verdict,
        "why": row.why,
        "before": row.before,
        "after": row.after,
        "answers": row.answers,
    }


class Replays(ConfigView):
    """Recorded questions, asked of two releases, or of one and the draft. POST starts one; only `live` fetches."""

    title = "Replays"
    form = StartForm
    needs = {"GET": SEE_REPLAYS, "POST": REPLAY}

    def get(self, request: Request) -> Response:
        return self.paged(request, Replay.objects.all(), shown)

    def initial_form(self, data: Any) -> dict[str, Any]:
        return {"last": 1000}

    def post(self, request: Request) -> Response:
        sent: Any = request.data
        form = StartForm({"last": 1000, **{name: sent[name] for name in sent}})
        row, fresh = begin(self.valid(form).wanted(), request.user.get_username())
        return Response(shown(row), status=202 if fresh else 200, headers={"Location": shown(row)["url"]})


class OneReplay(ConfigView):
    """How far a replay is, and what came out: worse ones first. ?verdict= chooses worse, changed or same ones."""

    title = "Replay"
    needs = {"GET": SEE_REPLAYS}

    def get(self, request: Request, pk: int) -> Response:
        row = Replay.objects.filter(pk=pk).first()
        if row is None:
            raise Told(404, "There is no such replay.", "not_found", param="id")
        rows = replayed.worst_first(row, request.query_params.get("verdict", ""))
        answer = self.paged(request, rows, question)
        answer.data = {**shown(row), "questions": answer.data}
        return answer
