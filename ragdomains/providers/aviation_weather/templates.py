"""The sentences about the weather at an airport."""

TEMPLATES: dict[str, dict[str, str]] = {
    "now": {
        "short": "At {airport} it is {temperature}[, {condition}][, wind {wind_speed}][ from the {direction}]"
        "[, gusts up to {gusts}].",
        "long": "At {airport} ({code}) it is {temperature}[, {condition}][, wind {wind_speed}][ from the {direction}]"
        "[, gusts up to {gusts}][, visibility {visibility}][, ceiling {ceiling}][. Report: {raw}].",
    },
    "visibility": {"short": "The visibility at {airport} is {visibility}[, {condition}]."},
    "ceiling": {"short": "The ceiling at {airport} is at {ceiling}[, {condition}]."},
    "no_ceiling": {"short": "There is no ceiling at {airport}[: {condition}]."},
    "wind": {"short": "The wind at {airport} is {wind_speed}[ from the {direction}][, gusts up to {gusts}]."},
    "pressure": {"short": "The pressure at {airport} is {pressure}."},
    "forecast": {
        "short": "At {airport} {day}: [{condition}, ]wind up to {wind_speed}[, gusts up to {gusts}]"
        "[, at times {at_times}].",
        "long": "At {airport} ({code}) {day}: [{condition}, ]wind up to {wind_speed}[ from the {direction}]"
        "[, gusts up to {gusts}][, visibility {visibility}][, ceiling {ceiling}][, at times {at_times}].",
    },
}
