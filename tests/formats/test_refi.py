"""Projects of other programs: whatever they counted, each quotation comes back as its words."""

from __future__ import annotations

import io
import random
import stat
import uuid
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.refi.offsets import CONVENTIONS, Convention, Marked, Text
from crosscase.formats.refi.project import Project
from crosscase.formats.refi.read import project_of, read_project

SPACE = "urn:QDA-XML:project:1.0"
SENTENCES = (
    "I waited three weeks for an answer.",
    "Nobody called us 😀 back!",
    "Das Förderprogramm kam zu spät.",
    "We don't plan; we follow our customers.",
    "客户要新的东西。",
    "😀😀 that was the day we began",
)
BREAK = "\r\n"
PIECES = (["a", " ", "é", "客", "😀", "\n", BREAK], ["a", " ", "\n", BREAK], ["a", "b", " "])


def guid(word: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, str(word)))


def counted(text: str, place: int, convention: Convention, *, mark: bool) -> int:
    """The number a program writes for a place of a text, by the plain definition."""
    before = text[:place]
    if convention.breaks == "as one":
        before = before.replace("\r\n", "\n")
    elif convention.breaks == "as two":
        before = before.replace("\r\n", "\n").replace("\n", "\r\n")
    if mark and convention.mark:
        before = "\ufeff" + before
    if convention.unit == "UTF-16 units":
        return len(before.encode("utf-16-le")) // 2
    return len(before.encode()) if convention.unit == "UTF-8 bytes" else len(before)


def archive(files: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in files.items():
            out.writestr(name, body)
    return made.getvalue()


def project_xml(sources: str, more: str = "", space: str = SPACE) -> str:
    return f'<Project xmlns="{space}" name="Drawn"><Sources>{sources}</Sources>{more}</Project>'


def selection(start: int, end: int, name: str = "") -> str:
    named = f" name={quoteattr(name)}" if name else ""
    code = f'<Coding guid="{guid((start, end))}"><CodeRef targetGUID="{guid("code")}"/></Coding>'
    return (
        f'<PlainTextSelection guid="{guid((start, end, name))}"{named} '
        f'startPosition="{start}" endPosition="{end}">{code}</PlainTextSelection>'
    )


def drawn(
    convention: Convention, *, seed: int = 1, mark: bool = True, named: bool = False
) -> tuple[bytes, list[list[str]]]:
    """A project whose numbers follow one convention, and the words its quotations are."""
    chance = random.Random(seed)
    files: dict[str, bytes | str] = {}
    elements: list[str] = []
    words: list[list[str]] = []
    for number in range(3):
        lines = [" ".join(chance.choices(SENTENCES, k=3)) for _ in range(12)]
        # a lone line feed tells a break that counts as it stands from one that counts as two
        text = "\n".join(lines[:3]) + BREAK + BREAK.join(lines[3:]) + BREAK
        places = []
        for line in lines:
            begin = text.index(line) if line in text else 0
            for sentence in SENTENCES:
                at = line.find(sentence)
                if at >= 0:
                    places.append((begin + at, begin + at + len(sentence)))
        words.append([text[a:b] for a, b in places])
        marks = ""
        for a, b in places:
            first = counted(text, a, convention, mark=mark)
            after = counted(text, b, convention, mark=mark) - convention.last
            marks += selection(first, after, text[a:b] if named else "")
        files[f"Sources/{guid(number)}.txt"] = text.encode("utf-8-sig" if mark else "utf-8")
        elements.append(
            f'<TextSource guid="{guid(number)}" name="talk {number}" '
            f'plainTextPath="internal://{guid(number)}.txt">{marks}</TextSource>'
        )
    return archive({"Any name.QDE": project_xml("".join(elements)), **files}), words


def quotes(project: Project) -> list[list[str]]:
    return [
        [q.span.of(source.text) if q.span else "" for q in source.quotations]
        for source in project.sources
    ]


@pytest.mark.parametrize("named", [False, True], ids=["without names", "with names"])
@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
def test_whatever_a_program_counts_each_quotation_comes_back_exactly(
    convention: Convention, named: bool
):
    """Emoji, umlauts, Chinese, CRLF among LF and a byte order mark are in every text."""
    data, words = drawn(convention, named=named)
    project = project_of(data, "drawn.qdpx")
    assert quotes(project) == words
    assert project.verified.convention == convention
    assert project.verified.verified == project.verified.quotations == sum(map(len, words))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(CONVENTIONS), st.integers(2, 10_000), st.booleans())
def test_the_texts_may_be_any(convention: Convention, seed: int, mark: bool):
    """Without a mark two conventions are one, and either gives the same words."""
    data, words = drawn(convention, seed=seed, mark=mark)
    assert quotes(project_of(data, "drawn.qdpx")) == words


@settings(max_examples=300, deadline=None)
@given(
    text=st.sampled_from(PIECES)
    .flatmap(lambda pieces: st.lists(st.sampled_from(pieces), max_size=12))
    .map("".join),
    convention=st.sampled_from(CONVENTIONS),
    mark=st.booleans(),
    chance=st.randoms(use_true_random=False),
)
def test_a_plain_text_is_counted_as_any_other(
    text: str, convention: Convention, mark: bool, chance: random.Random
):
    inside = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    first, end = sorted(chance.choices(inside, k=2))
    numbers = [counted(text, place, convention, mark=mark) for place in (first, end)]
    marked = Marked(numbers[0], numbers[1] - convention.last)
    starts, ends = Text(text, [marked], mark=mark).places(convention)
    if first < end:
        assert (starts[0], ends[0]) == (first, end)


def test_a_start_inside_a_word_is_listed_and_kept_as_the_file_says():
    """It is told, never moved."""
    text = "Nobody called us back. We waited for weeks. Then we left."
    at = text.index("alled")
    marks = selection(at, at + len("alled us")) + selection(0, 22) + selection(23, 43)
    xml = project_xml(
        f'<TextSource guid="{guid(1)}" name="talk">'
        f"<PlainTextContent>{text}</PlainTextContent>{marks}</TextSource>"
    )
    project = project_of(xml.encode(), "drawn.qde")
    assert quotes(project) == [["alled us", "Nobody called us back.", "We waited for weeks."]]
    assert str(project.verified).startswith("2 of 3 quotations verified; positions count code")
    (doubt,) = project.verified.doubtful
    assert doubt.told == "talk: 8 to 16 starts inside a word: 'alled us'"


def test_where_names_are_quotes_a_name_that_stands_elsewhere_is_listed():
    """Names cut short count as far as they go; a mere label tells nothing."""
    text = "Nobody called us back. We waited for weeks. Then we left."
    marks = selection(0, 22, "Nobody called us…") + selection(23, 43, "We waited for weeks.")
    for label, verified in (("Then we left.", 2), ("Quotation 3", 3)):
        xml = project_xml(
            f'<TextSource guid="{guid(1)}" name="talk"><PlainTextContent>{text}'
            f"</PlainTextContent>{marks}{selection(23, 33, label)}</TextSource>"
        )
        found = project_of(xml.encode(), "drawn.qde").verified
        assert (found.verified, found.quotations) == (verified, 3)


def test_numbers_beyond_the_text_are_listed_and_place_nothing():
    """Lying offsets, however large, and numbers that are none."""
    lying = selection(4, 10**15) + selection(-5, 3) + selection(9, 2)
    lying += lying.replace('startPosition="4"', 'startPosition="four"')
    xml = project_xml(
        f'<TextSource guid="{guid(1)}" name="talk">'
        f"<PlainTextContent>Nobody called.</PlainTextContent>{lying}</TextSource>"
    )
    project = project_of(xml.encode(), "drawn.qde")
    assert all(quotation.span is None for quotation in project.sources[0].quotations)
    assert project.verified.verified == 0
    assert len(project.verified.doubtful) == 6
    assert [one.where for one in project.elsewhere][:2] == [f"4 to {10**15}", "-5 to 3"]


@pytest.mark.parametrize("path", ["internal://a b.TXT", "a b.txt", "internal://a%20b.txt"])
@pytest.mark.parametrize("folder", ["Sources", "sources", "SOURCES"])
def test_a_source_is_found_however_its_path_is_written(folder: str, path: str):
    """With and without scheme, in any case, blanks as they are or escaped."""
    source = f'<TextSource guid="{{{guid(1).upper()}}}" name="talk" plainTextPath="{path}"/>'
    data = archive({"p.qde": project_xml(source), f"{folder}/A b.txt": "Nobody called."})
    (found,) = project_of(data, "p.qdpx").sources
    assert (found.text, found.guid) == ("Nobody called.", guid(1))


def test_a_missing_source_is_asked_for_with_what_waits_on_it():
    """The others are read."""
    lost = f'<TextSource guid="{guid(1)}" name="lost" plainTextPath="internal://no.txt">'
    there = f'<TextSource guid="{guid(2)}" name="there" plainTextPath="internal://yes.txt"/>'
    xml = project_xml(f"{lost}{selection(0, 3)}</TextSource>{there}")
    project = project_of(archive({"p.qde": xml, "sources/yes.txt": "Yes."}), "p.qdpx")
    assert [source.name for source in project.sources] == ["there"]
    (remark,) = project.remarks
    assert remark.code == "refi-missing-source"
    assert remark.file == "lost"
    assert "1 quotations with 1 codings" in remark.text


@pytest.mark.parametrize("name", ["lost.txt", "no.txt", "LOST.docx"])
def test_a_missing_source_is_found_in_the_folder_that_is_given(name: str, tmp_path: Path):
    """By the name that the project has for its file, or that of the source; Word files, too."""
    words = "Nobody called.\nWe waited."
    if name.endswith(".docx"):
        made = docx.Document()
        for line in words.split("\n"):
            made.add_paragraph(line)
        made.save(str(tmp_path / name))
    else:
        (tmp_path / name).write_text(words)
    mark = selection(15, 25, "We waited.")
    xml = f'<TextSource guid="{guid(1)}" name="lost" plainTextPath="internal://no.txt">{mark}'
    project = project_of(archive({"p.qde": project_xml(f"{xml}</TextSource>")}), "p.qdpx", tmp_path)
    assert quotes(project) == [["We waited."]]
    assert project.verified.verified == 1
    assert [remark.code for remark in project.remarks] == ["refi-beside"]


def test_a_source_that_is_a_word_file_alone_is_read():
    body = io.BytesIO()
    made = docx.Document()
    for line in ("Anna: Nobody called.", "Ben: We waited."):
        made.add_paragraph(line)
    made.save(body)
    mark = selection(26, 36, "We waited.")
    xml = f'<TextSource guid="{guid(1)}" name="talk" richTextPath="internal://t.docx">{mark}'
    data = archive({"p.qde": project_xml(f"{xml}</TextSource>"), "sources/t.docx": body.getvalue()})
    project = project_of(data, "p.qdpx")
    assert quotes(project) == [["We waited."]]
    assert project.remarks == ()


def test_the_vendor_project_is_read_whole_but_for_its_missing_sources(data: Path):
    """ATLAS.ti 8.4's standard project; its source files are missing on purpose."""
    project = read_project(data / "refi" / "atlasti84-TestProject.qdpx")
    assert project.origin.startswith("ATLAS.ti 8.4.0")
    assert [user.name for user in project.users] == [
        "ATLAS.ti",
        "Friedrich Markgraf",
        "Sebastian Petrausch",
    ]
    assert len(project.codes) == 14
    coke = next(code for code in project.codes if code.name == "Coke::full-fat Coke")
    assert (coke.colour, coke.description) == ("#966450", "aka regular")
    assert (len(project.notes), len(project.links), len(project.sets)) == (2, 1, 16)
    assert project.links[0].direction == "OneWay"
    (drawn,) = project.graphs
    assert {edge.start for edge in drawn.edges} <= {box.guid for box in drawn.vertices}
    assert project.sources == ()
    missing = [r for r in project.remarks if r.code == "refi-missing-source"]
    assert len(missing) == 11


@pytest.mark.parametrize(
    ("name", "codes", "sets"),
    [
        ("REFI-QDA-1-5.qdc", 6, 0),
        ("portableQDA_Atlasti.qdc", 5, 2),
        ("doorstop-core-tests-files-exported.qdc", 8, 2),
        ("portableQDA_test_compare_Diff_destAtlas.qdc", 2, 1),
    ],
)
def test_codebooks_of_other_programs_are_read(data: Path, name: str, codes: int, sets: int):
    """With braces round identifiers, an old namespace, descriptions as attributes."""
    project = read_project(data / "refi" / "portableqda" / name)
    assert (len(project.codes), len(project.sets)) == (codes, sets)
    assert all(code.guid and "{" not in code.guid for code in project.codes)


def test_the_tree_of_an_old_codebook_is_kept(data: Path):
    """The version is told."""
    project = read_project(data / "refi" / "portableqda" / "portableQDA_Atlasti.qdc")
    above = {code.guid: code.name for code in project.codes}
    assert {code.name: above.get(code.parent, "") for code in project.codes}["code1.1"] == "code1"
    assert not next(code for code in project.codes if code.name == "code3").codable
    assert [remark.code for remark in project.remarks] == ["refi-version"]


def test_codes_of_one_identifier_are_all_there_and_it_is_told():
    """What refers to it is of the first; what stands below the second stays below it."""
    one = f'guid="{guid("code")}" isCodable="true"'
    other = f'<Code guid="{guid("below")}" name="slower" isCodable="true"/>'
    book = (
        f'<CodeBook><Codes><Code {one} name="slow"/><Code {one} name="late">{other}</Code>'
        '<Code name="no identifier"/><Code name="none either"/></Codes></CodeBook>'
    )
    text = "Nobody called us back. We waited for weeks."
    source = f'<TextSource guid="{guid(1)}" name="talk"><PlainTextContent>{text}</PlainTextContent>'
    xml = project_xml(f"{source}{selection(0, 22)}</TextSource>", book)
    project = project_of(xml.encode(), "drawn.qde")
    names = {code.guid: code.name for code in project.codes}
    assert list(names.values()) == ["slow", "late", "slower", "no identifier", "none either"]
    assert {names[c.code] for q in project.sources[0].quotations for c in q.codings} == {"slow"}
    assert {names.get(code.parent, "") for code in project.codes} == {"", "late"}
    (told,) = [r.text for r in project.remarks if r.code == "refi-identifier-twice"]
    assert told.startswith("the codes 'slow' and 'late' have one identifier")


def link_entry() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("p.qde", project_xml(""))
        entry = zipfile.ZipInfo("sources/a.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(entry, "/etc/passwd")
    return made.getvalue()


EMPTY = project_xml("")
ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]>'
HOSTILE: dict[str, bytes] = {
    "no bytes": b"",
    "no xml": b"Nobody called.",
    "another zip": archive({"word/document.xml": "<w/>"}),
    "another xml": b"<html/>",
    "broken xml": EMPTY[:-4].encode(),
    "cut zip": archive({"p.qde": EMPTY})[:-30],
    "entity": (ENTITY + EMPTY).encode(),
    "entity in a zip": archive({"p.qde": ENTITY + EMPTY}),
    "lying encoding": b'<?xml version="1.0" encoding="utf-8"?><Project name="\xff\xfe"/>',
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?><Project/>',
    "climbs": archive({"p.qde": EMPTY, "../a.txt": "x"}),
    "climbs with backslashes": archive({"p.qde": EMPTY, "..\\..\\a.txt": "x"}),
    "absolute": archive({"p.qde": EMPTY, "/etc/a.txt": "x"}),
    "drive": archive({"p.qde": EMPTY, "C:\\a.txt": "x"}),
    "link": link_entry(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_with_the_next_step(name: str):
    """Named, and never unpacked."""
    with pytest.raises(UnreadableFile) as refused:
        project_of(HOSTILE[name], "p.qdpx")
    assert str(refused.value).startswith("p.qdpx")
    assert refused.value.hint


def test_bombs_are_refused():
    """By what they unpack to and by how many files they hold."""
    with pytest.raises(TooLarge):
        project_of(archive({"p.qde": EMPTY, "sources/a.txt": bytes(60 * 1024**2)}), "p.qdpx")
    with pytest.raises(TooLarge):
        project_of(archive({f"sources/{n}.txt": "" for n in range(6_000)}), "p.qdpx")


def test_a_tree_of_codes_may_be_as_deep_as_it_likes():
    """No recursion of ours gives way."""
    deep = 20_000
    opened = "".join(f'<Code guid="{guid(n)}" name="c{n}" isCodable="true">' for n in range(deep))
    xml = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{opened}{"</Code>" * deep}</Codes>'
    assert len(project_of(f"{xml}</CodeBook>".encode(), "deep.qdc").codes) == deep


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_read_or_refused_in_words(data: st.DataObject):
    """Bytes changed anywhere in a good project."""
    good, _ = drawn(CONVENTIONS[0])
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        project_of(bytes(broken), "p.qdpx")
    except UnreadableFile as error:
        assert error.hint
