"""The codebook that a study writes is one that a study reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets import FORMS, PAGES, SHEETS

NOBODY: frozenset[int] = frozenset()
WRITERS = {**PAGES, ".csv": FORMS[".csv"], ".xlsx": FORMS[".xlsx"]}


@pytest.fixture
def tiered(small: Snapshot) -> Snapshot:
    """The small study with a theme below a construct, one beside it, and hard words."""
    ids = {code.name: code.id for code in small.codes}
    top = max(ids.values())
    below, beside = Code(top + 1, "theme", "Voices *out*side"), Code(top + 2, "theme", "Pull; push")
    codes = [
        replace(code, definition="Two\nlines: so", include="=all")
        if code.name == "subsidy"
        else code
        for code in small.codes
    ]
    links = [
        *small.assignments,
        Assignment(90, below.id, ids["Market"], 1),
        Assignment(91, ids["customers ask"], below.id, 1),
        Assignment(92, ids["customers ask"], beside.id, 1),
        Assignment(93, ids["subsidy"], beside.id, 1),
    ]
    return replace(small, codes=(*codes, below, beside), assignments=tuple(links))


@pytest.mark.parametrize("ending", WRITERS)
def test_a_codebook_that_went_out_comes_back(ending: str, tiered: Snapshot, tmp_path: Path):
    """Kinds, names, definitions, and what belongs to what; in every form it is written in."""
    WRITERS[ending](SHEETS["codebook"](tiered, NOBODY), tmp_path / f"book{ending}")
    new, key = tmp_path / "new.crosscase", tmp_path / "new.key"
    taken = study.take_into(new, "ben", tmp_path / f"book{ending}", study.KeyFile(key))
    assert taken.codes == len(tiered.codes)
    with study.open_study(new, "ben") as opened:
        found = opened.snapshot()
    assert {(c.kind, c.name) for c in found.codes} == {(c.kind, c.name) for c in tiered.codes}

    def links(of: Snapshot) -> set[tuple[str, str]]:
        names = {code.id: code.name for code in of.codes}
        return {(names[link.keyword], names[link.to]) for link in of.assignments}

    gone = {("Voices *out*side", "Market")}
    assert links(found) == links(tiered) - gone
    said = {code.name: code.definition for code in found.codes}
    assert said["Market"] == "What customers ask for.\nReference: Lee 2009"
    assert said["subsidy"].split() == ["Two", "lines:", "so", "Include:", "=all"]
    assert any("read as a codebook" in remark.text for remark in taken.remarks)
