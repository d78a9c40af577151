"""Writes multilingual-e5-small as an ONNX graph with products in eight bits, out of the weights in four, for ONNX Runtime."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.nlu.e5_weights import E5Weights
from bot.nlu.eight_bits import MICROSOFT, write_product

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
        asked = self._ask(told, layer)
        heard = self._add("MultiHeadAttention", asked, f"l{layer}.heard", num_heads=self._sizes.heads)
        heard = self._multiply(heard, [f"l{layer}.ao"], rows=width, columns=width)
        told = self._normalise(told, heard, f"l{layer}.aln")
        wide = self._multiply(told, [f"l{layer}.fi"], rows=inner, columns=width)
        wide = self._add("Gelu", [wide], f"l{layer}.wide")
        thought = self._multiply(wide, [f"l{layer}.fo"], rows=width, columns=inner)
        return self._normalise(told, thought, f"l{layer}.oln")

    def _ask(self, told: str, layer: int) -> list[str]:
        """Queries, keys and values in one product: what is told is rounded once for the three."""
        names = [f"l{layer}.{part}" for part in ("q", "k", "v")]
        width = self._sizes.width
        together = self._multiply(told, names, rows=width, columns=width)
        outputs = [f"{name}.asked" for name in names]
        self._nodes.append(helper.make_node("Split", [together], outputs, axis=2))
        return outputs

    def _multiply(self, told: str, names: list[str], *, rows: int, columns: int) -> str:
        """The product with one matrix, or with several of one shape side by side."""
        numbers = [
            self._weights.four_bits(f"{name}.w", rows=rows, columns=columns).expand(range(rows)) for name in names
        ]
        shift = np.concatenate([self._weights.plain(f"{name}.b").ravel() for name in names])
        output = f"{names[0]}.sum"
        node, constants = write_product(told, np.concatenate(numbers), output, shift=shift)
        self._nodes.append(node)
        self._constants += constants
        return output

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
