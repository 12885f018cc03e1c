"""The words of the page in the languages it speaks."""

from __future__ import annotations

import re

from fastapi import APIRouter

from crosscase.errors import NotInStudy
from crosscase.web.doors import HERE

router = APIRouter(prefix="/api", tags=["words"])

LANGUAGES = {"en": "English", "zh": "中文"}
_PAIR = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)


@router.get("/words/{language}")
def words(language: str) -> dict[str, str]:
    """English sentence → the sentence in that language, from its gettext catalogue.

    English is written in the pages themselves; its catalogue is empty.
    """
    return _catalogue(language, language)


@router.get("/words/{language}/library")
def library(language: str) -> dict[str, str]:
    """The same for what the library says; ``{}`` stands for a value, ``{2}`` for the second."""
    return _catalogue(language, f"{language}-library")


def _catalogue(language: str, name: str) -> dict[str, str]:
    if language not in LANGUAGES:
        raise NotInStudy.named("language", language, LANGUAGES)
    if language == "en":
        return {}
    text = (HERE / "words" / f"{name}.po").read_text(encoding="utf-8")
    return {_plain(a): _plain(b) for a, b in _PAIR.findall(text)}


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
