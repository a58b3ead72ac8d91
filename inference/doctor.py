"""Examines what answers stand on: Ollama and its models, assistants, API keys; and runs all examinations."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db.models import Model

from athena_project import doctor as foundation
from athena_project.findings import OK, PROBLEM, WAITING, WARNING, Finding, examined, where
from inference import ollama_models
from inference.backends import BackendError
from inference.llm_probe import llm_servers
from inference.models import LLM, ApiKey, Assistant
from intents.models import Intent
from ragdomains import doctor as knowledge
from ragdomains.models import Domain

NAMED = (("llms", "LLM", LLM), ("intents", "intent", Intent), ("domains", "domain", Domain))


def everything() -> list[Finding]:
    """All that can be looked at now, in the order in which it is best mended."""
    found = list(examined((*foundation.GROUND, *knowledge.GROUND)))
    if foundation.ready():
        return [*found, *examined((*foundation.ROWS, *knowledge.ROWS, *ROWS))]
    return [*found, Finding("rows", WARNING, "They are looked at once the database is ready.")]


def to_do() -> list[Finding]:
    """What is not well among what takes no time to look at, for a page."""
    return [finding for finding in examined(QUICK) if finding.state not in {OK, WAITING}]


def ollama() -> Iterator[Finding]:
    """The server of OLLAMA_URL, and whether the models that rows name are on it."""
    if not settings.OLLAMA_URL:
        yield Finding("Ollama", OK, "Not used: OLLAMA_URL is not set.")
        return
    place = where(settings.OLLAMA_URL)
    try:
        there = [model.name for model in async_to_sync(ollama_models.installed)()]
    except BackendError as error:
        yield Finding("Ollama", PROBLEM, f"{place}: {error}", "Look whether it runs, and at OLLAMA_URL.")
        return
    if not there:
        advice = "manage.py models --pull qwen3:4b"
        yield Finding("Ollama", PROBLEM, f"{place} has no model yet.", advice)
        return
    yield from missing(there) or [Finding("Ollama", OK, f"{place} answers; it has {', '.join(there[:8])}.")]


def missing(there: list[str]) -> list[Finding]:
    found = []
    for llm in LLM.lacking(there):
        model = llm.options["model"]
        text = f"The model {model} of the LLM {llm} is not on the server."
        found.append(Finding("Ollama", PROBLEM, text, f"manage.py models --pull {model}"))
    return found


def llm_addresses() -> Iterator[Finding]:
    yield from knowledge.addresses("egress of LLMs", LLM.objects.filter(enabled=True))


def keys() -> Iterator[Finding]:
    if ApiKey.objects.filter(revoked=False).exists():
        yield Finding("API keys", OK, "There is one.")
    else:
        advice = "manage.py issue_key NAME"
        yield Finding("API keys", WARNING, "There is none: clients on other machines need one.", advice)


def assistants() -> Iterator[Finding]:
    rows = list(Assistant.objects.filter(enabled=True))
    default = [row.name for row in rows if row.default]
    if not rows:
        yield Finding("assistants", PROBLEM, "There is none: clients find no model.", "Add one in the admin.")
    elif not default:
        advice = "Tick *default* at one of them."
        yield Finding("assistants", WARNING, "None is the default; the first by name answers.", advice)
    elif len(default) > 1:
        text = f"Several are the default: {', '.join(default)}. The first by name answers."
        yield Finding("assistants", WARNING, text, "Leave *default* at one of them.")
    else:
        yield Finding("assistants", OK, f"{default[0]} is the default of {len(rows)}.")


def names() -> Iterator[Finding]:
    """What assistants name and is not there, or is switched off: it is passed over, or declines everything."""
    if wrong := unknown(Assistant.objects.filter(enabled=True)):
        yield Finding("names in assistants", WARNING, wrong, "Correct the names in the assistant.")
    else:
        yield Finding("names in assistants", OK, "Everything that an assistant names is there.")


def unknown(assistants: Iterable[Assistant], known: Mapping[type[Model], Collection[str]] | None = None) -> str:
    """The names in assistants that no row has, in one sentence. What of the rows is `known` is not read again."""
    found = dict(known or {})
    wrong = []
    for row in assistants:
        for field, called, model in NAMED:
            named = getattr(row, field)
            if named and model not in found:
                found[model] = set(model._default_manager.filter(enabled=True).values_list("name", flat=True))
            wrong += [f"{row} names the {called} {name}" for name in named if name not in found[model]]
    return f"{'; '.join(wrong)}: not there, or switched off." if wrong else ""


ROWS = (ollama, llm_addresses, llm_servers, keys, assistants, names)
# these ask no database; the pages of the admin look at the rows themselves (athena_project/notices.py)
QUICK = (foundation.combinations, foundation.hosts, foundation.origins, foundation.disk)
