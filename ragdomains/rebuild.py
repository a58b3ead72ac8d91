"""Builds a domain's index anew beside the live one, checks it, and switches; goes back to the one before.

A build is a row. Whoever fills it signs it now and then; one that is not signed any more is taken over by the next
builder, which goes on where it stopped. So it may be killed at any moment.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from ragdomains import canaries
from ragdomains.builds import alive, previous, under_way
from ragdomains.encoders import PASSING
from ragdomains.filling import OVERTAKEN, BuildError, OvertakenError, fill, missing, sign
from ragdomains.intake import Progress, announce, new_version, silent
from ragdomains.models import Domain, IndexVersion
from ragdomains.recipes import recipe_of
from ragdomains.types import ProviderError

ROUNDS = 5  # documents may change while their passages are embedded

BUSY = "The index is being built since {:%H:%M} UTC. If that was interrupted, wait two minutes."
NOTHING_BEFORE = "There is no earlier index to go back to."


class BusyError(BuildError):
    """Somebody builds the index just now."""


def reindex(domain_id: int, progress: Progress = silent, force: bool = False) -> IndexVersion:
    """Embeds everything into a new build and switches to it; raises BuildError while another build goes on."""
    return build(begin(domain_id, force), progress)


def go_back(domain_id: int, progress: Progress = silent) -> IndexVersion:
    """Lets the build before answer again, after what has changed since was put into it; raises BuildError."""
    return build(begin_back(domain_id), progress)


def go_on(domain_id: int, progress: Progress = silent, again: bool = False) -> IndexVersion:
    """Does what was asked for, or was left unfinished. `again`: who filled it has ended, and gives no more signs."""
    if again:
        IndexVersion.objects.filter(domain=domain_id, state="building").update(seen=None)
    left = under_way(domain_id)
    back = left is not None and left.switched is not None
    return go_back(domain_id, progress) if back else reindex(domain_id, progress)


def ask(domain_id: int, back: bool = False, force: bool = False) -> IndexVersion:
    """Leaves a build for the worker, who finds it within a minute; raises BuildError while another goes on."""
    version = begin_back(domain_id) if back else begin(domain_id, force)
    IndexVersion.objects.filter(pk=version.pk, token=version.token).update(seen=None)
    return version


@transaction.atomic
def begin(domain_id: int, force: bool = False) -> IndexVersion:
    """The build to be filled by the caller: the one that was left, or a new one."""
    wanted = recipe_of(Domain.objects.select_for_update().get(pk=domain_id))
    left = claimed(domain_id, force)
    if left is not None and left.recipe == wanted and left.switched is None and not force:
        return signed_over(left)
    if left is not None:
        leave(left, "It was left for another build." if left.switched is None else "")
    return signed_over(new_version(domain_id, "building", wanted))


@transaction.atomic
def begin_back(domain_id: int) -> IndexVersion:
    Domain.objects.select_for_update().get(pk=domain_id)
    left = claimed(domain_id)
    if left is not None:
        leave(left, "It was left to go back to an earlier one." if left.switched is None else "")
    found = previous(domain_id)
    if found is None:
        raise BuildError(NOTHING_BEFORE)
    IndexVersion.objects.filter(pk=found.pk).update(state="building", problem="")
    return signed_over(found)


def claimed(domain_id: int, force: bool = False) -> IndexVersion | None:
    """The build that nobody fills any more; raises BuildError while somebody does."""
    found = under_way(domain_id)
    if found is not None and not force and alive(found):
        raise BusyError(BUSY.format(found.created))
    return found


def signed_over(version: IndexVersion) -> IndexVersion:
    """From here on the caller is the builder: a new token, which the one before has not."""
    values = {"token": secrets.token_hex(16), "seen": timezone.now()}
    IndexVersion.objects.filter(pk=version.pk).update(**values)
    version.refresh_from_db()
    return version


def leave(version: IndexVersion, problem: str) -> None:
    """Gives a build up; one that has answered before can be gone back to, as before."""
    state = "failed" if version.switched is None else "retired"
    own = IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token)
    own.update(state=state, problem=problem, seen=None)


def build(version: IndexVersion, progress: Progress = silent) -> IndexVersion:
    """Fills, checks and switches. What is interrupted is left to be taken over; what fails its check never answers."""
    try:
        for _ in range(ROUNDS):
            fill(version, progress)
            if not missing(version).exists() and checked(version, progress):
                sign(version, "switching", progress)
                if switch(version):
                    return version
        raise BuildError("The documents change faster than they can be embedded. Try again later.")
    except OvertakenError:
        raise
    except BuildError as error:
        leave(version, str(error))
        raise
    except ProviderError as error:
        if error.kind not in PASSING:
            leave(version, str(error))
        else:  # the index or the model's server is away: the passages are kept, and the next try goes on from there
            IndexVersion.objects.filter(pk=version.pk, token=version.token).update(problem=str(error))
        raise BuildError(str(error)) from error
    finally:
        IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token).update(seen=None)


def checked(version: IndexVersion, progress: Progress) -> bool:
    """Compares the build with the live one and keeps what was found; False if the documents have changed meanwhile.

    Raises BuildError where something speaks against the build.
    """
    live = IndexVersion.objects.filter(domain=version.domain_id, state="live").first()
    if live is None:
        return True
    found = canaries.compare(live, version, lambda step: sign(version, step, progress))
    IndexVersion.objects.filter(pk=version.pk).update(comparison=found)
    problem = canaries.verdict(found)
    if problem and not IndexVersion.objects.filter(pk=live.pk, token=live.token).exists():
        return False
    if problem:
        raise BuildError(problem)
    return True


@transaction.atomic
def switch(version: IndexVersion) -> bool:
    """From here on the build answers; False if a document has come meanwhile that is not in it."""
    Domain.objects.select_for_update().get(pk=version.domain_id)
    builds = IndexVersion.objects.select_for_update().filter(domain=version.domain_id)
    list(builds)  # locked, so that no document is stored into the live one just now
    if not builds.filter(pk=version.pk, state="building", token=version.token).exists():
        raise OvertakenError(OVERTAKEN)
    if missing(version).exists():
        return False
    now = timezone.now()
    builds.filter(state="live").update(state="retired", switched=now, seen=None)
    builds.filter(pk=version.pk).update(state="live", switched=now, seen=None, step="", problem="")
    announce(version.domain_id)
    version.refresh_from_db()
    return True
