"""The sentences about series and what is on."""

TEMPLATES: dict[str, dict[str, str]] = {
    "about": {
        "short": "{title} is {sort}[ from {since}][ on {network}].[ {summary}]",
        "long": "{title} is {sort}[ from {since}][ on {network}][, rated {rating} of 10].[ {summary}]",
    },
    "channel": {"short": "{title} runs on {network}."},
    "stream": {"short": "{title} can be streamed on {network}."},
    "on_it": {"short": "Yes, {title} is on {network}."},
    "elsewhere": {"short": "{title} belongs to {network}. Whether {asked} has it too, I cannot see."},
    "next": {"short": "The next episode of {title}[, {number},] is on {when}[, on {network}]."},
    "no_next": {"short": "No further episode of {title} is announced yet[; the last one was on {last}]."},
    "ended": {"short": "{title} has ended[; its last episode was on {last}]."},
    "running": {"short": "{title} is still running[ on {network}]."},
    "undecided": {"short": "Whether {title} goes on has not been decided[; the last episode was on {last}]."},
    "to_come": {"short": "{title} is still being made[ for {network}]."},
    "premiere": {"short": "{title} started on {premiered}[, on {network}]."},
    "seasons": {"short": "{title} has {seasons}[ with {episodes}]."},
    "cast": {"short": "In {title} you see {cast}."},
    "rating": {"short": "The viewers of TVmaze give {title} {rating} of 10 points."},
    "runtime": {"short": "An episode of {title} takes {runtime}."},
    "schedule": {"short": "{day}[ on {channel}]: {programme}."},
    "recommend": {"short": "{day} I would look at {programme}."},
}
