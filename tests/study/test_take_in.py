"""A project of another program becomes a study: its words, who judged them, and its cases."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from pathlib import Path

import pytest

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coder, Coding, Memo
from crosscase.domain.people import Attribute, Case, Participant
from crosscase.domain.sources import Edition, Presence, Segment, Source
from crosscase.errors import NotInStudy, UnreadableFile
from crosscase.study import take_into
from crosscase.study.arriving import TakenIn
from crosscase.study.desk import Desk
from crosscase.study.journal import Journal
from crosscase.study.keyfile import KeyFile
from crosscase.study.take import take
from crosscase.study.take_in import take_in


def guid(word: object) -> str:
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, str(word))).upper() + "}"


TEXT = "We waited 😀 three weeks.\r\nNobody called us back.\r\nThen our customers left.\r\n"
CODEBOOK = f"""<CodeBook><Codes>
<Code guid="{guid("state")}" name="State" isCodable="false" color="#0f0">
  <Code guid="{guid("slow")}" name="slow" isCodable="true">
    <Description>Too late.</Description></Code>
  <Code guid="{guid("talk")}" name="Talk" isCodable="true" color="#112233">
    <Code guid="{guid("silence")}" name="silence" isCodable="true"/></Code>
</Code>
<Code guid="{guid("slow too")}" name="Slow" isCodable="true"/>
</Codes></CodeBook>"""


def coding(code: str, user: str = "ben") -> str:
    made = f'<Coding guid="{guid(code + user)}" creatingUser="{guid(user)}">'
    return f'{made}<CodeRef targetGUID="{guid(code)}"/></Coding>'


def passage(words: str, inside: str, more: str = "") -> str:
    """A selection as NVivo for Windows counts: UTF-16 units, two for a line break."""
    at = TEXT.index(words)
    start = len(TEXT[:at].encode("utf-16-le")) // 2
    end = start + len(words.encode("utf-16-le")) // 2
    return (
        f'<PlainTextSelection guid="{guid(words)}" startPosition="{start}" endPosition="{end}">'
        f"{more}{inside}</PlainTextSelection>"
    )


PROJECT = f"""<?xml version="1.0"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Waiting" origin="Some program 1.0">
<Users><User guid="{guid("ben")}" name="Ben"/><User guid="{guid("eve")}" name="Eve"/></Users>
{CODEBOOK}
<Variables><Variable guid="{guid("size")}" name="size" typeOfVariable="Integer"/></Variables>
<Cases><Case guid="{guid("firm")}" name="Firm A"><Description>A small one.</Description>
<VariableValue><VariableRef targetGUID="{guid("size")}"/><IntegerValue>12</IntegerValue>
</VariableValue><SourceRef targetGUID="{guid("source")}"/></Case></Cases>
<Sources><TextSource guid="{guid("source")}" name="Talk 1" plainTextPath="talk.TXT">
{passage("We waited 😀 three weeks.", coding("slow") + coding("slow", "eve"))}
{
    passage(
        "Nobody called us back.",
        coding("talk") + coding("silence"),
        "<Description>Again!</Description>",
    )
}
{passage("customers left", coding("slow too", "eve") + coding("gone"))}
<NoteRef targetGUID="{guid("note")}"/></TextSource>
<AudioSource guid="{guid("tape")}" name="tape" path="relative:///tape.m4a">
<AudioSelection guid="{guid("cry")}" begin="0" end="9">{coding("slow")}</AudioSelection>
</AudioSource></Sources>
<Notes><Note guid="{guid("note")}" name="Idea" creatingUser="{guid("eve")}"
 creationDateTime="2024-05-06T07:08:09Z"><PlainTextContent>They wait.</PlainTextContent></Note>
</Notes>
<Links><Link guid="{guid("link")}" name="brings" direction="OneWay"
 originGUID="{guid("slow")}" targetGUID="{guid("silence")}"/></Links>
<Sets><Set guid="{guid("set")}" name="Bad days"><MemberCode targetGUID="{guid("slow")}"/></Set>
</Sets></Project>"""


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("Waiting.qde", PROJECT)
        out.writestr("sources/talk.txt", TEXT.encode("utf-8-sig"))
    path = tmp_path / "sent.qdpx"
    path.write_bytes(made.getvalue())
    return path


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "study.key")


@pytest.fixture
def taken(desk: Desk, sent: Path, key: KeyFile) -> TakenIn:
    return take_in(desk, sent, key)


def test_each_coder_keeps_their_own_judgements_on_the_same_words(desk: Desk, taken: TakenIn):
    """Emoji and line breaks counted as the other program did."""
    coders = {coder.id: coder.name for coder in desk.all(Coder)}
    codes = {code.id: code.name for code in desk.all(Code)}
    quotes = {segment.id: segment.quote for segment in desk.all(Segment)}
    judged = {(coders[c.coder], codes[c.code], quotes[c.segment]) for c in desk.all(Coding)}
    assert judged == {
        ("Ben", "slow", "We waited 😀 three weeks."),
        ("Eve", "slow", "We waited 😀 three weeks."),
        ("Ben", "Talk", "Nobody called us back."),
        ("Ben", "silence", "Nobody called us back."),
        ("Eve", "Slow (2)", "customers left"),
    }
    (edition,) = desk.all(Edition)
    assert edition.text == TEXT.replace("\r\n", "\n")
    assert edition.sealed
    assert all(s.quote == s.span.of(edition.text) for s in desk.all(Segment))
    assert taken.verified.startswith("3 of 3 quotations verified; positions count UTF-16 units")
    assert (taken.sources, taken.quotations, taken.codings, taken.coders) == (1, 3, 5, 2)


def test_leaves_are_keywords_and_inner_nodes_themes_and_constructs(desk: Desk, taken: TakenIn):
    """An inner node that was coded itself is both; each keyword belongs to all above it."""
    codes = desk.all(Code)
    assert {(code.kind, code.name) for code in codes} == {
        ("construct", "State"),
        ("theme", "Talk"),
        ("keyword", "slow"),
        ("keyword", "Talk"),
        ("keyword", "silence"),
        ("keyword", "Slow (2)"),
        ("theme", "Bad days"),
    }
    names = {code.id: code.name for code in codes}
    assert {(names[a.keyword], names[a.to]) for a in desk.all(Assignment)} == {
        ("slow", "State"),
        ("Talk", "Talk"),
        ("Talk", "State"),
        ("silence", "Talk"),
        ("silence", "State"),
        ("slow", "Bad days"),
    }
    slow = next(code for code in codes if code.name == "slow")
    assert slow.definition == "Too late."
    assert {c.colour for c in codes if c.name in ("State", "Talk")} == {"#00ff00", "#112233"}


def test_cases_bring_their_values_and_the_words_of_their_sources(desk: Desk, taken: TakenIn):
    """So that cases can be compared at once."""
    (case,) = desk.all(Case)
    (person,) = desk.all(Participant)
    (presence,) = desk.all(Presence)
    assert (case.name, person.case, presence.participant) == ("Firm A", case.id, person.id)
    assert [(a.of, a.name, a.value) for a in desk.all(Attribute)] == [(case.id, "size", "12")]
    with desk.reading() as db:
        study = take(db)
    assert set(study.segment_participant) == {person.id}


def test_notes_descriptions_and_relations_become_memos_where_they_belong(
    desk: Desk, taken: TakenIn
):
    """With author and day where they are known."""
    coders = {coder.id: coder.name for coder in desk.all(Coder)}
    memos = {(m.text, m.about, coders.get(m.coder or 0, ""), m.date) for m in desk.all(Memo)}
    assert memos == {
        ("Idea\nThey wait.", "source", "Eve", "2024-05-06"),
        ("A small one.", "case", "", ""),
        ("Again!", "segment", "", ""),
        ("brings: slow → silence", "code", "", ""),
        ("tape, 0:00–0:00.009\nCodes: slow (Ben)", "", "", ""),
    }


def test_what_is_not_carried_is_told(taken: TakenIn):
    """Counted, and written in the study."""
    told = {remark.code: remark.text for remark in taken.remarks}
    assert told["refi-as-memo"].startswith("1 selections of recordings (1 codings) have no words")
    assert told["refi-no-code"] == "1 codings name a code that is not in the codebook"
    assert told["refi-name-twice"] == "two codes are 'Slow': one is 'Slow (2)'"


def test_a_project_comes_in_by_one_act(desk: Desk, taken: TakenIn):
    """One line of the journal."""
    with desk.reading() as db:
        assert take(db).n == 1


def test_an_import_is_undone_and_done_again_whole(desk: Desk, taken: TakenIn):
    """Sealed texts, too: coded words cannot be deleted but by the act that brought them."""
    journal = Journal(desk)
    with desk.reading() as db:
        before = take(db)
    assert any(edition.sealed for edition in before.editions)
    assert journal.undo().n == taken.entry
    assert (desk.all(Source), desk.all(Edition), desk.all(Coding)) == ([], [], [])
    journal.redo()
    with desk.reading() as db:
        after = take(db)
    assert after.sources == before.sources
    assert after.editions == before.editions
    assert after.codings.segment.tolist() == before.codings.segment.tolist()


def test_what_came_in_is_told_at_any_later_time(desk: Desk, taken: TakenIn):
    journal = Journal(desk)
    came = journal.arrived(taken.entry)
    assert came.verified == taken.verified
    assert (came.made["sources"], came.made["codings"]) == (taken.sources, taken.codings)
    assert {"Ben", "Eve"} <= set(came.coders)
    noticed = [remark for remark in taken.remarks if not remark.code.endswith("doubtful")]
    assert sum(kind.count for kind in came.remarks) == len(noticed) > 0
    journal.undo()
    gone = journal.arrived(taken.entry)
    assert gone.entry.undone
    assert gone.made == came.made
    assert gone.remarks == ()
    with pytest.raises(NotInStudy):
        journal.arrived(taken.entry + 1)


def test_a_doubtful_quotation_leads_to_its_words(desk: Desk, tmp_path: Path, key: KeyFile):
    start = re.search(f'guid="{re.escape(guid("customers left"))}" startPosition="(\\d+)"', PROJECT)
    assert start is not None
    ends = int(start[1]) + len("customers left")
    lying = PROJECT.replace(f'endPosition="{ends}"', f'endPosition="{ends - 2}"')
    assert lying != PROJECT
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("Waiting.qde", lying)
        out.writestr("sources/talk.txt", TEXT.encode("utf-8-sig"))
    path = tmp_path / "lying.qdpx"
    path.write_bytes(made.getvalue())
    taken = take_in(desk, path, key)
    (doubt,) = Journal(desk).arrived(taken.entry).doubtful
    assert (doubt.name, doubt.line) == ("Talk 1", 3)
    (source,) = desk.all(Source)
    assert doubt.source == source.id
    assert doubt.span is not None
    (edition,) = desk.all(Edition)
    assert edition.text[slice(*doubt.span)].startswith("customers")


def test_the_same_project_once_more_adds_no_judgement(
    desk: Desk, taken: TakenIn, sent: Path, key: KeyFile
):
    """The texts, codes and coders that are there are used."""
    again = take_in(desk, sent, key)
    assert (again.sources, again.codings, again.codes, again.coders) == (0, 0, 0, 0)
    assert (again.cases, again.memos) == (0, 0)
    assert len(desk.all(Source)) == 1
    assert len(desk.all(Coding)) == 5


@pytest.mark.parametrize("damage", ["cut", "no project", "climbs"])
def test_a_project_that_is_refused_leaves_the_study_as_it_was(
    damage: str, desk: Desk, taken: TakenIn, sent: Path, key: KeyFile, tmp_path: Path
):
    """Not one row, not one line of the journal; a study that was made for it is gone."""
    whole = sent.read_bytes()
    if damage == "cut":
        sent.write_bytes(whole[:-40])
    else:
        with zipfile.ZipFile(sent, "w") as out:
            out.writestr("../a.qde" if damage == "climbs" else "a.txt", PROJECT)
    with desk.reading() as db:
        before = take(db).n
    with pytest.raises(UnreadableFile):
        take_in(desk, sent, key)
    with desk.reading() as db:
        assert take(db).n == before
    with pytest.raises(UnreadableFile):
        take_into(tmp_path / "fresh.crosscase", "Ada", sent, key)
    assert not (tmp_path / "fresh.crosscase").exists()
    assert not (tmp_path / "a.qde").exists()


def test_a_real_name_the_key_file_knows_stays_out_of_names_and_notes(
    desk: Desk, sent: Path, key: KeyFile
):
    """Words inside the text stay as they were said."""
    key.learn("P07", "Firm A")
    take_in(desk, sent, key)
    assert [case.name for case in desk.all(Case)] == ["P07"]


def test_the_vendor_project_comes_in_without_its_missing_sources(
    desk: Desk, key: KeyFile, data: Path
):
    """Codebook, coders, memos and sets; and what waits is told, source by source."""
    taken = take_in(desk, data / "refi" / "atlasti84-TestProject.qdpx", key)
    assert (taken.sources, taken.codings, taken.coders, taken.verified) == (
        0,
        0,
        3,
        "no quotations of texts",
    )
    assert sum(code.kind == "keyword" for code in desk.all(Code)) == 14
    assert sum(remark.code == "refi-missing-source" for remark in taken.remarks) == 11


def test_a_project_of_taguette_comes_in_by_the_same_door(
    desk: Desk, key: KeyFile, from_taguette: Path
):
    """Its tags, who judged, and the report of what was verified; a second time nothing is added."""
    taken = take_in(desk, from_taguette, key)
    assert (taken.sources, taken.quotations, taken.codings, taken.coders) == (1, 3, 3, 2)
    assert taken.verified.startswith("2 of 3 quotations verified; positions count UTF-8 bytes")
    coders = {coder.id: coder.name for coder in desk.all(Coder)}
    codes = {code.id: code.name for code in desk.all(Code)}
    quotes = {segment.id: segment.quote for segment in desk.all(Segment)}
    assert {(coders[c.coder], codes[c.code], quotes[c.segment]) for c in desk.all(Coding)} == {
        ("ben", "slow", "three 😀 weeks"),
        ("eve", "slow.very", "three 😀 weeks"),
        ("eve", "odd.one", "Nobody called."),
    }
    again = take_in(desk, from_taguette, key)
    assert (again.sources, again.codings, again.codes, again.coders) == (0, 0, 0, 0)


def test_what_a_second_project_says_otherwise_of_a_code_is_told(
    desk: Desk, taken: TakenIn, sent: Path, key: KeyFile
):
    """The study keeps what it has; the same once more is nothing to tell."""
    assert "is in the study already" not in " ".join(remark.text for remark in taken.remarks)
    again = take_in(desk, sent, key)
    assert "is in the study already" not in " ".join(remark.text for remark in again.remarks)
    before = desk.all(Code)
    book = CODEBOOK.replace("Too late.", "Slower than we were told.").replace("#112233", "#ff0000")
    other = book.replace("</Codes></CodeBook>", f"</Codes>{SETS}</CodeBook>")
    (sent.parent / "other.qde").write_text(PROJECT_OF.format(other))
    told = {remark.text for remark in take_in(desk, sent.parent / "other.qde", key).remarks}
    assert told >= {
        "'slow' is in the study already: the definition 'Slower than we were told.' was not taken",
        "'Talk' is in the study already: the colour '#ff0000' was not taken",
        "'Bad days' is in the study already: the definition 'A set.' was not taken",
    }
    assert desk.all(Code) == before


SETS = (
    f'<Sets><Set guid="{guid("set")}" name="Bad days"><Description>A set.</Description>'
    f'<MemberCode targetGUID="{guid("slow")}"/></Set></Sets>'
)
PROJECT_OF = '<Project xmlns="urn:QDA-XML:project:1.0" name="Waiting">{}</Project>'
