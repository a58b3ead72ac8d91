"""Who won, who lost, from where and to where: the two sides of a record must not be swapped."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import BaseModel, ConfigDict

from ragdomains.types import Evidence
from validation.answers import said_yes
from validation.checks import Objection, checks
from validation.otherwise import prose
from validation.records import records_of
from validation.roles import Roles, roles_of, said_roles, told_roles, wrong_scores
from validation.same import once
from validation.subjects import spoken_of
from validation.types import Claim, Draft

MOST = 20  # objections of one sentence


class Options(BaseModel):
    """Winner and loser, origin and destination must not be swapped"""

    model_config = ConfigDict(extra="forbid")


@checks.register("right_roles", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    known = _told(draft.evidence)
    if _any_roles(draft.evidence):
        records = spoken_of(records_of(draft.evidence), draft.sentence, draft.question)
        known = [roles for record in records if (roles := roles_of(record))]
    return list(islice(_objections(draft, claims, known), MOST))


@once
def _any_roles(evidence: Sequence[Evidence]) -> bool:
    """Most records have no sides."""
    return any(map(roles_of, records_of(evidence)))


@once
def _told(evidence: Sequence[Evidence]) -> Sequence[Roles]:
    """The sides of the one game that running text tells of."""
    texts = prose(evidence)
    found = [roles for text in texts if (roles := told_roles(text))]
    return found if len(found) == 1 else []


def _objections(draft: Draft, claims: Sequence[Claim], known: Sequence[Roles]) -> Iterator[Objection]:
    if not known or any(_fits(draft, claims, roles) for roles in known):
        return
    for role, name, start, end in said_roles(draft.sentence, known[0], claims):
        if known[0].wrong(role, name):
            told = known[0].told(role)
            yield Objection(
                f"The {role} is {told}.", Claim("name", draft.sentence[start:end], start, end, name), evidence=told
            )
    for start, end, so in wrong_scores(draft.sentence, known[0]):
        yield Objection(f"It was {so}.", Claim("name", draft.sentence[start:end], start, end), evidence=so)
    yield from _by_yes(draft, claims, known[0])


def _fits(draft: Draft, claims: Sequence[Claim], roles: Roles) -> bool:
    wrong = any(roles.wrong(role, name) for role, name, _, _ in said_roles(draft.sentence, roles, claims))
    return not wrong and not any(wrong_scores(draft.sentence, roles)) and not list(_by_yes(draft, claims, roles))


def _by_yes(draft: Draft, claims: Sequence[Claim], roles: Roles) -> Iterator[Objection]:
    """ "Yes." to "Did the Ravens win?" says that they won."""
    yes = said_yes(draft.sentence) if not draft.before else None
    if yes is None:
        return
    for role, name, _, _ in said_roles(draft.question, roles, ()):
        if role in {"winner", "loser"} and roles.wrong(role, name) == yes:
            yield Objection(f"The {role} is {roles.told(role)}.", evidence=roles.told(role))
