"""`crosscase load` on what a stranger's folder may hold: a message and a next step, no crash."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from crosscase.domain.people import Participant
from crosscase.domain.sources import Source, Turn
from crosscase.errors import KeyFileError, UnreadableFile
from crosscase.study.desk import Desk
from crosscase.study.keyfile import open_key
from crosscase.study.load import Loaded, load_folder

Draw = Callable[[dict[str, str | bytes]], Path]
NOBODY = 65534

TALK = """\
Interviewer: How did you begin?
Marjorie Quill: In a shed.
Interviewer: And then?
Marjorie Quill: It grew.
"""
CHINESE = """\
主持人：为什么？
张三：因为我们没有钱，也没有人。
主持人：还有呢？
张三：没有了，就是这样。
"""


def load(desk: Desk, root: Path) -> Loaded:
    return load_folder(desk, root, open_key(root.parent / "names.key"))


def command(*words: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does; ``limit``: no file may grow over this many bytes."""

    def hold() -> None:
        if limit is not None:
            import resource
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-c", "from crosscase.cli import main; main()", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=hold,
        env={**os.environ, "COLUMNS": "300"},
    )


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", bytes(60 * 1024**2))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("x.txt", bytes(range(256)) * 40, "no text"),
        ("x.docx", bomb(), "300 times its size"),
        ("x.pdf", b"%PDF-1.4 broken", "PDF is broken"),
        ("x.txt", b"a" * 51_000_000, "51,000,000 characters"),
        ("x.xlsx", b"PK\x03\x04 not a zip", "not a whole xlsx"),
    ],
)
def test_a_hostile_file_is_told_by_its_path_and_stops_no_other(
    desk: Desk, draw: Draw, name: str, body: bytes, told: str
) -> None:
    loaded = load(desk, draw({"interviews/good.txt": TALK, f"interviews/deep/{name}": body}))
    [remark] = [r for r in loaded.remarks if r.code == "unreadable"]
    assert remark.file == f"interviews/deep/{name}"
    assert told in remark.text
    assert remark.text.count(".") >= 2, "what is the matter, and the next step"
    assert [source.name for source in desk.all(Source)] == ["good"]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["utf-16 without a mark", "utf-16", "gbk", "utf-8 with a mark", "crlf", "cr"],
)
@pytest.mark.parametrize("text", [TALK, CHINESE], ids=["english", "chinese"])
def test_every_encoding_gives_the_same_turns(
    desk: Desk, draw: Draw, encode: Callable[[str], bytes], text: str
) -> None:
    loaded = load(desk, draw({"interviews/a.txt": text, "interviews/b.txt": encode(text)}))
    first, second = (source.id for source in desk.all(Source))
    turns = [(turn.start, turn.end, turn.speaker) for turn in desk.all(Turn, edition=first)]
    assert len(turns) == 4
    assert [(t.start, t.end, t.speaker) for t in desk.all(Turn, edition=second)] == turns
    assert loaded.participants == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are a matter of Linux")
def test_files_of_any_name_are_loaded_and_none_hides_another(desk: Desk, draw: Draw) -> None:
    """A name that is no text is shown with a mark; two that look alike are numbered."""
    home = os.fsencode(draw({"interviews/good.txt": TALK}) / "interviews")
    for name in (b"two\nlines.txt", b"bad\xff.txt", b"bad\xfe.txt", b"x" * 251 + b".txt"):
        Path(os.fsdecode(home + b"/" + name)).write_text(TALK)
    load(desk, Path(os.fsdecode(home)).parent)
    names = sorted(source.name for source in desk.all(Source))
    assert names == ["bad?", "bad? (2)", "good", "two lines", "x" * 251]


def test_links_that_go_in_circles_are_passed_over(desk: Desk, draw: Draw) -> None:
    root = draw({"interviews/good.txt": TALK})
    (root / "interviews" / "again").symlink_to(root)
    (root / "interviews" / "self.txt").symlink_to("self.txt")
    load(desk, root)
    assert [source.name for source in desk.all(Source)] == ["good"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without rights")
@pytest.mark.parametrize("rights", [0o000, 0o644])
def test_a_folder_without_rights_is_told_and_nothing_is_missing_in_silence(
    desk: Desk, draw: Draw, rights: int
) -> None:
    root = draw({"interviews/good.txt": TALK, "interviews/shut/more.txt": TALK})
    for place in (root.parent, *root.parent.parents):
        with suppress(PermissionError):
            place.chmod(place.stat().st_mode | 0o011)
    root.parent.chmod(0o777)
    (root / "interviews" / "shut").chmod(rights)
    os.seteuid(NOBODY)
    try:
        if rights == 0:
            with pytest.raises(UnreadableFile, match=r"shut: the folder cannot be read"):
                load(desk, root)
            return
        loaded = load(desk, root)
    finally:
        os.seteuid(0)
    assert [r.file for r in loaded.remarks if r.code == "unreadable"] == [
        "interviews/shut/more.txt"
    ]


def test_people_who_share_a_first_name_are_two(desk: Desk, draw: Draw) -> None:
    """Anna is Anna Bell where there is one Anna; Anna Cole is somebody else."""
    load(
        desk,
        draw(
            {
                "interviews/a.txt": TALK.replace("Marjorie Quill", "Anna Bell"),
                "interviews/b.txt": TALK.replace("Marjorie Quill", "Anna Cole"),
                "interviews/c.txt": TALK.replace("Marjorie Quill", "Dr Bell"),
            }
        ),
    )
    assert len(desk.all(Participant)) == 2


def test_a_role_names_somebody_else_in_every_file(desk: Desk, draw: Draw) -> None:
    """The participant of one interview is not that of the next; P07 is always P07."""
    talks = {
        f"interviews/{name}.txt": TALK.replace("Marjorie Quill", label)
        for name, label in {"a": "Interviewee", "b": "Interviewee", "c": "P07", "d": "P07"}.items()
    }
    load(desk, draw(talks))
    assert [person.pseudonym for person in desk.all(Participant)] == ["P01", "P02", "P07"]


def test_a_long_document_and_one_with_tables_are_read_whole(
    desk: Desk, draw: Draw, tmp_path: Path
) -> None:
    """Three hundred pages, and a talk that stands in a table."""
    long, table = docx.Document(), docx.Document()
    for number in range(1_000):
        long.add_paragraph(f"Interviewer: Question {number}?")
        long.add_paragraph("Anna Bell: " + "We began in a shed with a loan. " * 20)
    rows = table.add_table(6, 2)
    for at, row in enumerate(rows.rows):
        row.cells[0].text = "Anna Bell" if at % 2 else "Interviewer"
        row.cells[1].text = f"Words {at}."
    files: dict[str, str | bytes] = {}
    for name, document in (("long", long), ("table", table)):
        document.save(tmp_path / "made.docx")
        files[f"interviews/{name}.docx"] = (tmp_path / "made.docx").read_bytes()
    load(desk, draw(files))
    counts = [len(desk.all(Turn, edition=number)) for number in (1, 2)]
    assert counts == [2_000, 6]


def test_a_key_file_that_cannot_be_written_changes_nothing(desk: Desk, draw: Draw) -> None:
    root = draw({"interviews/good.txt": TALK})
    with pytest.raises(KeyFileError, match="nothing was changed") as told:
        load_folder(desk, root, open_key(root / "nowhere" / "names.key"))
    assert "--key-file" in told.value.hint
    assert desk.all(Source) == []


@pytest.mark.slow
def test_five_thousand_interviews_of_as_many_people_are_loaded(desk: Desk, draw: Draw) -> None:
    """Names are many, share their first and last words, and are told apart in the time of a tea."""
    begins, ends = "BCDFGHJKLMNPRSTVWZ", ("an", "el", "io", "ur", "ayn", "ith", "ova")
    words = [first + end for first in begins for end in ends]
    names = [f"{one} {other}son" for one in words for other in words][:5_000]
    files = enumerate(names)
    draw({f"interviews/t{n:04}.txt": TALK.replace("Marjorie Quill", name) for n, name in files})
    loaded = load(desk, draw({}))
    assert (loaded.sources, loaded.participants) == (5_000, 5_000)


@pytest.mark.parametrize("kilobytes", [8, 100, 400])
def test_a_full_disk_is_told_and_nothing_is_left(draw: Draw, kilobytes: int) -> None:
    """The disk is full before the tables are made, at the load, at the end."""
    root = draw({f"interviews/t{n}.txt": TALK * 400 for n in range(20)})
    path = root.parent / "out" / "s.crosscase"
    path.parent.mkdir()
    done = command("load", root, "-o", path, "--as", "Ada", limit=kilobytes * 1024)
    assert done.returncode == 1, done.stderr
    assert "nothing was changed" in done.stderr
    assert list(path.parent.iterdir()) == []


def test_a_study_that_is_full_stays_as_it_was(draw: Draw) -> None:
    """What was there before the disk was full is there after it, and opens."""
    root = draw({"interviews/one.txt": TALK, "more.txt": TALK * 4_000})
    path = root.parent / "s.crosscase"
    assert command("load", root / "interviews", "-o", path, "--as", "Ada").returncode == 0
    before = path.read_bytes()
    full = len(before) + 4096
    done = command("add", path, root / "more.txt", "--as", "Ada", limit=full)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "nothing was changed" in done.stderr
    assert path.read_bytes() == before
    assert not list(path.parent.glob("s.crosscase-*"))


def test_an_empty_folder_is_told_with_what_to_put_in_it(draw: Draw, tmp_path: Path) -> None:
    root = draw({})
    done = command("load", root, "-o", tmp_path / "s.crosscase", "--as", "Ada")
    assert done.returncode == 1
    assert "holds no file that can be read" in done.stderr
    assert "docx" in done.stderr
    assert not list(tmp_path.glob("s.crosscase*"))
