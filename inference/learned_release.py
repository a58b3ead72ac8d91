"""The newest release with what is to be learned from it, for commands that measure."""

from collections.abc import Callable

import orjson

from athena_project import releases
from inference.snapshot import Snapshot, load
from intents import learning, trained


def current(say: Callable[[str], object]) -> Snapshot | None:
    """The newest release, with what is to be learned from its examples; that is learned now if it has to be.

    None before the first release. `say` hears of what takes long.
    """
    release = releases.current()
    if release is None:
        return None
    content = orjson.loads(release.content)
    if trained.found(trained.examples_of(content)) is None:
        say(f"Learning from the examples of release {release.number} ...")
        learning.ensure(content)
    return load({})
