"""Asks a saved domain one question and keeps all that can be seen of it: facts, sentences, time, the raw answer."""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asgiref.sync import async_to_sync
from django.core.cache import cache
from django.core.cache.backends.dummy import DummyCache
from django.utils import timezone

from athena_project.http import HttpError
from athena_project.secrets import KeyRingError
from ragdomains import lent
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.lookup import Lookups, PluginMishap
from ragdomains.models import Domain
from ragdomains.quotas import Quotas
from ragdomains.redaction import Redaction
from ragdomains.sentences import Overrides, said, say
from ragdomains.types import Evidence, Lookup, Missing, ProviderError
from ragdomains.witness import Seen, Witness, shown

MOST = 10  # raw answers that are shown

# what to do next, by the kind of a ProviderError
ADVICE = {
    "unreachable": "Check the address in the options, and that the service is running. Then test again.",
    "timeout": "Check that the service is running. If it is only slow, raise the timeouts on this page and save.",
    "blocked": "Add an egress rule for this address if it is one of your own network. Else correct it in the options.",
    "limited": "Wait a while. If it happens again, raise “Fresh for”, so that the service is asked less often.",
    "refused": "Check the address in the options and the credential of this domain: the service said no.",
    "broken": "Compare the raw answer with the options: the service may have sent a page, or another shape.",
    "missing": "Compare the raw answer, if any, with the options: the service may know it by another name.",
    "quota": "Wait until the quota begins anew, or raise it on this page, if the service allows more.",
    "setup": "Look over the options and the credential of this domain, save, and test again.",
}
ASKED_BACK = "The domain asks back. Test with a question that names it, or write it under “Slots”."
MISHAP = "This is a mistake of the provider's code, not of the service. The log names it."


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. `problem` says why there is no evidence, `advice` what to do next; no text holds the secret."""

    lookup: Lookup
    ms: float
    facts: tuple[dict[str, str], ...] = ()
    values: tuple[dict[str, str], ...] = ()
    passages: tuple[dict[str, Any], ...] = ()
    short: str = ""
    long: str = ""
    source: str = ""
    as_of: str = ""
    cached: str = ""
    problem: str = ""
    reason: str = ""
    advice: str = ""
    blocked: bool = False
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a trial needs, gathered from the database before anything is asked."""

    domain: Domain
    secret: str
    overrides: Overrides
    http: Witness
    lookups: Lookups

    @classmethod
    def of(cls, domain: Domain, by_cache: bool, language: str) -> "Bench":
        """Raises ProviderError (setup) for a credential that cannot be opened."""
        http = Witness()
        lookups = Lookups(http, cache if by_cache else DummyCache("", {}), lent.search_of)
        lookups.quotas = Quotas(EvidenceCache(cache))  # a test spends what a question would
        return cls(domain, secret_of(domain), overrides_of(domain, language), http, lookups)

    async def ask(self, lookup: Lookup) -> Trial:
        hidden = Redaction(self.secret)
        began = time.perf_counter()
        try:
            evidence = await self.lookups.look_up(self.domain, lookup, self.secret)
            trial = Trial(lookup, since(began))
            trial = replace(trial, **self._told(evidence, lookup, hidden))
        except ProviderError as error:
            trial = explained(error, lookup, since(began), hidden)
        finally:
            await self.lookups.settle()
            await self.http.close()
        return replace(trial, seen=tuple(shown(each, hidden) for each in self.http.seen[:MOST]))

    def _told(self, evidence: Evidence, lookup: Lookup, hidden: Redaction) -> dict[str, Any]:
        say_it = (self.overrides, lookup.now, lookup.language)
        return {
            "facts": tuple(fact_row(fact, hidden, lookup.language) for fact in evidence.facts[:100]),
            "values": tuple({"name": name, "said": hidden(text)} for name, text in evidence.values.items() if text),
            "passages": tuple(
                {"document": each.title, "heading": each.heading, "score": each.score, "text": hidden(each.text[:500])}
                for each in evidence.passages[:10]
            ),
            "short": hidden(say(self.domain, evidence, "short", *say_it)),
            "long": hidden(say(self.domain, evidence, "long", *say_it)),
            "source": hidden(evidence.source),
            "as_of": moment(evidence.as_of) if evidence.as_of else "",
            "cached": evidence.cached,
        }


def tried(domain: Domain, lookup: Lookup, by_cache: bool) -> Trial:
    """Asks the row as it is saved; `by_cache` lets the cache answer, as it would a question."""
    try:
        bench = Bench.of(domain, by_cache, lookup.language)
    except ProviderError as error:
        return explained(error, lookup, 0.0, Redaction(""))
    if not domain.quota:
        return async_to_sync(bench.ask)(lookup)
    bench.lookups.quotas.write()  # what this key has spent already counts here too
    try:
        return async_to_sync(bench.ask)(lookup)
    finally:
        bench.lookups.quotas.write()


def since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def moment(at: datetime) -> str:
    """To the second, in its own zone."""
    return f"{at:%-d %b %Y, %H:%M:%S} {at.tzname() or ''}".strip()


def fact_row(fact: Any, hidden: Redaction, language: str) -> dict[str, str]:
    value = moment(fact.value) if isinstance(fact.value, datetime) else str(fact.value)
    row = {"name": fact.name, "value": hidden(value), "unit": fact.unit}
    return {**row, "spoken": hidden(said(fact, "short", language))}


def explained(error: ProviderError, lookup: Lookup, ms: float, hidden: Redaction) -> Trial:
    text = hidden(str(error))
    advice = ADVICE.get(error.kind, "")
    if isinstance(error, PluginMishap):
        advice = MISHAP
    elif error.kind == "missing" and text.endswith("?"):
        advice = ASKED_BACK
    cause = error.__cause__
    reason = hidden(str(cause)) if isinstance(cause, HttpError | KeyRingError | Missing) else ""
    return Trial(lookup, ms, problem=text, reason=reason, advice=advice, blocked=error.kind == "blocked")


def secret_of(domain: Domain) -> str:
    try:
        return domain.credential.reveal() if domain.credential else ""
    except KeyRingError as error:
        text = f"The credential {domain.credential} cannot be opened. Type its secret again."
        raise ProviderError(text, "setup") from error


def overrides_of(domain: Domain, language: str) -> Overrides:
    """The domain's own sentences: those of the language, and those of every language where it has none."""
    rows = domain.templates.filter(enabled=True, language__in=["", language]).order_by("language")
    return {(domain.pk, row.answer, row.form): row.text for row in rows}


def plain_lookup(question: str) -> Lookup:
    """The question where nobody understands questions yet: its words alone."""
    return Lookup("", question, timezone.localtime())
