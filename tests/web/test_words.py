"""The page speaks Chinese as well as English: no sentence of it is left out."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from crosscase import rules
from crosscase.analysis.groups import NOTE
from crosscase.analysis.ledger import Said
from crosscase.domain.codebook import Code, CodeKind, ConstructRole, Origin
from crosscase.domain.codings import MemoKind
from crosscase.domain.remarks import Severity
from crosscase.domain.sources import SourceKind, SpeakerRole
from crosscase.domain.theory import EvidenceKind, Shape, Stance
from crosscase.study.entries import FORMS
from crosscase.web.words import words

from .conftest import Workbench

STATIC = Path(__file__).parents[2] / "src/crosscase/web/static/js"
_CALL = re.compile(r"""\b(?:t|mark)\(\s*("(?:[^"\\]|\\.)*")""")
_TITLE = re.compile(r"""\b(?:title|step): ("(?:[^"\\]|\\.)*")""")
_ACT = re.compile(r"""\.change\(\s*"([a-z ]+)\"""")
_NAMED = re.compile(r"\{(\w+)\}")


def sentences() -> set[str]:
    """Every sentence that the pages show through ``t`` or ``mark``, and the titles of the rail."""
    found: set[str] = set()
    for file in STATIC.rglob("*.js"):
        found |= set(_CALL.findall(file.read_text(encoding="utf-8")))
    found |= set(_TITLE.findall((STATIC / "pages.js").read_text(encoding="utf-8")))
    return {literal[1:-1].replace('\\"', '"').replace("\\n", "\n") for literal in found}


def test_every_sentence_of_the_page_has_its_chinese():
    chinese = words("zh")
    missing = sorted(sentences() - set(chinese))
    assert missing == []


def test_no_translation_is_left_over_or_loses_a_name():
    """What is filled in stays: {n}, {name} …"""
    chinese, known = words("zh"), sentences()
    assert sorted(set(chinese) - known) == []
    for english, said in chinese.items():
        assert set(_NAMED.findall(english)) == set(_NAMED.findall(said)), english


SHOWN = (
    CodeKind,
    ConstructRole,
    EvidenceKind,
    MemoKind,
    Origin,
    Said,
    Severity,
    Shape,
    SourceKind,
    SpeakerRole,
    Stance,
)
"""Kinds whose values stand on pages as they are."""


@pytest.mark.parametrize("kind", SHOWN)
def test_every_kind_that_a_page_shows_has_its_chinese(kind: Any):
    assert sorted(set(filter(None, get_args(kind))) - set(words("zh"))) == []


def test_what_the_library_says_in_a_word_has_its_chinese():
    """Forms that acts are about, what became of a code, method profiles, the note on samples."""
    changed = {f"{f.name} changed" for f in fields(Code) if f.name not in ("id", "name")}
    said = {*FORMS, *changed, *rules.PROFILES, NOTE}
    assert sorted(said - set(words("zh"))) == []


def test_every_act_of_the_journal_has_its_chinese():
    """Acts are named where the study is changed; "edit design" is "edit {what}" of a form."""
    chinese = words("zh")
    files = (STATIC.parents[2] / "study").glob("*.py")
    acts = {act for file in files for act in _ACT.findall(file.read_text(encoding="utf-8"))}
    assert {"load", "decide", "edit design"} <= acts
    assert (
        sorted(a.removeprefix("edit ") for a in acts if a.removeprefix("edit ") not in chinese)
        == []
    )


def test_how_a_proposition_stands_has_its_chinese(shown: Workbench):
    model = json.loads(shown.ask(f"/api/studies/{shown.id}/model")[2])
    stands = {claim["status"] for claim in model["propositions"]}
    assert stands
    assert sorted(stands - set(words("zh"))) == []


def test_the_language_is_switched_in_place(looking: Any, shown: Workbench):
    looking.goto(f"{shown.root}/s/{shown.id}/sources")
    looking.wait_for_selector("h1")
    looking.get_by_label("Language").select_option("zh")
    looking.wait_for_selector("html[lang=zh]")
    looking.wait_for_selector("h1:not(:text-is('Sources'))")
    assert looking.inner_text("h1") == words("zh")["Sources"]
    looking.evaluate("localStorage.removeItem('crosscase.language')")
