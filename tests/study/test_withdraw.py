"""Whoever withdraws is gone: from the study, its journal, its index, its copies, its undo."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from crosscase import study
from crosscase.domain.codings import Memo
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Source, Speaker, Turn
from crosscase.domain.speech import WordTimes
from crosscase.domain.withdrawal import MARK, Withdrawal, grams
from crosscase.errors import KeyFileError, NotAllowed, NotInStudy
from crosscase.store.rows import read
from crosscase.study import Study
from crosscase.study.copies import Reached
from crosscase.study.keyfile import KeyFile
from crosscase.study.sample import sample_folder
from crosscase.study.withdraw import withdraw

STRESS = os.environ.get("CROSSCASE_STRESS") == "1"
COUNT = 200 if STRESS else 20

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ay", "or")]


@dataclass
class Drawn:
    """A study of random talks: who says what, and the person who will withdraw."""

    path: Path
    person: str
    own: set[tuple[str, ...]]
    """Runs of five words that only this person said."""


def draw(folder: Path, seed: int) -> Drawn:
    """Two cases, some people; some talk alone, some in a group; codings, memos, a backup."""
    chance = random.Random(seed)
    words = ["".join(chance.sample(_SYLLABLES, 2)) for _ in range(400)]

    def say() -> str:
        return " ".join(chance.choices(words, k=chance.randint(8, 30))) + "."

    people = [f"P{n}" for n in range(1, chance.randint(3, 6))]
    root = folder / "material"
    (root / "interviews").mkdir(parents=True)
    table = ["pseudonym,name,group,case,role"]
    table += [f"{p},Name{p} Family{p},firm,{'AB'[n % 2]},CEO" for n, p in enumerate(people)]
    (root / "participants.csv").write_text("\n".join(table) + "\n")
    (root / "cases.csv").write_text("name\nA\nB\n")
    said: dict[str, list[str]] = {p: [] for p in people}
    for talk in range(chance.randint(2, 5)):
        present = chance.sample(people, chance.randint(1, min(3, len(people))))
        lines = []
        for _ in range(chance.randint(3, 9)):
            lines.append(f"Interviewer: {say()}")
            who = chance.choice(present)
            said[who].append(say())
            lines.append(f"{who}: {said[who][-1]}")
        (root / "interviews" / f"talk{talk}.txt").write_text("\n\n".join(lines) + "\n")
    path = folder / "s.crosscase"
    study.load_into(path, "ana", root, study.key_of(path))
    with study.open_study(path, "ana") as opened:
        judge(opened, chance)
        opened.backup(folder / "backup.crosscase")
        opened.search(words[0])  # the index is made
    speaks = [p for p in people if said[p]]
    person = chance.choice(speaks)
    with study.open_study(path, "ana") as opened:
        snapshot = opened.snapshot()
    mine = turns_of(snapshot, person)
    others = [edition.text for edition in snapshot.editions]
    for turn in mine:
        others = [text.replace(turn, "|") for text in others]
    return Drawn(path, person, grams(mine) - grams(others))


def turns_of(snapshot: Snapshot, person: str) -> list[str]:
    number = {p.pseudonym: p.id for p in snapshot.participants}[person]
    mine = {s.id for s in snapshot.speakers if s.participant == number}
    text = {e.id: e.text for e in snapshot.editions}
    return [t.span.of(text[t.edition]) for t in snapshot.turns if t.speaker in mine]


def judge(opened: Study, chance: random.Random) -> None:
    """Codings on every turn, evidence, a rating, memos that quote, an in-vivo name, an undo."""
    snapshot = opened.snapshot()
    text = {e.id: e.text for e in snapshot.editions}
    goal = opened.entries.add("code", {"name": "growth", "kind": "construct", "role": "outcome"})
    cause = opened.entries.add("code", {"name": "funds", "kind": "construct"})
    said = {"label": "P1", "statement": "It grows.", "to": goal, "direction": "+"}
    claim = opened.entries.claim(said, [cause])
    for turn in snapshot.turns:
        words = turn.span.of(text[turn.edition])
        opened.codings.apply(turn.edition, turn.span, f"code {chance.randrange(5)}")
        if chance.random() < 0.3:
            opened.codings.apply(turn.edition, turn.span, " ".join(words.split()[:3]))
    segments = opened.snapshot().segments
    for number in segments.id.tolist():
        if chance.random() < 0.4:
            values = {"proposition": claim, "stance": "supports", "kind": "opinion"}
            opened.entries.add("evidence", {**values, "segment": number, "why": "see"})
        if chance.random() < 0.3:
            quote = opened.snapshot().quote(number)
            memo = {"kind": "theoretical", "text": f"Look: {quote}", "about": "segment"}
            made = opened.entries.add("memo", {**memo, "of": number})
            if chance.random() < 0.5:
                opened.entries.edit("memo", made, {"text": f"Or: {quote}"})
    turn = chance.choice(snapshot.turns)
    opened.entries.add("memo", {"kind": "method", "text": turn.span.of(text[turn.edition])})
    opened.journal.undo()
    opened.entries.add("memo", {"kind": "method", "text": "It rained."})
    opened.propose("merge")


def every_byte(folder: Path) -> Iterator[tuple[Path, str]]:
    """All files of the study, the folder of raw material apart, as lower-case text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "material" not in path.parts:
            yield path, path.read_bytes().decode("latin-1").lower()


def others_of(snapshot: Snapshot, person: int | None) -> dict[str, set[tuple[object, ...]]]:
    """What belongs to everybody else, by words and names (places may move)."""
    codes = {c.id: c.name for c in snapshot.codes}
    owner = dict(
        zip(snapshot.segments.id.tolist(), snapshot.segment_participant.tolist(), strict=True)
    )
    columns = snapshot.codings
    return {
        "codings": {
            (codes[int(code)], snapshot.quote(int(segment)), int(coder))
            for code, segment, coder in zip(
                columns.code, columns.segment, columns.coder, strict=True
            )
            if person is None or owner[int(segment)] != person
        },
        "participants": {
            (p.pseudonym, p.group, p.case, p.role) for p in snapshot.participants if p.id != person
        },
        "claims": {(p.label, p.statement) for p in snapshot.propositions},
    }


@pytest.mark.parametrize("seed", range(COUNT))
def test_no_byte_holds_what_only_that_person_said(tmp_path: Path, seed: int):
    drawn = draw(tmp_path, seed)
    key = study.key_of(drawn.path)
    with study.open_study(drawn.path, "ana") as opened:
        person = opened.participant(drawn.person, key)
        before = opened.snapshot()
        assert {name for name, _ in found(drawn, tmp_path)} >= {"s.crosscase", "backup.crosscase"}
        foretold = opened.preview_withdrawal(person)
        assert opened.snapshot().n == before.n
        told, reached = opened.withdraw(person, key)
        after = opened.snapshot()
        assert told == foretold
        assert [Path(p).name for p in reached.rewritten] == ["backup.crosscase"]
        assert reached.out_of_reach == ()
        alone = lost_sources(before, person.id)
        was, now = others_of(before, person.id), others_of(after, None)
        assert now["participants"] == was["participants"]
        assert now["claims"] == was["claims"]
        assert now["codings"] == {c for c in was["codings"] if c[1] not in alone}
        assert after.misquoted == ()
        while True:  # past the barrier, and nothing comes back
            try:
                opened.journal.undo()
            except NotAllowed:
                break
        assert not found(drawn, tmp_path)
    assert not found(drawn, tmp_path)
    study.restore(tmp_path / "backup.crosscase", drawn.path)
    assert not found(drawn, tmp_path)


def lost_sources(snapshot: Snapshot, person: int) -> set[str]:
    """The words of everything in talks where this person was alone: these go whole."""
    heard: dict[int, set[int]] = {}
    speaks = {s.id: s.participant for s in snapshot.speakers}
    for turn in snapshot.turns:
        source = snapshot.edition_by_id[turn.edition].source
        heard.setdefault(source, set()).add(speaks.get(turn.speaker or 0) or 0)
    for presence in snapshot.presences:
        heard.setdefault(presence.source, set()).add(presence.participant)
    alone = {source for source, people in heard.items() if people - {0} == {person}}
    gone = set()
    for number in snapshot.segments.id.tolist():
        row = snapshot.segment_row[number]
        edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
        if edition.source in alone:
            gone.add(snapshot.quote(number))
    return gone


def found(drawn: Drawn, folder: Path) -> list[tuple[str, str]]:
    """Files that hold one of the person's own runs of words."""
    runs = [" ".join(gram) for gram in drawn.own]
    return [(path.name, run) for path, body in every_byte(folder) for run in runs if run in body]


@pytest.fixture
def sim(tmp_path: Path) -> Iterator[tuple[Study, KeyFile]]:
    """The sample study with all its decisions."""
    path, folder = tmp_path / "sim.crosscase", sample_folder()
    key = study.key_of(path)
    study.load_into(path, "lin", folder, key)
    with study.open_study(path, "lin") as opened:
        opened.decide_from(folder / "decisions.csv")
        yield opened, study.key_of(path)


def test_the_sample_study_goes_on_without_a_ceo(sim: tuple[Study, KeyFile]):
    opened, key = sim
    person = opened.participant("A-CEO", key)
    words = turns_of(opened.snapshot(), "A-CEO")
    told, _ = opened.withdraw(person, key)
    after = opened.snapshot()
    assert told.turns == len(words) and told.codings and told.evidence
    assert "A-CEO" not in [p.pseudonym for p in after.participants]
    assert "A-CEO" not in KeyFile(key.path).names
    assert "A-CEO" not in study.key_of(key.path.with_suffix("")).names
    assert opened.search(" ".join(words[0].split()[:3])) == [] or words[0] not in "".join(
        e.text for e in after.editions
    )


def test_a_real_name_finds_the_person_and_one_of_two_is_asked_for(sim: tuple[Study, KeyFile]):
    opened, key = sim
    pseudonym, spellings = next((p, s) for p, s in key.names.items() if s and p == "B-CEO")
    assert opened.participant(spellings[0], key).pseudonym == pseudonym
    key.learn("C-CEO", spellings[0])
    with pytest.raises(NotAllowed, match="2 participants: B-CEO, C-CEO"):
        opened.participant(spellings[0], key)


def test_a_withdrawal_twice_and_of_nobody_is_refused(sim: tuple[Study, KeyFile]):
    opened, key = sim
    opened.withdraw(opened.participant("A-CEO", key), key)
    with pytest.raises(NotInStudy, match="No participant named 'A-CEO'"):
        opened.participant("A-CEO", key)


def test_a_copy_that_is_gone_is_told(sim: tuple[Study, KeyFile], tmp_path: Path):
    opened, key = sim
    backup = opened.backup(tmp_path / "copy.crosscase")
    backup.unlink()
    _, reached = opened.withdraw(opened.participant("A-CEO", key), key)
    assert reached.out_of_reach == ((str(backup), "it is not there any more"),)


def test_an_old_copy_that_nobody_knew_is_withdrawn_from_when_it_returns(
    sim: tuple[Study, KeyFile], tmp_path: Path
):
    opened, key = sim
    hidden = tmp_path / "elsewhere"
    hidden.mkdir()
    backup = opened.backup(tmp_path / "copy.crosscase").rename(hidden / "copy.crosscase")
    words = turns_of(opened.snapshot(), "A-CEO")
    opened.withdraw(opened.participant("A-CEO", key), key)
    path = opened.path
    assert path is not None
    opened.close()
    study.restore(backup, path)
    with study.open_study(path, "lin") as again:
        snapshot = again.snapshot()
        assert "A-CEO" not in [p.pseudonym for p in snapshot.participants]
        assert not any(words[0] in edition.text for edition in snapshot.editions)


def test_others_in_a_group_talk_stay_where_they_were(tmp_path: Path):
    root = tmp_path / "material"
    (root / "interviews").mkdir(parents=True)
    (root / "participants.csv").write_text("pseudonym,name\nP1,Ana Bell\nP2,Ben Cole\n")
    uncle = "My uncle in the ministry helped us a lot."
    talk = f"Interviewer: What helps?\n\nP1: {uncle}\n\nP2: Nothing helps.\n"
    (root / "interviews" / "talk.txt").write_text(talk)
    path = tmp_path / "s.crosscase"
    key = study.key_of(path)
    study.load_into(path, "ana", root, key)
    with study.open_study(path, "ana") as opened:
        snapshot = opened.snapshot()
        for turn in snapshot.turns:
            opened.codings.apply(turn.edition, turn.span, "help")
        memo = {"kind": "reflexive", "text": "A friend: my uncle in the ministry helped us."}
        opened.entries.add("memo", memo)
        told, _ = opened.withdraw(opened.participant("Ana Bell", key), key)
        after = opened.snapshot()
        (edition,) = after.current_editions.values()
        assert edition.text == snapshot.editions[0].text.replace(uncle, MARK)
        assert [after.quote(int(s)) for s in after.codings.segment] == [
            "What helps?",
            "Nothing helps.",
        ]
        assert [m.text for m in after.memos] == [f"A friend: {MARK}."]
        assert asdict(told) | {"suggestions": 0} == {
            "person": "P1",
            "sources": 0,
            "redacted": 1,
            "turns": 1,
            "segments": 1,
            "codings": 1,
            "evidence": 0,
            "memos": 0,
            "texts": 1,
            "suggestions": 0,
            "keywords": (),
            "propositions": (),
            "voices": (),
            "ratings": (),
        }
        assert isinstance(after.memos[0], Memo) and isinstance(after.participants[0], Participant)


SECRET = "velvet onions march quietly under the copper moon tonight"


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A talk in which P1 says a secret, and something short."""
    root = tmp_path / "material"
    (root / "interviews").mkdir(parents=True)
    (root / "participants.csv").write_text("pseudonym,name\nP1,Ana Bell\nP2,Ben Cole\n")
    talk = f"Interviewer: Well?\n\nP1: {SECRET}.\n\nP2: Nothing helps.\n\nP1: Bribes, naturally.\n"
    (root / "interviews" / "talk.txt").write_text(talk)
    path = tmp_path / "s.crosscase"
    study.load_into(path, "ana", root, study.key_of(path))
    return path


def holding(folder: Path, words: str = SECRET) -> list[str]:
    return [path.name for path, body in every_byte(folder) if words.lower() in body]


def leave(path: Path, name: str = "P1") -> tuple[Withdrawal, Reached]:
    key = study.key_of(path)
    with study.open_study(path, "ana") as opened:
        return opened.withdraw(opened.participant(name, key), key)


def test_a_key_file_that_cannot_be_written_leaves_all_as_it_was(told: Path, tmp_path: Path):
    blocked = tmp_path / "s.crosscase.key.new"
    blocked.mkdir()
    with pytest.raises(KeyFileError, match="nothing was changed"):
        leave(told)
    blocked.rmdir()
    assert holding(tmp_path) == ["s.crosscase"]
    leave(told)
    assert holding(tmp_path) == [] and "P1" not in study.key_of(told).names


def test_a_reader_elsewhere_is_told_and_the_next_opening_finishes(told: Path, tmp_path: Path):
    elsewhere = sqlite.connect(str(told))
    elsewhere.isolation_level = None
    elsewhere.execute("BEGIN")
    elsewhere.execute("SELECT count(*) FROM texts").fetchone()
    with study.open_study(told, "ana") as opened:
        opened._desk.store.engine.connect().exec_driver_sql("PRAGMA busy_timeout=50").close()
        key = study.key_of(told)
        _, reached = opened.withdraw(opened.participant("P1", key), key)
    assert [Path(path).name for path, _ in reached.out_of_reach] == ["s.crosscase"]
    assert "another program holds it open" in reached.out_of_reach[0][1]
    elsewhere.execute("COMMIT")
    elsewhere.close()
    study.open_study(told, "ben").close()
    assert holding(tmp_path) == []


def test_a_withdrawal_that_was_broken_off_is_finished_at_the_next_opening(
    told: Path, tmp_path: Path
):
    """As when the program is killed after the act and before the file was written anew."""
    with study.open_study(told, "ana") as opened:
        opened.backup(tmp_path / "b.crosscase")
        withdraw(opened._desk, opened.participant("P1", study.key_of(told)))
    assert "b.crosscase" in holding(tmp_path)
    study.open_study(told, "ben").close()
    assert holding(tmp_path) == []


def test_tombstones_outlive_a_backup_that_never_knew_the_person(tmp_path: Path, told: Path):
    older = tmp_path / "older.crosscase"
    with study.open_study(told, "ana") as opened:
        opened.backup(tmp_path / "b.crosscase")
    (tmp_path / "usb").mkdir()
    moved = (tmp_path / "b.crosscase").rename(tmp_path / "usb" / "b.crosscase")
    study.create(older, "ana").close()
    leave(told)
    study.restore(older, told)
    study.restore(moved, told)
    with study.open_study(told, "ana") as opened:
        assert SECRET not in "".join(e.text for e in opened.snapshot().editions)
    moved.unlink()
    assert holding(tmp_path) == []


def test_copies_are_known_after_a_restore(told: Path, tmp_path: Path):
    with study.open_study(told, "ana") as opened:
        for name in ("b0", "b1"):
            opened.backup(tmp_path / f"{name}.crosscase")
    study.restore(tmp_path / "b0.crosscase", told)
    with study.open_study(told, "ana") as opened:
        names = {path.name for path in opened.known_copies()}
    assert names == {"b0.crosscase", "b1.crosscase", "s.crosscase.replaced"}
    leave(told)
    assert holding(tmp_path) == []


def test_what_a_killed_restore_left_is_reached(told: Path, tmp_path: Path):
    shutil.copyfile(told, tmp_path / "s.crosscase.restoring")
    leave(told)
    assert holding(tmp_path) == []


def test_a_short_turn_is_marked_where_a_memo_on_it_quotes_it(told: Path, tmp_path: Path):
    with study.open_study(told, "ana") as opened:
        snapshot = opened.snapshot()
        turn = snapshot.turns[-1]
        opened.codings.apply(turn.edition, turn.span, "graft")
        segment = int(opened.snapshot().segments.id[-1])
        values = {"kind": "theoretical", "about": "segment", "of": segment}
        opened.entries.add("memo", {**values, "text": "Note: bribes, naturally! So."})
    leave(told)
    with study.open_study(told, "ana") as opened:
        assert [m.text for m in opened.snapshot().memos] == [f"Note: {MARK}! So."]
    assert holding(tmp_path, "bribes, naturally") == []


def recorded(path: Path, people: list[str], said: list[tuple[str, str]]) -> Path:
    """A recording with its transcript and the times of its words, as transcribing leaves them."""
    sha = "ab" * 32
    file = path.with_name(path.name + ".recordings") / f"{sha[:32]}.wav"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"RIFF voices")
    with study.open_study(path, "ana") as opened, opened._desk.change("transcribe") as writer:
        ids = {p.pseudonym: p.id for p in read(writer.db, Participant)}
        speaks = {s.participant: s.id for s in read(writer.db, Speaker)}
        source = writer.add(Source(0, "tape", "recording", sha))
        writer.add_all([Presence(0, source, ids[name]) for name in people])
        text = "\n".join(words for _, words in said)
        edition = writer.add(Edition(0, source, 1, "first", text), [ids[n] for n in people])
        at = 0
        for ordinal, (name, words) in enumerate(said):
            turn = Turn(0, edition, ordinal, at, at + len(words), speaks[ids[name]])
            marks = f"{at},{at + len(words)},{ordinal * 100},{ordinal * 100 + 90},80"
            writer.add(WordTimes(0, writer.add(turn), marks))
            at += len(words) + 1
    return file


def test_a_recording_goes_with_the_only_one_who_speaks_in_it(told: Path, tmp_path: Path):
    file = recorded(told, ["P1"], [("P1", "Saffron lanterns never betray midnight")])
    _, reached = leave(told)
    assert reached.rewritten == (f"{file} (deleted)",) and not file.exists()
    assert holding(tmp_path, "lanterns never betray") == []


def test_the_words_of_others_keep_their_times_and_the_voice_is_told(told: Path):
    said = [("P1", "Saffron lanterns never betray midnight"), ("P2", "Really now")]
    file = recorded(told, ["P1", "P2"], said)
    withdrawn, _ = leave(told)
    assert withdrawn.voices == ("tape",) and file.exists()
    with study.open_study(told, "ana") as opened:
        times = opened._desk.all(WordTimes)
        (edition,) = (e for e in opened.snapshot().editions if e.text.startswith(MARK))
    places = [tuple(map(int, one.marks.split(",")[:4])) for one in times if one.marks]
    assert [edition.text[start:end] for start, end, *_ in places] == [MARK, "Really now"]
    assert [rest for *_, rest in places] == [90, 190]


def test_a_translation_goes_with_its_original_whichever_was_loaded_first(told: Path):
    """By name an English translation comes before its Chinese original."""
    interviews = told.parent / "more"
    interviews.mkdir()
    (interviews / "P1.en.txt").write_text("Interviewer: Well?\n\nP1: We wait for the council.\n")
    (interviews / "P1.zh.txt").write_text("主持人：怎么样？\n\nP1：我们在等委员会。\n", "utf-8")
    with study.open_study(told, "ana") as opened:
        opened.add(sorted(interviews.iterdir()), study.key_of(told))
        editions = opened._desk.all(Edition)
        translated = next(e for e in editions if e.original is not None)
        assert translated.id < (translated.original or 0)
    leave(told)
    with study.open_study(told, "ana") as opened:
        assert not any("council" in e.text or "委员" in e.text for e in opened._desk.all(Edition))
