"""Selections of recordings and pictures in a study: on words with their times, or a memo."""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path

import pytest

from crosscase.domain.codings import Coder, Coding, Memo
from crosscase.domain.people import Participant
from crosscase.domain.sources import Edition, Segment, Source, Speaker, Turn
from crosscase.study.arriving import TakenIn
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.take import take
from crosscase.study.take_in import take_in

LINES = ("We waited three weeks.", "Nobody called us back.", "Then we left.")
TEXT = "\n".join(LINES)


def guid(word: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, str(word)))


def coding(code: str, user: str = "ben", note: str = "") -> str:
    made = f'<Coding guid="{guid((code, user))}" creatingUser="{guid(user)}"'
    noted = f'<NoteRef targetGUID="{guid(note)}"/>' if note else ""
    return (
        f'{made} creationDateTime="2024-05-06T07:08:09Z"><CodeRef targetGUID="{guid(code)}"/>'
        f"{noted}</Coding>"
    )


def points() -> str:
    return "".join(
        f'<SyncPoint guid="{guid(n)}" timeStamp="{n * 4000}" position="{TEXT.index(line)}"/>'
        for n, line in enumerate(LINES)
    )


def case(name: str, *sources: str) -> str:
    belongs = "".join(f'<SourceRef targetGUID="{guid(source)}"/>' for source in sources)
    return f'<Case guid="{guid(name)}" name="{name}">{belongs}</Case>'


def project(cases: str) -> str:
    return f"""<Project xmlns="urn:QDA-XML:project:1.0" name="Tapes">
<Users><User guid="{guid("ben")}" name="Ben"/><User guid="{guid("eve")}" name="Eve"/></Users>
<CodeBook><Codes><Code guid="{guid("slow")}" name="slow" isCodable="true"/>
<Code guid="{guid("gone")}" name="gone" isCodable="true"/></Codes></CodeBook>
<Variables><Variable guid="{guid("town")}" name="town" typeOfVariable="Text"/></Variables>
<Cases>{cases}</Cases>
<Sources><AudioSource guid="{guid("tape")}" name="Talk 1">
<Transcript guid="{guid("t")}"><PlainTextContent>{TEXT}</PlainTextContent>{points()}
<TranscriptSelection guid="{guid("q1")}" fromSyncPoint="{guid(0)}" toSyncPoint="{guid(1)}">
{coding("slow")}</TranscriptSelection></Transcript>
<AudioSelection guid="{guid("q2")}" begin="4100" end="7000">{coding("gone")}</AudioSelection>
</AudioSource>
<VideoSource guid="{guid("film")}" name="The yard">
<VideoSelection guid="{guid("cry")}" name="a cry" begin="1000" end="9000">
<Description>Loud.</Description>{coding("slow")}{coding("gone", "eve", "note")}
</VideoSelection>{coding("slow", "eve")}
<VariableValue><VariableRef targetGUID="{guid("town")}"/><TextValue>Kiel</TextValue></VariableValue>
</VideoSource></Sources>
<Notes><Note guid="{guid("note")}" name="Idea" creatingUser="{guid("eve")}"
 creationDateTime="2024-05-07T07:08:09Z"><PlainTextContent>They shout.</PlainTextContent></Note>
</Notes><Links><Link guid="{guid("l")}" name="like" direction="OneWay"
 originGUID="{guid("slow")}" targetGUID="{guid("cry")}"/></Links></Project>"""


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "study.key")


def sent(tmp_path: Path, cases: str) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("project.qde", project(cases))
    path = tmp_path / "sent.qdpx"
    path.write_bytes(made.getvalue())
    return path


@pytest.fixture
def taken(desk: Desk, tmp_path: Path, key: KeyFile) -> TakenIn:
    return take_in(desk, sent(tmp_path, case("Firm A", "tape") + case("Firm B", "film")), key)


def test_what_was_coded_on_a_tape_is_coded_on_the_words_of_its_transcript(
    desk: Desk, taken: TakenIn
):
    """Read back like any quotation, and said by the one who is present."""
    quotes = {segment.id: segment.quote.strip() for segment in desk.all(Segment)}
    assert sorted(quotes[one.segment] for one in desk.all(Coding)) == sorted(LINES[:2])
    assert taken.verified.startswith("2 of 2 quotations verified")
    (person,) = desk.all(Participant)
    with desk.reading() as db:
        assert set(take(db).segment_participant) == {person.id}


def test_the_turns_of_a_transcript_know_their_times(desk: Desk, taken: TakenIn):
    """From sync point to sync point; nobody knows when the last one ends."""
    (edition,) = desk.all(Edition)
    (source,) = desk.all(Source)
    (speaker,) = desk.all(Speaker)
    assert source.kind == "transcript"
    assert [(t.span.of(edition.text), t.begin, t.finish, t.speaker) for t in desk.all(Turn)] == [
        (LINES[0], 0.0, 4.0, speaker.id),
        (LINES[1], 4.0, 8.0, speaker.id),
        (LINES[2], 8.0, None, speaker.id),
    ]


def test_whose_words_are_whose_is_not_guessed_where_two_cases_share_a_tape(
    desk: Desk, tmp_path: Path, key: KeyFile
):
    """Then there are no turns, and the words are of both."""
    take_in(desk, sent(tmp_path, case("Firm A", "tape") + case("Firm B", "tape")), key)
    assert desk.all(Turn) == []


def test_a_selection_without_words_is_a_memo_that_says_all_of_it(desk: Desk, taken: TakenIn):
    """Where, which codes by whom, when, and the notes; on the case that it belongs to."""
    coders = {coder.id: coder.name for coder in desk.all(Coder)}
    memos = {(memo.text, memo.about, coders.get(memo.coder or 0, "")) for memo in desk.all(Memo)}
    cry = (
        "The yard, 0:01–0:09\na cry\nCodes: slow (Ben, 2024-05-06), gone (Eve, 2024-05-06)\n"
        "Loud.\nNote (Eve, 2024-05-07): Idea\nThey shout."
    )
    assert memos == {
        (cry, "case", ""),
        ("The yard\nCodes: slow (Eve, 2024-05-06)\ntown: Kiel", "case", ""),
        ("0:04.1–0:07, Talk 1", "segment", ""),
        ("like: slow → The yard, 0:01–0:09", "code", ""),
    }
    told = sorted(remark.text for remark in taken.remarks if remark.code == "refi-as-memo")
    assert [text.partition(" have")[0] for text in told] == [
        "1 selections of films (2 codings)",
        "1 whole films (1 codings)",
    ]


def test_the_same_tapes_once_more_add_nothing(
    desk: Desk, taken: TakenIn, tmp_path: Path, key: KeyFile
):
    """Neither memos nor turns."""
    before = len(desk.all(Memo)), len(desk.all(Turn)), len(desk.all(Coding))
    again = take_in(desk, tmp_path / "sent.qdpx", key)
    assert (again.memos, again.codings, again.sources) == (0, 0, 0)
    assert (len(desk.all(Memo)), len(desk.all(Turn)), len(desk.all(Coding))) == before


def test_a_real_name_stays_out_of_such_a_memo(desk: Desk, tmp_path: Path, key: KeyFile):
    """As out of any other name or note."""
    key.learn("P07", "The yard")
    take_in(desk, sent(tmp_path, ""), key)
    assert any(memo.text.startswith("P07, 0:01–0:09") for memo in desk.all(Memo))
    assert not any("The yard" in memo.text for memo in desk.all(Memo))
