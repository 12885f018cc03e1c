"""Tables filled in cell by cell: one act a block, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.study import Study
from crosscase.study.grids import Cell
from crosscase.study.keyfile import KeyFile


@pytest.fixture
def small(tmp_path: Path):
    """A study with two groups and two cases, typed in as tables."""
    with study.create(tmp_path / "small.crosscase", "ana") as made:
        made.grids.fill("group", block(-1, name="firm", label="Firms"))
        made.grids.fill("group", block(-1, name="office", label="Offices", has_cases="no"))
        made.grids.fill("case", [*block(-1, name="A", town="Suzhou"), *block(-2, name="B")])
        yield made


def block(row: int, **said: str) -> list[Cell]:
    return [Cell(row, column, value) for column, value in said.items()]


def people(opened: Study) -> dict[str, tuple[str, str, str]]:
    """Pseudonym → group, case, role, by name."""
    snapshot = opened.snapshot()
    groups = {g.id: g.name for g in snapshot.groups} | {None: ""}
    cases = {c.id: c.name for c in snapshot.cases} | {None: ""}
    return {p.pseudonym: (groups[p.group], cases[p.case], p.role) for p in snapshot.participants}


def consent(snapshot: Snapshot) -> dict[str, bool]:
    return {c.use: c.allowed for c in snapshot.consents}


def test_a_pasted_block_makes_rows_and_is_one_act(small: Study):
    before = small.journal.last()
    made = small.grids.fill(
        "participant",
        [
            *block(-1, pseudonym="A-CEO", group="firm", case="A", role="CEO", years="12"),
            *block(-2, pseudonym="Zhou", group="Offices", case="", role="Officer", years=""),
        ],
    )
    assert len(made) == 2
    assert small.journal.last() == before + 1
    assert people(small) == {"A-CEO": ("firm", "A", "CEO"), "Zhou": ("office", "", "Officer")}
    said = [(a.name, a.value) for a in small.snapshot().attributes if a.about == "participant"]
    assert said == [("years", "12")]
    small.journal.undo()
    assert people(small) == {}


def test_one_wrong_cell_writes_none_of_the_block(small: Study):
    with pytest.raises(NotInStudy, match="'C'") as refused:
        small.grids.fill(
            "participant",
            [*block(-1, pseudonym="P1", case="A"), *block(-2, pseudonym="P2", case="C")],
        )
    assert refused.value.hint
    assert people(small) == {}


def test_a_cell_is_changed_and_an_emptied_one_is_gone(small: Study):
    a = small.snapshot().cases[0].id
    small.grids.fill("case", block(a, name="Alpha", town="Wuxi", founded="2001"))
    small.grids.fill("case", block(a, town=""))
    snapshot = small.snapshot()
    assert [case.name for case in snapshot.cases] == ["Alpha", "B"]
    assert [(x.name, x.value) for x in snapshot.attributes] == [("founded", "2001")]


def test_consent_is_yes_no_or_nothing_for_each_use(small: Study):
    (number,) = small.grids.fill("participant", block(-1, pseudonym="P1"))
    small.grids.fill("participant", block(number, consent_quote="no", consent_record="是"))
    small.grids.fill("participant", block(number, consent_date="2018-03-06"))
    assert consent(small.snapshot()) == {"quote": False, "record": True}
    small.grids.fill("participant", block(number, consent_quote="", consent_share="yes"))
    assert consent(small.snapshot()) == {"record": True, "share": True}
    assert {c.date for c in small.snapshot().consents} == {"2018-03-06"}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("participant", {"consent_quote": "perhaps"}),
        ("participant", {"pseudonym": "Q"}),
        ("participant", {"consent_date": "2018"}),
        ("group", {"has_cases": "some"}),
        ("group", {"colour": "red"}),
        ("case", {"name": "B"}),
    ],
)
def test_what_does_not_fit_is_refused_with_the_next_step(
    small: Study, form: str, said: dict[str, str]
):
    small.grids.fill("participant", block(-1, pseudonym="P1"))
    before = small.snapshot()
    with pytest.raises(NotAllowed) as refused:
        small.grids.fill(form, block(1, **said))
    assert refused.value.hint
    assert small.snapshot().n == before.n


def test_a_case_that_is_removed_takes_its_columns_with_it(small: Study):
    a = small.snapshot().cases[0].id
    small.entries.remove("case", [a])
    assert [case.name for case in small.snapshot().cases] == ["B"]
    assert small.snapshot().attributes == ()
    small.journal.undo()
    assert [x.value for x in small.snapshot().attributes] == ["Suzhou"]


def test_a_number_cell_takes_digits_alone(small: Study):
    new = {"wording": ""}
    cells = block(-1, label="E1", group="firm", is_list="yes", at_most="three")
    with pytest.raises(NotAllowed, match="'three'"):
        small.grids.fill("question", cells, new)
    small.grids.fill("question", [*cells[:-1], Cell(-1, "at_most", "3")], new)
    (asked,) = small.snapshot().questions
    assert (asked.is_list, asked.at_most) == (True, 3)


def test_a_real_name_that_is_typed_becomes_the_pseudonym(small: Study, tmp_path: Path):
    key = KeyFile(tmp_path / "key")
    key.learn("A-CEO", "Wang Meiling", "王美玲")
    small.grids.fill(
        "participant",
        [
            *block(-1, pseudonym="A-CEO", group="firm", case="A", role="CEO"),
            *block(-2, pseudonym="A-HR", recruited="through Wang Meiling", knows="王美玲的同学"),
        ],
        key=key,
    )
    snapshot = small.snapshot()
    assert [p.recruited for p in snapshot.participants] == ["", "through A-CEO"]
    assert "A-CEO的同学" in [a.value for a in snapshot.attributes]


def test_a_claim_and_its_causes_are_one_act(small: Study):
    codes = [
        small.entries.add("code", {"name": name, "kind": "construct"})
        for name in ("training", "funds", "innovation")
    ]
    said = {"label": "P1", "statement": "Both drive it.", "to": codes[2], "direction": "+"}
    before = small.snapshot()
    made = small.entries.claim(said, codes[:2])
    after = small.snapshot()
    assert after.n == before.n + 1
    assert [(c.proposition, c.code) for c in after.causes] == [(made, c) for c in codes[:2]]
    small.journal.undo()
    undone = small.snapshot()
    assert (undone.propositions, undone.causes) == ((), ())
    with pytest.raises(NotAllowed, match="needs a cause"):
        small.entries.claim(said, [])
