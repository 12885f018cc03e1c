"""What the report says of a small study, sentence by sentence."""

from __future__ import annotations

import dataclasses

from crosscase.analysis.agreement import agreement
from crosscase.domain.design import Fact
from crosscase.domain.snapshot import Snapshot
from crosscase.report import Wishes, build
from crosscase.report.document import Bullets, Document, Figure, Paragraph, Table, plain
from crosscase.report.guides import GUIDES, NOT_REPORTED, TOPICS
from crosscase.rules import Finding


def _figures(document: Document) -> list[Figure]:
    return [b for section in document.sections for b in section.blocks if isinstance(b, Figure)]


def _section(document: Document, title: str) -> list[str]:
    """The lines of the section, tables by their caption and rows."""
    (section,) = [s for s in document.sections if s.title == title]
    lines: list[str] = []
    for block in section.blocks:
        match block:
            case Paragraph(line):
                lines.append(plain(line))
            case Bullets(lines_):
                lines += map(plain, lines_)
            case Table():
                lines += [block.caption, *(" | ".join(map(plain, row)) for row in block.rows)]
    return lines


def test_the_summary_tells_the_question_the_people_and_how_each_proposition_stands(
    document: Document,
):
    """Four people in two cases; A supports P1, B does both."""
    lines = _section(document, "Summary")
    assert (
        "The study asks: What drives innovation? It draws on 4 people: 3 of Enterprises and 1 of "
        "Officers, in 2 cases. From 5 passages coders abstracted 3 different keywords (5 valid "
        "mentions)." in lines
    )
    assert lines[-1] == (
        "P1, contested. Demand drives innovation. Supported in 2 of 2 cases asked, contradicted in "
        "1 case; Officers speak to it as well."
    )


def test_a_construct_is_told_in_people_cases_and_groups_and_beside_the_literature(
    document: Document,
):
    """All four mention the market; the finding is held against the expected sign."""
    lines = _section(document, "Market")
    assert lines[0] == (
        "4 of 4 people mention it, in 4 mentions, in 2 of 2 cases. "
        "By group: Enterprises 3 of 3; Officers 1 of 1."
    )
    claim = next(line for line in lines if line.startswith("Proposition P1"))
    assert claim.endswith(
        "It is contested: cases stand against each other. It depends on single cases: without "
        "case B it would be: single case. The literature expects a positive relation (Lee 2009); "
        "the finding confirms it in part, with the contrary cases named."
    )


def test_the_method_is_told_in_numbers(document: Document):
    """Minutes, mentions, discards and merges."""
    said = " ".join(_section(document, "Method in numbers"))
    assert "4 transcripts" in said
    assert "97 minutes in all, 24 on average (from 20 to 30)" in said
    assert "5 valid mentions of keywords from 5 passages" in said
    assert "1 passage was discarded" in said
    assert "1 keyword of 4 was merged" in said


def test_limits_come_from_facts(document: Document):
    """Few cases, chosen people, one coder, unprotected sources."""
    said = " ".join(_section(document, "Limits"))
    for fact in (
        "2 cases cannot stand for all",
        "purposive sample",
        "One coder made all judgements",
        "4 of 4 sources are as they came",
    ):
        assert fact in said


def test_a_recommendation_names_its_propositions_and_how_they_stand(document: Document):
    """Two cases for, one against."""
    assert _section(document, "Recommendations") == [
        "Ask customers. Rests on P1, which is contested (2 cases for, 1 against). "
    ]


def test_all_32_items_of_coreq_stand_in_the_table_and_unknown_ones_are_not_reported(
    document: Document, small: Snapshot
):
    """What nobody answered is said to be missing; a fact of the study answers it."""
    assert len(GUIDES["coreq"].items) == 32
    rows = [line for line in _section(document, "COREQ") if " | " in line]
    assert [row.split(" | ")[0] for row in rows] == [str(n) for n in range(1, 33)]
    assert rows[3].endswith(f"| {NOT_REPORTED}")
    told = Fact(99, "reporting.gender", "Two women.")
    answered = build(dataclasses.replace(small, facts=(*small.facts, told)), Wishes())
    rows = [line for line in _section(answered, "COREQ") if " | " in line]
    assert rows[3].endswith("| Two women.")


def test_one_answer_serves_every_guide_that_asks_it(small: Snapshot):
    """SRQR and JARS-Qual beside COREQ, where the study asks for them."""
    facts = (
        Fact(90, "reporting.guides", "srqr jars-qual COREQ"),
        Fact(91, "reporting.degrees", "Both hold a doctorate."),
        Fact(92, "reporting.funding", "None."),
    )
    document = build(dataclasses.replace(small, facts=(*small.facts, *facts)), Wishes())
    rows = {
        name: [line for line in _section(document, name) if " | " in line]
        for name in ("COREQ", "SRQR", "JARS-Qual")
    }
    assert {name: len(lines) for name, lines in rows.items()} == {
        "COREQ": 32,
        "SRQR": 21,
        "JARS-Qual": 17,
    }
    for name, lines in rows.items():
        assert any("Both hold a doctorate." in line for line in lines), name
    assert rows["SRQR"][20].endswith("| None.")
    assert rows["SRQR"][1].endswith(f"| {NOT_REPORTED}")


def test_every_topic_is_asked_by_a_guide_and_every_guide_asks_known_topics():
    asked = {t for guide in GUIDES.values() for item in guide.items for t in item.topics}
    assert asked == set(TOPICS)


def test_agreement_on_constructs_is_drawn_with_its_intervals(doubly: Snapshot):
    """Alpha of each construct, in words for those who cannot see it."""
    (figure,) = [f for f in _figures(build(doubly)) if f.caption.startswith("How far two")]
    known = [c for c in agreement(doubly).codes if c.kind == "construct"]
    assert len(known) == 2
    assert all(code.code in figure.alt for code in known)
    assert figure.svg.startswith(b"<?xml")
    assert figure.png.startswith(b"\x89PNG")


def test_what_a_rule_decided_is_labelled_unreviewed(small: Snapshot):
    """One piece of evidence and one coding by rule alone."""
    evidence = (dataclasses.replace(small.evidence[0], unreviewed=True), *small.evidence[1:])
    codings = dataclasses.replace(small.codings, unreviewed=small.codings.unreviewed.copy())
    codings.unreviewed[0] = 1
    found = build(dataclasses.replace(small, evidence=evidence, codings=codings), Wishes())
    assert any("2 decisions unreviewed" in line for line in _section(found, "Summary"))
    assert any("unreviewed" in quote.tags for quote in found.quotes.values())
    assert any("(unreviewed: 1)" in line for line in _section(found, "Keywords"))
    assert any("(1 unreviewed)" in line for line in _section(found, "The model"))


def test_whoever_refused_to_be_quoted_is_counted_and_never_quoted(document: Document):
    """B-RD's words are in no text of the report; the report says that they were withheld."""
    everything = "\n".join(text for _, text in document.texts())
    assert "secret" not in everything
    assert "1 quotation withheld" in everything
    assert document.withheld == 1


def test_an_example_that_repeats_somebody_who_refused_is_withheld_too(small: Snapshot):
    """The codebook's example is B-RD's sentence in other case."""
    words = "my SECRET words on what customers ask of us"
    codes = tuple(dataclasses.replace(c, definition=words) for c in small.codes)
    found = build(dataclasses.replace(small, codes=codes), Wishes())
    assert "SECRET" not in "\n".join(text for _, text in found.texts())


def test_without_quotes_no_words_are_shown(small: Snapshot):
    """Places and numbers stay."""
    found = build(small, Wishes(quotes=False))
    assert all(not quote.words for quote in found.quotes.values())
    assert "new things" not in "\n".join(text for _, text in found.texts())


def test_findings_of_check_stand_in_the_report_flaws_first_each_rule_with_what_to_do(
    small: Snapshot,
):
    """Two findings of one rule stand together; notes are folded away."""
    given = (
        Finding("b-rule", "note", "B", "look", todo="do"),
        Finding("a-rule", "flaw", "A", "wrong", todo="mend"),
        Finding("a-rule", "flaw", "C", "wrong too", todo="mend"),
    )
    found = build(small, Wishes(findings=given))
    lines = _section(found, "What the rules found")
    rows = [line for line in lines if " | " in line]
    assert rows == [
        "A rule. mend. | A | wrong",
        " | C | wrong too",
        "B rule. do. | B | look",
    ]
    (section,) = [s for s in found.sections if s.title == "What the rules found"]
    assert [block.fold for block in section.blocks if isinstance(block, Table)] == [False, True]


def test_a_finding_repeats_no_words_of_whoever_refused_to_be_quoted(small: Snapshot):
    """A rule may quote a passage; B-RD's is the third."""
    segment = next(
        int(n) for n in small.segments.id if small.quote(int(n)).startswith("My secret words")
    )
    given = (Finding("r", "flaw", "c", f'Odd: "{small.quote(segment)}"', (segment,), "do"),)
    found = build(small, Wishes(findings=given))
    assert "secret" not in "\n".join(text for _, text in found.texts())


def test_an_empty_study_is_reported_without_a_stumble(make):
    """Nobody, nothing, no proposition."""
    found = build(make("[study]\ntitle = 'Empty'\n", "name,file\n", "act,source\n", {}), Wishes())
    assert found.title == "Empty"
    assert found.backings == ()
