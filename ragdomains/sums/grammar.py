"""Calculates a sum by recursive descent, in decimals and within bounds.

sum := product (("+" | "-") product)*         a percentage added or taken is one of what stands before: 80 + 15% is 92
product := signed (("*" | "/" | "mod" | "%" | "of") signed)*, and a bracket directly after a value multiplies
signed := "-" signed | power
power := postfix ("^" signed)?                binds to the right
postfix := atom ("%" | "!")*
atom := number | "pi" | "(" sum ")" | ("sqrt" | "cbrt" | "abs" | "fact") signed
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext

from ragdomains.sums.operations import (
    FUNCTIONS,
    PI,
    PRECISION,
    bounded,
    combined,
    factorial,
    raised,
    refusal,
)

DEEPEST = 30  # brackets


@dataclass(frozen=True, slots=True)
class Amount:
    """A value; `percent` says that it stood before a percent sign."""

    value: Decimal
    percent: bool = False


def calculate(tokens: Sequence[str]) -> Decimal:
    """The value of the tokens; raises ProviderError (missing), fit to be spoken, for what has none."""
    with localcontext(Context(prec=PRECISION)):
        try:
            value = Parser(tokens).whole()
            return value.normalize(Context(prec=PRECISION - 15))  # thirds of 90 are whole again
        except DecimalException as error:
            raise refusal("I could not calculate that.") from error


class Parser:
    """Where in the tokens it stands. One is made for one sum."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    def whole(self) -> Decimal:
        value = self.sum().value
        if self.place < len(self.tokens):
            raise refusal("I could not make sense of that sum. Please say it like: 12 times 7.")
        return value

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        """The next token if it is one of these, else ""."""
        token = self.peek()
        if token in wanted:
            self.place += 1
            return token
        return ""

    def sum(self) -> Amount:
        left = self.product()
        while sign := self.take("+", "-"):
            right = self.product()
            change = left.value * right.value if right.percent and not left.percent else right.value
            value = left.value + change if sign == "+" else left.value - change
            left = Amount(bounded(value), left.percent and right.percent)
        return left

    def product(self) -> Amount:
        left = self.signed()
        while True:
            sign = self.take("*", "/", "mod", "of", "%") or ("*" if self.peek() == "(" else "")
            if not sign:
                return left
            left = Amount(bounded(combined(sign, left.value, self.signed().value)))

    def signed(self) -> Amount:
        if self.take("-"):
            self.deeper()
            inner = self.signed()
            self.depth -= 1
            return Amount(-inner.value, inner.percent)
        self.take("+")
        return self.power()

    def power(self) -> Amount:
        base = self.postfix()
        if not self.take("^"):
            return base
        self.deeper()
        exponent = self.signed().value
        self.depth -= 1
        return Amount(raised(base.value, exponent))

    def postfix(self) -> Amount:
        amount = self.atom()
        while not self.is_remainder() and (sign := self.take("%", "!")):
            amount = Amount(amount.value / 100, True) if sign == "%" else Amount(factorial(amount.value))
        return amount

    def is_remainder(self) -> bool:
        """Whether the sign here is that of 10 % 3."""
        after = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else ""
        return self.peek() == "%" and after[:1].isdigit()

    def atom(self) -> Amount:
        if name := self.take("sqrt", "cbrt", "abs", "fact"):
            self.deeper()
            value = FUNCTIONS[name](self.signed().value)
            self.depth -= 1
            return Amount(value)
        if self.take("("):
            self.deeper()
            inner = self.sum()
            self.depth -= 1
            self.take(")")  # one that is forgotten at the end is no reason to refuse
            return inner
        if self.take("pi"):
            return Amount(PI)
        return Amount(self.number())

    def number(self) -> Decimal:
        token = self.peek()
        if not token or not (token[0].isdigit() or token[0] == "."):
            raise refusal("There is a number missing in that sum.")
        self.place += 1
        return bounded(Decimal(token))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise refusal("That has too many brackets for me.")
