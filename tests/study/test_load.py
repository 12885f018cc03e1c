"""A load brings a folder in whole or not at all, and real names go to the key file only."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscase.domain.people import Attribute, Case, Participant
from crosscase.domain.sources import Edition, Presence, Source, Speaker, Turn
from crosscase.errors import KeyFileError, UnreadableFile, WrongPassphrase
from crosscase.formats import inventory
from crosscase.formats.inventory import find_files
from crosscase.study.desk import Desk
from crosscase.study.journal import Journal
from crosscase.study.keyfile import KeyFile, open_key
from crosscase.study.load import Loaded, load_folder

Draw = Callable[[dict[str, str | bytes]], Path]

TALK = """\
Interviewer: How did you begin?
Marjorie Quill: We began in a shed with two machines and a loan.
Interviewer: What was hard?
Marjorie Quill: To find people, and then to keep them through the winter.
Interviewer: What helped you?
Marjorie Quill: A customer who paid in advance, and the town.
"""
PEOPLE = """\
pseudonym,name,other names,case,role,file
P01,Marjorie Quill,Madge,Amber,founder,P01
P02,Tobias Wren,,Birch,founder,P02
"""
STUDY = {
    "participants.csv": PEOPLE,
    "cases.csv": "case,town\nAmber,Ostwick\nBirch,Wexton\n",
    "interviews/P01.txt": TALK,
    "interviews/P02.txt": TALK.replace("Marjorie Quill", "Tobias Wren"),
}
NAMES = ("Marjorie", "Quill", "Madge", "Tobias", "Wren")


def load(desk: Desk, root: Path, passphrase: str = "") -> Loaded:
    return load_folder(desk, root, open_key(root.parent / "names.key", passphrase))


def study_bytes(desk: Desk) -> bytes:
    """The closed study file."""
    desk.store.close()
    assert desk.store.path is not None
    return desk.store.path.read_bytes().lower()


def holds_none_of(body: bytes, *names: str) -> None:
    for name in names:
        assert name.lower().encode() not in body, name


def codes(loaded: Loaded) -> set[str]:
    return {remark.code for remark in loaded.remarks}


def test_a_folder_is_one_act(desk: Desk, draw: Draw) -> None:
    """Design, people and talks come in as one entry of the journal; undo takes all back."""
    loaded = load(desk, draw(STUDY))
    assert (loaded.sources, loaded.turns, loaded.participants, loaded.cases) == (2, 12, 2, 2)
    assert [e.verb for e in Journal(desk).history()] == ["load"]
    Journal(desk).undo()
    assert not any(desk.all(n) for n in (Source, Edition, Turn, Participant, Case, Attribute))


def test_turns_are_whose_they_are(desk: Desk, draw: Draw) -> None:
    """Each turn marks the words of its speaker in the text of its edition."""
    load(desk, draw(STUDY))
    text = {edition.id: edition.text for edition in desk.all(Edition)}
    who = {speaker.id: (speaker.label, speaker.role) for speaker in desk.all(Speaker)}
    said = [(who[t.speaker or 0], t.span.of(text[t.edition])) for t in desk.all(Turn)]
    assert said[0] == (("Interviewer", "interviewer"), "How did you begin?")
    assert said[1][0] == ("P01", "participant")
    assert said[1][1] == "We began in a shed with two machines and a loan."
    assert said[7][0] == ("P02", "participant")


def test_names_of_the_table_and_the_labels_go_to_the_key_file(desk: Desk, draw: Draw) -> None:
    """Names from participants.csv and speaker labels stand in the key file and nowhere else."""
    root = draw(STUDY)
    load(desk, root)
    holds_none_of(study_bytes(desk), *NAMES)
    names = open_key(root.parent / "names.key").names
    assert names["P01"] == ["Marjorie Quill", "Madge"]
    assert names["P02"] == ["Tobias Wren"]


def test_names_of_labels_without_a_table_go_to_the_key_file(desk: Desk, draw: Draw) -> None:
    """Where no table names people, a speaker's label is a real name all the same."""
    root = draw({"interviews/one.txt": TALK.replace("Interviewer:", "Iris Vole:")})
    load(desk, root)
    holds_none_of(study_bytes(desk), "Marjorie", "Quill", "Iris", "Vole")
    kept = {
        s for spellings in open_key(root.parent / "names.key").names.values() for s in spellings
    }
    assert {"Marjorie Quill", "Iris Vole"} <= kept


def test_names_in_paths_and_heads_are_veiled(desk: Desk, draw: Draw) -> None:
    """A known name in a file's name or in its head becomes the pseudonym."""
    body = "Interview with Marjorie Quill\n# BEGIN TRANSCRIPT\n" + TALK
    root = draw({"participants.csv": PEOPLE, "interviews/Marjorie Quill 1.txt": body})
    load(desk, root)
    assert [source.name for source in desk.all(Source)] == ["P01 1"]
    assert desk.all(Edition)[0].text.startswith("Interview with P01")
    holds_none_of(study_bytes(desk), "Marjorie", "Quill")


def test_speech_stays_as_it_was_said(desk: Desk, draw: Draw) -> None:
    """Names inside speech stay until `protect`."""
    talk = TALK + "Interviewer: Who is Madge?\nMarjorie Quill: They call me Madge at work.\n"
    load(desk, draw(STUDY | {"interviews/P01.txt": talk}))
    texts = [edition.text for edition in desk.all(Edition)]
    assert any("They call me Madge at work." in text for text in texts)


def test_names_in_remarks_are_veiled(desk: Desk, draw: Draw) -> None:
    """A remark about a file with a name in its path tells the pseudonym."""
    loaded = load(desk, draw(STUDY | {"interviews/Tobias Wren.docx": b"no zip"}))
    assert "unreadable" in codes(loaded)
    told = " ".join(f"{r.text} {r.file}" for r in loaded.remarks)
    assert "P02" in told
    assert "Tobias" not in told
    holds_none_of(study_bytes(desk), *NAMES)


@pytest.mark.parametrize("stem", ["marjorie-quill", "Marjorie_Quill", "marjorie quill 2"])
def test_names_in_plain_file_names_are_veiled(desk: Desk, draw: Draw, stem: str) -> None:
    """A name in a file name is known however its parts are joined."""
    load(desk, draw(STUDY | {f"interviews/{stem}.txt": "Interviewer: So?\n\nShe: Well.\n"}))
    body = study_bytes(desk)
    holds_none_of(body, stem)
    assert all("quill" not in source.name.casefold() for source in desk.all(Source))


@pytest.mark.parametrize(
    "files",
    [
        {"cases.csv": "case,contact\nNorth,Marjorie Quill\n"},
        {
            "participants.csv": "name,pseudonym,sent by\n"
            "Marjorie Quill,P01,\nTobias Wren,P02,Marjorie Quill\n"
        },
    ],
)
def test_names_in_other_columns_are_veiled(
    desk: Desk, draw: Draw, files: dict[str, str | bytes]
) -> None:
    """A known name in any column of a table does not stand in the study."""
    load(desk, draw(STUDY | files))
    holds_none_of(study_bytes(desk), "Marjorie", "Quill")


def test_the_key_file_is_for_its_owner(desk: Desk, draw: Draw) -> None:
    """The file with the real names is readable by its owner only."""
    root = draw(STUDY)
    load(desk, root)
    assert stat.S_IMODE((root.parent / "names.key").stat().st_mode) == 0o600
    assert not list(root.parent.glob("*.new"))


def test_a_draft_left_over_opens_no_door(tmp_path: Path) -> None:
    """A draft left by a killed save does not make the key file readable by others."""
    draft = tmp_path / "names.key.new"
    draft.write_text("")
    draft.chmod(0o644)
    KeyFile(tmp_path / "names.key", "", {"P01": ["Marjorie Quill"]}).save()
    assert stat.S_IMODE((tmp_path / "names.key").stat().st_mode) == 0o600


def test_a_locked_key_file_needs_its_passphrase(desk: Desk, draw: Draw) -> None:
    """An encrypted key file tells no name and opens with its passphrase only."""
    root = draw(STUDY)
    load(desk, root, "open sesame")
    path = root.parent / "names.key"
    body = path.read_bytes()
    assert body.startswith(b"age-encryption.org/v1")
    holds_none_of(body.lower(), *NAMES)
    for wrong in ("", "Open sesame"):
        with pytest.raises(WrongPassphrase):
            open_key(path, wrong)
    key = open_key(path, "open sesame")
    assert key.protected
    assert key.pseudonym_of("madge") == "P01"
    assert path.read_bytes() == body


def test_a_damaged_key_file_is_told(tmp_path: Path) -> None:
    """What is no key file is told as such."""
    path = tmp_path / "names.key"
    for body in ("nonsense", "[]", "{}"):
        path.write_text(body)
        with pytest.raises(KeyFileError):
            open_key(path)


def test_a_new_spelling_of_a_known_person_is_kept(desk: Desk, draw: Draw) -> None:
    """A spelling that a second load brings goes to the key file too."""
    root = draw(STUDY)
    KeyFile(
        root.parent / "names.key", "", {"P01": ["Marjorie Quill"], "P02": ["Tobias Wren"]}
    ).save()
    load(desk, root)
    assert open_key(root.parent / "names.key").names["P01"] == ["Marjorie Quill", "Madge"]


def test_a_case_that_stands_twice_is_a_remark(desk: Desk, draw: Draw) -> None:
    """A doubled row of cases.csv is told with its line and kept once."""
    doubled = "case,town\nAmber,Ostwick\nBirch,Wexton\nAmber,Ostwick\nBirch,Elm\n"
    loaded = load(desk, draw(STUDY | {"cases.csv": doubled}))
    told = [(r.line, r.text) for r in loaded.remarks if r.code == "case-twice"]
    assert told == [
        (4, "case Amber stands twice, word for word"),
        (5, "case Birch stands twice, with other values"),
    ]
    assert [case.name for case in desk.all(Case)] == ["Amber", "Birch"]


def test_two_people_of_one_name_are_a_remark(desk: Desk, draw: Draw) -> None:
    """Two people with the same name are told, without the name, and both are kept."""
    table = PEOPLE + "P03,marjorie quill,,Birch,clerk,\n"
    loaded = load(desk, draw(STUDY | {"participants.csv": table}))
    (told,) = [r for r in loaded.remarks if r.code == "same-name"]
    assert (told.line, told.text) == (4, "P03 has the same name as the person of line 2")
    assert [p.pseudonym for p in desk.all(Participant)] == ["P01", "P02", "P03"]
    holds_none_of(study_bytes(desk), "Marjorie", "Quill")


def test_a_broken_design_changes_nothing(desk: Desk, draw: Draw) -> None:
    """A broken study.toml names its line; study and key file stay as they were."""
    root = draw(STUDY | {"study.toml": '[study]\ntitle = "Sheds"\nquestion = what?\n'})
    with pytest.raises(UnreadableFile, match="line 3") as told:
        load(desk, root)
    assert str(told.value).startswith("study.toml")
    assert told.value.hint
    assert Journal(desk).history() == []
    assert not (root.parent / "names.key").exists()


def test_a_design_that_fails_late_changes_nothing(desk: Desk, draw: Draw) -> None:
    """An item without its name stops the load; what was written before it is gone."""
    root = draw(STUDY | {"study.toml": '[study]\ntitle = "Sheds"\n[[proposition]]\nto = "x"\n'})
    with pytest.raises(UnreadableFile, match="proposition has no 'id'"):
        load(desk, root)
    assert Journal(desk).history() == []
    assert desk.all(Participant) == []
    assert not (root.parent / "names.key").exists()


@pytest.mark.parametrize("inside", [{}, {"README.md": "About this folder."}])
def test_an_empty_folder_is_told(desk: Desk, draw: Draw, inside: dict[str, str | bytes]) -> None:
    """A folder without an interview says so and what to do."""
    with pytest.raises(UnreadableFile) as told:
        load(desk, draw(inside))
    assert told.value.hint
    assert Journal(desk).history() == []


def test_no_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    """A folder that is not there is told."""
    with pytest.raises(UnreadableFile, match="no such folder"):
        load(desk, tmp_path / "none")


def test_one_unreadable_file_stops_no_other(desk: Desk, draw: Draw) -> None:
    """A file that cannot be read is a remark; the others are loaded."""
    loaded = load(desk, draw(STUDY | {"interviews/P03.docx": b"no zip", "interviews/e.txt": ""}))
    assert loaded.sources == 2
    told = [r for r in loaded.remarks if r.code == "unreadable"]
    assert len(told) == 2
    assert {r.severity for r in told} == {"flaw"}


def test_only_unreadable_files_change_nothing(desk: Desk, draw: Draw) -> None:
    """Where nothing can be read the load fails and the study stays as it was."""
    with pytest.raises(UnreadableFile, match="none of the 1 files"):
        load(desk, draw({"interviews/P01.docx": b"no zip"}))
    assert Journal(desk).history() == []


def test_a_translation_is_an_edition_of_its_source(desk: Desk, draw: Draw) -> None:
    """NAME.zh and NAME.en are one source: the original, and its aligned translation."""
    zh = """\
访谈者：你们是怎么开始的？
受访者：我们从一个小棚子和两台机器开始的。
访谈者：什么最难？
受访者：找人很难，留住人更难。
"""
    en = """\
Interviewer: How did you begin?
Respondent: We began in a shed with two machines.
Interviewer: What was hard?
Respondent: To find people was hard, to keep them harder.
"""
    people = "pseudonym,file\nP01,P01\n"
    load(
        desk,
        draw(
            {"participants.csv": people, "interviews/P01.zh.txt": zh, "interviews/P01.en.txt": en}
        ),
    )
    (source,) = desk.all(Source)
    assert source.name == "P01"
    first, second = sorted(desk.all(Edition), key=lambda e: e.ordinal)
    assert (first.ordinal, first.kind, first.original) == (1, "first", None)
    assert (second.ordinal, second.kind, second.original) == (2, "translated", first.id)
    assert first.source == second.source == source.id
    assert "小棚子" in first.text
    assert "shed" in second.text
    assert {presence.source for presence in desk.all(Presence)} == {source.id}


def test_a_translation_of_other_length_is_kept_apart(desk: Desk, draw: Draw) -> None:
    """Where the turns do not match, nothing is guessed: two sources and a remark."""
    longer = TALK + "Interviewer: Thank you.\n"
    loaded = load(desk, draw({"interviews/P01.zh.txt": TALK, "interviews/P01.en.txt": longer}))
    assert "translation-unaligned" in codes(loaded)
    assert sorted(source.name for source in desk.all(Source)) == ["P01.en", "P01.zh"]


def test_the_head_is_in_no_turn(desk: Desk, draw: Draw) -> None:
    """What stands before `# BEGIN TRANSCRIPT` is kept in the text and is nobody's turn."""
    head = "# Sheds\nDate: 7 August 2020\nNote: this is no talk.\n# BEGIN TRANSCRIPT\n"
    load(desk, draw(STUDY | {"interviews/P01.txt": head + TALK}))
    edition = next(e for e in desk.all(Edition) if "this is no talk" in e.text)
    turns = [t for t in desk.all(Turn) if t.edition == edition.id]
    assert len(turns) == 6
    assert turns[0].span.of(edition.text) == "How did you begin?"
    end = edition.text.index("BEGIN TRANSCRIPT") if "BEGIN" in edition.text else 0
    assert all(turn.start > end for turn in turns)
    assert all("no talk" not in turn.span.of(edition.text) for turn in turns)


def test_fossrit_loads(desk: Desk, data: Path, tmp_path: Path) -> None:
    """A real study: 16 talks of 6 people, and MEL, who asks, is never a participant."""
    key = open_key(tmp_path / "names.key")
    load_folder(desk, data / "interviews" / "fossrit", key)
    kinds = [source.kind for source in desk.all(Source)]
    assert kinds.count("transcript") == 16
    assert len(desk.all(Participant)) == 6
    asks = key.pseudonym_of("MEL")
    assert asks
    (mel,) = [speaker for speaker in desk.all(Speaker) if speaker.label == asks]
    assert mel.role == "interviewer"
    files = find_files(data / "interviews" / "fossrit")
    said = sum(turn.label == "MEL" for path in files for turn in inventory.read(path).turns)
    assert sum(turn.speaker == mel.id for turn in desk.all(Turn)) == said > 100
