"""What is to come of a sentence in a client's house: calls, a question back, a look at states, or nothing."""

from dataclasses import dataclass

from inference.backends import ToolCall
from inference.home.aims import Doubt, Target


@dataclass(frozen=True, slots=True)
class Change:
    """A step from the present value: of which things, what of them, up or down, by how much or in which size, or by a
    `factor` of it."""

    target: Target
    domains: frozenset[str]
    quality: str
    up: bool
    by: float | None = None
    size: int = 1
    factor: float | None = None

    @property
    def doubt(self) -> Doubt:
        """What is asked where the present value cannot be known."""
        return Doubt(f"how_{self.quality}", self.target.said)


@dataclass(frozen=True, slots=True)
class Step:
    """One call, and what it does in words to speak: the action, what it is done to, and the value.

    With a `change` or a `case` the call only looks: what it sees makes the calls that set (progress.py).
    """

    call: ToolCall
    action: str
    said: str = ""
    value: str = ""
    change: Change | None = None
    case: "Case | None" = None


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
class Case:
    """Steps that are taken only if a question about a state is answered so: yes where `wanted`, else no."""

    look: Look
    wanted: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The kind is one of: act (the steps are certain), ask (something is in doubt), look (states are asked for), leave
    (it is forbidden to do anything), unsure (an order that is not understood to the last word).

    `topic` is what it is about (devices, media, timers, lists), `wary` whether it moves a lock, a garage or an alarm.
    `stays` are things that are at their end already, with the value at which they are ("" for off).
    """

    kind: str
    steps: tuple[Step, ...] = ()
    doubt: Doubt | None = None
    look: Look | None = None
    topic: str = "devices"
    wary: bool = False
    stays: tuple[tuple[str, str], ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The steps from present values that nobody has looked at yet."""
        return tuple(step.change for step in self.steps if step.change)

    @property
    def waits(self) -> bool:
        """Whether what is to be called hangs on what its looks will see."""
        return any(step.change or step.case for step in self.steps)


UNSURE = Plan("unsure")


def described(plan: Plan) -> dict[str, object]:
    """The plan for the explain page."""
    steps = [{"tool": step.call.name, "arguments": step.call.arguments} for step in plan.steps]
    doubt = {"doubt": plan.doubt.kind, "options": list(plan.doubt.options)} if plan.doubt else {}
    return {"plan": plan.kind, "about": plan.topic, **({"calls": steps} if steps else {}), **doubt}
