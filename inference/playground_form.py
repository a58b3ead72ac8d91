"""The form of the playground: a question, typed or recorded, and how it is to be asked."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models.functions import Substr
from django.http import QueryDict

from inference.models import Assistant, QueryLog
from inference.playground import DRAFT, LIVE
from inference.playground_query import FACTS, MODEL, Wish
from inference.recorded import Asked, recorded_as
from ragdomains.models import Place

SHOWN = 90  # characters of a recorded question in the list
NEWEST, STARRED = 25, 15  # recorded questions to choose from
LOOKED_AT = 200  # newest rows of the log, among which the different ones are
BOTH = "both"
SIDES = {
    LIVE: "the live release",
    DRAFT: "the draft",
    BOTH: "both, side by side",
}
WORDS = {
    "": "as each intent says",
    FACTS: "without a language model: facts and quotations",
    MODEL: "by a language model, also where facts would do",
}


class AskForm(forms.Form):
    """What is asked, of whom, and how."""

    question = forms.CharField(
        required=False, max_length=4_000, strip=True,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )  # fmt: skip
    recorded = forms.ChoiceField(
        required=False,
        label="Or a recorded question",
        help_text="What was said before it counts too. A question typed above is asked in its place.",
    )
    of = forms.ChoiceField(label="Asked of", choices=list(SIDES.items()), initial=LIVE)
    assistant = forms.ChoiceField(required=False)
    mode = forms.ChoiceField(label="Asked by", choices=[("owner", "an owner"), ("guest", "a guest")], initial="owner")
    place = forms.ChoiceField(required=False, label="Home")
    words = forms.ChoiceField(required=False, label="Answered", choices=list(WORDS.items()))
    by_cache = forms.BooleanField(
        required=False, initial=True, label="The cache may answer", help_text="Off: the sources are asked, now."
    )

    def __init__(self, data: QueryDict | None = None, wanted: str = "", **kwargs: Any) -> None:
        """`wanted` is the key of a recorded question that a link leads here with."""
        super().__init__(data, label_suffix="", **kwargs)
        named = data.get("recorded", "") if data else wanted
        self.fields["recorded"].choices = [("", "none"), *recorded_choices(named)]  # type: ignore[attr-defined]  # the stubs know Field only
        assistants = Assistant.objects.filter(enabled=True).order_by("-default", "name").values_list("name", flat=True)
        self.fields["assistant"].choices = [("", "the default one"), *((name, name) for name in assistants)]  # type: ignore[attr-defined]  # the same
        places = Place.objects.filter(enabled=True).order_by("name").values_list("name", flat=True)
        self.fields["place"].choices = [("", "the assistant's own place"), *((name, name) for name in places)]  # type: ignore[attr-defined]  # the same

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("question") and not data.get("recorded") and not self.errors:
            raise forms.ValidationError("Type a question, or choose a recorded one.")
        return data

    def sides(self) -> list[str]:
        chosen = self.cleaned_data["of"]
        return [LIVE, DRAFT] if chosen == BOTH else [chosen]

    def wish(self) -> Wish:
        data = self.cleaned_data
        before = recorded_as(data["recorded"]) if data["recorded"] else None
        text = data["question"] or (before.text if before else "")
        asked = Asked(text, before.earlier if before else (), data["assistant"], data["mode"])
        return Wish(asked, data["place"], data["words"], data["by_cache"])


def recorded_choices(named: str) -> Iterator[tuple[str, str]]:
    """The question that is named, the starred ones, and the newest different ones."""
    rows = QueryLog.objects.order_by("-at").annotate(start=Substr("question", 1, SHOWN + 1))
    columns = ("pk", "start")
    chosen = rows.filter(pk=key) if (key := key_of(named)) else rows.none()
    seen = set[str]()
    for found, most, mark in (
        (chosen.values_list(*columns), 1, ""),
        (rows.filter(starred=True).values_list(*columns)[:STARRED], STARRED, "★ "),
        (rows.values_list(*columns)[:LOOKED_AT], NEWEST, ""),
    ):
        count = 0
        for pk, text in found:
            if text.strip() and text not in seen and count < most:
                count += 1
                seen.add(text)
                yield str(pk), mark + (text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
