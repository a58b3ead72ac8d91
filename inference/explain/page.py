"""What the admin's pages show of one answer."""

from dataclasses import dataclass
from typing import Any

import orjson
from django.utils import timezone
from django.utils.formats import date_format

from athena_project import releases
from athena_project.charts import milliseconds
from athena_project.notices import change_url
from athena_project.releases import Content
from inference.explain.budgets import Budget, budgets
from inference.explain.decisions import Decision, decisions
from inference.explain.examined import Examined, examined
from inference.explain.lookups import LookedUp, Papers, lookups, papers
from inference.explain.rows import ASSISTANT, Link, Rows
from inference.explain.switched_off import SwitchedOff, switched_off
from inference.explain.values import named
from inference.explain.wordings import Wording, wordings
from inference.models import QueryLog, QueryStep
from inference.waterfall import Bar, waterfall
from intents.tongues import spoken


@dataclass(frozen=True, slots=True)
class Traced:
    """An answer with its steps, and the rows that it was made from, then and now."""

    title: str
    log: QueryLog
    steps: list[QueryStep]
    rows: Rows
    url: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """What each stage decided, and what it did not."""

    chains: list[Link]
    decisions: list[Decision]
    off: list[SwitchedOff]
    papers: list[Papers]
    lookups: list[LookedUp]
    wordings: list[Wording]
    examined: Examined
    budgets: list[Budget]


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer with all that is told of it."""

    title: str
    log: QueryLog
    bars: list[Bar]
    explained: Explained

    @property
    def took(self) -> str:
        return milliseconds(self.log.ms)

    @property
    def badge(self) -> str:
        return self.log.outcome.replace(" ", "-")


def shown(traced: Traced) -> Shown:
    return Shown(traced.title, traced.log, waterfall(traced.log, traced.steps), explained(traced))


def explained(traced: Traced) -> Explained:
    log, steps, rows = traced.log, traced.steps, traced.rows
    decided = decisions(steps, rows)
    language = spoken(str(rows.fields(ASSISTANT, log.assistant).get("language", "en")), [log.question])
    return Explained(
        chains=rows.links(detail.get("chain") for _, detail in named(steps, "understand")),
        decisions=decided,
        off=switched_off(decided, language),
        papers=papers(steps, rows),
        lookups=lookups(log, steps, rows),
        wordings=wordings(steps, rows),
        examined=examined(steps, rows),
        budgets=budgets(log, steps, rows),
    )


def recorded(log: QueryLog) -> Traced:
    """A row of the query log, with the release that answered it and the one that is live."""
    live = releases.current()
    then = log.release if log.release and live and log.release_id != live.pk else live if log.release_id else None
    title = date_format(timezone.localtime(log.at), "j M Y, H:i:s")
    steps = log.ordered_steps()
    return Traced(title, log, steps, Rows(content(then), content(live)), change_url(log))


def content(release: Any) -> Content:
    found: Content = orjson.loads(release.content) if release else {}
    return found
