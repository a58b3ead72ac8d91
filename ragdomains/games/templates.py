"""The sentences about games, short and long. Why each value is there: ragdomains/games/telling.py."""

LAST = "Their last game was {when}: they {result} {where} against {opponent}[{ending}]."

TEMPLATES: dict[str, dict[str, str]] = {
    "next": {
        "short": "{team} play {opponent} next, {where}, {when}[, in {cup}][, at {venue}][, on {channel}].",
        "long": "{team} play {opponent} next, {where}, {date}[, {league}][, at {venue}][, on {channel}].",
    },
    "plays": {
        "short": "{team} play {opponent} {where} {when}[, in {cup}][, at {venue}][, on {channel}].",
        "long": "{team} play {opponent} {where} {date}[, {league}][, at {venue}][, on {channel}].",
    },
    "none_next": {"short": "{team} do not play {span}. Their next game is {where} against {opponent} {when}."},
    "none_last": {"short": f"{{team}} did not play {{span}}. {LAST}"},
    "playing": {"short": "{team} are playing right now, {where} against {opponent}: they {standing}[, {clock}]."},
    "over": {"short": f"{{team}} have no game scheduled: their season seems to be over. {LAST}"},
    "result": {
        "short": "{team} {result} {where} against {opponent} {when}[{ending}][, in {cup}].",
        "long": "{team} {result} {where} against {opponent} {date}[{ending}][, {league}][, at {venue}].",
    },
    "off": {"short": "The game of {team} against {opponent} {when} has been {off}."},
    "live": {
        "short": "{team} {standing} {where} against {opponent}[, {clock}].",
        "long": "{team} {standing} {where} against {opponent}[, {clock}][, {league}][, at {venue}][, on {channel}].",
    },
    "games": {"short": "{team} have {count} {span}: {summary}.", "long": "{team} have {count} {span}: {details}."},
    "day": {
        "short": "{count} in {league} {span}: {summary}[, on {station}].",
        "long": "{count} in {league} {span}: {details}.",
    },
    "day_none": {"short": "There is no game in {league} {span}[{week}][. The next is {next}]."},
    "rank": {
        "short": "{team} are {place} in {group}[, with {record}].",
        "long": "{team} are {place} in {group}[, with {record}][ from {played} games].",
    },
    "record": {"short": "{team} have {record}."},
    "table": {"short": "{summary}.", "long": "{details}."},
}
