"""What a replay is to ask, and starting it in the background: by the admin and by the configuration API."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from athena_project.models import Release
from inference import replay, tasks
from inference.models import Replay


class StartForm(forms.Form):
    """What is to be asked, and of which rows."""

    mode = forms.ChoiceField(
        label="What is asked",
        choices=Replay.MODES,
        initial=Replay.ROUTING,
        required=False,
        widget=forms.RadioSelect,
    )
    last = forms.IntegerField(
        label="Questions",
        min_value=1,
        max_value=replay.MOST,
        initial=1000,
        help_text=f"So many of the newest. Whole answers: at most {replay.MOST_OF[Replay.RECORDED]:,} as recorded, "
        f"{replay.MOST_OF[Replay.LIVE]} asked anew.",
    )
    starred = forms.BooleanField(label="Starred questions only", required=False)
    after = forms.IntegerField(
        label="With release", min_value=1, required=False, help_text="Its number. Empty: with the draft."
    )
    before = forms.IntegerField(
        label="Against release", min_value=1, required=False, help_text="Its number. Empty: against the live one."
    )

    def clean_after(self) -> int | None:
        return self._existing("after")

    def clean_before(self) -> int | None:
        return self._existing("before")

    def _existing(self, name: str) -> int | None:
        number: int | None = self.cleaned_data[name]
        if number is not None and (number > 2**31 - 1 or not Release.objects.filter(number=number).exists()):
            raise forms.ValidationError(f"There is no release {number}.")
        return number

    def wanted(self) -> dict[str, Any]:
        data = self.cleaned_data
        numbers = {"after_number": data["after"], "before_number": data["before"]}
        mode = data["mode"] or Replay.ROUTING
        return {"mode": mode, "last": min(data["last"], replay.MOST_OF[mode]), "starred": data["starred"], **numbers}


def begin(wanted: Mapping[str, Any], author: str) -> tuple[Replay, bool]:
    """The replay, and whether it is a new one: the same one may wait already."""
    recent = timezone.now() - timedelta(seconds=tasks.LONGEST)
    # one that runs has read its rows already: the draft may be another by now
    same = Replay.objects.filter(state=Replay.WAITING, created__gt=recent, **wanted).first()
    if same is not None:
        return same, False
    row = Replay.objects.create(author=author, **wanted)
    transaction.on_commit(partial(tasks.replay.delay, row.pk))
    return row, True
