"""The form above the analytics: which days, and of whose questions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms

from inference.chosen import Chosen
from inference.rollup import KEPT
from inference.tally import NOWHERE

RANGES = (7, 30, 90)
USUAL = 30
NARROWING = ("assistant", "room", "intent", "domain")
LONGEST = 300  # characters of a name


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ChosenForm(forms.Form):
    """Fields that say nothing mean any. `since` and `until` win over `days`; what makes no sense leaves the usual."""

    days = forms.ChoiceField(required=False, choices=[(str(days), str(days)) for days in RANGES])
    since = forms.DateField(label="From", required=False, widget=DayInput)
    until = forms.DateField(label="To", required=False, widget=DayInput)
    assistant = forms.CharField(required=False, max_length=LONGEST, strip=False)
    room = forms.CharField(required=False, max_length=LONGEST, strip=False)
    intent = forms.CharField(required=False, max_length=LONGEST, strip=False)
    domain = forms.CharField(required=False, max_length=LONGEST, strip=False)

    def __init__(self, data: Mapping[str, str], today: date) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self._today = today

    def clean(self) -> dict[str, object]:
        if (own := self._own()) and not own[0] <= own[1] <= own[0] + KEPT:
            self.add_error(
                "until", f"Choose a day that is not before the first one, and within {KEPT.days} days of it."
            )
        return self.cleaned_data

    def _own(self) -> tuple[date, date] | None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if not since and not until:
            return None
        last = until or max(self._today, since or self._today)
        return since or last - timedelta(days=USUAL - 1), last

    def chosen(self) -> Chosen:
        """What is asked for; the usual days where it is none."""
        narrowing = {name: self.cleaned_data.get(name, "") for name in NARROWING}
        own = None if self.errors else self._own()
        if own:
            return Chosen(*own, **narrowing)
        days = int(self.cleaned_data.get("days") or USUAL)
        return Chosen(self._today - timedelta(days=days - 1), self._today, **narrowing)

    def offer(self, there: Mapping[str, Sequence[str]]) -> None:
        """Lets somebody choose from these; what is chosen stays to be seen, also where it is not among them."""
        for name in NARROWING:
            mine = self.cleaned_data.get(name, "")
            listed = [*there[name], *([mine] if mine and mine not in there[name] else [])]
            shown = [(each, "no room" if each == NOWHERE and name == "room" else each) for each in listed]
            self.fields[name].widget = forms.Select(choices=[("", "any"), *shown])

    @property
    def said(self) -> dict[str, str]:
        """The fields as an address has them, without those that say nothing."""
        return {name: str(value) for name in self.base_fields if (value := self.cleaned_data.get(name))}


def read(data: Mapping[str, str], today: date) -> tuple[Chosen, ChosenForm]:
    """What an address chooses, and the form that shows it."""
    form = ChosenForm(data, today)
    form.full_clean()
    return form.chosen(), form


def address(said: Mapping[str, object]) -> str:
    """The query string of a choice."""
    return f"?{urlencode({name: str(value) for name, value in said.items() if name in ChosenForm.base_fields})}"


def ranges(form: ChosenForm) -> list[tuple[int, str]]:
    """The usual stretches of time, each with the address that leaves the rest of the choice as it is."""
    rest = {name: value for name, value in form.said.items() if name in NARROWING}
    return [(days, address({"days": days, **rest})) for days in RANGES]
