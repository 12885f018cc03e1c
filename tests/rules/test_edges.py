"""Where a rule stops: what looks like its finding, and is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.domain.codebook import Code, Merge
from crosscase.domain.codings import Memo
from crosscase.domain.people import Consent
from crosscase.domain.questions import Question
from crosscase.domain.snapshot import Snapshot
from crosscase.rules import ask

from .drawn import tiny


def where(study: Snapshot, rule: str) -> set[str]:
    return {finding.where for finding in ask(study, only=[rule])}


def more(study: Snapshot, **rows: Any) -> Snapshot:
    """The study with more rows."""
    return replace(study, **{name: (*getattr(study, name), *new) for name, new in rows.items()})


@pytest.mark.parametrize(
    ("wording", "leads"),
    [
        ("Don't you think that rules slow you down?", True),
        ("Wouldn’t you say that the founder matters most?", True),
        ("Surely the market decides?", True),
        ("You would agree that skill counts, would you not?", True),
        ("难道您不觉得政策很重要吗？", True),
        ("What do you think slows you down?", False),
        ("Which rules do you not follow, and why?", False),
        ("How sure are you that it will sell?", False),
        ("您觉得政策重要吗？", False),
    ],
)
def test_a_question_leads_by_its_wording(wording: str, leads: bool) -> None:
    study = more(tiny(), questions=[Question(9, "F9", wording, 1)])
    assert where(study, "leading-question") == ({"firm"} if leads else set())


def test_a_keyword_that_was_merged_away_is_not_unused() -> None:
    study = more(
        tiny(),
        codes=[Code(6, "keyword", "customers request")],
        merges=[Merge(1, 6, 1, 1)],
    )
    assert where(study, "keyword-unused") == set()


def test_a_passage_that_is_evidence_of_the_relation_may_speak_of_both() -> None:
    study = tiny()
    code = study.codings.code.copy()
    code[1::4] = 5
    both = replace(study, codings=replace(study.codings, code=code))
    assert where(both, "cause-and-effect-alike") == set()
    assert where(replace(both, evidence=()), "cause-and-effect-alike") == {"P1"}


def test_where_every_case_has_one_person_no_case_stands_out() -> None:
    study = tiny()
    firsts = [p.id for p in study.participants if p.pseudonym.endswith("1")]
    alone = replace(
        study, presences=tuple(p for p in study.presences if p.participant in firsts and p.id < 10)
    )
    assert where(alone, "case-one-person") == set()


def test_the_first_consent_counts_not_the_last() -> None:
    later = Consent(99, 3, "share", True, "2026-03-03", "2")
    assert where(more(tiny(), consents=[later]), "consent-after-interview") == set()


def test_where_no_interview_has_a_date_it_is_said_once() -> None:
    study = tiny()
    bare = replace(study, sources=tuple(replace(s, date="") for s in study.sources))
    assert where(bare, "interview-without-date") == {"study"}


def test_a_memo_on_the_claim_says_where_one_looked() -> None:
    study = tiny()
    agreed = tuple(replace(e, stance="supports") for e in study.evidence)
    one_sided = replace(study, evidence=agreed)
    assert where(one_sided, "counter-evidence-not-searched") == {"P1", "P2"}
    looked = Memo(9, "theoretical", "I read all again for exceptions.", 1, "proposition", 1)
    assert where(more(one_sided, memos=[looked]), "counter-evidence-not-searched") == {"P2"}


def test_one_coder_needs_no_bounds_between_coders() -> None:
    study = tiny()
    open_ended = replace(study, codes=tuple(replace(c, include="") for c in study.codes))
    assert len(where(open_ended, "construct-without-bounds")) == 3
    alone = replace(
        open_ended, codings=replace(study.codings, coder=study.codings.coder.clip(max=1))
    )
    assert where(alone, "construct-without-bounds") == set()
