"""Make of a tuned encoder what ships: ``model.onnx`` with 8-bit weights, and its tokenizer.

    python training/export.py BASE OUT

OUT holds ``encoder.pt`` of ``keyword_matcher.py``. Each weight matrix is stored as 8-bit integers
with one scale for each output (for word vectors: each word), and multiplied as floats. So the
vector of a text does not depend on the texts beside it in a batch, as it would if activations were
quantised too. Prints the sha256 of both files and the smallest cosine to the exact encoder.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from transformers import AutoTokenizer

from keyword_matcher import Encoder

LARGE = 10_000
"""Matrices of more numbers than this are stored as integers."""

PROBES = [
    "The government gave us a subsidy for three years.",
    "tax incentive",
    "We could not find skilled workers, so we trained them ourselves and most of them stayed.",
    "harmonious working atmosphere",
]


def shrink(model: onnx.ModelProto) -> None:
    """Replace every large float matrix by integers and a DequantizeLinear."""
    graph = model.graph
    words = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < LARGE:
            continue
        axis = 0 if weight.name in words else 1
        largest = np.abs(values).max(axis=1 - axis, keepdims=True)
        scale = np.maximum(largest / 127, 1e-12).astype(np.float32)
        whole = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        name = weight.name
        graph.initializer.remove(weight)
        graph.initializer.extend(
            [
                numpy_helper.from_array(whole, f"{name}.int8"),
                numpy_helper.from_array(scale.reshape(-1), f"{name}.scale"),
                numpy_helper.from_array(np.zeros(scale.size, np.int8), f"{name}.zero"),
            ]
        )
        parts = [f"{name}.int8", f"{name}.scale", f"{name}.zero"]
        graph.node.insert(0, helper.make_node("DequantizeLinear", parts, [name], axis=axis))


def main() -> None:
    """Parse, write, compare, say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()

    encoder = Encoder(args.base)
    encoder.load_state_dict(torch.load(args.out / "encoder.pt", weights_only=True))
    encoder.eval()
    example = torch.tensor([[101, 7592, 102], [101, 2088, 102]])
    names = ["input_ids", "attention_mask"]
    whole = args.out / "exact.onnx"
    torch.onnx.export(
        encoder,
        (example, torch.ones_like(example)),
        str(whole),
        input_names=names,
        output_names=["vectors"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in [*names, "vectors"]},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(whole)
    whole.unlink()
    shrink(model)
    onnx.checker.check_model(model)
    onnx.save(model, args.out / "model.onnx")
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")

    import onnxruntime

    tokens = AutoTokenizer.from_pretrained(args.base)(PROBES, padding=True, return_tensors="pt")
    session = onnxruntime.InferenceSession(args.out / "model.onnx")
    given = {name: tokens[name].numpy() for name in names}
    small = session.run(["vectors"], given)[0]
    with torch.no_grad():
        exact = encoder(**{name: tokens[name] for name in names}).numpy()
    print(f"smallest cosine to the exact encoder: {(small * exact).sum(1).min():.4f}")
    for name in ("model.onnx", "tokenizer.json"):
        data = (args.out / name).read_bytes()
        print(name, len(data), "bytes, sha256", hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
