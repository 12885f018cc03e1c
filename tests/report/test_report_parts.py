"""Parts of the report: pages of cases, translations, names, agreement, what is folded."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import docx
import pytest

from crosscase.domain.questions import Answer, Prompt, Question
from crosscase.domain.snapshot import Snapshot
from crosscase.report import Wishes, build, write_docx, write_html
from crosscase.report.document import Cited, Document, Paragraph, Section, Table, plain
from crosscase.report.paper import on_paper
from crosscase.rules import Finding

from .conftest import DECISIONS, PEOPLE

Make = Callable[..., Snapshot]


def _section(document: Document, title: str) -> Section:
    (found,) = [section for section in document.sections if section.title == title]
    return found


def _table(section: Section, caption: str) -> list[list[str]]:
    (found,) = [b for b in section.blocks if isinstance(b, Table) and b.caption == caption]
    return [list(map(plain, row)) for row in found.rows]


def test_every_case_has_a_page_before_it_is_compared(document: Document) -> None:
    """Its rating with the words it rests on, who was heard, what is mentioned, the evidence."""
    titles = [section.title for section in document.sections]
    assert titles.index("Case A") < titles.index("Across the cases")
    page = _section(document, "Case A")
    said = " ".join(plain(b.line) for b in page.blocks if isinstance(b, Paragraph))
    assert "Rated 4. Much is new." in said
    assert "1 person heard: A-CEO, CEO, in 1 source, with 1 valid mention." in said
    assert "Mentioned by nobody here: Innovation and Platform." in said
    (tied,) = [b for b in page.blocks if isinstance(b, Cited)]
    assert [document.quotes[q].words for q in tied.quotes] == ["Customers ask for new things"]
    rows = _table(page, "Case A: constructs, with one expression each")
    assert rows == [["Market", "1 of 1", "1", "“Customers ask for new things” A-CEO, Q1"]]
    other = _table(
        _section(document, "Case B"), "Case B: evidence for and against the propositions"
    )
    assert other == [["P1", "1", "1", "–", "opinion"]]


@pytest.fixture
def bilingual(make: Make) -> Snapshot:
    """B speaks Chinese; the translation has as many sentences in the first answer, not after."""
    talks = {
        "a": "INTERVIEWER: What drives it?\n\nLU MING: Customers ask for new things. We follow.\n",
        "b.zh": "INTERVIEWER: 为什么？\n\nSUN YI: 没有人问。是自己的工程师。\n\n"
        "INTERVIEWER: 还有吗？\n\nSUN YI: 钱不够。\n",
        "b.en": "INTERVIEWER: Why?\n\nSUN YI: Nobody asks. It is our own engineers.\n\n"
        "INTERVIEWER: Anything else?\n\nSUN YI: Money. There is too little.\n",
    }
    decisions = (
        "act,source,quote,keyword,to,value,why,coder\ncode,b,没有人问,nobody asks,,,,ana\n"
        "code,b,钱不够,money,,,,ana\ncode,a,Customers ask for new things,customers ask,,,,ana\n"
        "assign,,,nobody asks,Market,,,ana\nassign,,,money,Market,,,ana\n"
    )
    people = "\n".join(PEOPLE.splitlines()[:3]) + "\n"
    return make(people=people, decisions=decisions, talks=talks)


def test_a_quotation_stands_with_its_aligned_translation_marked(bilingual: Snapshot) -> None:
    """Sentence by sentence where both turns have as many, else the whole turn."""
    document = build(bilingual)
    told = {quote.words: quote.translation for quote in document.quotes.values()}
    assert told == {
        "没有人问": "Nobody asks.",
        "钱不够": "Money. There is too little.",
        "Customers ask for new things": "",
    }
    assert "translated: Nobody asks." in write_html(document).decode()
    texts = [p.text for p in docx.Document(io.BytesIO(write_docx(document))).paragraphs]
    assert any("translated: Nobody asks." in text for text in texts)


def test_words_that_were_coded_in_a_translation_are_marked(bilingual: Snapshot) -> None:
    """Such as come in from other programs."""
    (english,) = [e for e in bilingual.editions if e.kind == "translated"]
    edition = bilingual.segments.edition.copy()
    edition[0] = english.id
    segments = dataclasses.replace(bilingual.segments, edition=edition)
    quotes = build(dataclasses.replace(bilingual, segments=segments)).quotes.values()
    assert sum(quote.translated for quote in quotes) == 1


def test_real_names_are_replaced_by_pseudonyms_where_that_is_wished(small: Snapshot) -> None:
    """In codes, in findings, in quotations; the report says so."""
    codes = tuple(
        dataclasses.replace(c, name="own engineers decide") if c.name == "nobody asks" else c
        for c in small.codes
    )
    named = dataclasses.replace(small, codes=codes)
    finding = (Finding("name-leak", "flaw", "Own Engineers", "found", todo="mend"),)
    hide = {"X-CEO": ["Own Engineers"], "Y": ["new things"]}
    document = build(named, Wishes(findings=finding, hide=hide))
    everything = "\n".join(text for _, text in document.texts())
    assert "own engineers" not in everything.casefold()
    assert "[X-CEO] decide" in everything
    assert "Customers ask for [Y]" in {quote.words for quote in document.quotes.values()}
    assert "Names hidden." in everything


def test_two_coders_are_compared_construct_by_construct_with_intervals(make: Make) -> None:
    """The keywords can be looked up."""
    more = (
        "code,a,Customers ask for new things,customers ask,,,,ben\ncode,b,Nobody asks,luck,,,,ben\n"
    )
    section = _section(build(make(decisions=DECISIONS + more)), "Quality of the coding")
    tables = {b.caption: b for b in section.blocks if isinstance(b, Table)}
    (row,) = _table(section, "Agreement of two coders, by construct")
    assert row[:4] == ["Market", "1", "1", "0"]
    assert " to " in row[6]
    assert tables["Agreement of two coders, by keyword"].fold


def test_a_case_that_was_not_asked_has_a_mark_of_its_own_and_leaves_the_denominator(
    small: Snapshot,
) -> None:
    """Both talks of B are tied to another question, A's to the one that names the market."""
    evidence = tuple(e for e in small.evidence if small.quote(e.segment or 0).startswith("Cust"))
    market = next(c.id for c in small.codes if c.name == "Market")
    edition = {s.name: e.id for s in small.sources for e in small.editions if e.source == s.id}
    asked = dataclasses.replace(
        small,
        evidence=evidence,
        questions=(Question(1, "E1", "The market?"), Question(2, "E2", "Else?")),
        prompts=(Prompt(1, 1, market),),
        answers=tuple(
            Answer(at, edition[name], question, 0, 60, person)
            for at, (name, question, person) in enumerate(
                (("a", 1, 1), ("b", 2, 2), ("c", 2, 3)), 1
            )
        ),
    )
    document = build(asked)
    (row,) = _table(_section(document, "Ledger of the propositions"), "Proposition by case")
    assert row == ["P1", "+", "n/a", "+", "single case"]
    said = plain(_section(document, "Market").blocks[0].line)  # type: ignore[union-attr]
    assert said.startswith("2 of 2 people mention it, in 2 mentions, in 1 of 1 case.")
    assert "2 people were not asked the question that names it; 2 of them mention it" in said
    (arrow,) = _table(_section(document, "The model"), "The arrows of the model")
    assert arrow[4] == "1 of 1"


def test_on_a_screen_long_tables_fold_and_on_paper_they_stand_at_the_end(make: Make) -> None:
    """Twenty keywords of a construct are shown, the others can be looked up."""
    words = [f"w{at:02}" for at in range(30)]
    talk = {"a": f"INTERVIEWER: What drives it?\n\nLU MING: {' '.join(words)}.\n"}
    rows = [f"code,a,{w},k {w},,,,ana\nassign,,,k {w},Market,,,ana" for w in words]
    people = "\n".join(PEOPLE.splitlines()[:2]) + "\n"
    found = make(people=people, talks=talk, decisions="\n".join([DECISIONS.split("\n")[0], *rows]))
    document = build(found)
    page = write_html(document).decode()
    assert "<details><summary>Further keywords: Market (10 rows)</summary>" in page
    assert "10 more keywords with 10 mentions in the next table." in page
    paper = on_paper(document)
    assert paper.sections[-1].title == "Appendix: tables to look things up"
    assert "Further keywords: Market" in {
        b.caption for b in paper.sections[-1].blocks if isinstance(b, Table)
    }


def test_constructs_that_a_rule_made_alone_stand_apart(small: Snapshot) -> None:
    """No section, no place in the model; one table to look up."""
    market = next(c for c in small.codes if c.name == "Market")
    codes = (*small.codes, dataclasses.replace(market, id=99, name="by rule", origin="inductive"))
    link = dataclasses.replace(small.assignments[0], id=99, to=99, unreviewed=True)
    found = build(dataclasses.replace(small, codes=codes, assignments=(*small.assignments, link)))
    assert "by rule" not in {section.title for section in found.sections}
    rows = _table(_section(found, "Keywords"), "Constructs made by rule alone, unreviewed")
    assert [row[0] for row in rows] == ["by rule"]


def test_pairs_of_cases_are_named_where_two_are_rated(make: Make) -> None:
    """All of A and of B speak of the market and none of a platform, yet 4 : 1."""
    snapshot = make(decisions=DECISIONS + "rate,,,,B,1,nothing is new,ana\n")
    found = _section(build(snapshot), "Pairs of cases")
    (table,) = [b for b in found.blocks if isinstance(b, Table)]
    assert [plain(cell) for cell in table.rows[0]][:3] == ["A, B", "1.00 (2)", "4 : 1"]
    unrated = dataclasses.replace(snapshot, ratings=snapshot.ratings[:1])
    assert "Pairs of cases" not in [section.title for section in build(unrated).sections]
