"""The sentences about the weather. `place` has no value at home, so that its part falls away."""

WHERE = "[ in {place}]"
CHANCE = "[ ({precipitation_probability} chance)]"
DRY = f"no rain or snow is expected {{day}}{WHERE}"

TEMPLATES: dict[str, dict[str, str]] = {
    "now": {
        "short": "[In {place} ]it is {temperature}[, {condition}][, and feels like {feels}].",
        "long": "[In {place} ]it is {temperature}[, {condition}][, feels like {feels_like}][, wind {wind_speed}]"
        "[ from the {direction}][, gusts up to {gusts}][, humidity {humidity}].",
    },
    "temperature_now": {
        "short": "[In {place} ]it is {temperature}[, and feels like {feels}].",
        "long": "[In {place} ]it is {temperature}[, feels like {feels_like}].",
    },
    "wind_now": {
        "short": "[In {place} ]the wind blows at {wind_speed}[ from the {direction}][, with gusts up to {gusts}].",
        "long": "[In {place} ]the wind blows at {wind_speed}[ from the {direction}][, gusts up to {gusts}].",
    },
    "humidity_now": {"short": "[In {place} ]the humidity is {humidity}."},
    "air": {
        "short": "[In {place} ]the air quality is {level}, with an index of {index}.",
        "long": "[In {place} ]the air quality is {level}: index {index}[, PM2.5 {pm2_5}]"
        "[, PM10 {pm10}][, ozone {ozone}].",
    },
    "pollen": {"short": "Pollen in the air[ in {place}], in grains per cubic metre: {pollen}."},
    "no_pollen": {"short": "[In {place} ]hardly any pollen is in the air."},
    "day": {
        "short": f"{{day}}{WHERE}: {{condition}}, [{{from}} to ]{{temperature_high}}[, {{chance}} chance of {{kind}}].",
        "long": f"{{day}}{WHERE}: {{condition}}, [{{temperature_low}} to ]{{temperature_high}}"
        "[, chance of rain or snow {precipitation_probability}][, {precipitation} in all][, wind up to {wind_speed}]"
        "[, gusts up to {gusts}].",
    },
    "temperature_day": {
        "short": f"{{day}}{WHERE}: [{{from}} to ]{{temperature_high}}.",
        "long": f"{{day}}{WHERE}: [{{temperature_low}} to ]{{temperature_high}}.",
    },
    "wind_day": {"short": f"{{day}}{WHERE}: wind up to {{wind_speed}}[, gusts up to {{gusts}}]."},
    "humidity_day": {"short": f"{{day}}{WHERE}: humidity around {{humidity}}."},
    "uv": {"short": f"{{day}}{WHERE} the UV index reaches {{uv_index}}, which is {{level}}."},
    "sun": {"short": f"{{day}}{WHERE} the sun rises at {{sunrise}} and sets at {{sunset}}."},
    "sunrise": {"short": f"{{day}}{WHERE} the sun rises at {{sunrise}}."},
    "sunset": {"short": f"{{day}}{WHERE} the sun sets at {{sunset}}."},
    "sun_never": {"short": f"{{day}}{WHERE} the sun {{never}}."},
    "wet_now": {
        "short": "Yes, [in {place} ]there is {condition} right now.",
    },
    "wet_now_other": {"short": "No {missed}, but [in {place} ]there is {condition} right now."},
    "wet_yes": {
        "short": f"Yes, {{kind}} is likely {{day}}{WHERE}{CHANCE}[, from about {{hour}}].",
        "long": f"Yes, {{kind}} is likely {{day}}{WHERE}{CHANCE}[, {{precipitation}} in all][, from about {{hour}}].",
    },
    "wet_umbrella": {
        "short": f"Yes, take an umbrella: {{kind}} is likely {{day}}{WHERE}{CHANCE}[, from about {{hour}}].",
        "long": f"Yes, take an umbrella: {{kind}} is likely {{day}}{WHERE}{CHANCE}[, {{precipitation}} in all]"
        "[, from about {hour}].",
    },
    "wet_maybe": {
        "short": f"Perhaps: {{kind}} is possible {{day}}{WHERE}{CHANCE}.",
        "long": f"Perhaps: {{kind}} is possible {{day}}{WHERE}{CHANCE}[, {{precipitation}} in all].",
    },
    "wet_other": {"short": f"No {{missed}}, but {{kind}} is likely {{day}}{WHERE}{CHANCE}."},
    "wet_no": {"short": f"No, {DRY}{CHANCE}."},
    "no_umbrella": {"short": f"No, you need no umbrella: {DRY}{CHANCE}."},
    "no_snow": {"short": f"No, no snow is expected {{day}}{WHERE}."},
    "frost_yes": {"short": f"Yes, frost is likely {{day}}{WHERE}: down to {{temperature_low}}."},
    "frost_no": {"short": f"No frost is expected {{day}}{WHERE}: the lowest is {{temperature_low}}."},
    "range": {"short": f"{{day}}{WHERE}: {{summary}}.", "long": f"{{day}}{WHERE}: {{details}}."},
    "temperature_range": {
        "short": f"{{day}}{WHERE}: between {{from}} and {{temperature_high}}.",
        "long": f"{{day}}{WHERE}: between {{temperature_low}} and {{temperature_high}}. {{details}}.",
    },
    "wet_amount": {"short": f"{{day}}{WHERE}: {{precipitation}} of {{kind}} in all[: {{summary}}]."},
    "wet_range": {"short": f"Yes, {{day}}{WHERE}: {{summary}}."},
}
