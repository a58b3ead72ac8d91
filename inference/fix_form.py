"""The forms that say what a recorded question should have been understood as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from inference.fixes import LONGEST_EXAMPLE, Case, Correction, by_examples, by_name, none_of_these, slot_of
from inference.models import QueryLog
from inference.recorded import COLUMNS
from inference.recorded import made as recorded_as
from inference.scores import NONE
from intents.impact import Draft
from intents.models import Entity, Intent

CONSIDERED = 5  # intents named first: those that came next
CALLED_NONE = "none of these: nothing fits, and the fallback answers"

Choices = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Decided:
    """A part of a recorded question as it was understood then; `considered` are the intents that came next."""

    text: str
    intent: str
    why: str = ""
    considered: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return "nothing" if self.intent in ("", NONE) else self.intent


def decided(log: QueryLog) -> list[Decided]:
    """The parts of a question, as its recorded steps tell; the question as a whole where they tell nothing."""
    step = next((each for each in log.ordered_steps() if each.name == "understand"), None)
    entries = step.detail.get("decisions", []) if step and isinstance(step.detail, dict) else []
    parts = [part_of(entry) for entry in entries if isinstance(entry, dict)]
    return [part for part in parts if part.text] or [Decided(log.question.strip(), log.intents)]


def part_of(entry: dict[str, Any]) -> Decided:
    scores = [score for score in entry.get("scores", []) if isinstance(score, dict)]
    names = dict.fromkeys(str(score.get("intent", "")) for score in scores)
    intent = str(entry.get("intent", ""))
    others = tuple(name for name in names if name and name != intent)[:CONSIDERED]
    return Decided(str(entry.get("text", "")).strip(), intent, str(entry.get("why", "")), others)


def intent_choices(considered: Sequence[str] = ()) -> Choices:
    """All intents by what they are about, those that came next first."""
    rows = Intent.objects.filter(enabled=True, fallback=False).exclude(mode="none").order_by("category", "name")
    named = {row.name: (row.name, f"{row.name}: {row.title}"[:90]) for row in rows}
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        groups.setdefault(row.category or "other", []).append(named[row.name])
    next_ones = [named[name] for name in considered if name in named]
    first: Choices = [("", "Choose …"), (NONE, CALLED_NONE)]
    return [*first, *([("Came next", next_ones)] if next_ones else []), *groups.items()]


def chosen_intent(name: str) -> Intent:
    """The intent of a choice; that of what fits nothing may be a new one."""
    return none_of_these() if name == NONE else Intent.objects.get(name=name)


class ExampleForm(forms.Form):
    """Which intent a part of the question has."""

    part = forms.IntegerField(min_value=0, max_value=99, widget=forms.HiddenInput)
    intent = forms.ChoiceField(label="Should have been")
    text = forms.CharField(
        label="Example to learn from",
        max_length=LONGEST_EXAMPLE,
        help_text="As it was said. Leave out what is particular to this time, if you like.",
    )

    def __init__(self, parts: Sequence[Decided], number: int, data: Any = None) -> None:
        part = parts[number]
        initial = {"part": number, "text": part.text[:LONGEST_EXAMPLE]}
        super().__init__(data, initial=initial, auto_id=f"id_fix{number}_%s")
        self.parts, self.number = parts, number
        field = self.fields["intent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = intent_choices(part.considered)
        field.widget.attrs["data-previews"] = f"look{number}"

    def correction(self, log: QueryLog, draft: Draft) -> Correction:
        """Raises NothingToDo."""
        intent = chosen_intent(self.cleaned_data["intent"])
        expected = [part.intent or NONE for part in self.parts]
        expected[self.number] = NONE if intent.mode == "none" else intent.name
        case = case_of(log, expected)
        return by_examples([self.cleaned_data["text"]], intent, [case], draft)


class NameForm(forms.Form):
    """Which name of the house a word of the question means."""

    word = forms.CharField(label="Word or words", max_length=120, help_text="As they stand in the question.")
    entity = forms.ModelChoiceField(Entity.objects.filter(enabled=True).order_by("type", "value"), label="It means")

    def __init__(self, parts: Sequence[Decided], question: str, data: Any = None) -> None:
        super().__init__(data, auto_id="id_fixname_%s")
        self.parts, self.question = parts, question

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip()
        if word.casefold() not in self.question.casefold():
            raise forms.ValidationError("These words do not stand in the question.")
        return word

    def correction(self, log: QueryLog, draft: Draft) -> Correction:
        """Raises NothingToDo."""
        entity: Entity = self.cleaned_data["entity"]
        case = case_of(log, [part.intent or NONE for part in self.parts], [slot_of(entity)])
        return by_name(self.cleaned_data["word"], entity, case)


def case_of(log: QueryLog, expected: Iterable[str], slots: Iterable[tuple[str, str]] = ()) -> Case:
    """The test case of a recorded question, with what the same person had asked before it."""
    row = QueryLog.objects.values_list(*COLUMNS).get(pk=log.pk)
    earlier = recorded_as(row).asked.questions
    return Case(log.question.strip(), tuple(expected), tuple(earlier), tuple(slots))
