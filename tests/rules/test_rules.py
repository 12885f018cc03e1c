"""Each rule finds what was drawn into the tiny study, and nothing in the study as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.design import Fact, Noticed
from crosscase.domain.questions import Answer, Question
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.suggestions import Undecided
from crosscase.domain.theory import Proposition, Recommendation, RivalEvidence
from crosscase.errors import NotInStudy
from crosscase.rules import RULES, ask, profile_of

from .drawn import DRAFT, NAMES, ints, tiny


def edit(field: str, number: int, **news: Any) -> Callable[[Snapshot], Snapshot]:
    """One row of the study with other values."""

    def change(study: Snapshot) -> Snapshot:
        rows = tuple(replace(r, **news) if r.id == number else r for r in getattr(study, field))
        return replace(study, **{field: rows})

    return change


def add(field: str, *rows: Any) -> Callable[[Snapshot], Snapshot]:
    """More rows."""
    return lambda study: replace(study, **{field: getattr(study, field) + rows})


def drop(field: str, *ids: int) -> Callable[[Snapshot], Snapshot]:
    """Fewer rows; without ids none is left."""
    return lambda study: replace(
        study, **{field: tuple(r for r in getattr(study, field) if ids and r.id not in ids)}
    )


def draft(text: str) -> Callable[[Snapshot], Snapshot]:
    """Another draft."""
    return edit("editions", 10, text=text)


def recode(rows: list[int], **news: int) -> Callable[[Snapshot], Snapshot]:
    """These codings (by place) with other values."""

    def change(study: Snapshot) -> Snapshot:
        columns = study.codings
        for name, value in news.items():
            column = getattr(columns, name).copy()
            column[rows] = value
            columns = replace(columns, **{name: column})
        return replace(study, codings=columns)

    return change


def evidence(**news: Any) -> Callable[[Snapshot], Snapshot]:
    """All evidence of P1 with other values."""
    return lambda study: replace(
        study,
        evidence=tuple(replace(e, **news) if e.proposition == 1 else e for e in study.evidence),
    )


def silent(*segments: int) -> Callable[[Snapshot], Snapshot]:
    """Without the evidence of these segments."""
    return lambda study: replace(
        study, evidence=tuple(e for e in study.evidence if e.segment not in segments)
    )


def uncode(*segments: int) -> Callable[[Snapshot], Snapshot]:
    """Without the codings of these segments."""

    def change(study: Snapshot) -> Snapshot:
        keep = [at for at, s in enumerate(study.codings.segment.tolist()) if s not in segments]
        columns = study.codings
        rows = {f: getattr(columns, f)[keep] for f in columns.__dataclass_fields__}
        return replace(study, codings=replace(columns, **rows))

    return change


def both(*changes: Callable[[Snapshot], Snapshot]) -> Callable[[Snapshot], Snapshot]:
    """One change after the other."""

    def change(study: Snapshot) -> Snapshot:
        for each in changes:
            study = each(study)
        return study

    return change


def spoken(person: int, old: str, new: str) -> Callable[[Snapshot], Snapshot]:
    """Other words of the same length in one interview, so that every turn stays."""
    assert len(new) <= len(old)

    def change(study: Snapshot) -> Snapshot:
        text = study.edition_by_id[person].text.replace(old, new.ljust(len(old), "."))
        return edit("editions", person, text=text)(study)

    return change


TWICE = Noticed(1, "case-twice", "flaw", "case B stands twice, word for word", "cases", 5)
APART = Noticed(1, "translation-unaligned", "doubt", "T.zh has 4 turns, T.en 5: kept apart")
LATE = both(
    add("codes", Code(6, "keyword", "cold tea machine", "inductive")),
    add("assignments", Assignment(9, 6, 4, 1)),
    recode([30, 31], code=6),
    spoken(1, "The tea is cold.", "Cold tea always"),
)
UNDECIDED = Undecided(1, "keyword", 1, 1, None, "", 0.5, "", "engine")

POSITIVE: dict[str, tuple[Callable[[Snapshot], Snapshot], str]] = {
    "case-twice": (add("noticed", TWICE), "B"),
    "case-described-two-ways": (draft("Enterprise A inspects pipelines."), "A"),
    "case-never-quoted": (silent(19, 20), "D"),
    "case-without-rating": (drop("ratings", 4), "D"),
    "rating-without-quote": (edit("ratings", 2, segment=None), "B"),
    "no-contrast-case": (edit("ratings", 1, value=4.0), "study"),
    "few-cases": (drop("cases", 4), "study"),
    "role-unknown": (edit("participants", 2, role="Sales Manager"), "A-2"),
    "no-consent": (edit("consents", 3, allowed=False), "B-1"),
    "sensitive-quoted": (
        both(
            add("questions", Question(9, "S1", "Did you pay for it?", 1, sensitive=True)),
            add("answers", Answer(1, 1, 9, 0, 80)),
        ),
        "A-1",
    ),
    "consent-without-date": (edit("consents", 3, date=""), "B-1"),
    "withdrawn-evidence": (edit("participants", 3, recruited="withdrawn"), "B-1"),
    "recruitment-unrecorded": (drop("attributes", 21, 22), "A-2"),
    "participant-without-source": (drop("presences", 2), "A-2"),
    "relation-to-interviewer": (edit("attributes", 12, value="a cousin"), "A-1"),
    "interview-length": (edit("attributes", 10, value="9"), "A-1"),
    "speaker-unknown": (edit("speakers", 4, role="unknown", participant=None), "talk B-2"),
    "group-never-asked": (drop("questions", 4), "government"),
    "source-without-codings": (both(uncode(4, 5), drop("discards")), "talk A-2"),
    "translation-unaligned": (add("noticed", APART), "T.zh"),
    "unprotected-speech": (edit("editions", 1, kind="corrected"), "study"),
    "question-not-asked": (spoken(5, "How important is innovation?", "Tea?"), "C-1"),
    "keyword-without-construct": (drop("assignments", 2), "engineers try"),
    "keyword-in-two-constructs": (add("assignments", Assignment(9, 1, 4, 1)), "customers ask"),
    "keywords-alike": (add("codes", Code(6, "keyword", "ask customers")), "customers ask"),
    "keyword-once": (
        lambda s: uncode(*(n for n in s.segments.id.tolist() if n > 2))(s),
        "codebook",
    ),
    "late-code": (LATE, "cold tea machine"),
    "construct-without-definition": (edit("codes", 4, definition=" "), "Skill"),
    "construct-without-quotation": (add("codes", Code(6, "construct", "Platform")), "Platform"),
    "construct-without-proposition": (drop("causes", 2), "Skill"),
    "talkative-participant": (
        both(*(edit("speakers", n, participant=6) for n in range(1, 6))),
        "C-2",
    ),
    "proposition-without-evidence": (
        add("propositions", Proposition(3, "P3", "It rains.", 5, "+")),
        "P3",
    ),
    "single-case-claim": (silent(*range(7, 28)), "P1"),
    "proposition-one-group": (silent(22, 25), "P1"),
    "opinion-only-evidence": (evidence(kind="opinion"), "P1"),
    "proposition-without-rival": (drop("rivals", 1), "P1"),
    "rival-better-supported": (
        both(
            silent(*range(7, 28)),
            add(
                "rival_evidence",
                *(
                    RivalEvidence(n, 1, "supports", "opinion", 1, s)
                    for n, s in enumerate((1, 7, 13), 1)
                ),
            ),
        ),
        "P1",
    ),
    "contradiction-unanswered": (evidence(stance="contradicts"), "P1"),
    "sign-against-literature": (edit("propositions", 1, direction="-"), "P1"),
    "recommendation-without-evidence": (
        add("recommendations", Recommendation(2, "Train the skill of engineers.")),
        "Skill",
    ),
    "prediction-post-hoc": (edit("predictions", 1, post_hoc=True), "A"),
    "one-coder": (lambda s: recode(list(range(len(s.codings.id))), coder=1)(s), "ana"),
    "double-coding-share": (recode(list(range(3, 36)), coder=1), "study"),
    "unreviewed-decisions": (recode([0], unreviewed=1), "study"),
    "undecided-in-counted": (add("undecided", UNDECIDED), "study"),
    "discard-without-reason": (edit("discards", 1, why=" "), "talk A-1"),
    "saturation-not-shown": (
        both(add("codes", Code(6, "keyword", "rain")), recode([34, 35], code=6)),
        "study",
    ),
    "concept-mistaken": (draft("Firms without an R&D department do not innovate."), "draft"),
    "head-count": (draft("We asked seven people, including two officers."), "draft"),
    "numbers-do-not-add-up": (draft("Of the nine people 5 are men and 5 are women."), "draft"),
    "quote-mismatch": (draft('A founder said: "We dream of pins at night".'), "draft"),
    "unquantified-most": (draft("Most enterprises see the market first."), "draft"),
    "factor-lists-differ": (
        both(
            add("codes", Code(6, "construct", "Platform", role="external driver")),
            draft(DRAFT.replace("factors demand, and", "factors demand, platform and")),
        ),
        "draft",
    ),
    "proposition-not-in-model": (edit("codes", 4, role=""), "P2"),
    "name-leak": (draft("As Real Name3 put it."), "draft"),
}


@pytest.mark.parametrize("name", POSITIVE)
def test_a_rule_finds_what_was_drawn(name: str) -> None:
    change, where = POSITIVE[name]
    found = ask(change(tiny()), NAMES, only=[name])
    assert where in {finding.where for finding in found}
    assert all(finding.rule == name and finding.text and finding.todo for finding in found)
    assert not any("not checked" in finding.text for finding in found if finding.where == where)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_silent_where_all_is_well(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule(tiny(), NAMES) == []


def test_two_people_of_one_name_are_both_named() -> None:
    names = NAMES | {"A-1": ["Zhang Wei"], "C-2": ["zhang wei"]}
    assert [f.where for f in ask(tiny(), names, only=["same-name"])] == ["A-1", "C-2"]


def test_every_rule_has_a_drawn_example() -> None:
    others = {"same-name", "memo-none"}
    assert {rule.name for rule in RULES} == set(POSITIVE) | others


def test_without_the_key_the_leak_rule_is_not_checked() -> None:
    found = ask(tiny(), None, only=["name-leak", "same-name"])
    assert [(f.rule, f.severity) for f in found] == [("name-leak", "note"), ("same-name", "note")]
    assert all(f.text.startswith("not checked") for f in found)


def test_a_leak_is_told_without_the_name() -> None:
    study = both(draft("Real Name3 said so."), spoken(1, "The tea is cold.", "Real_Name2 nods"))
    found = ask(study(tiny()), NAMES, only=["name-leak"])
    assert [(f.severity, f.where) for f in found] == [("flaw", "draft"), ("doubt", "talk A-1")]
    assert "B-2" in found[0].text
    assert not any("Real" in f.text for f in found)


def test_a_reflexive_study_is_asked_for_memos_and_not_for_agreement() -> None:
    study = both(
        drop("memos"),
        recode(list(range(36)), coder=1),
        add("facts", Fact(9, "method", "Reflexive")),
    )(tiny())
    assert profile_of(study) == "reflexive"
    assert {f.rule for f in ask(study, NAMES)} == {"memo-none"}
    assert {f.rule for f in ask(study, NAMES, profile="codebook")} == {
        "one-coder",
        "double-coding-share",
    }


def test_the_same_study_gives_the_same_findings_flaws_first() -> None:
    study = both(*(change for change, _ in list(POSITIVE.values())[:12]))(tiny())
    first, second = ask(study), ask(study)
    assert first == second
    ranks = [["flaw", "doubt", "note"].index(f.severity) for f in first]
    assert ranks == sorted(ranks)


def test_an_empty_study_is_never_called_clean() -> None:
    empty = Snapshot(
        **{
            name: () if isinstance(value, tuple) else value
            for name, value in vars(replace(tiny(), n=0)).items()
        }
        | {
            "segments": replace(
                tiny().segments, **dict.fromkeys(("id", "edition", "start", "end"), ints())
            )
        }
        | {
            "codings": replace(
                tiny().codings, **dict.fromkeys(tiny().codings.__dataclass_fields__, ints())
            )
        }
    )
    told = {f.rule for f in ask(empty) if f.text.startswith("not checked")}
    assert {"no-consent", "role-unknown", "interview-length", "name-leak", "late-code"} <= told


def test_an_unknown_rule_or_profile_names_the_nearest() -> None:
    with pytest.raises(NotInStudy) as error:
        ask(tiny(), only=["case-twise"])
    assert "case-twice" in error.value.hint
    with pytest.raises(NotInStudy):
        ask(tiny(), profile="grounded")
