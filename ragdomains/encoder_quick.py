"""Steps of the encoder that take the runtime less time: products in 8 bits, and what it has one operator for.

A question is a dozen words, and the file takes some forty steps in each of six layers: beside the products, most of the
time goes into beginning and ending them. The numbers are the same but for the last bits.
"""

from collections.abc import Iterator, Mapping

from ragdomains.encoder_node import (
    FLOAT,
    INT32,
    MICROSOFT,
    RAW,
    SHAPE,
    SIGNED,
    Node,
    Nodes,
    behind,
    table_of,
    widened,
)
from ragdomains.protobuf import Bytes, fields, number_at

HEADS = 12  # of the attention of this model
MASK, MASK_32 = "attention_mask", "attention_mask_32"
SHAPING = frozenset({"Reshape", "Transpose", "Mul"})  # what the file does to a product for its attention
HEARD = ((0, "Transpose"), (0, "MatMul"))  # from what all heads have found, to what was mixed
COMPARED = (*HEARD, (0, "Where"), (2, "Softmax"), (0, "Add"), (0, "MatMul"))  # and to what was compared
CURVE = ((1, "Mul"), (1, "Add"), (0, "Erf"), (0, "Div"))  # x (1 + erf(x / sqrt 2)) / 2, from its end

Tables = Mapping[str, Bytes]


def products(nodes: Nodes, tables: Tables) -> tuple[dict[str, list[Node]], dict[str, Bytes]]:
    """Each product with a table in 8 bits, as whole numbers, and in one step what is added to it; with their tables."""
    made: dict[str, list[Node]] = {}
    more: dict[str, Bytes] = {}
    sums = {node.inputs[0]: node for node in nodes.values() if node.operator == "Add" and node.inputs[1] in tables}
    for node in nodes.values():
        if node.operator != "MatMul" or not (table := widened(nodes, node.inputs[1])):
            continue
        wide, scaled = table
        own = in_columns(node.result, tables[wide.inputs[0]], tables[scaled.inputs[1]])
        bias = sums.get(node.result)
        inputs = [node.inputs[0], *own, *([bias.inputs[1]] if bias else ())]
        result = bias.result if bias else node.result
        made[result] = [Node.of("DynamicQuantizeMatMul", inputs, result, MICROSOFT)]
        more |= own
    return made, more


def in_columns(name: str, stored: Bytes, scale: Bytes) -> dict[str, Bytes]:
    """A table as a product in 8 bits takes it, by name: its numbers, the scale of each column, and zeros."""
    rows, columns = shape(stored)
    kinds = {
        "table": ((rows, columns), SIGNED, raw(stored)),
        "scales": ((columns,), FLOAT, raw(scale)),
        "zeros": ((columns,), SIGNED, bytes(columns)),
    }
    return {f"{name}_{each}": table_of(f"{name}_{each}", *kind)[2] for each, kind in kinds.items()}


def masked() -> Node:
    """Where there are tokens, in the type that attentions() want."""
    return Node.of("Cast", [MASK], MASK_32, to=INT32)


def attentions(nodes: Nodes) -> dict[str, list[Node]]:
    """One step for each layer's attention (Vaswani et al., 2017), by what it gives."""
    made = {}
    for node in nodes.values():
        mixed, compared = behind(nodes, node, *HEARD), behind(nodes, node, *COMPARED)
        if node.operator == "Reshape" and mixed and compared:
            query, key, value = (unshaped(nodes, name) for name in (*compared.inputs, mixed.inputs[1]))
            inputs = [query, key, value, "", MASK_32]
            made[node.result] = [Node.of("MultiHeadAttention", inputs, node.result, MICROSOFT, num_heads=HEADS)]
    return made


def unshaped(nodes: Nodes, name: str) -> str:
    """The product from which this was shaped for the heads."""
    while nodes[name].operator in SHAPING:
        name = nodes[name].inputs[0]
    return name


def curves(nodes: Nodes) -> dict[str, list[Node]]:
    """One step for each layer's Gaussian error linear units (Hendrycks and Gimpel, 2016), by what it gives."""
    found = (node for node in nodes.values() if node.operator == "Mul" and behind(nodes, node, *CURVE))
    return {node.result: [Node.of("Gelu", node.inputs[:1], node.result, MICROSOFT)] for node in found}


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
