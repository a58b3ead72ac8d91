"""The page of what is new in what ships: seen by group and row, taken or left."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from athena_project import draft, keeping_up, key_guard, releases, shipped, shipped_words
from athena_project.configuration import ConfigurationError
from athena_project.models import Release, ShippedBase
from athena_project.notices import Notice, Rows, address, beside_release, notices
from athena_project.plans import Moved
from athena_project.releases import Difference
from athena_project.shipped import Choose, Survey
from athena_project.three_way import ASKED, KEPT, OFFERED, Item, State

PAGE = "admin:athena_project_release_shipped"
TEMPLATE = "admin/athena_project/release/shipped.html"
LISTED = 25  # rows on a page
ALL = "all"  # what stands for every row that is offered, with the digest of them
BESIDE = "shipped_waiting"
FRESH = timedelta(days=7)
VIEWS: dict[str, tuple[str, frozenset[State]]] = {
    "offered": ("To take", OFFERED),
    "asked": ("To decide", ASKED),
    "kept": ("Yours", KEPT),
}
VERBS = {"add": "add", "change": "change"}


def page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Shows; with a POST takes or leaves what was ticked."""
    if not request.user.has_perm("athena_project.view_release"):
        raise PermissionDenied
    if request.method == "POST":
        return done(request)
    found = shipped.looked_over()
    view = request.GET.get("show", "")
    view = view if view in VIEWS else first_view(found)
    context = {
        **site.each_context(request),
        "title": shipped.NOTE,
        "opts": Release._meta,
        "views": [(name, title, len(found.having(states))) for name, (title, states) in VIEWS.items()],
        "view": view,
        "review_mode": draft.in_review(),
        "may_take": may_take(request),
        "known": found.base.known,
        **rows_of(found, found.having(VIEWS[view][1]), request.GET),
    }
    return TemplateResponse(request, TEMPLATE, context)


def first_view(found: Survey) -> str:
    """The first in which there is something to do."""
    return next((name for name in ("offered", "asked") if found.having(VIEWS[name][1])), "offered")


def rows_of(found: Survey, items: list[Item], asked: QueryDict) -> dict[str, Any]:
    kind = asked.get("kind", "")
    listed = [item for item in items if item.model == kind] if kind else items
    paged = Paginator(listed, LISTED).get_page(asked.get("p"))
    return {
        "groups": shipped_words.groups(items),
        "kind": kind,
        "all": shipped_words.digest_of(items),
        "total": len(items),
        "paged": paged,
        "rows": [shipped_words.told(found, item) for item in paged.object_list],
    }


def may_take(request: HttpRequest) -> bool:
    """Whether the buttons are shown: each row needs its own right as well."""
    return request.user.has_perms(("intents.add_pattern", "intents.change_intent"))


def done(request: HttpRequest) -> HttpResponse:
    """Takes or leaves, and says what came of it."""
    chosen = chosen_by(request.POST)
    verb = taken if "take" in request.POST else left
    try:
        messages.success(request, verb(request, chosen))
    except Moved:
        messages.error(request, "Something was changed since this page was made. Look at it again. Nothing was taken.")
    except key_guard.KeyMoved as error:
        messages.error(request, f"{error} Nothing was taken.")
    except (ConfigurationError, IntegrityError) as error:
        messages.error(request, f"Nothing was taken: {error}")
    return redirect(f"{reverse(PAGE)}?{shown(request.POST)}")


def shown(sent: QueryDict) -> str:
    """The part of the page that was looked at."""
    query = QueryDict(mutable=True)
    query.update({name: str(sent[name]) for name in ("show", "kind") if sent.get(name)})
    return query.urlencode()


def chosen_by(sent: QueryDict) -> Choose:
    """The rows of all, of the ticked groups and the ticked ones, each as it was shown."""

    def choose(found: Survey) -> Sequence[Item]:
        items = found.having(VIEWS.get(sent.get("show", ""), VIEWS["offered"])[1])
        if ALL in sent:
            return items if shipped_words.digest_of(items) == sent[ALL] else lost()
        groups = {group.digest: group.model for group in shipped_words.groups(items)}
        digests, wanted = sent.getlist("row"), sent.getlist("group")
        if not set(wanted) <= groups.keys():
            lost()
        kinds = {groups[digest] for digest in wanted}
        single = {item.place for item in shipped.as_seen(items, digests)}
        return [item for item in items if item.place in single or item.model in kinds]

    return choose


def lost() -> Sequence[Item]:
    raise Moved


def taken(request: HttpRequest, choose: Choose) -> str:
    def allow(found: Iterable[Difference]) -> None:
        for verb, label in sorted({(VERBS[one.action], one.model) for one in found}):
            app, _, name = label.partition(".")
            if not request.user.has_perm(f"{app}.{verb}_{name}"):
                raise PermissionDenied

    with key_guard.keys_stay(request.user.has_perm(key_guard.MAY)):
        found = shipped.take(lambda survey: survey.kin.whole(choose(survey)), allow)
    if not found:
        return "Nothing was ticked."
    count = f"{len(found)} row{'s' if len(found) != 1 else ''}"
    if draft.in_review():
        return f"{count} taken into the draft. They go live when someone publishes it."
    live = releases.outline()
    return f"{count} taken: live as release {live.number if live else 1}. Rolling back takes them back."


def left(request: HttpRequest, choose: Choose) -> str:
    if not may_take(request):
        raise PermissionDenied
    if not (count := shipped.leave(choose)):
        return "Nothing was ticked."
    return f"{count} row{'s stay' if count != 1 else ' stays'} as you have {'them' if count != 1 else 'it'}."


beside_release(**{BESIDE: models.Subquery(ShippedBase.objects.values("waiting")[:1])})


@notices
def news(rows: Rows) -> Iterable[Notice]:
    """What waits; and for a week what an upgrade has taken by itself, while that is live."""
    if rows.release is None:
        return
    if count := getattr(rows.release, BESIDE):
        text = f"An upgrade brought something new: {count} row{'s wait' if count != 1 else ' waits'} for you."
        yield Notice(text, reverse(PAGE))
    if rows.release.note == keeping_up.NOTE and rows.release.created > timezone.now() - FRESH:
        text = f"An upgrade made release {rows.release.number}: see what it changed, or roll it back."
        yield Notice(text, address(Release, rows.release.pk))
