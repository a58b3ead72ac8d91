"""The sentences about a flight."""

ROUTE = "[ from {origin}][ to {destination}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "on_time": {
        "short": "{flight}[ to {destination}] is on time: it leaves[ {origin}] at {time}[ from {gate}].",
    },
    "delayed": {
        "short": "{flight}[ to {destination}] is delayed by {delay}: it leaves[ {origin}] at {time} instead of "
        "{planned}[, from {gate}].",
    },
    "scheduled": {
        "short": f"{{flight}}{ROUTE} leaves at {{time}}[ from {{gate}}].",
    },
    "will_arrive": {
        "short": "{flight}[ from {origin}] has not left yet. It arrives[ in {destination}] at {time}[, {late}]."
    },
    "left": {"short": "{flight} has left the gate[ in {origin}]. It arrives[ in {destination}] at {time}[, {late}]."},
    "flying": {"short": "{flight}[ from {origin}] is in the air. It arrives[ in {destination}] at {time}[, {late}]."},
    "landed": {"short": "{flight}[ from {origin}] landed[ in {destination}] at {time}[, {late}]."},
    "cancelled": {"short": f"{{flight}}{ROUTE} is cancelled."},
    "diverted": {"short": f"{{flight}}{ROUTE} was diverted to another airport."},
    "gate_out": {"short": "{flight}[ to {destination}] leaves from {gate}[ at {time}]."},
    "gate_in": {"short": "{flight}[ from {origin}] comes in at {gate}[ in {destination}]."},
    "gate_unknown": {"short": "The gate of {flight} is not known yet."},
    "baggage": {"short": "The bags of {flight} come out at carousel {baggage}."},
    "baggage_unknown": {"short": "The carousel for {flight} is not known yet."},
}
