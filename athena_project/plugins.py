"""A registry of plug-ins: one kind, one Options model, one async function each."""

import importlib
import logging
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from pydantic import BaseModel

log = logging.getLogger(__name__)

F = TypeVar("F")


class UnknownKind(LookupError):
    """No plug-in of this kind is registered; the text names the kinds there are."""


@dataclass(frozen=True, slots=True)
class Plugin(Generic[F]):
    """One kind: what can be set, what it runs, and what else its seam wants to know of it."""

    kind: str
    options: type[BaseModel]
    run: F
    about: str
    extra: Mapping[str, object]


@dataclass(slots=True)
class Plugins(Generic[F]):
    """The kinds of one seam: providers, checks or backends.

    `package` holds the shipped kinds, one module each. `group` is the entry-point group by which an installed
    package adds its own. One that cannot be imported stands in `broken` with its error and harms no other.
    """

    name: str
    package: str
    group: str
    kinds: dict[str, Plugin[F]] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    loaded: bool = False

    def register(self, kind: str, options: type[BaseModel], **extra: object) -> Callable[[F], F]:
        """Names the decorated function as what runs for `kind`; the first docstring line of `options` describes it."""

        def add(run: F) -> F:
            if kind in self.kinds:
                raise ValueError(f"{self.name}: the kind {kind!r} is registered twice")
            about = (options.__doc__ or kind).strip().splitlines()[0]
            self.kinds[kind] = Plugin(kind, options, run, about, extra)
            return run

        return add

    def load(self) -> None:
        """Imports every module of the package and every entry point, once."""
        if self.loaded:
            return
        self.loaded = True
        package = importlib.import_module(self.package)
        for module in pkgutil.iter_modules(package.__path__):
            name = f"{self.package}.{module.name}"
            self._try(name, partial(importlib.import_module, name))
        for entry in entry_points(group=self.group):
            self._try(entry.name, entry.load)

    def _try(self, name: str, load: Callable[[], object]) -> None:
        try:
            load()
        except Exception as error:  # noqa: BLE001 a foreign plug-in may raise anything; the others must go on
            self.broken[name] = f"{type(error).__name__}: {error}"
            log.error("plug-in %s of %s is left out: %s", name, self.name, self.broken[name])

    def __getitem__(self, kind: str) -> Plugin[F]:
        self.load()
        try:
            return self.kinds[kind]
        except KeyError:
            known = ", ".join(sorted(self.kinds))
            raise UnknownKind(f"There is no {self.name} {kind!r}. There are: {known}.") from None

    def choices(self) -> list[tuple[str, str]]:
        """(kind, what it is) for a form, sorted by kind."""
        self.load()
        return [(plugin.kind, plugin.about) for plugin in sorted(self.kinds.values(), key=lambda p: p.kind)]
