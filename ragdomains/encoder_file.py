"""The encoder's file as it is read: it tells a middle layer too, and its tables are used in the bits that they have.

Every table is stored in 8 bits with scales. The file widens them as a whole before it uses them, and the runtime keeps
them so: four times as much to hold, and to read at each question. The fields are those of onnx.proto.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ragdomains.encoder_node import (
    GRAPH,
    MICROSOFT,
    NODE,
    OPERATORS,
    OUTPUT,
    TABLE,
    Node,
    Nodes,
    Steps,
    name_of,
    widened,
)
from ragdomains.encoder_quick import attentions, curves, masked, products
from ragdomains.protobuf import Bytes, field, fields, joined, number


def adapted(model: bytes, layer: str, exact: bool = True) -> bytes:
    """The model with one layer more among its outputs.

    Words are looked up before they are widened: the same numbers, and 35 MB less. Unless it is to be `exact`, it also
    multiplies in 8 bits, by the scale of each text and of each column, and what the runtime has one operator for is
    one step.
    """
    parts = fields(memoryview(model))
    made = [field(GRAPH, graph(part[2], layer, exact)) if part[0] == GRAPH else part for part in parts]
    return joined([*made, field(OPERATORS, joined([field(1, MICROSOFT), number(2, 1)]))])


def graph(data: Bytes, layer: str, exact: bool) -> bytes:
    parts = [*fields(data), field(OUTPUT, joined([field(1, layer.encode())]))]
    tables = {name_of(held): held for kind, _, held in parts if kind == TABLE}
    steps = [Node.read(held) for kind, _, held in parts if kind == NODE]
    steps = replaced(steps, looked_up_first(by_result(steps)))
    if not exact:
        quick, more = products(by_result(steps), tables)
        tables |= more
        steps = [masked(), *replaced(steps, quick)]
        steps = replaced(steps, attentions(by_result(steps)) | curves(by_result(steps)))
    wanted = {str(held, "utf-8") for kind, _, part in parts if kind == OUTPUT for held in names(part)}
    steps = needed(steps, wanted)
    used = {name for step in steps for name in step.inputs}
    made = [step.written() for step in steps]
    made += [field(TABLE, held) for name, held in tables.items() if name in used]
    return joined([*made, *(part for part in parts if part[0] not in (NODE, TABLE))])


def names(output: Bytes) -> Iterator[Bytes]:
    return (held for kind, _, held in fields(output) if kind == 1)


def by_result(steps: Iterable[Node]) -> dict[str, Node]:
    return {step.result: step for step in steps}


def replaced(steps: Iterable[Node], made: Steps) -> list[Node]:
    """The steps, with what stands for some of them."""
    return [each for step in steps for each in made.get(step.result, (step,))]


def needed(steps: Sequence[Node], wanted: Collection[str]) -> list[Node]:
    """The steps whose result is wanted in the end, or by a step after them."""
    used, kept = {*wanted}, list[Node]()
    for step in reversed(steps):
        if step.result in used:
            used.update(step.inputs)
            kept.append(step)
    return kept[::-1]


def looked_up_first(nodes: Nodes) -> dict[str, list[Node]]:
    """The same rows of a table: looked up as they are stored, then widened, then scaled, each by its own scale."""
    made = {}
    for node in nodes.values():
        if node.operator != "Gather" or not (table := widened(nodes, node.inputs[0])):
            continue
        (wide, scaled), rows = table, node.inputs[1]
        stored, widest, scale = (f"{node.result}_{each}" for each in ("stored", "wide", "scale"))
        made[node.result] = [
            node.like([wide.inputs[0], rows], stored),
            wide.like([stored], widest),
            node.like([scaled.inputs[1], rows], scale),
            scaled.like([widest, scale], node.result),
        ]
    return made
