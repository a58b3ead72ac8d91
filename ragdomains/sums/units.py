"""Units: what they measure, how big they are, and what people call them.

Factors are exact by definition (NIST Special Publication 811, appendix B; a month is 1/12 of 365.25 days).
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol, its dimension, its size in the dimension's base, and one and several of it as words."""

    symbol: str
    dimension: str
    size: Decimal
    one: str
    many: str


# dimension: lines of symbol | size in the base | one | several | other names
TABLE = {
    "length": """
mm | 0.001 | millimetre | millimetres | millimeter, millimeters
cm | 0.01 | centimetre | centimetres | centimeter, centimeters
m | 1 | metre | metres | meter, meters
km | 1000 | kilometre | kilometres | kilometer, kilometers, kms, k
in | 0.0254 | inch | inches | "
ft | 0.3048 | foot | feet | '
yd | 0.9144 | yard | yards |
mi | 1609.344 | mile | miles |
nmi | 1852 | nautical mile | nautical miles |
""",
    "mass": """
mg | 0.001 | milligram | milligrams |
g | 1 | gram | grams | gramme, grammes, gms
kg | 1000 | kilogram | kilograms | kilo, kilos, kgs
t | 1000000 | tonne | tonnes | metric ton, metric tons
oz | 28.349523125 | ounce | ounces |
lb | 453.59237 | pound | pounds | lbs
st | 6350.29318 | stone | stone | stones
short ton | 907184.74 | ton | tons |
""",
    "volume": """
ml | 0.001 | millilitre | millilitres | milliliter, milliliters, mls
cl | 0.01 | centilitre | centilitres | centiliter, centiliters
dl | 0.1 | decilitre | decilitres | deciliter, deciliters
l | 1 | litre | litres | liter, liters, litres
m3 | 1000 | cubic metre | cubic metres | cubic meter, cubic meters
tsp | 0.00492892159375 | teaspoon | teaspoons |
tbsp | 0.01478676478125 | tablespoon | tablespoons |
fl oz | 0.0295735295625 | fluid ounce | fluid ounces |
cup | 0.2365882365 | cup | cups |
pt | 0.473176473 | pint | pints |
qt | 0.946352946 | quart | quarts |
gal | 3.785411784 | gallon | gallons | us gallon, us gallons
imp pt | 0.56826125 | imperial pint | imperial pints | uk pint, uk pints, british pint, british pints
imp gal | 4.54609 | imperial gallon | imperial gallons | uk gallon, uk gallons, british gallon, british gallons
""",
    "area": """
cm2 | 0.0001 | square centimetre | square centimetres | square centimeter, square centimeters
m2 | 1 | square metre | square metres | square meter, square meters, sqm
km2 | 1000000 | square kilometre | square kilometres | square kilometer, square kilometers
ha | 10000 | hectare | hectares |
acre | 4046.8564224 | acre | acres |
sq ft | 0.09290304 | square foot | square feet | sqft
sq in | 0.00064516 | square inch | square inches |
sq yd | 0.83612736 | square yard | square yards |
sq mi | 2589988.110336 | square mile | square miles |
""",
    "temperature": """
degC | 1 | degree Celsius | degrees Celsius | celsius, c, ° c, centigrade, degrees c, degree c, degrees centigrade
degF | 1 | degree Fahrenheit | degrees Fahrenheit | fahrenheit, f, ° f, degrees f, degree f
K | 1 | kelvin | kelvin | kelvins, k, degrees kelvin
""",
    "speed": """
km/h | 1000/3600 | kilometre per hour | kilometres per hour | kilometer per hour, kilometers per hour, kmh, kph, km / h
mph | 1609.344/3600 | mile per hour | miles per hour | mi / h
m/s | 1 | metre per second | metres per second | meter per second, meters per second, m / s
ft/s | 0.3048 | foot per second | feet per second | ft / s, fps
kn | 1852/3600 | knot | knots | kt, kts
""",
    "time": """
ms | 0.001 | millisecond | milliseconds |
s | 1 | second | seconds | sec, secs
min | 60 | minute | minutes | mins
h | 3600 | hour | hours | hr, hrs
d | 86400 | day | days |
wk | 604800 | week | weeks |
month | 2629800 | month | months |
yr | 31557600 | year | years | yrs
decade | 315576000 | decade | decades |
century | 3155760000 | century | centuries |
""",
    "data": """
bit | 0.125 | bit | bits |
B | 1 | byte | bytes |
kB | 1000 | kilobyte | kilobytes | kb
MB | 1000000 | megabyte | megabytes | mb, meg, megs
GB | 1000000000 | gigabyte | gigabytes | gb, gig, gigs
TB | 1000000000000 | terabyte | terabytes | tb
PB | 1000000000000000 | petabyte | petabytes | pb
KiB | 1024 | kibibyte | kibibytes | kib
MiB | 1048576 | mebibyte | mebibytes | mib
GiB | 1073741824 | gibibyte | gibibytes | gib
TiB | 1099511627776 | tebibyte | tebibytes | tib
Mbit | 125000 | megabit | megabits | mbit
Gbit | 125000000 | gigabit | gigabits | gbit
""",
    "energy": """
J | 1 | joule | joules |
kJ | 1000 | kilojoule | kilojoules | kj
cal | 4.184 | small calorie | small calories | cal
kcal | 4184 | kilocalorie | kilocalories | calorie, calories
Wh | 3600 | watt hour | watt hours | wh
kWh | 3600000 | kilowatt hour | kilowatt hours | kwh
""",
    "power": """
W | 1 | watt | watts | w
kW | 1000 | kilowatt | kilowatts | kw
hp | 745.69987158227022 | horsepower | horsepower |
""",
    "pressure": """
Pa | 1 | pascal | pascals | pa
hPa | 100 | hectopascal | hectopascals | hpa, millibar, millibars, mbar
kPa | 1000 | kilopascal | kilopascals | kpa
bar | 100000 | bar | bars |
psi | 6894.757293168 | pound per square inch | pounds per square inch | psi
atm | 101325 | atmosphere | atmospheres |
""",
}


def size_of(text: str) -> Decimal:
    above, _, below = text.partition("/")
    return Decimal(above) / Decimal(below or 1)


def unit_of(dimension: str, line: str) -> tuple[Unit, list[str]]:
    symbol, size, one, many, others = (column.strip() for column in line.split("|"))
    names = [
        symbol.casefold(),
        one.casefold(),
        many.casefold(),
        *(name.strip() for name in others.split(",") if name.strip()),
    ]
    return Unit(symbol, dimension, size_of(size), one, many), names


def read() -> dict[str, list[Unit]]:
    """Name: the units it may stand for."""
    known: dict[str, list[Unit]] = {}
    for dimension, lines in TABLE.items():
        for line in lines.strip().splitlines():
            unit, names = unit_of(dimension, line)
            for name in dict.fromkeys(names):
                known.setdefault(name, []).append(unit)
    ounce, fluid = known["ounce"][0], known["fluid ounce"][0]
    for name in ("ounce", "ounces", "oz"):
        known[name] = [ounce, fluid]
    return known


NAMES = read()
LONGEST = 4  # words of a unit's name
