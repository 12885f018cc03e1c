"""In which language a document is written."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from crosscase.engines.script import chinese

LIKELY = ("en", "zh", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ja", "ko", "ar")
_loading = threading.Lock()
_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=8)
def _identifier(languages: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier


def language(text: str, likely: Sequence[str] = LIKELY) -> str:
    """The ISO 639-1 name of the language of a document, one of ``likely``; "" without letters.

    Chinese is told by its script. Meant for documents: a phrase of two words is often misread.
    Only the first 20,000 characters are looked at.
    """
    text = text[:20_000]
    if not _LETTER.search(text) or not likely:
        return ""
    if "zh" in likely and chinese(text):
        return "zh"
    if len(likely) == 1:
        return likely[0]
    with _loading:
        return str(_identifier(tuple(sorted(set(likely)))).classify(text)[0])
