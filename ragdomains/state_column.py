"""How each domain of a list is, in a word: whether it waits for a key, stays at home, answers or does not."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.models import HouseSettings
from ragdomains.models import Domain
from ragdomains.standing import Standing, Standings

Word = tuple[str, str]  # the colour, and the word

CALM = "calm"
WORSE = {"half-open": ("degraded", "tried again"), "open": ("down", "does not answer")}


def words(domains: Sequence[Domain], kept: Standings, processes: Iterable[str]) -> dict[int, Word]:
    """The word of each domain by its number, the worst that one of the processes says of it."""
    names = list(processes)
    at_home = HouseSettings.objects.filter(local_only=True).exists()
    return {domain.pk: word(domain, list(kept.of(domain.pk, names).values()), at_home) for domain in domains}


def word(domain: Domain, said: Sequence[Standing], at_home: bool) -> Word:
    if not domain.enabled:
        return CALM, "off"
    if domain.wants_key() and domain.credential_id is None:
        return CALM, "needs a key"
    if any(one.unusable for one in said):
        return "degraded", "cannot be used"
    for breaker in ("open", "half-open"):
        if any(one.breaker == breaker for one in said):
            return WORSE[breaker]
    if any(one.failing for one in said):
        return "degraded", "failed last"
    if at_home or domain.local_only:
        return CALM, "local only"
    return ("up", "answers") if any(one.succeeded for one in said) else (CALM, "not asked yet")


def badge(found: Word) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', *found)
