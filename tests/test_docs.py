"""The pages keep up with the code: every variable, command, plug-in, option and kind of row stands in them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from athena_project.models import AccessModel
from athena_project.plugins import Plugin
from athena_project.releases import config_models
from inference.backends import backends
from ragdomains.origins import origins
from ragdomains.providers import providers
from validation.checks import checks

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
OWN = {"athena_project", "ragdomains", "intents", "validation", "inference"}
READERS = {"env", "flag", "number", "words"}
KINDS = [(plugins.name, kind) for plugins in (providers, checks, backends, origins) for kind, _ in plugins.choices()]
LINK = re.compile(r"\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# put together here, so that this file does not name them itself
REGISTRIES = [f"{name}.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]
LOADED = re.compile(
    r"""(?:\bsrc\s*=\s*|<link\b[^>]*\bhref\s*=\s*|\burl\(\s*|@import\s+|\b(?:fetch|import)\(\s*)["']?(?:https?:)?//""",
    re.IGNORECASE,
)


def variables() -> list[str]:
    tree = ast.parse((ROOT / "athena_project" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return sorted({ast.literal_eval(call.args[0]) for call in calls if call.func.id in READERS})  # type: ignore[attr-defined]  # the line above keeps names only


def commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app in OWN)


def rows() -> list[str]:
    access = [model for model in apps.get_models() if issubclass(model, AccessModel)]
    return sorted(str(model._meta.verbose_name_plural) for model in [*config_models(), *access])


def page_of(seam: str, kind: str) -> str:
    """The kind's own page, or its section where all kinds of a seam share one page."""
    own = DOCS / f"{seam}s" / f"{kind}.md"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    shared = (DOCS / f"{seam}s.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {kind}\n(.*?)(?=^##|\Z)", shared, re.MULTILINE | re.DOTALL)
    return section[1] if section else ""


def plugin(seam: str, kind: str) -> Plugin[object]:
    seams = {"provider": providers, "check": checks, "backend": backends, "source": origins}
    found: Plugin[object] = seams[seam][kind]  # type: ignore[index]  # one of the four
    return found


def links(page: Path) -> Iterator[str]:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    yield from (link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link))


def anchors(page: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    heads = ANCHOR.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def files(*folders: str) -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if folders and top.name not in folders:
            continue
        if top.is_file():
            yield top
        elif top.name == ".ci" or not (top.name.startswith(".") or top.name in {"var", "staticfiles"}):
            yield from (path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@pytest.mark.parametrize("name", variables())
def test_every_variable_stands_in_the_table_of_settings(name: str) -> None:
    lines = (DOCS / "operations.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("|") and f"`{name}`" in line.split("|")[1]]


@pytest.mark.parametrize("name", commands())
def test_every_command_stands_in_the_table_of_commands(name: str) -> None:
    lines = (DOCS / "operations.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("| `manage.py") and re.search(rf"[ `]{name}[ `]", line)]


@pytest.mark.parametrize(("seam", "kind"), KINDS)
def test_every_kind_has_a_page_that_names_its_options(seam: str, kind: str) -> None:
    page = page_of(seam, kind)
    assert page
    assert [name for name in plugin(seam, kind).options.model_fields if f"`{name}`" not in page] == []


@pytest.mark.parametrize(("seam", "kind"), KINDS)
def test_the_overview_of_a_seam_names_its_kinds(seam: str, kind: str) -> None:
    assert re.search(rf"\b{kind}\b", (DOCS / f"{seam}s.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", rows())
def test_every_kind_of_row_stands_in_the_page_of_the_admin(name: str) -> None:
    text = (DOCS / "admin.md").read_text(encoding="utf-8").casefold()
    assert f"**{name.casefold()}**" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        targets = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
        targets += [target / "README.md" for target in targets if target.is_dir()]
        waiting += [target for target in targets if target.suffix == ".md" and target not in seen and target.exists()]
    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in seen] == []


def test_nothing_names_the_host_of_a_package_registry() -> None:
    texts = ((path, path.read_bytes()) for path in files())
    assert [str(path) for path, text in texts if any(host.encode() in text for host in REGISTRIES)] == []


def test_no_page_loads_anything_from_another_host() -> None:
    looked_at = list(files("templates", "static"))
    assert looked_at
    texts = ((path, path.read_text(encoding="utf-8", errors="replace")) for path in looked_at)
    assert [str(path) for path, text in texts if LOADED.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example/x.js">',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        "@import 'https://cdn.example/x.css'",
        "background: url(https://cdn.example/x.png)",
    ],
)
def test_what_would_be_loaded_is_recognised(text: str) -> None:
    assert LOADED.search(text)
