"""A search for contrary evidence proposes, is kept in the journal, and takes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscase import rules, study
from crosscase.analysis.contrary import searches
from crosscase.domain.reading import Table
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.formats.tables import read_table
from crosscase.study import Study

DESIGN = """
[study]
question = "What drives it?"
[[group]]
name = "firm"
[[construct]]
name = "Demand"
kind = "external driver"
[[construct]]
name = "Innovation"
kind = "outcome"
[[proposition]]
id = "P1"
statement = "Demand drives innovation."
from = ["Demand"]
to = "Innovation"
direction = "+"
[[proposition]]
id = "P2"
statement = "Demand eats innovation."
from = ["Demand"]
to = "Innovation"
direction = "-"
"""
FILES = {
    "study.toml": DESIGN,
    "cases.csv": "name\nA\nB\nC\n",
    "participants.csv": "pseudonym,group,case,consent_machine\n"
    "A-CEO,firm,A,yes\nB-CEO,firm,B,yes\nC-CEO,firm,C,no\n",
    "interviews/A.txt": "Interviewer: Why?\n\nA-CEO: Customers ask for new pumps. "
    "In the summer many customers asked for pumps. We sold a wheel.\n",
    "interviews/B.txt": "Interviewer: Why?\n\nB-CEO: Nobody asks for new pumps here. "
    "Orders ate our time for new things.\n",
    "interviews/C.txt": "Interviewer: Why?\n\nC-CEO: No customer ever asks for new pumps.\n",
}
TABLE = """act,source,quote,keyword,to,value,why
code,A,Customers ask for new pumps.,customers ask,,,
code,A,In the summer many customers asked for pumps.,customers ask,,,
code,B,Nobody asks for new pumps here.,nobody asks,,,
code,B,Orders ate our time for new things.,orders eat time,,,
assign,,,customers ask,Demand,,
assign,,,nobody asks,Demand,,
assign,,,orders eat time,Demand,,
support,A,Customers ask for new pumps.,,P1,opinion,
support,B,Orders ate our time for new things.,,P2,opinion,
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


def words(opened: Study) -> list[str]:
    snapshot = opened.snapshot()
    return [snapshot.quote(item.segment or 0) for item in opened.waiting("contrary")]


def test_contrary_passages_are_proposed_with_reasons_and_are_no_evidence(opened: Study) -> None:
    """Evidence is not proposed again, nor a passage of who allows no machine help."""
    before = opened.snapshot().evidence
    done = opened.search_contrary("P1")
    found = {
        w: item.reason for w, item in zip(words(opened), opened.waiting("contrary"), strict=True)
    }
    assert done.withheld == 1
    assert set(found) == {
        "Nobody asks for new pumps here.",
        "Orders ate our time for new things.",
        "In the summer many customers asked for pumps.",
        "We sold a wheel.",
    }
    assert "supports P2, which says the opposite" in found["Orders ate our time for new things."]
    assert "case A so far only supports it" in found["We sold a wheel."]
    assert words(opened)[-1] == "We sold a wheel."
    assert opened.snapshot().evidence == before


def test_a_person_takes_it_as_evidence_or_puts_it_aside_with_a_reason(opened: Study) -> None:
    opened.search_contrary("P1")
    against, other, third, fourth = [item.id for item in opened.waiting("contrary")]
    opened.settle([against], "accept", name="mechanism", why="orders crowd it out")
    opened.settle([other], "change", name="qualifies")
    with pytest.raises(NotAllowed, match="without a reason"):
        opened.settle([third], "reject")
    opened.settle([third], "reject", why="about the weather")
    taken = [e for e in opened.snapshot().evidence if e.proposition == 1][-2:]
    assert [(e.stance, e.kind, e.why) for e in taken] == [
        ("contradicts", "mechanism", "orders crowd it out"),
        ("qualifies", "opinion", ""),
    ]
    (told, unsearched) = searches(opened.snapshot())
    assert (told.read, told.taken, told.waiting) == (3, 2, 1)
    assert told.sentence.endswith(": 3 passages read, 2 taken, 1 not yet read.")
    assert unsearched.sentence == "Nobody searched for contrary evidence."
    opened.settle([fourth], "reject", why="no")
    opened.search_contrary("P1")
    assert opened.waiting("contrary") == [], "what was put aside is not proposed again"


@pytest.mark.parametrize(
    ("verdict", "name"), [("change", "disproves"), ("accept", "hearsay"), ("change", "")]
)
def test_a_stance_or_kind_that_is_none_is_refused(opened: Study, verdict: str, name: str) -> None:
    opened.search_contrary("P1")
    first = opened.waiting("contrary")[0].id
    with pytest.raises(NotAllowed):
        opened.settle([first], verdict, name=name)  # type: ignore[arg-type]
    assert len(opened.snapshot().evidence) == 2


def test_no_rule_makes_evidence(opened: Study) -> None:
    opened.search_contrary("P1")
    with pytest.raises(NotAllowed):
        opened.settle_by_rule("contrary", 0.0)
    with pytest.raises(NotAllowed):
        opened.propose("contrary")


def test_the_search_is_an_act_that_can_be_undone_and_answers_nothing(
    opened: Study, tmp_path: Path
) -> None:
    """The rule on unanswered contradictions still stands after a search."""
    against = tmp_path / "against.csv"
    row = "contradict,B,Nobody asks for new pumps here.,,P1,opinion,\n"
    against.write_text(TABLE.splitlines()[0] + "\n" + row, encoding="utf-8")
    opened.decide_from(against)
    opened.search_contrary("P1")
    opened.search_contrary("P2")
    snapshot = opened.snapshot()
    assert {item.name for item in snapshot.undecided} == {"P1", "P2"}, "each keeps its own"
    assert [s.dates == () for s in searches(snapshot)] == [False, False]
    broken = rules.ask_claims(snapshot)["P1"]
    assert "contradiction-unanswered" in {finding.rule for finding in broken}
    opened.journal.undo()
    assert [s.dates == () for s in searches(opened.snapshot())] == [False, True]


def test_an_unknown_proposition_is_named_with_its_nearest(opened: Study) -> None:
    with pytest.raises(NotInStudy, match="P9"):
        opened.search_contrary("P9")


def test_a_table_of_decisions_takes_contrary_passages_too(opened: Study, tmp_path: Path) -> None:
    opened.search_contrary("P1")
    first = opened.waiting("contrary")[0]
    file = tmp_path / "read.csv"
    file.write_text(f"suggestion,verdict,new name,why\n{first.id},accept,,seen\n", encoding="utf-8")
    table: Table = read_table(file)
    assert opened.decide_waiting_from(table).accepted == 1
    assert opened.snapshot().evidence[-1].segment == first.segment
