"""The sentences about pages of the encyclopedia, in German."""

TEMPLATES: dict[str, dict[str, str]] = {
    "extract": {"short": "{extract} Das steht in {origin}.", "long": "{extract}"},
    "born": {"short": "{title} wurde {when} geboren.", "long": "{title} wurde {when} geboren."},
    "died": {"short": "{title} starb {when}.", "long": "{title} starb {when}."},
}
REPLIES: dict[str, str] = {
    "I found nothing about that.": "Darüber habe ich nichts gefunden.",
    "I found nothing about {}. Did you mean {}?": "Über {} habe ich nichts gefunden. Meintest du {}?",
    "I found nothing about {}.": "Über {} habe ich nichts gefunden.",
    "Which {} do you mean? Please say more about it, and I will look it up.": (
        "Was meinst du mit {}? Sag bitte mehr dazu, dann schlage ich es nach."
    ),
    "Which {} do you mean?": "Was meinst du mit {}?",
}
