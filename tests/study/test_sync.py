"""Two copies of a study, worked on apart, become one: nothing lost, conflicts told, undone."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.codings import Coding
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Segment
from crosscase.domain.spans import Span
from crosscase.errors import CrosscaseError, NotAllowed
from crosscase.store import delta
from crosscase.store.tables import NOUNS
from crosscase.study import Study

STRESS = os.environ.get("CROSSCASE_STRESS") == "1"
SAID = "We waited three weeks for an answer. Nobody called us back. Then our customers left us."


@pytest.fixture
def parted(tmp_path: Path) -> tuple[Path, Path]:
    """A study with two coded interviews, and a copy of it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("anna", "ben"):
        words = (
            f"Q: And then?\n\n{name.upper()}: {SAID}\n\nQ: Who?\n\n{name.upper()}: I am {name}.\n"
        )
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    (folder / "participants.csv").write_text("pseudonym,name\nP1,Anna\nP2,Ben\n")
    here, there = tmp_path / "here.crosscase", tmp_path / "there.crosscase"
    with study.create(here, "ana") as opened:
        opened.load(folder, study.key_of(here))
        code(opened, "three weeks", "slow answers")
        opened.entries.add("code", {"kind": "keyword", "name": "silence"})
    shutil.copyfile(here, there)
    shutil.copyfile(study.key_path(here), study.key_path(there))
    return here, there


def code(opened: Study, words: str, keyword: str, source: int = 0) -> int:
    edition = newest(opened, source)
    at = edition.text.index(words)
    return opened.codings.apply(edition.id, Span(at, at + len(words)), keyword)


def newest(opened: Study, source: int = 0) -> Edition:
    sources = opened.snapshot().sources
    return [e for e in opened._desk.all(Edition) if e.source == sources[source].id][-1]


def merge(here: Path, there: Path, coder: str = "ana"):
    with study.open_study(here, coder) as opened:
        return opened.sync(there, study.key_of(here), study.key_of(there))


def all_rows(path: Path) -> dict[str, dict[str, delta.Values]]:
    """Everything that is in a study, by random id; how it was brought there left out."""
    with study.open_study(path, "reader") as opened, opened._desk.reading() as db:
        return {
            table.name: {uid: values for _, uid, values in delta.rows_of(db, table)}
            for table in NOUNS.values()
            if table.name != "noticed"
        }


def judged(snapshot: Snapshot, opened: Study) -> set[tuple[str, str, str]]:
    coders = {c.id: c.name for c in snapshot.coders}
    codes = {c.id: c.name for c in snapshot.codes}
    quotes = {s.id: s.quote for s in opened._desk.all(Segment)}
    return {(coders[c.coder], codes[c.code], quotes[c.segment]) for c in opened._desk.all(Coding)}


def test_both_codings_stand_and_the_second_time_there_is_nothing_to_do(parted):
    here, there = parted
    with study.open_study(here, "ana") as opened:
        code(opened, "Nobody called", "silence")
    with study.open_study(there, "ben") as opened:
        code(opened, "customers left", "loss")
        code(opened, "Nobody called", "silence")
    told = merge(here, there)
    assert told.conflicts == []
    with study.open_study(here, "ana") as opened:
        assert judged(opened.snapshot(), opened) == {
            ("ana", "slow answers", "three weeks"),
            ("ana", "silence", "Nobody called"),
            ("ben", "silence", "Nobody called"),
            ("ben", "loss", "customers left"),
        }
    before = here.read_bytes()
    assert merge(here, there).nothing
    assert here.read_bytes() == before


def test_the_preview_says_what_will_come_and_changes_nothing(parted):
    here, there = parted
    with study.open_study(there, "ben") as opened:
        code(opened, "customers left", "loss")
    rows = all_rows(here)
    with study.open_study(here, "ana") as opened:
        seen = opened.preview_sync(there)
    assert all_rows(here) == rows
    assert merge(here, there) == seen
    assert seen.added["codings"] == 1


def test_a_text_changed_in_both_copies_is_told_with_both_sides(parted):
    here, there = parted
    for path, words in ((here, "No word for weeks."), (there, "They do not call.")):
        with study.open_study(path, "ana") as opened:
            silence = next(c for c in opened.snapshot().codes if c.name == "silence")
            opened.entries.edit("code", silence.id, {"definition": words})
    (conflict,) = merge(here, there).conflicts
    assert (conflict.ours, conflict.theirs) == ("No word for weeks.", "They do not call.")
    assert conflict.what == "keyword 'silence', definition"
    with study.open_study(here, "ana") as opened:
        seen = opened.snapshot()
        assert any("They do not call." in noticed.text for noticed in seen.noticed)
        silence = next(c for c in seen.codes if c.name == "silence")
        assert silence.definition == "No word for weeks."


def test_a_change_of_one_copy_alone_is_taken(parted):
    here, there = parted
    with study.open_study(there, "ben") as opened:
        silence = next(c for c in opened.snapshot().codes if c.name == "silence")
        opened.entries.edit("code", silence.id, {"name": "no answer", "definition": "Nothing."})
    told = merge(here, there)
    assert (told.conflicts, told.changed) == ([], {"codes": 1})
    with study.open_study(here, "ana") as opened:
        assert {"no answer", "slow answers"} == {c.name for c in opened.snapshot().codes}


def test_what_one_copy_removed_and_the_other_uses_stays_and_is_told(parted):
    here, there = parted
    with study.open_study(here, "ana") as opened:
        code(opened, "Nobody called", "silence")
    with study.open_study(there, "ben") as opened:
        silence = next(c for c in opened.snapshot().codes if c.name == "silence")
        opened.entries.remove("code", [silence.id])
    (conflict,) = merge(here, there).conflicts
    assert (conflict.theirs, conflict.done) == ("removed", "it stays")
    (conflict,) = merge(there, here, "ben").conflicts  # and the other way round it is back
    assert (conflict.ours, conflict.done) == ("removed", "it is back")
    assert "silence" in {v["name"] for v in all_rows(there)["codes"].values()}


def test_undo_takes_all_of_it_back_and_it_can_be_brought_again(parted):
    here, there = parted
    with study.open_study(there, "ben") as opened:
        code(opened, "customers left", "loss")
        opened.entries.add("memo", {"text": "They left at once.", "kind": "theoretical"})
    rows = all_rows(here)
    first = merge(here, there)
    both = all_rows(here)
    with study.open_study(here, "ana") as opened:
        opened.journal.undo()
    left = all_rows(here)
    left["coders"] = {u: v for u, v in left["coders"].items() if u in rows["coders"]}
    assert left == rows
    again = merge(here, there)
    assert again.added == first.added
    assert all_rows(here) == both


def test_a_transcript_corrected_there_takes_the_codings_from_here_along(parted, tmp_path):
    here, there = parted
    with study.open_study(here, "ana") as opened:
        code(opened, "customers left", "loss")
    with study.open_study(there, "ben") as opened:
        text = newest(opened).text.replace("three weeks", "four weeks")
        better = tmp_path / "better.txt"
        better.write_text(text, encoding="utf-8")
        opened.correct("P1", better, study.key_of(there))
    told = merge(here, there)
    assert told.conflicts == []
    with study.open_study(here, "ana") as opened:
        edition = newest(opened)
        assert "four weeks" in edition.text
        stand = {s.quote for s in opened._desk.all(Segment) if s.edition == edition.id}
        assert {"four weeks", "customers left"} <= stand
        opened.journal.undo()
        assert "three weeks" in newest(opened).text
        assert "three weeks" in {s.quote for s in opened._desk.all(Segment)}


def test_a_transcript_corrected_in_both_copies_is_a_conflict_and_no_coding_is_lost(
    parted, tmp_path
):
    here, there = parted
    for path, words, mine in ((here, "3 weeks", "Nobody called"), (there, "a month", "left us")):
        with study.open_study(path, "ana") as opened:
            better = tmp_path / "better.txt"
            text = newest(opened).text.replace("three weeks", words)
            better.write_text(text, encoding="utf-8")
            opened.correct("P1", better, study.key_of(path))
            code(opened, mine, "silence")
    told = merge(here, there)
    assert [c.what for c in told.conflicts] == ["the transcript of 'P1'"]
    with study.open_study(here, "ana") as opened:
        edition = newest(opened)
        assert "a month" in edition.text
        stand = {s.quote for s in opened._desk.all(Segment) if s.edition == edition.id}
        assert {"Nobody called", "left us"} <= stand
        assert any("3 weeks" in e.text for e in opened._desk.all(Edition))


def test_new_people_of_one_pseudonym_stay_two_and_bring_their_names(parted, tmp_path):
    here, there = parted
    for path, real in ((here, "Mary Poe"), (there, "Mary Roe")):
        with study.open_study(path, "ana") as opened:
            key = study.key_of(path)
            opened.entries.add("participant", {"pseudonym": "P9"})
            key.learn("P9", real)
            key.save()
    told = merge(here, there)
    assert [c.what for c in told.conflicts] == ["participant 'P9'"]
    names = study.key_of(here).names
    assert (names["P9"], names["P9 (2)"]) == (["Mary Poe"], ["Mary Roe"])


def test_who_withdrew_from_one_copy_is_gone_from_both(parted):
    here, there = parted
    with study.open_study(here, "ana") as opened:
        code(opened, "Nobody called", "silence", source=1)
    with study.open_study(there, "ben") as opened:
        code(opened, "customers left", "loss")
        who = opened.participant("Ben", study.key_of(there))
        opened.withdraw(who, study.key_of(there))
    told = merge(here, there)
    assert told.withdrawn == [who.pseudonym]
    with study.open_study(here, "ana") as opened:
        assert who.pseudonym not in {p.pseudonym for p in opened._desk.all(Participant)}
        assert not any("I am ben" in e.text for e in opened._desk.all(Edition))
        assert "customers left" in {s.quote for s in opened._desk.all(Segment)}


def test_who_withdrew_here_does_not_come_back(parted):
    here, there = parted
    with study.open_study(there, "ben") as opened:
        code(opened, "Nobody called", "silence", source=1)
    with study.open_study(here, "ana") as opened:
        who = opened.participant("Ben", study.key_of(here))
        opened.withdraw(who, study.key_of(here))
    merge(here, there)
    with study.open_study(here, "ana") as opened:
        assert not any("I am ben" in e.text for e in opened._desk.all(Edition))
        assert who.pseudonym not in {p.pseudonym for p in opened._desk.all(Participant)}


def test_the_same_interview_added_to_both_copies_is_one_source(parted, tmp_path):
    here, there = parted
    talk = tmp_path / "carl.txt"
    talk.write_text(f"Q: And you?\n\nCARL: {SAID}\n", encoding="utf-8")
    for path in (here, there):
        with study.open_study(path, "ana") as opened:
            opened.add([talk], study.key_of(path))
            code(opened, "Nobody called", "silence", source=2)
    told = merge(here, there)
    with study.open_study(here, "ana") as opened:
        assert [s.name for s in opened.snapshot().sources] == ["P1", "P2", "carl"]
    assert "sources" not in told.added
    assert "codings" not in told.added


def test_a_stranger_is_no_copy(parted, tmp_path):
    here, _ = parted
    other = tmp_path / "other.crosscase"
    with study.create(other, "eve") as opened:
        opened.entries.add("code", {"kind": "keyword", "name": "x"})
    with pytest.raises(NotAllowed, match="no copy of this study"):
        merge(here, other)
    with pytest.raises(NotAllowed, match="this study itself"):
        merge(here, here)


APART = ("code", "code", "code", "uncode", "memo", "attribute", "define own", "undo", "redo")
"""What two coders can do at once without meaning different things."""
ANYTHING = (
    *("code", "code", "code", "uncode", "rename", "define", "merge", "assign", "drop", "memo"),
    *("attribute", "claim", "consent", "undo", "redo"),
)


def act(opened: Study, coder: str, what: str, chance: random.Random) -> None:
    """Something a coder may do, at random."""
    seen = opened.snapshot()
    words = [c for c in seen.codes if c.kind == "keyword"]
    ideas = [c.id for c in seen.codes if c.kind != "keyword"]
    people = opened._desk.all(Participant)
    if what == "code":
        edition = newest(opened, chance.randrange(2))
        at = chance.randrange(len(edition.text) - 30)
        opened.codings.apply(edition.id, Span(at, at + 20), f"word {chance.randrange(9)}")
    elif what == "uncode":
        mine = {c.id for c in seen.coders if c.name == coder}
        own = [c.id for c in opened._desk.all(Coding) if c.coder in mine]
        opened.codings.take_off([chance.choice(own)])
    elif what == "rename":
        new = f"new {chance.randrange(9)}"
        opened.entries.edit("code", chance.choice(words).id, {"name": new})
    elif what == "define":
        opened.entries.edit("code", chance.choice(words).id, {"definition": chance.choice("abc")})
    elif what == "define own":
        made = opened.entries.add("code", {"kind": "keyword", "name": f"{coder} {len(words)}"})
        opened.entries.edit("code", made, {"definition": f"as {coder} says"})
    elif what == "merge":
        opened.entries.merge([chance.choice(words).name], chance.choice(words).name)
    elif what == "assign":
        opened.entries.assign(chance.choice(words).name, f"idea {chance.randrange(3)}")
    elif what == "drop":
        opened.entries.remove("code", [chance.choice(words).id])
    elif what == "memo":
        opened.entries.add("memo", {"text": chance.choice("xyz"), "kind": "theoretical"})
    elif what == "attribute":
        value = {"about": "participant", "of": chance.choice(people).id, "name": f"{coder}'s"}
        opened.entries.add("attribute", {**value, "value": str(chance.randrange(3))})
    elif what == "claim":
        claim = {"statement": chance.choice("pq"), "to": chance.choice(ideas), "direction": "+"}
        opened.entries.claim(claim, [chance.choice(ideas)])
    elif what == "consent":
        value = {"participant": chance.choice(people).id, "use": "record"}
        opened.entries.add("consent", {**value, "allowed": chance.choice([True, False])})
    elif what == "undo":
        opened.journal.undo()
    else:
        opened.journal.redo()


def work(path: Path, coder: str, acts: tuple[str, ...], seed: int) -> None:
    chance, done = random.Random(seed), 0
    with study.open_study(path, coder) as opened:
        for _ in range(25):
            try:
                act(opened, coder, chance.choice(acts), chance)
                done += 1
            except (CrosscaseError, IndexError):  # not possible as things stand
                continue
    assert done > 5


def described(rows: dict[str, dict[str, delta.Values]]) -> Counter[str]:
    """How often each thing is said, whatever the ids."""
    return Counter(described_one(rows).values())


def described_one(rows: dict[str, dict[str, delta.Values]]) -> dict[str, str]:
    """Every row by what it says and what it refers to."""
    known = {uid: (table, values) for table, some in rows.items() for uid, values in some.items()}

    def of(uid: str) -> str:
        table, values = known[uid]
        told = {
            column: of(value) if isinstance(value, str) and value in known else value
            for column, value in values.items()
            if column not in ("colour", "ordinal")
        }
        return f"{table} {sorted(told.items())}"

    return {uid: of(uid) for uid in known}


@pytest.mark.parametrize("seed", range(200 if STRESS else 8))
def test_work_that_cannot_clash_is_the_same_on_both_sides_afterwards(parted, seed):
    here, there = parted
    for turn in range(2):
        work(here, "ana", APART, 4 * seed + 2 * turn)
        work(there, "ben", APART, 4 * seed + 2 * turn + 1)
        assert merge(here, there).conflicts == []
        assert merge(here, there).nothing
        assert merge(there, here, "ben").conflicts == []
        assert described(all_rows(here)) == described(all_rows(there))


@pytest.mark.parametrize("seed", range(200 if STRESS else 8))
def test_over_any_histories_nothing_is_lost_in_silence(parted, seed):
    """Every row of either side stands, is gone by an act of the other, or is told."""
    here, there = parted
    ever: dict[Path, set[str]] = {here: set(), there: set()}
    for turn in range(2):
        work(here, "ana", ANYTHING, 4 * seed + 2 * turn)
        work(there, "ben", ANYTHING, 4 * seed + 2 * turn + 1)
        mine, theirs = all_rows(here), all_rows(there)
        told = merge(here, there)
        both = all_rows(here)
        for table, rows in mine.items():
            gone = len([uid for uid in rows if uid not in both[table]])
            assert gone == told.removed.get(table, 0)
        said = described(both)
        new = {
            uid
            for table, rows in theirs.items()
            for uid in rows
            if uid not in both[table] and uid not in mine[table] | dict.fromkeys(ever[here])
        }
        if new and not told.conflicts:
            stand = {uid: some for uid, some in described_one(theirs).items() if uid in new}
            assert all(said[one] for one in stand.values())
        ever[here] |= {uid for rows in (*mine.values(), *theirs.values()) for uid in rows}
        assert merge(here, there).nothing
        with study.open_study(here, "ana") as opened:
            assert_sound(opened)


def assert_sound(opened: Study) -> None:
    """No reference into nothing, no judgement twice, no two keywords of one name."""
    with opened._desk.reading() as db:
        assert db.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    codes = [(c.kind, c.name.casefold()) for c in opened.snapshot().codes]
    assert len(set(codes)) == len(codes)
    judged_ = [(c.segment, c.code, c.coder) for c in opened._desk.all(Coding)]
    assert len(set(judged_)) == len(judged_)
