"""One step of the encoder's graph, as onnx.proto has it: read, made and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ragdomains.protobuf import Bytes, Field, field, fields, joined, number

GRAPH, OPERATORS = 7, 8  # of a model
NODE, TABLE, OUTPUT = 1, 5, 12  # of a graph
INPUT, RESULT, TITLE, OPERATOR, SETTING, DOMAIN = 1, 2, 3, 4, 5, 7  # of a node
SETTING_NAME, WHOLE, KIND, WHOLE_KIND = 1, 3, 20, 2  # of a setting, the last being the kind of whole numbers
SHAPE, TYPE, NAME, RAW = 1, 2, 8, 9  # of a table
FLOAT, UNSIGNED, SIGNED, INT32 = 1, 2, 3, 6  # types of numbers
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

    @classmethod
    def of(cls, operator: str, inputs: Sequence[str], result: str, domain: bytes = b"", **settings: int) -> "Node":
        """A new step; an input "" is left out."""
        made = [field(OPERATOR, operator.encode()), *([field(DOMAIN, domain)] if domain else ())]
        return cls(operator, tuple(inputs), result, (*made, *(setting(*each) for each in settings.items())))

    def like(self, inputs: Sequence[str], result: str) -> "Node":
        """A step of the same kind between other values."""
        return Node(self.operator, tuple(inputs), result, self.rest)

    def written(self) -> Field:
        names = [field(INPUT, name.encode()) for name in self.inputs]
        result = self.result.encode()
        return field(NODE, joined([*names, field(RESULT, result), field(TITLE, result), *self.rest]))


Nodes = Mapping[str, Node]  # by what they make
Steps = Mapping[str, Sequence[Node]]  # what is to stand for a step, by what it makes


def setting(name: str, value: int) -> Field:
    held = [field(SETTING_NAME, name.encode()), number(WHOLE, value), number(KIND, WHOLE_KIND)]
    return field(SETTING, joined(held))


def behind(nodes: Nodes, node: Node, *way: tuple[int, str]) -> Node | None:
    """The step that is reached over these inputs (place, operator), where each is made by such a step."""
    for place, operator in way:
        found = nodes.get(node.inputs[place]) if place < len(node.inputs) else None
        if found is None or found.operator != operator:
            return None
        node = found
    return node


def widened(nodes: Nodes, table: str) -> tuple[Node, Node] | None:
    """The steps that widen (Cast) and scale (Mul) a table as a whole, where it is such a one."""
    scaled = nodes.get(table)
    wide = behind(nodes, scaled, (0, "Cast")) if scaled and scaled.operator == "Mul" else None
    return (wide, scaled) if scaled and wide else None


def name_of(table: Bytes) -> str:
    return next(str(held, "utf-8") for kind, _, held in fields(table) if kind == NAME)


def table_of(name: str, sizes: Sequence[int], kind: int, data: Bytes) -> Field:
    about = [number(SHAPE, size) for size in sizes]
    return field(TABLE, joined([*about, number(TYPE, kind), field(NAME, name.encode()), field(RAW, data)]))
