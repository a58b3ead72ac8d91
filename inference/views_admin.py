"""The views of the analytics that people keep: listed, kept, shared, let go."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from athena_project.home import today
from inference.chosen_form import address, read
from inference.models import SavedView
from inference.overview_admin import require

MOST = 50  # of one person


class ViewForm(forms.Form):
    """What the view is called, and whether the others see it."""

    name = forms.CharField(max_length=60)
    shared = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A view as the page lists it; `by` is empty for one's own."""

    key: int
    name: str
    address: str
    by: str
    shared: bool
    open: bool


def may_share(request: HttpRequest) -> bool:
    """Who shares puts something on everybody's page."""
    return request.user.has_perm("inference.add_savedview")


def visible(request: HttpRequest) -> list[SavedView]:
    """One's own, and what others share."""
    rows = SavedView.objects.filter(Q(owner=request.user.pk) | Q(shared=True))
    return list(rows.select_related("owner"))


def listed(request: HttpRequest, said: dict[str, str]) -> list[Kept]:
    here = address(said)
    found = [(row, address(row.chosen), row.owner_id == request.user.pk) for row in visible(request)]
    return [
        Kept(row.pk, row.name, to, "" if mine else row.owner.get_username(), row.shared, to == here)
        for row, to, mine in sorted(found, key=lambda each: not each[2])
    ]


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps what is chosen under a name; one of that name is written over."""
    require(request)
    _, chosen = read(request.GET.dict(), today())
    form = ViewForm(request.POST)
    if not form.is_valid() or not chosen.is_valid():
        messages.error(request, "Give it a name of 60 characters at most, and days that are right.")
        return back(address(chosen.said))
    name, shared = form.cleaned_data["name"], form.cleaned_data["shared"]
    if shared and not may_share(request):
        raise PermissionDenied
    own = SavedView.objects.filter(owner=request.user.pk)
    if not own.filter(name=name).exists() and own.count() >= MOST:
        messages.error(request, f"You keep {MOST} views already. Let one go first.")
        return back(address(chosen.said))
    values = {"chosen": chosen.said, "shared": shared}
    SavedView.objects.update_or_create(owner_id=request.user.pk, name=name, defaults=values)
    messages.success(request, f"The view “{name}” is kept.")
    return back(address(chosen.said))


def mine(request: HttpRequest, key: int) -> SavedView:
    """A view of the person's own; somebody else's is as if it were not there. A superuser may clear up shared ones."""
    require(request)
    own = Q(owner=request.user.pk)
    return get_object_or_404(SavedView, own | Q(shared=True) if request.user.is_superuser else own, pk=key)


@require_POST
def share(request: HttpRequest, key: int) -> HttpResponse:
    """Shares a view, or makes it private again, which needs no permission."""
    row = mine(request, key)
    if not row.shared and not may_share(request):
        raise PermissionDenied
    row.shared = not row.shared
    row.save(update_fields=["shared"])
    messages.success(request, f"“{row.name}” is {'shared' if row.shared else 'private'} now.")
    return back(address(row.chosen))


@require_POST
def let_go(request: HttpRequest, key: int) -> HttpResponse:
    row = mine(request, key)
    row.delete()
    messages.success(request, f"The view “{row.name}” is gone.")
    return back("")


def back(query: str) -> HttpResponse:
    return redirect(reverse("admin:inference_querylog_analytics") + query)


def urls() -> list[URLPattern]:
    view = admin.site.admin_view
    return [
        path("analytics/keep/", view(keep), name="inference_savedview_keep"),
        path("analytics/<int:key>/share/", view(share), name="inference_savedview_share"),
        path("analytics/<int:key>/let-go/", view(let_go), name="inference_savedview_let_go"),
    ]
