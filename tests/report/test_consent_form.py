"""The consent form says the study's purpose, asks each use apart, and how to leave."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import get_args

import docx
import pytest

from crosscase.domain.design import Fact
from crosscase.domain.people import USES
from crosscase.domain.questions import Question
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed
from crosscase.report import WRITERS
from crosscase.report.consent_form import FormLanguage, consent_form
from crosscase.report.document import Table


def designed(snapshot: Snapshot, **facts: str) -> Snapshot:
    known = dict(snapshot.facts_by_key) | {k.replace("_", "."): v for k, v in facts.items()}
    return replace(
        snapshot, facts=tuple(Fact(n, key, value) for n, (key, value) in enumerate(known.items()))
    )


@pytest.mark.parametrize("language", get_args(FormLanguage))
def test_every_use_is_asked_apart_in_each_language(small: Snapshot, language: str):
    form = consent_form(small, language)
    (table,) = [b for s in form.sections for b in s.blocks if isinstance(b, Table)]
    assert len(table.rows) == len(USES)
    assert all(row[1:] == (("☐",), ("☐",)) for row in table.rows)
    assert form.language == language


def test_the_purpose_is_that_of_the_design_and_blanks_stay(small: Snapshot):
    form = consent_form(designed(small, question="What drives it?", consent_contact="Ana, room 5"))
    said = "\n".join(text for _, text in form.texts())
    assert "The study asks: What drives it?" in said
    assert "withdrawal: Ana, room 5" in said
    assert "are kept until: ____" in said


def test_sensitive_questions_are_told_beforehand(small: Snapshot):
    asked = Question(1, "E9", "Did you pay a bribe?", sensitive=True)
    form = consent_form(replace(small, questions=(asked,)))
    assert "– Did you pay a bribe?" in [text for _, text in form.texts()]


def test_it_is_a_word_document_without_anybodys_name(small: Snapshot):
    form = consent_form(small, "zh")
    read = docx.Document(io.BytesIO(WRITERS[".docx"](form)))
    words = "\n".join(p.text for p in read.paragraphs)
    assert "访谈知情同意书" in words
    assert not any(p.pseudonym in words for p in small.participants)


def test_another_language_is_refused_with_a_way_out(small: Snapshot):
    with pytest.raises(NotAllowed, match="no consent form in 'de'"):
        consent_form(small, "de")
