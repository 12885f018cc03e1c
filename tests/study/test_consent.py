"""Who refuses a use of their words is kept from it: engines, projects, tables, report."""

from __future__ import annotations

import pytest

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coding, Memo
from crosscase.domain.people import Attribute, Consent, Participant, Use
from crosscase.domain.questions import Answer, Question
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.formats.refi.write import project_bytes
from crosscase.report import Wishes, build
from crosscase.report.sheets.codings import codings
from crosscase.study.desk import Desk
from crosscase.study.material import lessons, open_keywords, open_passages
from crosscase.study.send_out import send_out
from crosscase.study.take import take

OPEN = "We always ask our customers first."
SHY = "My brother in law signed the secret contract."


def fill(desk: Desk, refused: Use) -> dict[str, int]:
    """One who allows all and one who refuses a use; both are coded with the same keyword."""
    with desk.change("fill") as writer:
        coder = writer.coder
        code = writer.add(Code(0, "keyword", "asks", example=SHY))
        people: dict[str, int] = {}
        for name, said in (("Open", OPEN), ("Shy", SHY)):
            person = people[name] = writer.add(Participant(0, name, role=f"role of {name}"))
            writer.add(Attribute(0, "participant", person, "village", f"village of {name}"))
            writer.add(Consent(0, person, refused, name == "Open"))
            source = writer.add(Source(0, f"talk {name}", "transcript", name))
            writer.add(Presence(0, source, person))
            edition = writer.add(Edition(0, source, 1, "first", f"{said} {said}", sealed=True))
            speaker = writer.add(Speaker(0, name, "participant", person))
            writer.add(Turn(0, edition, 0, 0, 2 * len(said) + 1, speaker))
            (segment,) = writer.add_all(
                [Segment(0, edition, 0, len(said), said, True)], [(person,)]
            )
            writer.add(Coding(0, coder, code, segment))
            writer.add_all(
                [Segment(0, edition, len(said) + 1, 2 * len(said) + 1, said, True)], [(person,)]
            )
            people[f"{name} said"] = segment
        writer.add(Memo(0, "theoretical", f"Look: {SHY}", coder, "code", code, "2026-01-02"))
    return people


def snapshot(desk: Desk) -> Snapshot:
    with desk.reading() as db:
        return take(db)


def test_no_engine_is_given_words_of_who_allows_no_machine_help(desk: Desk):
    fill(desk, "machine")
    with desk.reading() as db:
        passages, kept = open_passages(db, desk.coder)
        keywords, silent = open_keywords(db)
        learned = lessons(db, desk.coder)
    assert [passage.text for passage in passages] == [OPEN]
    assert kept == 1
    assert [keyword.examples for keyword in keywords] == [(OPEN,)]
    assert silent == 1
    assert [one.passage for one in learned] == [OPEN]


def test_words_of_nobody_known_are_kept_where_one_who_refuses_is_present(desk: Desk):
    fill(desk, "machine")
    (shy,) = (source for source in desk.all(Source) if source.name == "talk Shy")
    with desk.change("more") as writer:
        text = "Somebody said that it rains."
        edition = writer.add(Edition(0, shy.id, 2, "corrected", text, sealed=True))
        writer.add(Segment(0, edition, 0, len(text), text, True))
    with desk.reading() as db:
        passages, _ = open_passages(db, desk.coder)
    assert [passage.text for passage in passages] == [OPEN]


@pytest.mark.parametrize("use", ["quote", "share"])
def test_a_project_holds_no_word_of_who_refused(desk: Desk, use: Use):
    people = fill(desk, use)
    sent = send_out(snapshot(desk), None, frozenset({people["Shy"]}))
    body = repr(sent.project)
    assert OPEN in body
    assert "secret contract" not in body
    assert ("village of Shy" in body) is (use == "quote")
    lost = {loss.what: loss.count for loss in sent.losses}
    assert lost["memos in their words"] == 1
    assert lost["examples in their words"] == 1
    assert lost.get("people who refused to be shared", 0) == (use == "share")
    assert b"PK" in project_bytes(sent.project, "norm")[:4]


@pytest.mark.parametrize("use", ["quote", "share"])
def test_a_paraphrase_stands_in_for_words_that_may_not_be_quoted(desk: Desk, use: Use):
    people = fill(desk, use)
    withheld = frozenset({people["Shy"]})
    assert len(codings(snapshot(desk), withheld).rows) == 1
    with desk.change("memo") as writer:
        for day, text in (("2026-01-02", "A relative signs."), ("2026-01-03", "Kin decide.")):
            memo = Memo(0, "paraphrase", text, None, "segment", people["Shy said"], day)
            writer.add(memo)
    told = [text for _, text in codings(snapshot(desk), withheld).texts()]
    assert any("[paraphrase] Kin decide." in text for text in told) is (use == "quote")
    assert not any("secret contract" in text for text in told)
    document = build(snapshot(desk), Wishes())
    said = "\n".join(text for _, text in document.texts())
    if use == "quote":
        assert "[paraphrase] Kin decide." in said
        assert "secret contract" not in said
        assert document.withheld == 1
    else:
        assert "[paraphrase]" not in said


def test_a_quote_in_an_answer_to_a_sensitive_question_is_marked(desk: Desk):
    fill(desk, "audio")
    before = build(snapshot(desk), Wishes())
    (shy,) = (e for e in desk.all(Edition) if SHY in e.text)
    with desk.change("flag") as writer:
        question = writer.add(Question(0, "S1", "Did you pay for it?", sensitive=True))
        writer.add(Answer(0, shy.id, question, 0, len(SHY)))
    after = build(snapshot(desk), Wishes())
    assert not any("sensitive" in quote.tags for quote in before.quotes.values())
    assert [q.words for q in after.quotes.values() if "sensitive question" in q.tags] == [SHY]
