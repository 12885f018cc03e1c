"""Who asks and who answers."""

from __future__ import annotations

import pytest

from crosscase.formats.label_words import role_of
from crosscase.formats.roles import assign_roles


@pytest.mark.parametrize(
    ("label", "role", "forgiven"),
    [
        ("Interviewer", "interviewer", False),
        ("INTERVIEWER 1", "interviewer", False),
        ("interviewr", "interviewer", True),
        ("Interviewee", "participant", False),
        ("interviewe", "unknown", False),
        ("Moderator", "interviewer", False),
        ("I", "interviewer", False),
        ("Q", "interviewer", False),
        ("P1", "participant", False),
        ("记者", "interviewer", False),
        ("访谈者", "interviewer", False),
        ("受访者2", "participant", False),
        ("The Chair (Hon. Anthony Rota)", "interviewer", False),
        ("Participant", "participant", False),
        ("Speaker 1", "unknown", False),
        ("Anna", "unknown", False),
    ],
)
def test_the_words_of_a_label_tell_its_role(label, role, forgiven):
    assert role_of(label) == (role, forgiven)


def test_the_label_that_all_files_share_asks(talk):
    flat = "\n\n".join(["MEL: Right.", "{0}: Right."] * 4)
    readings = {name: talk(flat.format(name)) for name in ("ANNA", "BEN", "CARL")}
    assert {turn.role for turn in readings["ANNA"].turns} == {"unknown"}
    roles = {
        (turn.label, turn.role)
        for reading in assign_roles(readings).values()
        for turn in reading.turns
    }
    assert roles == {
        ("MEL", "interviewer"),
        ("ANNA", "participant"),
        ("BEN", "participant"),
        ("CARL", "participant"),
    }


def test_what_the_researcher_says_goes_before_every_guess(talk):
    readings = {"a": talk("Al: Why?\n\nBo: So it was then.\n\nAl: And?\n\nBo: Yes, it was so.\n")}
    told = assign_roles(readings, {"bo": "interviewer", "AL": "participant"})["a"]
    assert [turn.role for turn in told.turns][:2] == ["participant", "interviewer"]
    assert not [remark for remark in told.remarks if remark.code.startswith("role-")]


def test_each_guess_is_a_remark_with_its_line(talk):
    reading = talk("Al: Why?\n\nBo: So it was then.\n\nAl: And?\n\nBo: Yes, it was so.\n")
    assert [(r.code, r.line) for r in reading.remarks] == [("role-guessed", 1), ("role-guessed", 3)]


def test_in_a_round_table_only_a_clear_chair_asks(talk):
    even = talk("\n".join(f"发言人{i % 3 + 1}：我们看一下这个问题吗？对。" for i in range(18)))
    assert {turn.role for turn in even.turns} == {"unknown"}
    led = talk(
        "\n".join(
            "发言人1：您怎么看？"
            if i % 2 == 0
            else f"发言人{i // 2 % 3 + 2}：我觉得这个很重要，因为企业需要它。"
            for i in range(24)
        )
    )
    assert {t.label for t in led.turns if t.role == "interviewer"} == {"发言人1"}


def test_who_only_wants_to_be_agreed_with_does_not_ask(talk):
    """In a round table a tag question makes nobody the interviewer."""
    turns = [
        f"Speaker {1 + at % 3}: We sold {at} of them"
        + (", right? Yes." if at % 3 == 0 else " then, in spring.")
        for at in range(30)
    ]
    reading = talk("\n\n".join(turns))
    assert {turn.role for turn in reading.turns} == {"unknown"}
