"""Puts right what was misunderstood: an example or another word for a name, with test cases, as one change."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

import orjson
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from athena_project import edit_conflict, undo
from athena_project.changes import described
from athena_project.models import ConfigChange, ConfigModel
from inference.models import Fix, QueryLog, Unanswered
from inference.scores import NONE
from intents.impact import Draft
from intents.models import Entity, Intent, Pattern, TestCase
from intents.slots import OWN_KINDS
from intents.words import read
from ragdomains.models import Domain
from validation.models import Rule

LONGEST_CASE = 500  # characters that a test case takes
LONGEST_EXAMPLE = 300


class NothingToDo(Exception):
    """What is wanted stands there already. The text says so."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what was asked before it, and what must be understood of it."""

    question: str
    intents: tuple[str, ...]
    context: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """Rows that are new or changed, not saved yet, in the order in which they can be; and what they are for."""

    about: str
    rows: tuple[ConfigModel, ...]

    @property
    def token(self) -> str:
        """Of what would be written, and of the rows as they are now: another one if either changes meanwhile."""
        held = [(row._meta.label_lower, described(row), stored(row)) for row in self.rows]
        return hashlib.sha256(orjson.dumps([self.about, held], option=orjson.OPT_SORT_KEYS)).hexdigest()

    def patterns(self) -> list[Pattern]:
        return [row for row in self.rows if isinstance(row, Pattern)]

    def entity(self) -> Entity | None:
        return next((row for row in self.rows if isinstance(row, Entity)), None)

    def applied(self, draft: Draft) -> Draft:
        """The draft with these rows, as far as they decide which intent a question has."""
        for row in self.rows:
            if isinstance(row, Intent):
                draft = draft.with_intent(row)
        for pattern in self.patterns():
            draft = draft.with_pattern(pattern)
        return draft

    def lines(self) -> list[str]:
        """What would be written, row by row, in words."""
        return [said(row) for row in self.rows]


def stored(row: ConfigModel) -> str:
    now = edit_conflict.stored(row) if row.pk else None
    return edit_conflict.version(now) if now else ""


def said(row: ConfigModel) -> str:
    """One row of a correction in words; of a row that is there, what becomes of it."""
    old = edit_conflict.stored(row) if row.pk else None
    if isinstance(row, Pattern):
        verb = "switched off" if not row.enabled and old else "switched on again" if old else "new"
        return f"Example of {row.intent.name}, {verb}: “{row.text}”"
    if isinstance(row, Entity):
        return f"Another word for {row}: “{row.synonyms[-1]}”"
    if isinstance(row, TestCase):
        return said_of_case(row, old if isinstance(old, TestCase) else None)
    return f"New {row._meta.verbose_name}: {row}{'' if row.enabled else ', switched off'}"


def said_of_case(row: TestCase, old: TestCase | None) -> str:
    wanted = expectation(row)
    if old is None:
        return f"New test case{'' if row.enabled else ', switched off'}: “{row.question}” is {wanted}"
    return f"Test case “{row.question}” is there already: it demands {expectation(old)}, and will demand {wanted}"


def expectation(case: TestCase) -> str:
    slots = ", ".join(f"{name} {value}" for name, value in sorted(case.slots.items()))
    intents = ", ".join(map(str, case.intents)) or NONE
    return f"{intents} with {slots}" if slots else intents


def by_examples(texts: Sequence[str], intent: Intent, cases: Sequence[Case], draft: Draft) -> Correction:
    """These texts become examples of an intent; where another has one just so, it is switched off there.

    Raises NothingToDo where all of that stands there already.
    """
    texts = list(dict.fromkeys(text.strip() for text in texts))
    rows: list[ConfigModel] = [] if intent.pk else [intent]
    rows += [*elsewhere(texts, intent, draft), *(row for text in texts for row in example(text, intent))]
    rows += [row for case in cases for row in case_rows(case, intent.enabled)]
    first = f"“{texts[0]}”" if len(texts) == 1 else f"{len(texts)} questions"
    return made(f"{first[:200]} {'is' if len(texts) == 1 else 'are'} {intent.name}", rows)


def made(about: str, rows: Sequence[ConfigModel]) -> Correction:
    if not rows:
        raise NothingToDo("All of this stands there already. If it is understood otherwise, look at the other signs.")
    return Correction(about, tuple(rows))


def example(text: str, intent: Intent) -> Iterator[Pattern]:
    """The example, unless it is there. Under an intent that is switched off it is, too."""
    row = Pattern.objects.filter(intent=intent, type="example", text=text).first() if intent.pk else None
    if row is None:
        yield Pattern(intent=intent, type="example", text=text, enabled=intent.enabled)
    elif not row.enabled and intent.enabled:
        row.enabled = True
        yield row


def elsewhere(texts: Sequence[str], intent: Intent, draft: Draft) -> Iterator[Pattern]:
    """The same examples under other intents: left there, they would decide neither."""
    lines = {read(text).line for text in texts} - {""}
    others = [row for row in draft.patterns if row.type == "example" and row.intent.name != intent.name]
    for row in others if intent.enabled else ():
        if read(row.text).line in lines:
            gone = Pattern.objects.select_related("intent").get(pk=row.pk)
            gone.enabled = False
            yield gone


def case_rows(case: Case, enabled: bool = True) -> Iterator[TestCase]:
    """The test case of this question, new or changed; none where it demands that already, or is too long for one."""
    if len(case.question) > LONGEST_CASE:
        return
    row = TestCase.objects.filter(question=case.question).first()
    if row is None:
        row = TestCase(question=case.question, context=list(case.context), enabled=enabled)
    elif not enabled:
        return  # what is demanded of the live assistant stays
    before = described(row)
    row.intents, row.slots, row.enabled = list(case.intents), {**row.slots, **dict(case.slots)}, enabled
    row.forbidden = [name for name in row.forbidden if name not in case.intents]
    if row.pk is None or described(row) != before:
        yield row


def by_name(word: str, entity: Entity, case: Case) -> Correction:
    """The word becomes another one for a name of the house. Raises NothingToDo where it is one."""
    word = word.strip()
    known = {str(each).casefold() for each in (entity.value, *entity.synonyms)}
    rows: list[ConfigModel] = []
    if word.casefold() not in known:
        entity.synonyms = [*entity.synonyms, word]
        rows.append(entity)
    rows += case_rows(case)
    return made(f"“{word[:100]}” means {entity}", rows)


def slot_of(entity: Entity) -> tuple[str, str]:
    """The slot that a name fills, and the value."""
    return OWN_KINDS.get(entity.type, entity.type), entity.value


def new_intent(title: str, texts: Sequence[str], domain: Domain | None = None) -> Correction:
    """A draft: an intent with examples and test cases, perhaps with a new domain, and all of it switched off."""
    texts = list(dict.fromkeys(text.strip() for text in texts))
    name = free_name(title)
    intent = Intent(name=name, title=title[:120], enabled=False, mode="decline", domain=domain)
    if domain is not None:
        papers = domain.kind == "documents"
        intent.mode, intent.ask = ("llm", "passages") if papers else ("facts", "")
    rows: list[ConfigModel] = [*([domain] if domain else []), intent]
    rows += [row for text in texts for row in example(text, intent)]
    rows += [row for text in texts for row in case_rows(Case(text, (name,)), enabled=False)]
    return Correction(
        f"A draft of the intent {name} for {len(texts)} question{'s' if len(texts) > 1 else ''}", tuple(rows)
    )


def new_domain(title: str, kind: str) -> Domain:
    """A domain that is off, and to be filled in on its page."""
    return Domain(name=free_name(title, Domain)[:40], title=title[:80], kind=kind, enabled=False)


def free_name(title: str, model: type[Intent] | type[Domain] | type[Rule] = Intent) -> str:
    """A name that no row has, made of a title."""
    name = slugify(title)[:36].rstrip("-") or "new"
    taken = set(model._default_manager.filter(name__startswith=name).values_list("name", flat=True))
    return next(each for each in chain([name], (f"{name}-{number}" for number in count(2))) if each not in taken)


def none_of_these() -> Intent:
    """The intent whose examples teach what fits nothing; a new one, not saved, where there is none."""
    row = Intent.objects.filter(mode="none", enabled=True).order_by("pk").first()
    return row or Intent(name="none-of-these", title="none of these", mode="none", category="none")


@transaction.atomic
def write(correction: Correction, author: str, query: QueryLog | None = None) -> Fix:
    """Saves the rows, as one release where edits are live. Raises ValidationError, and then nothing is written."""
    with undo.noted() as keys:
        for row in correction.rows:
            if isinstance(row, Pattern):
                row.intent = row.intent  # it has a key by now
            elif isinstance(row, Intent):
                row.domain = row.domain
            clean(row)
            row.save()
    return Fix.objects.create(author=author, about=correction.about[:300], query=query, changes=keys)


def switched_off(fix: Fix) -> list[ConfigModel]:
    """The rows of a draft that the fix added and that wait to be switched on, in the order in which they were made."""
    entries = ConfigChange.objects.filter(pk__in=fix.changes, action="add").order_by("id")
    found = [apps.get_model(each.model)._default_manager.filter(pk=each.row, enabled=False).first() for each in entries]
    return [row for row in found if isinstance(row, ConfigModel)]


@transaction.atomic
def switch_on(fix: Fix) -> int:
    """Switches on what a draft holds; undoing the fix takes that back, too. Raises ValidationError, and nothing is."""
    rows = switched_off(fix)
    with undo.noted() as keys:
        for row in rows:
            row.enabled = True
            clean(row)
            row.save()
    fix.changes = [*fix.changes, *keys]
    fix.save(update_fields=["changes"])
    return len(rows)


def clean(row: ConfigModel) -> None:
    """As the row's own page would. What is off and only begun, such as a domain without its options, may be a draft."""
    try:
        if row.enabled:
            row.full_clean()
        else:
            row.clean_fields()
            row.validate_unique()
    except ValidationError as error:
        raise ValidationError([f"{row}: {text}" for text in error.messages]) from error


@transaction.atomic
def take_back(fix: Fix, author: str) -> bool:
    """Undoes a fix; False where that was done already. Raises undo.CannotUndo where somebody changed its rows since."""
    rows = Fix.objects.filter(pk=fix.pk, undone=None)
    if rows.update(undone=timezone.now(), undone_by=author) != 1:
        return False
    undo.take_back(fix.changes)
    Unanswered.objects.filter(fix=fix).update(state=Unanswered.OPEN, fix=None, settled=None)
    return True
