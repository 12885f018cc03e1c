"""Our own small English encoder: MiniLM tuned until passages lie close to their keywords.

The weights ship with crosscase (see ``weights/NOTICE.md``) and are used only when their sha256 is
the one written here. They are stored as 8-bit integers and reckoned with as floats, so the vector
of a text does not depend on the texts beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from crosscase.domain.suggestions import EngineId, Vectors
from crosscase.engines.embed.unit import unit
from crosscase.errors import EngineError

MODEL_SHA256 = "623b323d7e388623e9bab92b261d28165a3c52eeab355b54ea59ce029ac80e88"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
LONGEST = 128
"""Tokens that are read of one text; the rest of a longer passage is not seen."""

_THREADS = 2
_AT_ONCE = 32


def _weights(name: str, sha256: str) -> bytes:
    file = files("crosscase.engines.embed").joinpath("weights", name)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EngineError(
            f"crosscase-minilm 1: {name} is missing.", hint="Install crosscase again."
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise EngineError(
            f"crosscase-minilm 1: {name} is not the file that was shipped.",
            hint="Install crosscase again.",
        )
    return data


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(_weights("tokenizer.json", TOKENIZER_SHA256).decode())
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return tokenizer


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        _weights("model.onnx", MODEL_SHA256), options, providers=["CPUExecutionProvider"]
    )


class MiniLMEmbedder:
    """384 dimensions, English. Wang et al., MiniLM, NeurIPS 2020; tuned by ``training/``."""

    def __init__(self) -> None:
        self.id = EngineId("crosscase-minilm", "1", {"sha256": MODEL_SHA256[:12]})

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text; shape (texts, 384).

        Raises ``EngineError`` when the weights are missing or were changed.
        """
        out = np.zeros((len(texts), DIMENSIONS), np.float32)
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        for at in range(0, len(order), _AT_ONCE):
            part = order[at : at + _AT_ONCE]
            encoded = _tokenizer().encode_batch([texts[i] for i in part])
            given = {
                "input_ids": np.array([e.ids for e in encoded], np.int64),
                "attention_mask": np.array([e.attention_mask for e in encoded], np.int64),
            }
            out[part] = _session().run(["vectors"], given)[0]
        return unit(out, len(texts), "crosscase-minilm") if texts else out
