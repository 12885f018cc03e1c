"""Small facts about scripts and words that several engines share."""

from __future__ import annotations

import logging
import re
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u1100-\u11ff]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_loading = threading.Lock()


def han(text: str) -> int:
    """How many Chinese characters ``text`` has."""
    return len(_HAN.findall(text))


def chinese(text: str, language: str = "") -> bool:
    """Whether ``text`` is to be read as Chinese: by ``language``, else by its script."""
    if language:
        return language.lower().startswith("zh")
    characters = han(text)
    if not characters or _KANA_HANGUL.search(text):
        return False
    return 3 * characters >= len(re.sub(r"[\s\W\d_]", "", text))


def words(text: str) -> list[str]:
    """The words of ``text``, lower case, in order; an apostrophe or hyphen inside stays."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def jieba() -> Any:
    """The jieba segmenter, silent, with its cache in a folder of this run.

    jieba writes a cache of its dictionary into the shared temporary folder and tells stderr about
    it; here it writes into a private folder that is removed at once.
    """
    with _loading:
        return _jieba()


@cache
def _jieba() -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    segmenter = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="crosscase-jieba-") as folder:
        segmenter.tmp_dir = folder
        segmenter.cache_file = str(Path(folder) / "dictionary")
        segmenter.initialize()
    return segmenter


def chinese_words(text: str) -> list[str]:
    """The words of a Chinese ``text``, in order; together they are the text."""
    return [str(word) for word in jieba().lcut(text, HMM=False)]
