"""The encoder's file as it is read: it tells a middle layer too, and its tables are used in the bits that they have.

Every table is stored in 8 bits with scales. The file widens them as a whole before it uses them, and the runtime keeps
them so: four times as much to hold, and to read at each question. The fields are those of onnx.proto.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ragdomains.protobuf import Bytes, Field, field, fields, joined, number, number_at

GRAPH, OPERATORS = 7, 8  # of a model
NODE, TABLE, OUTPUT = 1, 5, 12  # of a graph
INPUT, RESULT, TITLE, OPERATOR, DOMAIN = 1, 2, 3, 4, 7  # of a node
SHAPE, TYPE, NAME, RAW = 1, 2, 8, 9  # of a table
SIGNED, UNSIGNED = 3, 2  # types of 8 bits
MICROSOFT = b"com.microsoft"  # whose operators the runtime has beside ONNX's own


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

    def like(self, inputs: Sequence[str], result: str) -> Field:
        """A step of the same kind between other values."""
        names = [field(INPUT, name.encode()) for name in inputs]
        return field(NODE, joined([*names, field(RESULT, result.encode()), field(TITLE, result.encode()), *self.rest]))


def adapted(model: bytes, layer: str, exact: bool = True) -> bytes:
    """The model with one layer more among its outputs.

    Words are looked up before they are widened: the same numbers, and 35 MB less. Unless it is to be `exact`, it also
    multiplies in 8 bits, by the scale of each text and of each column.
    """
    parts = fields(memoryview(model))
    made = [field(GRAPH, graph(part[2], layer, exact)) if part[0] == GRAPH else part for part in parts]
    return joined([*made, field(OPERATORS, joined([field(1, MICROSOFT), number(2, 1)]))])


def graph(data: Bytes, layer: str, exact: bool) -> bytes:
    parts = list(fields(data))
    steps = [Node.read(held) if kind == NODE else None for kind, _, held in parts]
    nodes = {node.result: node for node in steps if node}
    used = {"Gather": 0, **({} if exact else {"MatMul": 1})}  # where the table stands among what they take
    kept = {node.result: node.inputs[used[node.operator]] for node in nodes.values() if uses_table(node, used, nodes)}
    widening = {*kept.values(), *(nodes[table].inputs[0] for table in kept.values())}
    tables = {name_of(held): held for kind, _, held in parts if kind == TABLE}
    biases = {} if exact else biased(nodes, kept, tables)
    made: list[Field] = []
    for node, part in zip(steps, parts, strict=True):
        if node and node.result in kept:
            bias = biases.get(node.result)
            made += looked_up_first(node, nodes) if node.operator == "Gather" else multiplied(node, nodes, tables, bias)
        elif node in biases.values():
            continue  # it is part of the product
        elif (node and node.result not in widening) or part[0] not in (NODE, TABLE):
            made.append(part)
    needed = {name for kind, _, held in made if kind == NODE for name in Node.read(held).inputs}
    made += [field(TABLE, held) for name, held in tables.items() if name in needed]
    return joined([*made, field(OUTPUT, joined([field(1, layer.encode())]))])


def name_of(table: Bytes) -> str:
    return next(str(held, "utf-8") for kind, _, held in fields(table) if kind == NAME)


def uses_table(node: Node, used: Mapping[str, int], nodes: Mapping[str, Node]) -> bool:
    """Whether it takes a table that is widened (Cast) and scaled (Mul) as a whole."""
    scaled = nodes.get(node.inputs[used[node.operator]]) if node.operator in used else None
    widened = nodes.get(scaled.inputs[0]) if scaled and scaled.operator == "Mul" else None
    return widened is not None and widened.operator == "Cast"


def biased(nodes: Mapping[str, Node], products: Collection[str], tables: Collection[str]) -> dict[str, Node]:
    """The steps that add a table to a product, by the product. What is added once more, the runtime takes together."""
    sums = [node for node in nodes.values() if node.operator == "Add"]
    again = {name for node in sums for name in node.inputs}
    found = (node for node in sums if node.inputs[0] in products and node.inputs[1] in tables)
    return {node.inputs[0]: node for node in found if node.result not in again}


def looked_up_first(node: Node, nodes: Mapping[str, Node]) -> Iterator[Field]:
    """The same rows: looked up as they are stored, then widened, then scaled, each by its own scale."""
    table, rows = node.inputs
    scaled = nodes[table]
    widened = nodes[scaled.inputs[0]]
    stored, wide, scale = (f"{node.result}_{each}" for each in ("stored", "wide", "scale"))
    yield node.like([widened.inputs[0], rows], stored)
    yield widened.like([stored], wide)
    yield node.like([scaled.inputs[1], rows], scale)
    yield scaled.like([wide, scale], node.result)


def multiplied(
    node: Node, nodes: Mapping[str, Node], tables: Mapping[str, Bytes], bias: Node | None
) -> Iterator[Field]:
    """The product in 8 bits, as whole numbers; with what is added to it next, which takes no step of its own then."""
    given, table = node.inputs
    scaled = nodes[table]
    stored, scale = tables[nodes[scaled.inputs[0]].inputs[0]], tables[scaled.inputs[1]]
    names = [f"{node.result}_{each}" for each in ("table", "scales", "zeros")]
    rows, columns = shape(stored)
    yield table_of(names[0], (rows, columns), SIGNED, raw(stored))
    yield table_of(names[1], (columns,), 1, raw(scale))
    yield table_of(names[2], (columns,), SIGNED, bytes(columns))
    kind = (field(OPERATOR, b"DynamicQuantizeMatMul"), field(DOMAIN, MICROSOFT))
    sum_of = [given, *names, *([bias.inputs[1]] if bias else ())]
    yield Node("", (), "", kind).like(sum_of, bias.result if bias else node.result)


def shape(table: Bytes) -> list[int]:
    return [value for kind, _, held in fields(table) if kind == SHAPE for value in packed(held)]


def packed(held: Bytes) -> Iterator[int]:
    """The numbers of a field that may hold several."""
    place = 0
    while place < len(held):
        value, place = number_at(held, place)
        yield value


def raw(table: Bytes) -> Bytes:
    return next(held for kind, _, held in fields(table) if kind == RAW)


def table_of(name: str, sizes: Sequence[int], kind: int, data: Bytes) -> Field:
    about = [number(SHAPE, size) for size in sizes]
    return field(TABLE, joined([*about, number(TYPE, kind), field(NAME, name.encode()), field(RAW, data)]))
