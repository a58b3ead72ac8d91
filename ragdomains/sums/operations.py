"""What can be done with numbers, within bounds; what has no result is refused in words fit to be spoken."""

import math
from collections.abc import Callable
from decimal import Decimal

from ragdomains.types import ProviderError

PRECISION = 60  # digits
LARGEST = Decimal(10) ** 50
LARGEST_FACTORIAL = 40
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
TOO_LARGE = "That number is too large for me."


def refusal(text: str) -> ProviderError:
    return ProviderError(text, "missing")


def bounded(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) > LARGEST:
        raise refusal(TOO_LARGE)
    return value


def combined(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign in {"*", "of"}:
        return left * right
    if not right:
        raise refusal("Dividing by zero has no answer.")
    if sign == "/":
        return left / right
    if abs(left) > LARGEST:
        raise refusal(TOO_LARGE)
    return left - right * (left / right).to_integral_value("ROUND_FLOOR")


def raised(base: Decimal, exponent: Decimal) -> Decimal:
    if not base:
        if exponent < 0:
            raise refusal("Dividing by zero has no answer.")
        return Decimal(1) if not exponent else Decimal(0)
    if base < 0 and exponent != exponent.to_integral_value():
        raise refusal("That has no real result.")
    size = float(exponent) * math.log10(abs(base))  # digits of the result, before it is calculated
    if size > 50 or abs(exponent) > 100_000:
        raise refusal(TOO_LARGE)
    return Decimal(0) if size < -50 else bounded(base**exponent)


def factorial(value: Decimal) -> Decimal:
    if value < 0 or value != value.to_integral_value():
        raise refusal("Only whole numbers from zero on have a factorial.")
    if value > LARGEST_FACTORIAL:
        raise refusal(TOO_LARGE)
    return Decimal(math.factorial(int(value)))


def square_root(value: Decimal) -> Decimal:
    if value < 0:
        raise refusal("A negative number has no real square root.")
    return value.sqrt()


def cube_root(value: Decimal) -> Decimal:
    if not value:
        return value
    root = (abs(value) ** (Decimal(1) / 3)).copy_sign(value)
    near = root.to_integral_value()
    return near if near**3 == value else root


FUNCTIONS: dict[str, Callable[[Decimal], Decimal]] = {
    "sqrt": square_root,
    "cbrt": cube_root,
    "abs": abs,
    "fact": factorial,
}
