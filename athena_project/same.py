"""A key of a cache by what something is, and not by what it holds."""

from typing import Any


class Same:
    """Stands for a value in a cache: to hash ten facts costs as much as a check. It keeps the value, and so its id."""

    __slots__ = ("held",)

    def __init__(self, held: Any) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held
