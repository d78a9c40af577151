"""Products with matrices of whole numbers in eight bits: a quarter of the memory to go through, which is what they take."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import NodeProto, TensorProto, helper, numpy_helper

Floats = npt.NDArray[np.float32]
MICROSOFT = "com.microsoft"
# The largest whole number of eight bits with a sign, and what a row of nothing is divided by.
LARGEST, SMALLEST = 127.0, 1e-8
ASKED, FOUND = "asked", "found"


def round_to_eight_bits(matrix: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """A matrix of shape (rows, columns) turned over to (columns, rows) in whole numbers, and what each row was divided by."""
    scales = np.maximum(np.abs(matrix).max(axis=1), SMALLEST) / LARGEST
    whole = np.rint(matrix / scales[:, np.newaxis]).astype(np.int8)
    return np.ascontiguousarray(whole.T), scales.astype(np.float32)


def write_product(
    told: str, matrix: Floats, output: str, *, shift: Floats | None = None
) -> tuple[NodeProto, list[TensorProto]]:
    """The node that multiplies `told`, of shape (..., columns), with a matrix of shape (rows, columns), and its constants.

    What is told is rounded to eight bits as a whole, the matrix row by row; `shift`, of shape (rows,), is added.
    """
    whole, scales = round_to_eight_bits(matrix)
    numbers = {"w": whole, "scales": scales, "zero": np.zeros(len(scales), dtype=np.int8)}
    if shift is not None:
        numbers["b"] = shift
    constants = [numpy_helper.from_array(each, f"{output}.{name}") for name, each in numbers.items()]
    names = [constant.name for constant in constants]
    return helper.make_node("DynamicQuantizeMatMul", [told, *names], [output], domain=MICROSOFT), constants


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """A session on one thread: the engine answers several pupils at once, more threads would only be in each other's way."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Hardly two texts have as many tokens, so a plan of the memory would be made anew for each.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


class Product:
    """One matrix of shape (rows, columns), to be multiplied with vectors of shape (columns,)."""

    def __init__(self, matrix: npt.NDArray[np.floating]) -> None:
        node, constants = write_product(ASKED, np.asarray(matrix, dtype=np.float32), FOUND)
        rows, columns = matrix.shape
        graph = helper.make_graph(
            [node],
            "product",
            [helper.make_tensor_value_info(ASKED, TensorProto.FLOAT, [1, columns])],
            [helper.make_tensor_value_info(FOUND, TensorProto.FLOAT, [1, rows])],
            constants,
        )
        domains = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=9)
        self._session = open_session(model.SerializeToString())

    def multiply(self, vector: Floats) -> Floats:
        """The product, of shape (rows,)."""
        (found,) = self._session.run(None, {ASKED: vector[np.newaxis]})
        return np.asarray(found[0], dtype=np.float32)
