"""What somebody says who lets a release be tried."""

from typing import Any, ClassVar

from django import forms

from athena_project.forms import LinesField
from athena_project.models import Release
from inference.canary_rows import Canary
from inference.models import Assistant
from inference.shadow_rows import Shadow


class TryForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """A release, and how it is tried."""

    number = forms.IntegerField(
        label="Release", min_value=1, required=False, help_text="Its number. Empty: the draft as it is now."
    )

    def clean_number(self) -> Release | None:
        number: int | None = self.cleaned_data["number"]
        found = Release.objects.filter(number=number).first() if number and number < 2**31 else None
        if number and found is None:
            raise forms.ValidationError(f"There is no release {number}.")
        return found

    def wanted(self) -> dict[str, Any]:
        """The fields of the row."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class CanaryForm(TryForm):
    """For whom it answers, how long, and what makes it end by itself."""

    assistants = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only questions to these. None chosen: to any.",
    )
    rooms = LinesField(
        required=False,
        help_text="Only questions from these rooms, one per line, as Home Assistant calls its areas. Empty: from any.",
    )

    field_order = ("number", "note", "percent", "assistants", "rooms", "hours")

    class Meta:
        model = Canary
        fields: ClassVar[tuple[str, ...]] = (
            "note", "percent", "assistants", "rooms", "hours", "least", "more_failed", "more_refused", "slower",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Assistant.objects.filter(enabled=True).order_by("-default", "name").values_list("name", flat=True)
        field = self.fields["assistants"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, name) for name in names]


class ShadowForm(TryForm):
    """How much it is asked, and how long."""

    field_order = ("number", "note", "percent", "per_day", "hours", "sources")

    class Meta:
        model = Shadow
        fields: ClassVar[tuple[str, ...]] = ("note", "percent", "per_day", "hours", "sources")
