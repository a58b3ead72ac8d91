"""The admin pages of language models: their rows, how they did of late, and the models on the Ollama server."""

from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from kombu.exceptions import OperationalError

from athena_project.durations import duration_column
from athena_project.job_admin import newest
from athena_project.models import Job
from athena_project.plugin_admin import PluginAdmin
from inference import ollama_models, performance, tasks
from inference.backends import BackendError
from inference.models import LLM

AWAY = "The broker of background work does not answer. Try again in a moment."


@admin.register(LLM)
class LLMAdmin(PluginAdmin):
    """Model servers, in the order in which they are asked."""

    main = ("name", "kind", "credential", "enabled")
    more = (("When it is asked", ("priority", "timeout")),)
    durations = ("timeout",)
    list_display = ("name", "kind", "priority", duration_column("timeout"), "enabled")
    list_filter = ("kind", "enabled")
    search_fields = ("name",)
    change_list_template = "admin/inference/llm/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("ollama/", self.admin_site.admin_view(self.on_ollama), name="inference_llm_ollama"),
            path("<int:pk>/pull/", self.admin_site.admin_view(self.pull), name="inference_llm_pull"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        own = {"performances": performance.lately(timezone.now()), "ollama_url": settings.OLLAMA_URL}
        return super().changelist_view(request, {**own, **(extra_context or {})})

    def on_ollama(self, request: HttpRequest) -> HttpResponse:
        """What is on the server of OLLAMA_URL, what LLMs name that is not, and what is on its way."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Models on the Ollama server",
            "newest": newest(),
            "may_pull": self.has_change_permission(request),
            **found(),
        }
        return TemplateResponse(request, "admin/inference/llm/ollama.html", context)

    def pull(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Gets the model that an LLM names, in the background."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        llm = get_object_or_404(LLM, pk=pk, kind="ollama")
        if not self.has_change_permission(request, llm):
            raise PermissionDenied
        try:
            transaction.on_commit(lambda: tasks.pull.delay(llm.pk))
        except OperationalError:
            messages.error(request, AWAY)
        else:
            messages.success(request, f"It is getting {llm.options.get('model')}.")
        return redirect("admin:inference_llm_ollama")


def found() -> dict[str, Any]:
    """What the page of the server shows."""
    running = list(Job.objects.filter(name=tasks.PULL, state__in=("waiting", "running")).order_by("queued"))
    try:
        there, loaded = async_to_sync(on_server)()
    except BackendError as error:
        return {"problem": str(error), "pulls": running}
    under_way = {job.about for job in running}
    lacking = [
        llm for llm in LLM.lacking({model.name for model in there}) if str(llm.options["model"]) not in under_way
    ]
    return {"installed": there, "loaded": loaded, "lacking": lacking, "pulls": running}


async def on_server() -> tuple[list[ollama_models.Installed], set[str]]:
    return await ollama_models.installed(), set(await ollama_models.loaded())
