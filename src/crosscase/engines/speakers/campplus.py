"""CAM++: what a voice sounds like, as 192 numbers. Ships with crosscase; needs no torch.

Wang et al., CAM++, Interspeech 2023. The weights (``weights/NOTICE.md``) are used only when their
sha256 is the one written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.speech import RATE, Samples
from crosscase.domain.suggestions import EngineId
from crosscase.engines.transcribe.activity import MISSING
from crosscase.errors import EngineError

SHA256 = "a74e854fce8cd6d1a7e37f250fb474ce11847d597663fcc54b913437c535e32b"
DIMENSIONS = 192
_MELS = 80
_SHORTEST = 400
"""Samples of one window of the filter bank."""
_AT_ONCE = 16
_THREADS = 2

Voices = NDArray[np.float32]
"""Shape (pieces, 192); each row has length 1."""


class CampPlus:
    """Pieces of speech to vectors. Raises ``EngineError`` where a package is not installed."""

    def __init__(self) -> None:
        self.id = EngineId("campplus", "1", {"sha256": SHA256[:12]})
        try:
            import kaldi_native_fbank
        except ImportError as error:
            raise EngineError(
                "Telling speakers apart needs the package kaldi-native-fbank, "
                "which is not installed.",
                hint=MISSING,
            ) from error
        self._fbank: Any = kaldi_native_fbank

    def voices(self, pieces: Sequence[Samples]) -> Voices:
        """One vector of length 1 for each piece; pieces of one length are quickest."""
        out = np.zeros((len(pieces), DIMENSIONS), np.float32)
        features = [self._features(piece) for piece in pieces]
        order = sorted(range(len(pieces)), key=lambda at: (len(features[at]), at))
        at = 0
        while at < len(order):
            part = [order[at]]
            while (
                at + len(part) < len(order)
                and len(part) < _AT_ONCE
                and len(features[order[at + len(part)]]) == len(features[part[0]])
            ):
                part.append(order[at + len(part)])
            given = np.stack([features[one] for one in part])
            out[part] = _session().run(None, {"features": given})[0]
            at += len(part)
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        voices: Voices = out / np.maximum(lengths, 1e-9)
        return voices

    def _features(self, piece: Samples) -> NDArray[np.float32]:
        """80 log mel energies each hundredth of a second, less their mean."""
        options = self._fbank.FbankOptions()
        options.frame_opts.dither = 0
        options.frame_opts.samp_freq = RATE
        options.mel_opts.num_bins = _MELS
        bank = self._fbank.OnlineFbank(options)
        if len(piece) < _SHORTEST:
            piece = np.pad(piece, (0, _SHORTEST - len(piece)))
        bank.accept_waveform(RATE, piece.tolist())
        bank.input_finished()
        rows = np.stack([bank.get_frame(at) for at in range(bank.num_frames_ready)])
        less: NDArray[np.float32] = (rows - rows.mean(axis=0)).astype(np.float32)
        return less


@cache
def _session() -> Any:
    import onnxruntime

    file = files("crosscase.engines.speakers").joinpath("weights", "campplus.onnx")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EngineError("campplus 1: the weights are missing.", hint=_AGAIN) from error
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise EngineError("campplus 1: the weights are not those that were shipped.", hint=_AGAIN)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


_AGAIN = "Install crosscase again."
