"""The encoder's file as it is read: it tells a middle layer too, and looks words up before it widens them.

The fields of ModelProto, GraphProto and NodeProto are those of onnx.proto; the wire format is protobuf's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GRAPH = 7  # of a model
NODE, OUTPUT = 1, 12  # of a graph
INPUT, RESULT, TITLE, OPERATOR = 1, 2, 3, 4  # of a node
NAME = 1  # of an output
BYTES = 2  # the wire type of what has a length

Bytes = bytes | memoryview  # views: the tables are 20 MB, and need not be copied to be passed on
Field = tuple[int, int, Bytes]  # number, wire type, what it holds (a varint still encoded)


@dataclass(frozen=True, slots=True)
class Node:
    """One step of the graph: what it does, from what it makes what; `rest` are its other fields, as they are."""

    operator: str
    inputs: tuple[str, ...]
    result: str
    rest: tuple[Field, ...]

    @classmethod
    def read(cls, data: Bytes) -> "Node":
        parts = list(fields(data))
        said = {each: [str(held, "utf-8") for number, _, held in parts if number == each] for each in (1, 2, 4)}
        rest = tuple(part for part in parts if part[0] not in (INPUT, RESULT, TITLE))
        return cls(said[OPERATOR][0], tuple(said[INPUT]), said[RESULT][0], rest)

    def like(self, inputs: Sequence[str], result: str) -> bytes:
        """A step of the same kind between other values."""
        names = [(INPUT, BYTES, name.encode()) for name in inputs]
        return joined([*names, (RESULT, BYTES, result.encode()), (TITLE, BYTES, result.encode()), *self.rest])


def adapted(model: bytes, layer: str) -> bytes:
    """The model with one layer more among its outputs, and with its tables of words left as they are stored.

    They are stored in 8 bits with a scale for each row. The file widens a table and then looks a few rows up in it, so
    that the runtime keeps it widened: 47 MB instead of 12. Looking up first gives the same numbers.
    """
    parts = fields(memoryview(model))
    return joined([(number, kind, graph(held, layer) if number == GRAPH else held) for number, kind, held in parts])


def graph(data: Bytes, layer: str) -> bytes:
    parts = list(fields(data))
    steps = [Node.read(held) if number == NODE else None for number, _, held in parts]
    nodes = {node.result: node for node in steps if node}
    tables = {node.inputs[0] for node in nodes.values() if is_look_up(node, nodes)}
    widening = tables | {nodes[table].inputs[0] for table in tables}  # the steps that are not done as a whole any more
    made: list[Field] = []
    for node, part in zip(steps, parts, strict=True):
        if node and is_look_up(node, nodes):
            made += [(NODE, BYTES, step) for step in looked_up_first(node, nodes)]
        elif not node or node.result not in widening:
            made.append(part)
    return joined([*made, (OUTPUT, BYTES, joined([(NAME, BYTES, layer.encode())]))])


def is_look_up(node: Node, nodes: dict[str, Node]) -> bool:
    """Whether it takes rows of a table that is widened (Cast) and scaled (Mul) as a whole."""
    scaled = nodes.get(node.inputs[0]) if node.operator == "Gather" else None
    widened = nodes.get(scaled.inputs[0]) if scaled and scaled.operator == "Mul" else None
    return widened is not None and widened.operator == "Cast"


def looked_up_first(node: Node, nodes: dict[str, Node]) -> Iterator[bytes]:
    """The same rows: looked up as they are stored, then widened, then scaled, each by its own scale."""
    table, rows = node.inputs
    scaled = nodes[table]
    widened = nodes[scaled.inputs[0]]
    stored, wide, scale = (f"{node.result}_{each}" for each in ("stored", "wide", "scale"))
    yield node.like([widened.inputs[0], rows], stored)
    yield widened.like([stored], wide)
    yield node.like([scaled.inputs[1], rows], scale)
    yield scaled.like([wide, scale], node.result)


def fields(data: Bytes) -> Iterator[Field]:
    """The fields of a message, in their order."""
    place = 0
    while place < len(data):
        key, place = number_at(data, place)
        end = {0: place, 1: place + 8, 5: place + 4}.get(key & 7, 0)
        if key & 7 == 0:
            _, end = number_at(data, place)
        elif key & 7 == BYTES:
            length, place = number_at(data, place)
            end = place + length
        yield key >> 3, key & 7, data[place:end]
        place = end


def joined(parts: Sequence[Field]) -> bytes:
    """The message of these fields."""
    made: list[Bytes] = []
    for number, kind, held in parts:
        made += [varint(number << 3 | kind), varint(len(held)) if kind == BYTES else b"", held]
    return b"".join(made)


def number_at(data: Bytes, place: int) -> tuple[int, int]:
    """The varint at a place, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[place]
        value, shift, place = value | (byte & 127) << shift, shift + 7, place + 1
        if byte < 128:
            return value, place


def varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])
