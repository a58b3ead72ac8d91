"""Sums: what words and signs mean, what is refused, and how results are said."""

from datetime import UTC, datetime
from typing import Any

import pytest

from athena_project.http import Http
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.sentences import say
from ragdomains.sums.numerals import with_digits
from ragdomains.types import Evidence, Lookup, Passage, ProviderError

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
CALCULATOR = Domain(pk=1, name="calculator", title="the calculator", kind="calculator")


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def asked(text: str, ask: str = "calculate", **changes: Any) -> Evidence:
    plugin = providers["calculator"]
    return await plugin.run(Lookup(ask, text, NOW, **changes), plugin.options(), Reach(Http(lambda: ()), no_search))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("what is 15% of 80", 12),
        ("12 times 7", 84),
        ("what do you get if you knock 15 percent off 240", 204),
        ("take 20% off 65 please", 52),
        ("what's 12 x 12?", 144),
        ("2 to the power of 10", 1024),
        ("what is 10 to the 12th power", 10**12),
        ("2**8", 256),
        ("2^3^2", 512),
        ("-2^2", -4),
        ("(3+4)*5", 35),
        ("2(3+4)", 14),
        ("7 times 8 minus 6", 50),
        ("5 - 8", -3),
        ("3 times -2", -6),
        ("minus five times minus three", 15),
        ("0.1 + 0.2", 0.3),
        ("square root of 1 million", 1000),
        ("sqrt(16) + 1", 5),
        ("the square root of 9 plus 7", 10),
        ("cube root of 27", 3),
        ("ten squared", 100),
        ("5!", 120),
        ("5 factorial plus 1", 121),
        ("seventeen mod 5", 2),
        ("10 % 3", 1),
        ("80 plus 15%", 92),
        ("100 minus 20%", 80),
        ("10 times 10%", 1),
        ("20% off 50", 40),
        ("20 is what percent of 80", 25),
        ("what percent of 80 is 20", 25),
        ("how much is 20 percent tip on 45 dollars", 9),
        ("the sum of 3, 7, 9, and 24", 43),
        ("the product of 3 and 4", 12),
        ("average of 3, 4 and 8", 5),
        ("can you divide 100 by 20", 5),
        ("split 84.60 between 4 people", 21.15),
        ("split 90 3 ways", 30),
        ("multiply 45 by 23", 1035),
        ("subtract 3 from 10", 7),
        ("add 5 to 6", 11),
        ("the difference between 3 and 10", 7),
        ("two by two", 4),
        ("3/4 of 18", 13.5),
        ("half of 90", 45),
        ("two thirds of 90", 60),
        ("a sixth of 66", 11),
        ("two ninths of 90", 20),
        ("one and a half times 4", 6),
        ("a hundred times a hundred", 10_000),
        ("1,000,000 * 3", 3_000_000),
        ("1.5 million divided by 3", 500_000),
        ("one point five times two", 3),
        ("two hundred and forty six plus six hundred and fifty four", 900),
        ("nine hundred ninety nine million times two", 1_998_000_000),
        ("a dozen times 3", 36),
        ("2^100", 2**100),
    ],
)
async def test_a_sum_has_its_value(text: str, value: float) -> None:
    fact = (await asked(text)).facts[0]
    assert (fact.name, fact.value) == ("value", value)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("what is 15% of 80", "That is 12.", "15% of 80 = 12."),
        ("square root of 2", "That is about 1.4142.", "√2 ≈ 1.4142135624."),
        ("divide 100 by 20", "That is 5.", "100 ÷ 20 = 5."),
        ("1 divided by 3", "That is about 0.3333.", "1 ÷ 3 ≈ 0.3333333333."),
        ("100 times 1000", "That is 100,000.", "100 × 1000 = 100,000."),
        ("2 to the power of minus 20", "That is about 0.0000009537.", "2 ^ −20 ≈ 0.0000009537."),
        ("20 is what percent of 80", "That is 25 percent.", "20 of 80 is 25%."),
    ],
)
async def test_a_result_is_spoken_and_written(text: str, short: str, long: str) -> None:
    evidence = await asked(text)
    assert (say(CALCULATOR, evidence), say(CALCULATOR, evidence, "long")) == (short, long)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 divided by 0", "Dividing by zero has no answer."),
        ("5 mod 0", "Dividing by zero has no answer."),
        ("0 to the power of minus 1", "Dividing by zero has no answer."),
        ("9 to the power of 9 to the power of 9", "That number is too large for me."),
        ("9^999999999", "That number is too large for me."),
        ("1.0000001^9999999999", "That number is too large for me."),
        ("100!", "That number is too large for me."),
        ("9" * 60, "That number is too large for me."),
        ("square root of -4", "A negative number has no real square root."),
        ("(0-8)^0.5", "That has no real result."),
        ("2.5!", "Only whole numbers from zero on have a factorial."),
        ("3 +", "There is a number missing in that sum."),
        ("(" * 40 + "1", "That has too many brackets for me."),
        ("-" * 40 + "1", "That has too many brackets for me."),
        ("1+" * 100 + "1", "That is too long to calculate."),
        ("1 " * 200, "That is too long to calculate."),
        ("what is the derivative of x squared", "I could not make sense of that sum. Please say it like: 12 times 7."),
        ("__import__('os').system('true')", "I could not make sense of that sum. Please say it like: 12 times 7."),
        ("2 3", "I could not make sense of that sum. Please say it like: 12 times 7."),
        ("what is it", "I could not make sense of that sum. Please say it like: 12 times 7."),
        ("", "I could not make sense of that sum. Please say it like: 12 times 7."),
        ("20 is what percent of 0", "A share of zero cannot be told."),
    ],
)
async def test_what_has_no_answer_is_refused_plainly(text: str, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(text)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


async def test_the_expression_that_was_understood_is_used() -> None:
    assert (await asked("and the other one?", slots={"expression": "6 * 7"})).facts[0].value == 42


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what's the square root of 2 to three decimals", "That is about 1.414."),
        ("round 3.14159 to 2 decimal places", "That is about 3.14."),
        ("17 divided by 3 to the nearest hundredth", "That is about 5.67."),
        ("1234 times 5 rounded to the nearest hundred", "That is about 6200."),
        ("2.5 plus 0 to the nearest whole number", "That is about 3."),
        ("6 times 7 to two decimals", "That is 42."),
        ("what is 3/8 as a decimal", "That is 0.375."),
    ],
)
async def test_a_result_is_rounded_as_it_is_wanted(text: str, said: str) -> None:
    found = await asked(text)
    assert say(CALCULATOR, found) == said
    assert str(found.facts[0].value) in said


async def test_a_result_is_rounded_as_it_is_wanted_in_german() -> None:
    found = await asked("die Wurzel aus 2 auf drei Nachkommastellen", language="de")
    assert say(CALCULATOR, found, language="de") == "Das ergibt etwa 1,414."


async def test_a_conversion_that_was_taken_for_a_sum_is_still_made() -> None:
    assert say(CALCULATOR, await asked("how many ounces in 2 kg")) == "2 kilograms is about 70.55 ounces."


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("twenty-one", "21"),
        ("one hundred and five and six", "105 and 6"),
        ("two thousand and twenty six", "2026"),
        ("three hundred thousand and four", "300004"),
        ("three point one four", "3.14"),
        ("1,234.5", "1234.5"),
        ("3, 7", "3 , 7"),
        ("a quarter of a cup", "0.25 of a cup"),
        ("nothing here", "nothing here"),
    ],
)
def test_number_words_become_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits
