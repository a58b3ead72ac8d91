"""A few dozen example sentences of a made-up household, enough to learn from in a moment."""

from inference.evaluation_sets import Material
from intents.models import Intent, Pattern

SENTENCES: dict[str, tuple[str, ...]] = {
    "kettle": (
        "put the kettle on", "boil some water for tea", "make me a pot of tea", "start the kettle",
        "i would like hot water", "heat water for the teapot", "is the kettle boiling", "brew some tea",
        "get the tea going", "warm up the teapot",
    ),
    "cat": (
        "feed the cat", "has the cat eaten", "give the cat her dinner", "fill the cat bowl",
        "the cat is hungry", "open a tin for the cat", "did somebody feed the kitten", "cat food please",
        "put food out for the cat", "when was the cat fed",
    ),
    "garden": (
        "water the roses", "turn the sprinkler on in the garden", "the lawn needs water", "soak the flower beds",
        "run the garden hose", "give the tomatoes some water", "start watering the lawn", "sprinkle the vegetables",
        "are the plants dry outside", "water the garden for ten minutes",
    ),
    "piano": (
        "play some piano music", "put on a piano sonata", "i want to hear chopin", "play a nocturne",
        "start the piano playlist", "some piano in the living room", "let me hear a waltz", "play soft piano songs",
        "music by chopin please", "put a piano concerto on",
    ),
    "oos": (
        "how deep is the marianas trench", "who painted the night watch", "explain black holes",
        "what is the capital of peru", "how do bees make honey", "why is the sea salty",
        "who invented the zip", "what does osmosis mean", "how old is the universe", "name the planets in order",
    ),
}  # fmt: skip


def intents() -> dict[str, Intent]:
    return {
        name: Intent(name=name, title=name, mode="none" if name == "oos" else "decline", category="home")
        for name in SENTENCES
    }


def patterns(owners: dict[str, Intent]) -> list[Pattern]:
    return [
        Pattern(intent=owners[name], type="example", text=text) for name, texts in SENTENCES.items() for text in texts
    ]


def material() -> Material:
    owners = intents()
    return Material.of(owners.values(), patterns(owners))
