"""The base classes of the admin's pages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.paginator import Paginator
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst

from athena_project import draft, edit_conflict
from athena_project.admin_site import NAMES
from athena_project.durations import duration_field, in_words
from athena_project.forms import JsonField, LinesField
from athena_project.models import AccessModel

LISTED = 60  # rows named on a page that asks whether to delete
Rows = models.QuerySet[Any]


class EstimatingPaginator(Paginator):  # type: ignore[type-arg]  # takes no argument at run time
    """Counts to `most` and no further: count(*) on a log of millions takes seconds."""

    most = 2_000

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows[: self.most].count() if isinstance(rows, models.QuerySet) else len(rows)


class ByDay(admin.DateFieldListFilter):
    """Filters by the day of a column, whose own name ("at") says little."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "day"


def named_column(name: str, label: str) -> Callable[[Any], Any]:
    """A column of a list under another name than the model gives it."""

    @admin.display(description=label, ordering=name)
    def shown(row: Any) -> Any:
        return getattr(row, name)

    shown.__name__ = name  # the styles know a column by it
    return shown


class ListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no argument at run time
    """Pages that bear the names of their rows, as the menu calls them; in a form, each half of a time has a name.

    `labels` names columns for people where the column's own name says little; `counted` is what one row and many rows
    are called, where the model's name is the name of the whole list.
    """

    labels: ClassVar[Mapping[str, str]] = {}
    counted: ClassVar[tuple[str, str] | None] = None

    @property
    def called_one(self) -> str:
        """What the page of one row is headed by; empty: what Django says, which begins with what can be done there."""
        return self.counted[0] if self.counted else ""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> "type[forms.ModelForm[Any]]":
        return super().get_form(request, obj, change=change, **{"labels": self.labels or None, **kwargs})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        name = self.called_one
        named = {"title": capfirst(name)} if name else {}
        return super().changeform_view(request, object_id, form_url, {**named, **(extra_context or {})})

    def formfield_for_dbfield(self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found and isinstance(found.widget, AdminSplitDateTime):
            for half, name in zip(found.widget.widgets, ("date", "time"), strict=True):
                half.attrs["aria-label"] = f"{capfirst(str(found.label))}: {name}"
        return found

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found: Any = super().get_changelist_instance(request)
        if not found.is_popup:
            found.title = NAMES.get(self.opts.label_lower, capfirst(str(self.opts.verbose_name_plural)))
        found.counted = self.counted or (self.opts.verbose_name, self.opts.verbose_name_plural)
        if found.full_result_count is None and not (found.query or found.has_active_filters):
            found.full_result_count = found.result_count  # else it offers to show all, where all are shown
        return found


class ConfigAdmin(ListAdmin):
    """A page of rows that people edit.

    `lines` names the lists edited as one text per line, with their hint; `durations` the seconds edited in words.
    """

    lines: ClassVar[Mapping[str, str]] = {}
    durations: ClassVar[Sequence[str]] = ()
    list_per_page = 50
    actions: tuple[str, ...] = ("switch_on", "switch_off")

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name in self.durations:
            return duration_field(db_field, kwargs.get("label"))
        return json_field(db_field, self.lines) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> "type[forms.ModelForm[Any]]":
        form = super().get_form(request, obj, change, **kwargs)
        if edit_conflict.FIELD in request.POST:
            form = edit_conflict.guarded(form, request, obj) if obj else edit_conflict.orphaned(form, opened(request))
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Of a row that somebody deleted meanwhile, what was typed comes back as a form that adds one."""
        if object_id and self._is_gone(request, object_id):
            inside = (inline.get_formset(request) for inline in self.get_inline_instances(request))
            request.POST = edit_conflict.as_new(request.POST, inside)  # type: ignore[assignment]  # Django reads it there
            object_id, form_url = None, reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _is_gone(self, request: HttpRequest, key: str) -> bool:
        was_open = edit_conflict.FIELD in request.POST and self.has_add_permission(request)
        return was_open and self.get_object(request, unquote(key)) is None

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = kwargs.get("obj")
        if self.durations and row and not self.has_change_permission(request, row):
            in_words(context["adminform"], self.durations, self.labels)
        now = edit_conflict.stored(row) if row and request.method == "POST" else row
        more = {"row_version": edit_conflict.version(now)} if now else {}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found: dict[str, Any] = super().get_actions(request)
        switchable = any(field.name == "enabled" for field in self.opts.get_fields())
        return {name: act for name, act in found.items() if switchable or name not in ("switch_on", "switch_off")}

    @admin.action(description="Switch on", permissions=["change"])
    def switch_on(self, request: HttpRequest, rows: Rows) -> None:
        self._switch(request, rows, True)

    @admin.action(description="Switch off", permissions=["change"])
    def switch_off(self, request: HttpRequest, rows: Rows) -> None:
        self._switch(request, rows, False)

    def _switch(self, request: HttpRequest, rows: Rows, on: bool) -> None:
        changed = list(rows.exclude(enabled=on))
        for row in changed:  # one by one: the audit and the release hang on each row's signal
            row.enabled = on
            row.save()
        messages.success(request, f"Switched {'on' if on else 'off'}: {len(changed)}.")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not issubclass(self.model, AccessModel) and draft.in_review():
            tell_of_draft(request)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with a row; what the machine wrote goes too, though nobody may delete it by itself."""
        listed, counts, denied, protected = super().get_deleted_objects(objs, request)
        pages = self.admin_site._registry.items()
        machine = {str(model._meta.verbose_name) for model, page in pages if isinstance(page, ReadOnlyAdmin)}
        return shortened(listed), counts, {name for name in denied if str(name) not in machine}, protected


def opened(request: HttpRequest) -> str:
    """The key of the row whose page was opened, as its address has it."""
    return unquote(request.resolver_match.kwargs["object_id"]) if request.resolver_match else ""


def tell_of_draft(request: HttpRequest) -> None:
    """What was saved is not live, and where it waits."""
    said = 'This is in <a href="{}">the draft</a>. It goes live when someone publishes it.'
    messages.info(request, format_html(said, reverse("admin:athena_project_release_changelist")))


def json_field(db_field: "models.Field[Any, Any]", lines: Mapping[str, str]) -> forms.Field | None:
    """The form field of a JSON column; None for any other column."""
    if not isinstance(db_field, models.JSONField):
        return None
    label, required = capfirst(str(db_field.verbose_name)), not db_field.blank
    if db_field.name in lines:
        return LinesField(label=label, required=required, help_text=lines[db_field.name])
    empty = None if required else db_field.get_default()
    return JsonField(label=label, required=required, empty=empty, help_text=str(db_field.help_text))


def shortened(listed: list[Any]) -> list[Any]:
    """Nested names, cut where a list grows too long to be read."""
    cut = [shortened(item) if isinstance(item, list) else item for item in listed[:LISTED]]
    return [*cut, f"and {len(listed) - LISTED} more"] if len(listed) > LISTED else cut


class ReadOnlyAdmin(ListAdmin):
    """A page of rows that only the machine writes."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each is a count
    paginator = EstimatingPaginator
    actions: tuple[str, ...] | None = None

    @property
    def called_one(self) -> str:
        """Nobody may do more than view it, which need not be said."""
        return super().called_one or str(self.opts.verbose_name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class PageOfRows(BaseInlineFormSet):  # type: ignore[type-arg]  # takes no argument at run time
    """The rows of one page of an inline; when saved, exactly the rows that were shown."""

    asked = 1
    per_page = 40

    @cached_property
    def page(self) -> Any:
        return Paginator(super().get_queryset(), self.per_page).get_page(self.asked)

    def get_queryset(self) -> Any:
        return self._sent if self.is_bound else self._shown

    def add_fields(self, form: Any, index: int | None) -> None:
        """With a name for each field: in a table its label stands at the top of the column, out of its reach."""
        super().add_fields(form, index)
        which = "of a new row" if index is None else f"of row {index + 1}"
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", f"{field.label} {which}")

    @cached_property
    def _shown(self) -> list[Any]:
        return list(self.page.object_list)

    @cached_property
    def _sent(self) -> list[Any]:
        sent = [str(self.data.get(f"{self.prefix}-{number}-id", "")) for number in range(self.initial_form_count())]
        rows = super().get_queryset().filter(pk__in=[key for key in sent if key.isdecimal()])
        known = {str(row.pk): row for row in rows}
        return [known[key] for key in sent if key in known]


class PagedInline(admin.TabularInline):  # type: ignore[type-arg]  # takes no argument at run time
    """Rows of a row, a page at a time: a form of thousands of fields is refused by Django and by patience."""

    template = "admin/edit_inline/paged.html"
    extra = 1

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        number = request.GET.get(f"{self.opts.model_name}_page", "1")

        class Asked(PageOfRows):
            asked = int(number) if number.isdecimal() and len(number) < 8 else 1

        return super().get_formset(request, obj, formset=Asked, **kwargs)
