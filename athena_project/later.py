"""Libraries that are dear to import and that many starts never need: imported at their first use."""

import importlib
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands for a module by its name; its first attribute imports it. Safe to ask from any thread.

    In an `except` clause it costs nothing until something was raised: Python reads the clause only then.
    """

    def __getattr__(self, name: str) -> Any:
        found = getattr(importlib.import_module(self.__name__), name)
        setattr(self, name, found)
        return found


redis = Later("redis")  # a third of a second, for those who have a server
