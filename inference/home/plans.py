"""What is to come of a sentence in a client's house: calls, a question back, a look at states, or nothing."""

from dataclasses import dataclass

from inference.backends import ToolCall
from inference.home.aims import Doubt, Target


@dataclass(frozen=True, slots=True)
class Step:
    """One call, and what it does in words to speak: the action, what it is done to, and the value."""

    call: ToolCall
    action: str
    said: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A question about states: of what, and which state ("on") or property ("temperature") is asked for.

    `form` is one of: is (yes or no), which, many (how many), value (what is it), all (are all). Not `sure`: there are
    words in the question that nothing accounts for.
    """

    targets: tuple[Target, ...] = ()
    state: str = ""
    quality: str = ""
    form: str = "is"
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """The kind is one of: act (the steps are certain), ask (something is in doubt), look (states are asked for), leave
    (it is forbidden to do anything), unsure (an order that is not understood to the last word).

    `topic` is what it is about (devices, media, timers, lists), `wary` whether it moves a lock, a garage or an alarm.
    """

    kind: str
    steps: tuple[Step, ...] = ()
    doubt: Doubt | None = None
    look: Look | None = None
    topic: str = "devices"
    wary: bool = False


UNSURE = Plan("unsure")


def described(plan: Plan) -> dict[str, object]:
    """The plan for the explain page."""
    steps = [{"tool": step.call.name, "arguments": step.call.arguments} for step in plan.steps]
    doubt = {"doubt": plan.doubt.kind, "options": list(plan.doubt.options)} if plan.doubt else {}
    return {"plan": plan.kind, "about": plan.topic, **({"calls": steps} if steps else {}), **doubt}
