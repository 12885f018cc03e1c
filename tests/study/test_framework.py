"""Summaries are written by people, rest on quotes of their cell, and outlive a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscase import study
from crosscase.analysis.framework import DATE, FrameworkCell, framework, row_variables
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.withdrawal import MARK
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.report import build
from crosscase.report.document import Table, plain
from crosscase.report.sheets import SHEETS
from crosscase.study import Study

DESIGN = """
[study]
question = "What drives it?"
[[group]]
name = "firm"
[[construct]]
name = "Demand"
[[construct]]
name = "Money"
"""
FILES = {
    "study.toml": DESIGN,
    "cases.csv": "name,staff\nA,9\nB,120\n",
    "participants.csv": "pseudonym,group,case,role,file\n"
    "A-CEO,firm,A,CEO,A\nA-OPS,firm,A,Operations,A2\nB-CEO,firm,B,CEO,B\n",
    "interviews/A.txt": "Interviewer: Why?\n\nA-CEO: Customers ask for pumps.\n",
    "interviews/A2.txt": "Interviewer: Why?\n\nA-OPS: They phone us for new pumps daily.\n",
    "interviews/B.txt": "Interviewer: Why?\n\nB-CEO: Nobody asks. Money is short.\n",
}
TABLE = """act,source,quote,keyword,to,value,why
code,A,Customers ask for pumps.,customers ask,,,
code,A2,They phone us for new pumps daily.,customers ask,,,
code,B,Money is short.,money short,,,
assign,,,customers ask,Demand,,
assign,,,money short,Money,,
"""


@pytest.fixture
def opened(draw, tmp_path: Path) -> Iterator[Study]:  # type: ignore[no-untyped-def]
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as made:
        made.load(draw(FILES), study.key_of(path))
        table = tmp_path / "decisions.csv"
        table.write_text(TABLE, encoding="utf-8")
        made.decide_from(table)
        yield made


def at(snapshot: Snapshot, row: str, construct: str) -> FrameworkCell:
    """The cell of a case by names."""
    found = framework(snapshot)
    rows, constructs = ({name: n for n, name in pairs} for pairs in (found.rows, found.constructs))
    cell = found.cell(rows[row], constructs[construct])
    assert cell is not None
    return cell


def test_a_summary_rests_on_quotes_of_its_cell(opened: Study) -> None:
    cell = at(opened.snapshot(), "A", "Demand")
    other = at(opened.snapshot(), "B", "Money")
    assert len(cell.segments) == 2
    for text, segments in ((" ", cell.segments), ("Short.", ()), ("Short.", other.segments)):
        with pytest.raises(NotAllowed):
            opened.summaries.write("case", cell.row, cell.construct, text, segments)
    with pytest.raises(NotInStudy):
        opened.summaries.write("case", 99, cell.construct, "Short.", cell.segments)
    opened.summaries.write(
        "case", cell.row, cell.construct, " Pumps are asked for. ", cell.segments
    )
    (told,) = at(opened.snapshot(), "A", "Demand").summaries
    assert (told.coder, told.text, told.segments) == ("ana", "Pumps are asked for.", cell.segments)


def test_a_coder_has_one_summary_a_cell_and_each_act_can_be_undone(opened: Study) -> None:
    cell = at(opened.snapshot(), "A", "Demand")
    for text in ("First.", "Second."):
        opened.summaries.write("case", cell.row, cell.construct, text, cell.segments[:1])
    assert [w.text for w in at(opened.snapshot(), "A", "Demand").summaries] == ["Second."]
    opened.journal.undo()
    assert [w.text for w in at(opened.snapshot(), "A", "Demand").summaries] == ["First."]
    (told,) = at(opened.snapshot(), "A", "Demand").summaries
    opened.summaries.remove(told.id)
    assert at(opened.snapshot(), "A", "Demand").summaries == ()
    with pytest.raises(NotInStudy):
        opened.summaries.remove(told.id)


def test_nobody_takes_away_what_another_wrote(opened: Study, tmp_path: Path) -> None:
    cell = at(opened.snapshot(), "A", "Demand")
    made = opened.summaries.write("case", cell.row, cell.construct, "Mine.", cell.segments)
    opened.close()
    with study.open_study(tmp_path / "s.crosscase", "ben") as ben:
        with pytest.raises(NotAllowed, match="another coder"):
            ben.summaries.remove(made)
        ben.summaries.write("case", cell.row, cell.construct, "His.", cell.segments)
        assert [w.text for w in at(ben.snapshot(), "A", "Demand").summaries] == ["Mine.", "His."]


def test_a_summary_whose_quote_was_withdrawn_says_so_and_that_of_the_person_goes(
    opened: Study, tmp_path: Path
) -> None:
    cell = at(opened.snapshot(), "A", "Demand")
    text = "Asked for: they phone us for new pumps daily."
    opened.summaries.write("case", cell.row, cell.construct, text, cell.segments)
    person = next(p for p in opened.snapshot().participants if p.pseudonym == "A-OPS")
    mine = framework(opened.snapshot(), "participant").cell(person.id, cell.construct)
    assert mine is not None
    opened.summaries.write("participant", person.id, cell.construct, "By phone.", mine.segments)
    opened.withdraw(person, study.key_of(tmp_path / "s.crosscase"))
    snapshot = opened.snapshot()
    (told,) = at(snapshot, "A", "Demand").summaries
    kept = f"Asked for: {MARK}."
    assert (told.text, told.lost, len(told.segments)) == (kept, 1, 1)
    assert [s.text for s in snapshot.summaries] == [kept]
    (row, _) = SHEETS["framework"](snapshot, frozenset()).rows
    assert row[1] == f"{kept} (1 quote withdrawn)"


def test_rows_stand_in_the_order_that_is_asked_for(opened: Study) -> None:
    """By an attribute, by role, by hand; what is unknown is named."""
    snapshot = opened.snapshot()

    def names(**wanted: object) -> list[str]:
        return [name for _, name in framework(snapshot, **wanted).rows]  # type: ignore[arg-type]

    assert names(order_by="staff") == ["B", "A"]
    assert names(order=("B",)) == ["B", "A"]
    assert names(by="participant", order_by="role") == ["A-CEO", "B-CEO", "A-OPS"]
    assert framework(snapshot, "participant", order_by="role").values == (
        "CEO",
        "CEO",
        "Operations",
    )
    assert DATE in row_variables(snapshot, "case")
    with pytest.raises(NotInStudy):
        names(order_by="staf")
    with pytest.raises(NotInStudy):
        names(by="participant", order_by="staff")


def test_the_matrix_goes_into_tables_and_the_report(opened: Study) -> None:
    """One row a case, one column a construct; refused words are not summed up for others."""
    cell = at(opened.snapshot(), "A", "Demand")
    opened.summaries.write("case", cell.row, cell.construct, "Asked for.", cell.segments)
    snapshot = opened.snapshot()
    sheet = SHEETS["framework"](snapshot, frozenset())
    assert sheet.names == ["case", "Demand", "Money"]
    assert sheet.rows == (("A", "Asked for.", None), ("B", None, None))
    refusing = next(p.id for p in snapshot.participants if p.pseudonym == "A-OPS")
    kept = SHEETS["framework"](snapshot, frozenset({refusing}))
    assert kept.rows[0] == ("A", None, None)
    assert kept.left == ((1, "summaries on words of people who refused to be quoted or shared"),)
    (section,) = [s for s in build(snapshot).sections if s.title == "Framework matrix"]
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [plain(one) for one in table.rows[0]] == ["A", "Asked for.", "2"]


def test_a_construct_takes_its_summaries_along_when_it_is_removed(opened: Study) -> None:
    cell = at(opened.snapshot(), "A", "Demand")
    opened.summaries.write("case", cell.row, cell.construct, "Asked for.", cell.segments)
    opened.entries.remove("code", [cell.construct])
    assert opened.snapshot().summaries == ()
