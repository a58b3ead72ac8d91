"""Whether the processor multiplies bytes with a sign as exactly as those without: it is tried, once.

Processors with VNNI, and ARM's, add such products as whole numbers. Older ones cut the sum of two of them to 16 bits.
"""

from functools import cache

import numpy as np
import onnxruntime

from ragdomains.encoder_node import GRAPH, OPERATORS, OUTPUT, SIGNED, UNSIGNED, Node, table_of
from ragdomains.protobuf import field, joined, number

SIDE = 16  # rows and columns of what is multiplied, so that the kernel for whole matrices is taken
LARGEST = {UNSIGNED: 255, SIGNED: 127}
FILE, LANGUAGE = 8, 13  # the versions of ONNX's format and operators that know MatMulInteger


@cache
def signs_are_exact() -> bool:
    """Whether the runtime's product of the largest bytes is their product."""
    found = onnxruntime.InferenceSession(product(), providers=["CPUExecutionProvider"]).run(None, {})[0]
    return bool(np.all(found == SIDE * LARGEST[UNSIGNED] * LARGEST[SIGNED]))


def product() -> bytes:
    """A model without inputs: a matrix of the largest bytes without a sign times one of the largest with a sign."""
    tables = [
        table_of(name, (SIDE, SIDE), kind, bytes([LARGEST[kind]]) * SIDE**2)
        for name, kind in (("one", UNSIGNED), ("other", SIGNED))
    ]
    step = Node.of("MatMulInteger", ["one", "other"], "product")
    graph = joined([step.written(), field(2, b"signs"), *tables, field(OUTPUT, joined([field(1, b"product")]))])
    return joined([number(1, FILE), field(GRAPH, graph), field(OPERATORS, joined([number(2, LANGUAGE)]))])
