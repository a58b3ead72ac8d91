"""The dates of common holidays: fixed ones, the nth weekday of a month, and those that follow Easter."""

from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Western Easter Sunday: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth(year: int, month: int, weekday: int, count: int) -> date:
    """The count-th weekday (Monday is 0) of a month; -1 is the last; raises ValueError where there is none."""
    if count < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        back = (after.weekday() - weekday - 1) % 7 + 1
        return after - timedelta(days=back)
    first = date(year, month, 1)
    return first.replace(day=1 + (weekday - first.weekday()) % 7 + 7 * (count - 1))


def advent(year: int) -> date:
    """The first Sunday of Advent: the fourth Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=(christmas.weekday() + 1) % 7 or 7) - timedelta(weeks=3)


Dating = Callable[[int], date]


def fixed(month: int, day: int) -> Dating:
    return lambda year: date(year, month, day)


def weekday(month: int, day: int, count: int, days: int = 0) -> Dating:
    return lambda year: nth(year, month, day, count) + timedelta(days=days)


def moving(days: int) -> Dating:
    return lambda year: easter(year) + timedelta(days=days)


# name as it is said: its date in a year, other names
HOLIDAYS: tuple[tuple[str, Dating, str], ...] = (
    ("New Year's Eve", fixed(12, 31), "new years eve|new year eve|silvester"),
    ("New Year's Day", fixed(1, 1), "new years day|new years|new year|next new year"),
    ("Epiphany", fixed(1, 6), "epiphany|three kings day|twelfth night"),
    ("Martin Luther King Day", weekday(1, 0, 3), "martin luther king day|mlk day"),
    ("Groundhog Day", fixed(2, 2), "groundhog day"),
    ("Valentine's Day", fixed(2, 14), "valentines day|valentines|valentine"),
    ("Presidents' Day", weekday(2, 0, 3), "presidents day"),
    ("Women's Day", fixed(3, 8), "international womens day|womens day"),
    (
        "Saint Patrick's Day",
        fixed(3, 17),
        "saint patricks day|st patricks day|saint patricks|st patricks|st paddys day",
    ),
    ("April Fools' Day", fixed(4, 1), "april fools day|april fools"),
    ("Earth Day", fixed(4, 22), "earth day"),
    ("May Day", fixed(5, 1), "may day|labour day"),
    ("Star Wars Day", fixed(5, 4), "star wars day"),
    ("Cinco de Mayo", fixed(5, 5), "cinco de mayo"),
    ("Norwegian Constitution Day", fixed(5, 17), "norwegian constitution day|norways national day"),
    ("Mother's Day", weekday(5, 6, 2), "mothers day"),
    ("Memorial Day", weekday(5, 0, -1), "memorial day"),
    ("Father's Day", weekday(6, 6, 3), "fathers day"),
    ("Juneteenth", fixed(6, 19), "juneteenth"),
    ("Midsummer's Eve", fixed(6, 23), "midsummers eve|midsummer"),
    ("Canada Day", fixed(7, 1), "canada day"),
    ("Independence Day", fixed(7, 4), "independence day|fourth of july|4th of july"),
    ("Bastille Day", fixed(7, 14), "bastille day"),
    ("Labor Day", weekday(9, 0, 1), "labor day"),
    ("Columbus Day", weekday(10, 0, 2), "columbus day|indigenous peoples day"),
    ("German Unity Day", fixed(10, 3), "german unity day|tag der deutschen einheit"),
    ("Halloween", fixed(10, 31), "halloween"),
    ("Reformation Day", fixed(10, 31), "reformation day|reformationstag"),
    ("All Saints' Day", fixed(11, 1), "all saints day"),
    ("Bonfire Night", fixed(11, 5), "bonfire night|guy fawkes night|guy fawkes"),
    ("Veterans Day", fixed(11, 11), "veterans day|armistice day|remembrance day"),
    ("Thanksgiving", weekday(11, 3, 4), "thanksgiving day|thanksgiving"),
    ("Black Friday", weekday(11, 3, 4, 1), "black friday"),
    ("Cyber Monday", weekday(11, 3, 4, 4), "cyber monday"),
    ("the first Sunday of Advent", advent, "first sunday of advent|first advent|advent"),
    ("Saint Nicholas Day", fixed(12, 6), "saint nicholas day|st nicholas day"),
    ("Christmas Eve", fixed(12, 24), "christmas eve|xmas eve"),
    ("Christmas Day", fixed(12, 25), "christmas day|christmas|xmas"),
    ("Boxing Day", fixed(12, 26), "boxing day"),
    ("Shrove Tuesday", moving(-47), "shrove tuesday|mardi gras|pancake day|fat tuesday"),
    ("Ash Wednesday", moving(-46), "ash wednesday"),
    ("Palm Sunday", moving(-7), "palm sunday"),
    ("Good Friday", moving(-2), "good friday"),
    ("Easter Sunday", moving(0), "easter sunday|easter day|easter"),
    ("Easter Monday", moving(1), "easter monday"),
    ("Ascension Day", moving(39), "ascension day|ascension"),
    ("Pentecost", moving(49), "pentecost|whit sunday|whitsun"),
    ("Whit Monday", moving(50), "whit monday"),
    ("Corpus Christi", moving(60), "corpus christi"),
)
# what is kept on one side of the Atlantic only
AMERICAN = frozenset((
    "Martin Luther King Day", "Presidents' Day", "Memorial Day", "Juneteenth", "Canada Day", "Independence Day",
    "Labor Day", "Columbus Day", "Veterans Day", "Thanksgiving",
))  # fmt: skip
EUROPEAN = frozenset((
    "Norwegian Constitution Day", "Bastille Day", "German Unity Day", "Reformation Day", "Whit Monday",
))  # fmt: skip
# what is kept nowhere, or hardly anywhere, as a day off
WORKING_DAYS = frozenset((
    "New Year's Eve", "Groundhog Day", "Valentine's Day", "Women's Day", "April Fools' Day", "Earth Day",
    "Star Wars Day", "Cinco de Mayo", "Mother's Day", "Father's Day", "Midsummer's Eve", "Halloween", "Bonfire Night",
    "Black Friday", "Cyber Monday", "the first Sunday of Advent", "Saint Nicholas Day", "Christmas Eve",
    "Shrove Tuesday", "Ash Wednesday", "Palm Sunday",
))  # fmt: skip
