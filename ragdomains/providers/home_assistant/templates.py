"""What is said of the house, in English."""

TEMPLATES = {
    "state": {
        "short": "[{verdict}, ]{name} is {state}[ since {since}].",
        "long": "[{verdict}, ]{name} is {state}, since {changed}.",
    },
    "some": {"short": "[{verdict}, ]{count} {things} {verb} {state}: {names}.[ {silent} cannot be reached.]"},
    "none": {"short": "[{verdict}, ]no {things} {verb} {state}.[ {silent} cannot be reached.]"},
    "reported": {"short": "[{verdict}, ]{names} {verb} it."},
    "quiet": {"short": "[{verdict}, ]no {things} reports anything.[ {silent} cannot be reached.]"},
    "all": {"short": "[{verdict}, ]all {count} {things} are {state}."},
    "not_all": {"short": "[{verdict}, ]{count} of {total} {things} {verb} not {state}: {names}."},
    "value": {"short": "[{what} of ]{name}: {value}.", "long": "[{what} of ]{name}: {value}, since {changed}."},
    "room": {"short": "It is {value} in {area}.", "long": "It is {value} in {area}, by {name}, since {changed}."},
    "values": {"short": "{listing}."},
    "home": {"short": "[{verdict}, ]{names} {verb} at home."},
    "nobody": {"short": "[{verdict}, ]nobody is at home."},
    "person": {
        "short": "[{verdict}, ]{name} is {state}[ since {since}].",
        "long": "[{verdict}, ]{name} is {state}, since {changed}.",
    },
    "low": {"short": "{count} {things} {verb} low: {names}."},
    "not_low": {"short": "No battery is low."},
    "silent": {"short": "{name} cannot be reached right now[, since {changed}]."},
}
