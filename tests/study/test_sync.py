"""Two copies of a study, worked on apart, become one: nothing lost, conflicts told, undone."""

from __future__ import annotations

import os

import pytest

from crosscase import study
from crosscase.domain.codings import Coding
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Segment
from crosscase.errors import NotAllowed
from crosscase.study import Study

STRESS = os.environ.get("CROSSCASE_STRESS") == "1"
SAID = "We waited three weeks for an answer. Nobody called us back. Then our customers left us."


def judged(snapshot: Snapshot, opened: Study) -> set[tuple[str, str, str]]:
    coders = {c.id: c.name for c in snapshot.coders}
    codes = {c.id: c.name for c in snapshot.codes}
    quotes = {s.id: s.quote for s in opened._desk.all(Segment)}
    return {(coders[c.coder], codes[c.code], quotes[c.segment]) for c in opened._desk.all(Coding)}


def test_both_codings_stand_and_the_second_time_there_is_nothing_to_do(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        apart.code(opened, "Nobody called", "silence")
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
        apart.code(opened, "Nobody called", "silence")
    told = apart.merge(here, there)
    assert told.conflicts == []
    with study.open_study(here, "ana") as opened:
        assert judged(opened.snapshot(), opened) == {
            ("ana", "slow answers", "three weeks"),
            ("ana", "silence", "Nobody called"),
            ("ben", "silence", "Nobody called"),
            ("ben", "loss", "customers left"),
        }
    before = here.read_bytes()
    assert apart.merge(here, there).nothing
    assert here.read_bytes() == before


def test_the_preview_says_what_will_come_and_changes_nothing(apart):
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
    rows = apart.rows(here)
    with study.open_study(here, "ana") as opened:
        seen = opened.syncing.preview(there)
    assert apart.rows(here) == rows
    assert apart.merge(here, there) == seen
    assert seen.added["codings"] == 1


def test_a_text_changed_in_both_copies_is_told_with_both_sides(apart):
    here, there = apart.here, apart.there
    for path, words in ((here, "No word for weeks."), (there, "They do not call.")):
        with study.open_study(path, "ana") as opened:
            silence = next(c for c in opened.snapshot().codes if c.name == "silence")
            opened.entries.edit("code", silence.id, {"definition": words})
    (conflict,) = apart.merge(here, there).conflicts
    assert (conflict.ours, conflict.theirs) == ("No word for weeks.", "They do not call.")
    assert conflict.what == "keyword 'silence', definition"
    with study.open_study(here, "ana") as opened:
        seen = opened.snapshot()
        assert any("They do not call." in noticed.text for noticed in seen.noticed)
        silence = next(c for c in seen.codes if c.name == "silence")
        assert silence.definition == "No word for weeks."


def test_a_change_of_one_copy_alone_is_taken(apart):
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        silence = next(c for c in opened.snapshot().codes if c.name == "silence")
        opened.entries.edit("code", silence.id, {"name": "no answer", "definition": "Nothing."})
    told = apart.merge(here, there)
    assert (told.conflicts, told.changed) == ([], {"codes": 1})
    with study.open_study(here, "ana") as opened:
        assert {"no answer", "slow answers"} == {c.name for c in opened.snapshot().codes}


def test_what_one_copy_removed_and_the_other_uses_stays_and_is_told(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        apart.code(opened, "Nobody called", "silence")
    with study.open_study(there, "ben") as opened:
        silence = next(c for c in opened.snapshot().codes if c.name == "silence")
        opened.entries.remove("code", [silence.id])
    (conflict,) = apart.merge(here, there).conflicts
    assert (conflict.theirs, conflict.done) == ("removed", "it stays")
    (conflict,) = apart.merge(there, here, "ben").conflicts  # and the other way round it is back
    assert (conflict.ours, conflict.done) == ("removed", "it is back")
    assert "silence" in {v["name"] for v in apart.rows(there)["codes"].values()}


def test_undo_takes_all_of_it_back_and_it_can_be_brought_again(apart):
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
        opened.entries.add("memo", {"text": "They left at once.", "kind": "theoretical"})
    rows = apart.rows(here)
    first = apart.merge(here, there)
    both = apart.rows(here)
    with study.open_study(here, "ana") as opened:
        opened.journal.undo()
    left = apart.rows(here)
    left["coders"] = {u: v for u, v in left["coders"].items() if u in rows["coders"]}
    assert left == rows
    again = apart.merge(here, there)
    assert again.added == first.added
    assert apart.rows(here) == both


def test_a_transcript_corrected_there_takes_the_codings_from_here_along(apart, tmp_path):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        apart.code(opened, "customers left", "loss")
    with study.open_study(there, "ben") as opened:
        text = apart.newest(opened).text.replace("three weeks", "four weeks")
        better = tmp_path / "better.txt"
        better.write_text(text, encoding="utf-8")
        opened.correct("P1", better, study.key_of(there))
    told = apart.merge(here, there)
    assert told.conflicts == []
    with study.open_study(here, "ana") as opened:
        edition = apart.newest(opened)
        assert "four weeks" in edition.text
        stand = {s.quote for s in opened._desk.all(Segment) if s.edition == edition.id}
        assert {"four weeks", "customers left"} <= stand
        opened.journal.undo()
        assert "three weeks" in apart.newest(opened).text
        assert "three weeks" in {s.quote for s in opened._desk.all(Segment)}


def test_a_transcript_corrected_in_both_copies_is_a_conflict_and_no_coding_is_lost(apart, tmp_path):
    here, there = apart.here, apart.there
    for path, words, mine in ((here, "3 weeks", "Nobody called"), (there, "a month", "left us")):
        with study.open_study(path, "ana") as opened:
            better = tmp_path / "better.txt"
            text = apart.newest(opened).text.replace("three weeks", words)
            better.write_text(text, encoding="utf-8")
            opened.correct("P1", better, study.key_of(path))
            apart.code(opened, mine, "silence")
    told = apart.merge(here, there)
    assert [c.what for c in told.conflicts] == ["the transcript of 'P1'"]
    with study.open_study(here, "ana") as opened:
        edition = apart.newest(opened)
        assert "a month" in edition.text
        stand = {s.quote for s in opened._desk.all(Segment) if s.edition == edition.id}
        assert {"Nobody called", "left us"} <= stand
        assert any("3 weeks" in e.text for e in opened._desk.all(Edition))


def test_new_people_of_one_pseudonym_stay_two_and_bring_their_names(apart, tmp_path):
    here, there = apart.here, apart.there
    for path, real in ((here, "Mary Poe"), (there, "Mary Roe")):
        with study.open_study(path, "ana") as opened:
            key = study.key_of(path)
            opened.entries.add("participant", {"pseudonym": "P9"})
            key.learn("P9", real)
            key.save()
    told = apart.merge(here, there)
    assert [c.what for c in told.conflicts] == ["participant 'P9'"]
    names = study.key_of(here).names
    assert (names["P9"], names["P9 (2)"]) == (["Mary Poe"], ["Mary Roe"])


def test_who_withdrew_from_one_copy_is_gone_from_both(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        apart.code(opened, "Nobody called", "silence", source=1)
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
        who = opened.participant("Ben", study.key_of(there))
        opened.withdraw(who, study.key_of(there))
    told = apart.merge(here, there)
    assert told.withdrawn == [who.pseudonym]
    with study.open_study(here, "ana") as opened:
        assert who.pseudonym not in {p.pseudonym for p in opened._desk.all(Participant)}
        assert not any("I am ben" in e.text for e in opened._desk.all(Edition))
        assert "customers left" in {s.quote for s in opened._desk.all(Segment)}


def test_who_withdrew_here_does_not_come_back(apart):
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "Nobody called", "silence", source=1)
    with study.open_study(here, "ana") as opened:
        who = opened.participant("Ben", study.key_of(here))
        opened.withdraw(who, study.key_of(here))
    apart.merge(here, there)
    with study.open_study(here, "ana") as opened:
        assert not any("I am ben" in e.text for e in opened._desk.all(Edition))
        assert who.pseudonym not in {p.pseudonym for p in opened._desk.all(Participant)}


def test_the_same_interview_added_to_both_copies_is_one_source(apart, tmp_path):
    here, there = apart.here, apart.there
    talk = tmp_path / "carl.txt"
    talk.write_text(f"Q: And you?\n\nCARL: {SAID}\n", encoding="utf-8")
    for path in (here, there):
        with study.open_study(path, "ana") as opened:
            opened.add([talk], study.key_of(path))
            apart.code(opened, "Nobody called", "silence", source=2)
    told = apart.merge(here, there)
    with study.open_study(here, "ana") as opened:
        assert [s.name for s in opened.snapshot().sources] == ["P1", "P2", "carl"]
    assert "sources" not in told.added
    assert "codings" not in told.added


def test_a_stranger_is_no_copy(apart, tmp_path):
    here = apart.here
    other = tmp_path / "other.crosscase"
    with study.create(other, "eve") as opened:
        opened.entries.add("code", {"kind": "keyword", "name": "x"})
    with pytest.raises(NotAllowed, match="no copy of this study"):
        apart.merge(here, other)
    with pytest.raises(NotAllowed, match="this study itself"):
        apart.merge(here, here)
