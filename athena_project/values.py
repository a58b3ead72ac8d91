"""Frozen values of many fields, made and copied at the cost of plain ones.

A frozen dataclass stores each field by a call of object.__setattr__, and dataclasses.replace() goes through each
thrice. Here the fields are stored in an object of a twin class, which is not frozen, with the very same slots; then it
becomes one of the frozen class, and nobody has seen it before.
"""

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")

_copiers: dict[type[Any], Callable[[Any], Any]] = {}
_thaw = object.__setattr__  # a frozen object refuses an assignment, of its class too


def quick(kind: type[T]) -> type[T]:
    """The dataclass with a quicker __init__; worth it from ten fields on. It must be frozen, with slots."""
    open_kind = twin(kind)
    fill: Callable[..., None] = vars(open_kind)["__init__"]

    @wraps(vars(kind)["__init__"])
    def init(made: Any, *values: Any, **named: Any) -> None:
        _thaw(made, "__class__", open_kind)
        fill(made, *values, **named)
        made.__class__ = kind

    setattr(kind, "__init__", init)  # noqa: B010 the checker of types would refuse it
    return kind


def replace(value: T, **changes: Any) -> T:
    """A copy with these fields changed, of a frozen dataclass with slots; AttributeError for another field.

    A quarter of the time of dataclasses.replace(). Nothing is computed anew: __init__ and __post_init__ do not run.
    """
    kind: type[Any] = type(value)
    made: Any = (_copiers.get(kind) or copier(kind))(value)
    for name, changed in changes.items():
        setattr(made, name, changed)
    made.__class__ = kind
    copied: T = made
    return copied


def twin(kind: type[Any]) -> type[Any]:
    """The same dataclass without its methods, and not frozen."""
    return make_dataclass(kind.__name__, [(field.name, field.type, field) for field in fields(kind)], slots=True)


def copier(kind: type[Any]) -> Callable[[Any], Any]:
    """A function that copies a value of two fields or more into a twin which wants each of them."""
    held = fields(kind)
    open_kind = make_dataclass(kind.__name__, [(field.name, field.type) for field in held], slots=True)
    read = attrgetter(*(field.name for field in held))

    def copied(value: Any) -> Any:
        return open_kind(*read(value))

    _copiers[kind] = copied
    return copied
