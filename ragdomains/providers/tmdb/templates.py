"""The sentences about films and series."""

TEMPLATES: dict[str, dict[str, str]] = {
    "about": {
        "short": "{title} is {sort}[ from {since}].[ {summary}]",
        "long": "{title} is {sort}[ from {since}][, rated {rating} of 10].[ {summary}]",
    },
    "stream": {"short": "{title} can be streamed on {providers}."},
    "rent": {"short": "{title} is in no subscription here, but can be rented from {providers}."},
    "on_it": {"short": "Yes, {title} is on {asked}."},
    "not_on_it": {"short": "No, {title} is not on {asked}[, but on {providers}]."},
    "nowhere": {"short": "I know of no service that has {title} in this country."},
    "next": {"short": "The next episode of {title}[, {number},] is on {when}."},
    "no_next": {"short": "No further episode of {title} is announced[; the last one was on {last}]."},
    "ended": {"short": "{title} has ended[; its last episode was on {last}]."},
    "running": {"short": "{title} is still running."},
    "released": {"short": "{title} came out on {day}."},
    "to_come": {"short": "{title} comes out on {day}."},
    "seasons": {"short": "{title} has {seasons}[ with {episodes}]."},
    "cast": {"short": "In {title} you see {cast}."},
    "director": {"short": "{title} was made by {director}."},
    "rating": {"short": "The users of TMDB give {title} {rating} of 10 points."},
    "runtime": {"short": "{title} takes {runtime}."},
    "trending": {"short": "Popular this week: {titles}."},
    "recommend": {"short": "You could watch {titles}."},
}
