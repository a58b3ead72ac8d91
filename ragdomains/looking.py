"""Looks at a source by its kind: under the egress policy, with its domain's key and what the last look kept."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.db import DatabaseError
from pydantic import ValidationError as OptionsError

from athena_project import egress_use
from athena_project.http import Http, HttpError
from athena_project.infrastructure import reachable
from athena_project.models import EgressRule, HouseSettings, readable
from athena_project.plugins import UnknownKind
from ragdomains.addresses import address
from ragdomains.items import KEPT, Found, read_as
from ragdomains.models import Domain, Refresh, Source
from ragdomains.origins import Origin, Place, origins
from ragdomains.readers import ReadError
from ragdomains.trial import secret_of
from ragdomains.types import ProviderError

MARK = "read as"


def look_at(source: Source) -> Found:
    """What lies in a source now; raises ReadError where it cannot be looked at. Keeps what the next look is told."""
    try:
        run, options = origins[source.kind].run, source.parsed()
        place = place_of(source)
    except UnknownKind as error:
        raise ReadError(f"{error} {KEPT}") from error
    except OptionsError as error:
        raise ReadError(f"Its options make no sense: {'; '.join(readable(error))}. {KEPT}") from error
    except ProviderError as error:
        raise ReadError(f"{error} {KEPT}") from error
    try:
        found = asyncio.run(looked(run, place, options))
    except HttpError as error:
        raise ReadError(f"{error}. {KEPT}") from error
    finally:
        with suppress(DatabaseError):  # the counts of a call are worth less than what it brought
            egress_use.write(place.http.ledger)
    return replace(found, kept={**found.kept, MARK: mark(source)} if found.kept else {})


async def looked(run: Origin, place: Place, options: Any) -> Found:
    try:
        return await run(place, options)
    finally:
        await place.http.close()


def place_of(source: Source) -> Place:
    """Raises ProviderError (setup) where the address needs a key that the domain does not have."""
    url = source.path
    if "://" in url or url.startswith("{key"):
        url = address(url, secret_of(source.domain).split()).url
    return Place(source.path, http_of(source.domain), url, kept(source))


def http_of(domain: Domain) -> Http:
    """A client for one look, under the rules as they stand now."""
    allowed = (*(rule.allowed() for rule in EgressRule.objects.filter(enabled=True)), *reachable())
    at_home = domain.local_only or HouseSettings.objects.filter(local_only=True).exists()
    return Http(lambda: allowed).on_behalf(f"domain {domain.name}", at_home)


def kept(source: Source) -> Mapping[str, str]:
    """What the last whole look kept; nothing where things are read in another way than they were then."""
    row = Refresh.objects.filter(source=source).first()
    found: dict[str, str] = row.kept if row and isinstance(row.kept, dict) else {}
    return found if found.get(MARK) == mark(source) else {}


def keep(source: Source, found: Found) -> None:
    """To be called when all that was found is stored: a look that broke off must be made again as a whole."""
    if not found.same:
        Refresh.objects.filter(source=source).update(kept=dict(found.kept))


def mark(source: Source) -> str:
    """How a source was read: its address, its options, and the way of reading."""
    how = json.dumps([read_as(), source.kind, source.path, source.options], sort_keys=True)
    return hashlib.sha256(how.encode()).hexdigest()
