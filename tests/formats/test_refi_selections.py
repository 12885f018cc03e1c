"""Selections by time and in pictures: on words where there are words, told where there are none."""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path

import pytest

from crosscase.formats.refi.offsets import CONVENTIONS, Convention
from crosscase.formats.refi.project import Project
from crosscase.formats.refi.read import project_of, read_project

LINES = ("We waited 😀 three weeks.", "Nobody called us back.", "客户走了。", "Then we left.")
TEXT = "\r\n".join(LINES)
TIMES = (0, 4_000, 9_500, 12_250)


def guid(word: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, str(word)))


def counted(place: int, convention: Convention, *, mark: bool) -> int:
    """The number a program writes for a place of ``TEXT``."""
    before = TEXT[:place]
    if convention.breaks == "as one":
        before = before.replace("\r\n", "\n")
    if mark and convention.mark:
        before = "\ufeff" + before
    if convention.unit == "UTF-16 units":
        return len(before.encode("utf-16-le")) // 2
    return len(before.encode()) if convention.unit == "UTF-8 bytes" else len(before)


def coding(code: str, user: str = "ben") -> str:
    made = f'<Coding guid="{guid((code, user))}" creatingUser="{guid(user)}">'
    return f'{made}<CodeRef targetGUID="{guid(code)}"/></Coding>'


def transcript(
    inside: str, convention: Convention = CONVENTIONS[0], *, mark: bool = False, most: int = 4
) -> str:
    """A transcript whose points stand where its first ``most`` lines begin."""
    points = "".join(
        f'<SyncPoint guid="{guid(n)}" timeStamp="{TIMES[n]}" '
        f'position="{counted(TEXT.index(LINES[n]), convention, mark=mark)}"/>'
        for n in range(most)
    )
    return f'<Transcript guid="{guid("t")}" plainTextPath="t.txt">{points}{inside}</Transcript>'


def synced(first: object, last: object, name: str = "x") -> str:
    return (
        f'<TranscriptSelection guid="{guid(name)}" fromSyncPoint="{guid(first)}" '
        f'toSyncPoint="{guid(last)}">{coding("slow")}</TranscriptSelection>'
    )


def timed(begin: object, end: object, name: str = "x", kind: str = "Audio") -> str:
    return (
        f'<{kind}Selection guid="{guid(name)}" name="{name}" begin="{begin}" end="{end}">'
        f"{coding('slow')}</{kind}Selection>"
    )


def project(inside: str, *, kind: str = "Audio", mark: bool = False, text: bool = True) -> Project:
    source = f'<{kind}Source guid="{guid("tape")}" name="tape">{inside}</{kind}Source>'
    xml = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>{source}</Sources></Project>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("project.qde", xml)
        if text:
            out.writestr("sources/t.txt", TEXT.encode("utf-8-sig" if mark else "utf-8"))
    return project_of(made.getvalue(), "p.qdpx")


def quotes(found: Project) -> list[str]:
    return [q.span.of(s.text) for s in found.sources for q in s.quotations if q.span]


def said(found: Project, code: str) -> list[str]:
    return [remark.text for remark in found.remarks if remark.code == code]


@pytest.mark.parametrize("mark", [False, True])
@pytest.mark.parametrize("convention", [c for c in CONVENTIONS if c.breaks != "as two"], ids=str)
def test_whatever_sync_points_count_a_transcript_selection_is_the_words_between_two(
    convention: Convention, mark: bool
):
    """A point is a place between two characters, whether or not quotations include their last."""
    inside = synced(1, 3, "two lines") + synced(0, 1, "one line")
    found = project(transcript(inside, convention, mark=mark), mark=mark)
    assert [words.strip() for words in quotes(found)] == ["\n".join(LINES[1:3]), LINES[0]]
    assert found.verified.verified == found.verified.quotations == 2
    assert found.elsewhere == ()


def test_a_transcript_tells_what_is_said_when():
    """From each point to the next; nothing tells when the last words end."""
    (source,) = project(transcript("")).sources
    assert [(one.span.of(source.text).strip(), one.begin, one.finish) for one in source.times] == [
        (LINES[0], 0.0, 4.0),
        (LINES[1], 4.0, 9.5),
        (LINES[2], 9.5, 12.25),
        (LINES[3], 12.25, None),
    ]


@pytest.mark.parametrize("kind", ["Audio", "Video"])
@pytest.mark.parametrize(
    ("begin", "end", "lines", "widened"),
    [
        (4_000, 12_250, LINES[1:3], False),
        (4_001, 9_499, LINES[1:2], True),
        (3_999, 9_501, LINES[0:3], True),
        (9_500, 9_500, LINES[2:3], True),
        (13_000, 20_000, LINES[3:], True),
    ],
)
def test_a_stretch_of_a_recording_is_on_the_words_between_the_points_around_it(
    kind: str, begin: int, end: int, lines: tuple[str, ...], widened: bool
):
    """What is wider than it was marked is told, and keeps its own times."""
    found = project(transcript("") + timed(begin, end, kind=kind), kind=kind)
    assert [words.strip() for words in quotes(found)] == ["\n".join(lines)]
    (quotation,) = found.sources[0].quotations
    assert len(said(found, "refi-widened")) == len(quotation.description.splitlines()) == widened
    assert [applied.code for applied in quotation.codings] == [guid("slow")]


def test_a_time_is_on_the_transcript_that_knows_it_best():
    """Of two transcripts of a film, that with the nearer points."""
    coarse = transcript("", most=2).replace("t.txt", "u.txt")
    found = project(coarse + transcript("") + timed(9_600, 12_000), text=True)
    assert [words.strip() for words in quotes(found)] == [LINES[2]]


def test_a_selection_that_is_told_twice_is_one_with_the_codings_of_both():
    """On the tape and in the transcript under one identifier."""
    also = timed(0, 4_000, "both").replace(coding("slow"), coding("slow") + coding("talk", "eve"))
    found = project(transcript(synced(0, 1, "both")) + also)
    (quotation,) = found.sources[0].quotations
    assert [one.code for one in quotation.codings] == [guid("slow"), guid("talk")]
    assert found.elsewhere == ()


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        (timed(14_700, 17_706), "0:14.7–0:17.706"),
        (timed(3_600_000, 3_723_000), "1:00:00–1:02:03"),
        (timed("soon", 9), "?–0:00.009"),
        (transcript("", most=1) + timed(0, 9_000), "0:00–0:09"),
        (transcript(synced(0, "gone")), "0:00–?"),
        (transcript(synced(2, 1)), "0:09.5–0:04"),
    ],
    ids=["no transcript", "long", "no time", "one point", "lost point", "backwards"],
)
def test_a_selection_without_words_is_told_with_its_place_and_codings(inside: str, where: str):
    """One point, or points that are not there, tell nothing of where it is."""
    found = project(inside)
    (one,) = found.elsewhere
    assert (one.of, one.where, [a.code for a in one.codings]) == ("tape", where, [guid("slow")])
    (told,) = said(found, "refi-as-memo")
    assert told.startswith("1 selections of ")
    assert "(1 codings)" in told


def test_sync_points_that_run_back_tell_no_time():
    """They are counted; the others are used."""
    stray = f'<SyncPoint guid="{guid("s")}" timeStamp="1" position="{len(TEXT) - 3}"/>'
    found = project(transcript(stray) + timed(4_000, 9_500))
    assert said(found, "refi-sync-points") == ["1 sync points run back in time: they tell no time"]
    assert [words.strip() for words in quotes(found)] == [LINES[1]]


def test_selections_of_pictures_and_what_is_said_of_a_whole_recording_are_told():
    """With names, notes and corners."""
    corners = 'firstX="267" firstY="1" secondX="992" secondY="720"'
    inside = (
        f'<PictureSelection guid="{guid("p")}" name="the bowl" {corners}>{coding("slow")}'
        f'<NoteRef targetGUID="{guid("note")}"/></PictureSelection>{coding("talk")}'
    )
    bowl, whole = project(inside, kind="Picture").elsewhere
    assert (bowl.name, bowl.where) == ("the bowl", "(267, 1) to (992, 720)")
    assert bowl.notes == (guid("note"),)
    assert (whole.kind, whole.where, len(whole.codings)) == ("whole pictures", "", 1)


def test_the_selections_of_the_vendor_project_are_told(data: Path):
    """Its texts, films and pictures are missing on purpose; nothing of them vanishes."""
    found = read_project(data / "refi" / "atlasti84-TestProject.qdpx")
    assert sorted((one.kind, one.where, len(one.codings)) for one in found.elsewhere) == [
        ("films", "0:14.706–0:17.706", 1),
        ("films", "0:16.176–0:45.358", 0),
        ("pdf pages", "page 0, (18, 45) to (577, 234)", 1),
        ("pdf pages", "page 0, (19, 515) to (576, 676)", 1),
        ("pdf pages", "page 0, (335, 367) to (485, 420)", 1),
        ("pdf pages", "page 1, (18, 41) to (577, 823)", 1),
        ("pictures", "(267, 1) to (992, 720)", 2),
    ]
    stored = {one.words for one in found.elsewhere}
    assert "granola" in stored
