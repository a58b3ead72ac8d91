"""The one-time page on which the first administrator is made."""

import hmac

from django.contrib import admin
from django.contrib.auth import get_user_model, login
from django.contrib.auth.forms import UserCreationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from athena_project.secrets import digest

BACKEND = "django.contrib.auth.backends.ModelBackend"


class FirstAdministrator(UserCreationForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A name and a password that Django's validators accept."""

    class Meta(UserCreationForm.Meta):
        model = get_user_model()


def setup_token() -> str:
    """Made from the key ring: nothing is stored, and only who sees the server's own output knows it."""
    return digest("first administrator")[:40]


def has_administrator() -> bool:
    return get_user_model().objects.filter(is_superuser=True).exists()


@never_cache
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """Makes the first administrator and signs them in; gone as soon as there is one."""
    if has_administrator() or not hmac.compare_digest(token.encode(), setup_token().encode()):
        raise Http404
    form = FirstAdministrator(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save(commit=False)
        user.is_staff = user.is_superuser = True
        user.save()
        login(request, user, backend=BACKEND)
        return redirect("admin:index")
    context = {**admin.site.each_context(request), "form": form, "title": "The first administrator"}
    return render(request, "admin/setup.html", context)
