"""The page speaks Chinese as well as English: no sentence of it is left out."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from crosscase import rules
from crosscase.analysis.data_structure import Doubted
from crosscase.analysis.groups import NOTE
from crosscase.analysis.ledger import Said
from crosscase.domain.codebook import Code, CodeKind, ConstructRole, Origin
from crosscase.domain.codings import MemoKind
from crosscase.domain.remarks import Severity
from crosscase.domain.sources import SourceKind, SpeakerRole
from crosscase.domain.theory import EvidenceKind, Shape, Stance
from crosscase.study.entries import FORMS
from crosscase.web.words import library, words

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
    Doubted,
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
    """Acts are named where the study is changed; "edit design" is "edit {what}"."""
    chinese = words("zh")
    files = (STATIC.parents[2] / "study").glob("*.py")
    acts = {act for file in files for act in _ACT.findall(file.read_text(encoding="utf-8"))}
    assert {"load", "decide", "edit design"} <= acts
    about = {re.sub("^(add|edit) ", "", act) for act in acts}
    assert sorted(about - set(chinese)) == []


def test_how_a_proposition_stands_has_its_chinese(shown: Workbench):
    model = json.loads(shown.ask(f"/api/studies/{shown.id}/model")[2])
    stands = {claim["status"] for claim in model["propositions"]}
    assert stands
    assert sorted(stands - set(words("zh"))) == []


SPEAK = ("domain", "errors.py", "formats", "report", "rules", "store", "study", "web")
"""Parts of the library whose errors and findings reach a page."""


def templates() -> set[str]:
    """What these parts raise and find, with ``{}`` for each value, read from their code."""
    found: set[str] = set()
    root = STATIC.parents[2]
    for part in SPEAK:
        place = root / part
        for file in [place] if place.is_file() else place.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                found |= set(filter(None, map(template, told_by(node))))
    return {text for text in found if re.search(r"[A-Za-z]{2}.* ", text)}


def told_by(node: ast.AST) -> list[ast.expr]:
    """The expressions of a raised error, a finding or a rule that become sentences."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        called = node.exc
        hints = [k.value for k in called.keywords if k.arg == "hint"]
        return [*called.args[: 0 if isinstance(called.func, ast.Attribute) else 1], *hints]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in ("Hit", "not_checked"):
            return node.args[1:2] if node.func.id == "Hit" else node.args[:1]
        if node.func.id in ("rule", "rule_with_key"):
            return [k.value for k in node.keywords if k.arg in ("reason", "todo")]
    return []


def template(node: ast.expr) -> str:
    """A string of the code with ``{}`` where a value stands ("" for no string)."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = template(left), template(right)
            return "".join(one or "{}" for one in both) if any(both) else ""
        case _:
            return ""


def test_what_the_library_refuses_and_finds_has_its_chinese():
    known = templates()
    assert len(known) > 300
    assert sorted(known - set(library("zh"))) == []


def test_a_translated_sentence_keeps_its_values():
    for english, chinese in library("zh").items():
        places = re.findall(r"\{(\d*)\}", chinese)
        if any(places):  # all of them numbered: a plural's ending may be left out
            assert set(places) <= {str(at) for at in range(1, english.count("{}") + 1)}, english
        else:
            assert len(places) == english.count("{}"), english


def test_an_error_and_a_finding_are_told_in_chinese(shown: Workbench, looking: Any):
    looking.add_init_script("localStorage.setItem('crosscase.language', 'zh')")
    looking.goto(f"{shown.root}/s/{shown.id}/check")
    looking.get_by_text("在表中出现两次的案例").wait_for()
    assert looking.get_by_text("A case that stands twice").count() == 0
    said = looking.evaluate(
        """async () => {
            const { said, speak } = await import("/static/js/words.js");
            await speak("zh");
            return [said("There is a keyword named 'tax' already."),
                    said("talk.docx: the file is empty."), said("Something nobody wrote.")];
        }"""
    )
    assert said == [
        "已有名为 'tax' 的 关键词。",
        "talk.docx: 文件是空的。",
        "Something nobody wrote.",
    ]


def test_the_language_is_switched_in_place(looking: Any, shown: Workbench):
    looking.goto(f"{shown.root}/s/{shown.id}/sources")
    looking.wait_for_selector("h1")
    looking.get_by_label("Language").select_option("zh")
    looking.wait_for_selector("html[lang=zh]")
    looking.wait_for_selector("h1:not(:text-is('Sources'))")
    assert looking.inner_text("h1") == words("zh")["Sources"]
    looking.evaluate("localStorage.removeItem('crosscase.language')")
