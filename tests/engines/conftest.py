"""Engines are costly to wake: one of each for all tests."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.kept import KeptEmbedder
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.use import UseEmbedder
from crosscase.engines.match.mixed import MixedMatcher


@pytest.fixture(scope="session")
def use() -> KeptEmbedder:
    return KeptEmbedder(UseEmbedder())


@pytest.fixture(scope="session")
def minilm() -> KeptEmbedder:
    return KeptEmbedder(MiniLMEmbedder())


@pytest.fixture(scope="session")
def both(minilm: KeptEmbedder, use: KeptEmbedder) -> BothEmbedder:
    return BothEmbedder(minilm, use)


@pytest.fixture(scope="session")
def matcher(minilm: KeptEmbedder, use: KeptEmbedder) -> MixedMatcher:
    return MixedMatcher(minilm, use)


@pytest.fixture(scope="session")
def data() -> Path:
    named = os.environ.get("CROSSCASE_DATA", "")
    if not named or not Path(named).is_dir():
        pytest.skip("CROSSCASE_DATA names no folder with the shared data")
    return Path(named)


def bench_named(name: str) -> ModuleType:
    """A command of the folder bench, as a module."""
    file = Path(__file__).parents[2] / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"bench_{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
