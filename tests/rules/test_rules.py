"""Each rule finds what was drawn into the tiny study, and nothing in the study as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.domain.design import Fact
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy
from crosscase.rules import RULES, ask, profile_of

from .drawn import NAMES, ints, tiny
from .examples import MEMOS, POSITIVE, add, both, draft, drop, recode, spoken


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
        drop("double_units"),
        recode(list(range(36)), coder=1),
        add("facts", Fact(9, "method", "Reflexive")),
    )(tiny())
    assert profile_of(study) == "reflexive"
    assert {f.rule for f in ask(study, NAMES)} == {"memo-none"}
    assert {f.rule for f in ask(study, NAMES, profile="codebook")} == {
        "one-coder",
        "double-coding-share",
    }


AGREEMENT = {"one-coder", "double-coding-share"}
COMPARED = {"few-cases", "no-contrast-case", "case-without-rating"}


@pytest.mark.parametrize(
    ("method", "profile", "asked", "spared"),
    [
        ("", "case study", AGREEMENT | COMPARED, {"memo-none", "blind-coding-missing"}),
        (
            "Coding reliability",
            "coding reliability",
            {*AGREEMENT, "blind-coding-missing"},
            COMPARED,
        ),
        ("codebook thematic analysis", "codebook", AGREEMENT, {*COMPARED, "memo-none"}),
        (
            "case study, by reflexive thematic analysis",
            "reflexive",
            {"memo-none"},
            {*AGREEMENT, *COMPARED, "saturation-not-shown", "disagreement-unsettled"},
        ),
        (
            "constructivist grounded theory",
            "grounded theory",
            {"memo-none", "construct-without-memo", "theoretical-sampling-unrecorded"},
            AGREEMENT | COMPARED,
        ),
    ],
)
def test_a_study_is_asked_what_its_method_asks(
    method: str, profile: str, asked: set[str], spared: set[str]
) -> None:
    """The study is one in which each of these rules finds something."""
    names = [*asked, *spared]
    for name in names:
        change = both(drop("memos"), MEMOS) if name == "memo-none" else POSITIVE[name][0]
        study = both(change, add("facts", Fact(9, "method", method)))(tiny())
        assert profile_of(study) == profile
        assert (name in {f.rule for f in ask(study, NAMES)}) == (name in asked), name
    assert all(profile in rule.profiles for rule in RULES if rule.name in asked)


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
