"""A table of quotations is understood by its columns, its codes are parted, its words are found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.errors import UnreadableFile
from crosscase.formats.projects import any_project
from crosscase.formats.quotes.cells import named_in
from crosscase.formats.quotes.codebook import levelled
from crosscase.formats.quotes.find import LEAST, Haystack
from crosscase.formats.quotes.read import Given
from crosscase.formats.refi.project import Project, TextSource

TEXT = (
    "“We waited 😀 three weeks,” she said.\nNobody called us back. Then our customers left — all."
)
ATLASTI = Path("coded", "edgeai-atlasti", "thematic_analysis")


def judged(project: Project) -> set[tuple[str, str, str, str]]:
    """Who, code with those above it, source, and the words."""
    codes = {code.guid: code for code in project.codes}
    users = {user.guid: user.name for user in project.users}

    def whole(guid: str) -> str:
        code = codes[guid]
        return f"{whole(code.parent)}: {code.name}" if code.parent else code.name

    return {
        (users.get(a.user, ""), whole(a.code), s.name, q.span.of(s.text))
        for s in project.sources
        for q in s.quotations
        if q.span
        for a in q.codings
    }


HEADS = {
    "ATLAS.ti": "Number,Text Content,Document,Codes,Created by",
    "MAXQDA": "Colour,Segment,Document name,Code,Author",
    "Dedoose": "Excerpt Range,Excerpt Copy,Media Title,Codes Applied Combined,Excerpt Creator",
    "crosscase": "segment id,words,source,code,coder",
}


@pytest.mark.parametrize("program", HEADS)
def test_columns_are_known_by_the_names_other_programs_give_them(program: str, tmp_path: Path):
    path = tmp_path / "quotes.csv"
    path.write_text(f"{HEADS[program]}\n1,Nobody called us back.,talk 1.docx,slow; silence,Ben\n")
    source = TextSource("1", "Talk 1", TEXT, "")
    project = any_project(path, lambda: Given([source], strict=True))
    assert judged(project) == {
        ("Ben", code, "Talk 1", "Nobody called us back.") for code in ("slow", "silence")
    }
    assert str(project.verified).startswith("1 of 1 quotations verified; 1 as they stand")


def test_a_column_for_each_code_says_which_apply(tmp_path: Path):
    """As Dedoose writes them."""
    path = tmp_path / "quotes.csv"
    path.write_text(
        "Media Title,Excerpt Copy,Code: slow Applied,Code: a; b Applied\n"
        "t,Nobody called,True,False\nt,us back,true,True\n"
    )
    names = {(code, words) for _, code, _, words in judged(any_project(path))}
    assert names == {("slow", "Nobody called"), ("slow", "us back"), ("a; b", "us back")}


@pytest.mark.parametrize("head", ["document,codes", "quotation,document"])
def test_a_table_without_quotations_or_codes_is_refused_with_what_to_call_them(
    head: str, tmp_path: Path
):
    path = tmp_path / "quotes.csv"
    path.write_text(f"{head}\na,b\n")
    with pytest.raises(UnreadableFile) as caught:
        any_project(path)
    assert "Call the quotations" in caught.value.hint


@pytest.mark.parametrize(
    ("words", "there", "score"),
    [
        ("nobody CALLED us  back", "Nobody called us back", 100),
        ('"We waited 😀 three weeks,"', "“We waited 😀 three weeks,”", 100),
        ("left - all", "left — all", 100),
        ("…customers left […]", "customers left", 100),
        ("Then our custumers left", "Then our customers left", 90),
        ("called us", "called us", 100),
    ],
)
def test_words_are_found_though_written_otherwise(words: str, there: str, score: float):
    """Case, blanks, kinds of marks; and what is only nearly the same says how near it is."""
    found = Haystack(TEXT).find(words)
    assert found is not None
    assert LEAST <= found.score <= 100
    assert found.score >= score - 5
    assert (found.score == 100) == (score == 100)
    assert there in found.span.of(TEXT) or score < 100


def test_the_labels_of_speakers_are_no_words_of_the_text():
    """A report quotes a talk with them; a text has none, or has them in its lines."""
    quoted = "Anna: Did you wait?\nParticipant: We waited three weeks."
    for text in ("So.\nDid you wait?\nWe waited three weeks.\nNo.", f"So.\n{quoted}\nNo."):
        found = Haystack(text).find(quoted)
        assert found is not None
        assert found.score == 100
        assert found.span.of(text) in (quoted, "Did you wait?\nWe waited three weeks.")


SAID = (
    "That was all. Well, we had no money of our own, so the bank gave us what it could. "
    "It was too little, and it came too late for us. Then nobody called."
)


@pytest.mark.parametrize(
    "words",
    [
        "we had no money of our own, the bank gave us what it could. It was too little",
        "we hat no mony of our own, so the bank gave us what it could. It was too litle",
        "we had no money [of the firm] of our own, so the bank gave us what it could. It was "
        "too little",
        "we had no money … It was too little",
        "we had no money of our own, [...] It was too little",
        "we had no mo\u00adney of our own, so the bank gave us what it could. It was "
        "too\u200b little",
    ],
    ids=["a word dropped", "typos", "put in", "left out", "left out in brackets", "unseen signs"],
)
def test_what_is_quoted_otherwise_begins_and_ends_where_it_was_said(words: str):
    """Neither the end of the sentence before comes with it nor a mark that was not quoted."""
    found = Haystack(SAID).find(words)
    assert found is not None
    passage = found.span.of(SAID)
    assert passage == (
        "we had no money of our own, so the bank gave us what it could. It was too little"
    )
    assert (found.score < 100) == ("\u00ad" not in words)


@pytest.mark.parametrize("words", ["wait", "our customers came back to us", "", "😀😀"])
def test_what_was_not_said_is_not_found(words: str):
    """Nor a short word inside of a longer one."""
    assert Haystack(TEXT).find(words) is None


TWICE = "Anna. Yes. We waited. Ben. No. We waited. Yes. So."


def read(table: str, tmp_path: Path, texts: dict[str, str], *, strict: bool = True) -> Project:
    path = tmp_path / "quotes.csv"
    path.write_text(table, "utf-8")
    sources = [TextSource(name, name, text, name) for name, text in texts.items()]
    return any_project(path, lambda: Given(sources, strict=strict))


def placed(project: Project) -> dict[str, list[tuple[int, list[str]]]]:
    """For each source where its quotations begin, and the codes on each."""
    codes = {code.guid: code.name for code in project.codes}
    return {
        source.name: sorted(
            (q.span.start, [codes[c.code] for c in q.codings]) for q in source.quotations if q.span
        )
        for source in project.sources
    }


def test_the_same_words_said_twice_are_two_passages(tmp_path: Path):
    """Told apart by their position, or by being coded alike twice; each goes to its own place."""
    by_position = (
        "document,code,beginning,segment\nt,a,9,We waited.\nt,b,2,We waited.\nt,c,9,We waited.\n"
    )
    project = read(by_position, tmp_path, {"t": TWICE})
    assert placed(project) == {"t": [(11, ["b"]), (31, ["a", "c"])]}
    assert (project.verified.verified, project.verified.quotations) == (2, 2)
    coded_alike = "document,code,segment\nt,yes,Yes.\nt,yes,Yes.\nt,sure,Yes.\n"
    project = read(coded_alike, tmp_path, {"t": TWICE})
    assert placed(project) == {"t": [(6, ["yes", "sure"]), (42, ["yes"])]}
    assert project.verified.verified == 2
    three = read(coded_alike + "t,yes,Yes.\n", tmp_path, {"t": TWICE})
    assert placed(three) == {"t": [(6, ["yes", "sure"]), (42, ["yes"])]}
    assert three.verified.verified == 0
    assert "stands 2 times in t, 3 passages quote it: the last is taken" in three.remarks[-1].text
    alone = read(coded_alike, tmp_path, {}, strict=False)
    assert [len(source.quotations) for source in alone.sources] == [2]


def test_a_quotation_of_a_document_that_is_not_there_is_never_sure(tmp_path: Path):
    project = read("document,code,quote\nBob,a,We waited.\n", tmp_path, {"Ann": "We waited. So."})
    assert placed(project) == {"Ann": [(0, ["a"])]}
    assert project.verified.verified == 0
    [doubt] = project.verified.doubtful
    assert "its document 'Bob' is not here: taken from Ann" in doubt.told


def test_without_a_document_the_text_that_has_the_words_or_nearly_is_taken(tmp_path: Path):
    texts = {"Firm A": "We lost two engineers last year. So.", "Firm B": "So. The subsidy came."}
    table = (
        "quote,code,coder,case\n"
        "we lost 2 engineers last year,people,Ada,Firm A\n"
        "So.,so,Ada,Firm B\n"
        "The subsidy came.,money,Ada,\n"
        "Nobody said this at all.,ghost,Ada,\n"
    )
    project = read(table, tmp_path, texts)
    assert placed(project) == {"Firm A": [(0, ["people"])], "Firm B": [(0, ["so"]), (4, ["money"])]}
    assert "ghost" in {code.name for code in project.codes}
    told = r"it stands in 2 texts \(Firm A, Firm B\): a column source says in which"
    with pytest.raises(UnreadableFile, match=told):
        read("quote,code\nSo.,so\n", tmp_path, texts)


def test_a_column_of_numbers_is_no_column_of_quotations(tmp_path: Path):
    """Our own tables call the number of a passage a segment, and its words words."""
    project = read("code,source,segment,words\na,t,17,We waited.\n", tmp_path, {"t": TWICE})
    assert placed(project) == {"t": [(11, ["a"])]}


def test_several_columns_of_codes_are_all_read(tmp_path: Path):
    table = "document,segment,code 1,code 2\nt,We waited.,slow,sad\nt,No.,no,\n"
    project = read(table, tmp_path, {"t": "We waited. No."})
    assert placed(project) == {"t": [(0, ["slow", "sad"]), (11, ["no"])]}
    table = "document,segment,code name,code 1\nt,We waited.,slow,7\n"
    project = read(table, tmp_path, {"t": "We waited. No."})
    assert placed(project) == {"t": [(0, ["slow"])]}
    assert "columns that are left out: code 1" in {remark.text for remark in project.remarks}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("document,code,quote\n", "no row of it has words"),
        ("document,code,quote\nt,a,Nobody said this.\n", "none of its 1 quotations is found"),
    ],
)
def test_a_table_of_which_nothing_is_found_is_refused(table: str, told: str, tmp_path: Path):
    with pytest.raises(UnreadableFile, match=told) as caught:
        read(table, tmp_path, {"t": "We waited. No."})
    assert caught.value.hint


@given(st.text(st.sampled_from("abc de😀客ﬁİß.,’\n"), min_size=14, max_size=80), st.data())
def test_any_passage_of_a_text_is_found_in_it(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 13))
    words = text[start : start + 13]
    found = Haystack(text).find(words)
    even = "".join(words.casefold().split())
    if found is not None and found.score == 100:
        there = "".join(found.span.of(text).casefold().split())
        assert even.strip(".,’") in there or len(even) < 13
    elif len("".join(words.strip(" \n.,’").split())) >= 12:
        raise AssertionError(f"{words!r} is in {text!r}")


def test_commas_inside_a_name_do_not_part_it():
    """Groups are what recurs; a number of codes is believed; lines and ; part without doubt."""
    cells = [
        "T2. Security, Privacy: Access, Control, T5. Cloud, Edge: Transport",
        "T2. Security, Privacy: Keys, T5. Cloud, Edge: Transport",
        "T5. Cloud, Edge: Transport",
        "said, in vivo, T2. Security, Privacy: Keys",
    ]
    found, unsure = named_in(cells, [2, 2, 1, 2])
    assert unsure == []
    assert found == [
        ["T2. Security, Privacy: Access, Control", "T5. Cloud, Edge: Transport"],
        ["T2. Security, Privacy: Keys", "T5. Cloud, Edge: Transport"],
        ["T5. Cloud, Edge: Transport"],
        ["said, in vivo", "T2. Security, Privacy: Keys"],
    ]
    assert named_in(["a, b", "b"], [None, None]) == ([["a", "b"], ["b"]], [])
    assert named_in(["a, b; c", "b"], [None, None]) == ([["a, b", "c"], ["b"]], [])
    assert named_in(["x, y, z", "q"], [2, 1], {"x, y"})[0][0] == ["x, y", "z"]
    assert named_in(["a, b, c, d", "q"], [2, None])[1] == [0]


def test_a_comma_within_a_level_of_a_code_does_not_part_it():
    cells = [
        "Tools > Good, but slow",
        "Data > Outliers, noise > Removed",
        "Tools > Good, Data > Few",
    ]
    assert named_in(cells, [None] * 3)[0] == [
        ["Tools > Good, but slow"],
        ["Data > Outliers, noise > Removed"],
        ["Tools > Good", "Data > Few"],
    ]


def test_levels_are_read_and_a_lone_colon_is_none():
    assert levelled(["A: b", "A: c", "Why: this", "A\\b", "A > c"]) == {
        "A: b": ("A", "b"),
        "A: c": ("A", "c"),
        "Why: this": ("Why: this",),
        "A\\b": ("A", "b"),
        "A > c": ("A", "c"),
    }


def test_without_texts_each_document_is_its_quotations_and_it_is_told(tmp_path: Path):
    path = tmp_path / "quotes.csv"
    path.write_text("quotation,code,document\nOne.,a,x\nTwo.,b,y\nThree.,a,x\nOne.,b,x\n")
    project = any_project(path)
    assert {s.name: s.text for s in project.sources} == {"x": "One.\n\nThree.", "y": "Two."}
    assert (project.verified.quotations, project.verified.verified) == (3, 0)
    assert "3 without their text" in str(project.verified)
    assert any(remark.code == "quotes-alone" for remark in project.remarks)
    assert ("", "b", "x", "One.") in judged(project)


def test_every_code_of_a_real_export_is_one_of_its_codebook(data: Path):
    """394 quotations of ATLAS.ti, five commas in some names; 1,465 codings by its own count."""
    exports = data / ATLASTI / "atlas.ti_exports"
    path = exports / "20250914_quotation_export.csv"
    project = any_project(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    with (exports / "20250914_codebook_full.csv").open(encoding="utf-8-sig", newline="") as stream:
        codebook = {row["Code"] for row in csv.DictReader(stream, delimiter=";")}
    codings = sum(len(q.codings) for s in project.sources for q in s.quotations)
    assert codings == sum(int(row["Number of Codes"]) for row in rows) == 1465
    names = {code for _, code, _, _ in judged(project) if code.startswith("T")}
    assert len(names) == 435
    assert names <= codebook
    assert not any(remark.code == "quotes-codes-unsure" for remark in project.remarks)


def test_the_quotations_of_a_real_export_are_found_in_their_text(data: Path):
    """One of them is only nearly what stands there."""
    with (data / ATLASTI / "study_artifacts" / "all_collected_fragments.csv").open(
        encoding="utf-8-sig", newline=""
    ) as stream:
        text = "\n\n".join(row["fragments"] for row in csv.DictReader(stream))
    source = TextSource("1", "[ATLAS] - Codifying Fragments", text, "")
    path = data / ATLASTI / "atlas.ti_exports" / "20250914_quotation_export.csv"
    project = any_project(path, lambda: Given([source], strict=True))
    assert str(project.verified) == (
        "393 of 394 quotations verified; 393 as they stand, "
        "1 nearly (the least like: 96 of 100), 0 not found"
    )


CELL = st.text(st.sampled_from("ab, :;|\\>\"'=客\n"), max_size=14)


@given(st.lists(st.tuples(CELL, st.one_of(st.none(), st.integers(0, 4))), max_size=6))
def test_any_cells_are_parted_into_names_that_stand_in_them(cells: list[tuple[str, int | None]]):
    """Nothing is made up, and nothing but commas, marks between names and blanks is lost."""
    found, unsure = named_in([cell for cell, _ in cells], [many for _, many in cells])
    assert all(0 <= number < len(cells) for number in unsure)
    for (cell, _), names in zip(cells, found, strict=True):
        rest = "".join(cell.split())
        for name in names:
            assert "".join(name.split()) in rest
        left = set(rest) - set("".join(names)) - set(",;|")
        assert not left
    assert set(levelled(name for names in found for name in names)) == {
        name for names in found for name in names
    }


@pytest.mark.parametrize(
    ("cells", "known", "names"),
    [
        (["no R&D, so no innovation", "no R&D, so no innovation", "slow"], (), [
            ["no R&D, so no innovation"], ["no R&D, so no innovation"], ["slow"]]),
        (["Money, Late", "Late"], (), [["Money", "Late"], ["Late"]]),
        (["Money, Late"], ("Late",), [["Money", "Late"]]),
        (["Money, Late"], ("Money, Late", "Late"), [["Money, Late"]]),
        (["a, b", "b, c", "c, d"], (), [["a", "b"], ["b", "c"], ["c", "d"]]),
        (["x, y, b, z, w, b, q", "b"], (), [["x, y", "b", "z, w", "q"], ["b"]]),
        (["slow,silence", "1,5 million, so"], (), [["slow", "silence"], ["1,5 million, so"]]),
        (["成本、时间", "成本太高，利润太低", "时间"], (), [
            ["成本", "时间"], ["成本太高，利润太低"], ["时间"]]),
        (["政策；时间", "成本、利润"], (), [["政策", "时间"], ["成本、利润"]]),
    ],
    ids=[
        *("a sentence", "alone elsewhere", "known", "all of it", "again", "around", "no blank"),
        *("Chinese", "semicolons"),
    ],
)  # fmt: skip
def test_a_comma_parts_names_only_where_they_stand_elsewhere(
    cells: list[str], known: tuple[str, ...], names: list[list[str]]
):
    """Alone, among the codes that are known, or beside others in a cell that is not the same."""
    assert named_in(cells, [None] * len(cells), known)[0] == names


def test_a_table_with_one_code_a_row_keeps_codes_that_are_sentences(tmp_path: Path):
    """As crosscase writes its codings."""
    codes = ["no R&D department, so no innovation", "slow", "we wait, and wait"]
    path = tmp_path / "codings.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [("words", "code"), *((f"Words {n}.", codes[n % 3]) for n in range(9))]
        )
    assert {code for _, code, _, _ in judged(any_project(path))} == set(codes)


def test_what_commas_decided_is_told_with_an_example(tmp_path: Path):
    """Parted without every name standing alone, or left as one name."""
    path = tmp_path / "quotes.csv"
    codes = ["Money, Late", "Late", "Money, mostly", "no R&D, so no innovation", "Money"]
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [("quote", "code"), *((f"Words {n}.", code) for n, code in enumerate(codes))]
        )
    assert [r.text for r in any_project(path).remarks if r.code == "quotes-commas"] == [
        "1 cells were parted at commas, as 'Money, mostly': put ; between codes to be sure",
        "1 cells with commas are one code each, as 'no R&D, so no innovation': put ; between "
        "codes where they are several",
    ]
