"""The sentences about delays at airports."""

WHY = "[ because of {delay_cause}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "closed": {"short": f"{{airport}} is closed{WHY}[ until {{until}}]."},
    "ground_stop": {
        "short": f"There is a ground stop at {{airport}}{WHY}[ until {{until}}]: flights to it may not take off.",
        "long": f"Ground stop at {{airport}} ({{code}}){WHY}[ until {{until}}]: flights to it may not take off.",
    },
    "ground_delay": {
        "short": f"Flights to {{airport}} are delayed by {{delay}} on average{WHY}.",
        "long": f"Flights to {{airport}} ({{code}}) are delayed by {{delay}} on average[, at most {{most}}]{WHY}.",
    },
    "departures": {
        "short": f"Departures from {{airport}} are delayed by {{delay}}{WHY}[, and the delays are {{trend}}].",
        "long": f"Departures from {{airport}} ({{code}}) are delayed by {{delay}}{WHY}[, {{trend}}].",
    },
    "arrivals": {
        "short": f"Arrivals at {{airport}} are delayed by {{delay}}{WHY}[, and the delays are {{trend}}].",
        "long": f"Arrivals at {{airport}} ({{code}}) are delayed by {{delay}}{WHY}[, {{trend}}].",
    },
    "delayed": {"short": f"There are delays at {{airport}}{WHY}."},
    "several": {"short": "{report}"},
    "none": {
        "short": "No delays or closures are reported at {airport} right now.",
        "long": "No delays or closures are reported at {airport} ({code}) right now.",
    },
    "named": {
        "short": "{airport} has the airport code {code}.",
        "long": "{airport} has the airport code {code} (IATA) and {icao} (ICAO).",
    },
    "overview": {"short": "{report}."},
    "overview_none": {"short": "No airport in the United States reports delays right now."},
}
