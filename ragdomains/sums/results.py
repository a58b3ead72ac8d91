"""A result as a fact, and as it is said."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from ragdomains.sentences import signed


def as_decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many decimals; to four significant digits where nothing would remain."""
    with localcontext(Context(prec=80, rounding=ROUND_HALF_EVEN)):
        if value and abs(value) < Decimal(10) ** (1 - places):
            return value.quantize(Decimal(1).scaleb(value.adjusted() - 3))
        return value.quantize(Decimal(1).scaleb(-places))


def exact(value: object, places: int) -> bool:
    """Whether so many decimals say all of it."""
    number = as_decimal(value)
    return rounded(number, places) == number


def spoken(value: object, places: int, language: str = "en") -> str:
    """Without trailing zeros; its thousands are told apart from 10,000 on."""
    number = rounded(as_decimal(value), places)
    text = f"{number:,f}" if abs(number) >= 10_000 else f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else signed(text, language)


def fact_value(value: object) -> int | float:
    number = as_decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)
