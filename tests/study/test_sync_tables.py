"""Two copies become one: every table of a study has its rule, and its rows come over."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Float, Integer, Table

from crosscase import study
from crosscase.analysis.double_coded import double_coded
from crosscase.domain.codebook import Merge
from crosscase.domain.codings import Coding
from crosscase.domain.double_coding import DoubleCoding
from crosscase.domain.listening import Listened
from crosscase.domain.people import Participant
from crosscase.domain.sources import Edition, Segment
from crosscase.domain.spans import Span
from crosscase.domain.theory import Proposition
from crosscase.errors import NotAllowed
from crosscase.store import copies, dated, delta, erase, listened
from crosscase.store.columns import meta
from crosscase.store.tables import NOUNS
from crosscase.study.sync_asides import ASIDES
from crosscase.study.sync_keys import ruled

PLACES = {"lost", "ordinal", "start", "end", "line", "at_most", "seed"}
"""Whole numbers that mean the same in every copy."""


def test_every_table_has_a_rule():
    assert ruled() == set(NOUNS)
    assert set(ASIDES) == set(meta.tables) - {table.name for table in NOUNS.values()}


def test_no_number_of_one_file_is_taken_for_one_of_another():
    for table in NOUNS.values():
        for column in table.c:
            plain = isinstance(column.type, Integer) and not isinstance(column.type, Boolean)
            if plain and not column.foreign_keys and column.name not in {"id", *PLACES}:
                of_any = column.name == "of" and "about" in table.c
                assert of_any or column.name in delta.LOCAL[table.name], (table.name, column.name)


def made_up(noun: type, table: Table, rows: dict[str, int]) -> Any:
    """A value of a noun that is like no other, resting on the rows made before."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(noun):
        column = table.c[field.name]
        target = next((f.column.table.name for f in column.foreign_keys), "texts")
        if target == table.name:
            values[field.name] = None
        elif target != "texts":
            values[field.name] = 1 if column.name == "into" else rows[target]
        elif column.name == "about" and "of" in table.c:
            values[field.name] = "participant"
        elif column.name == "of":
            values[field.name] = rows["participants"]
        elif isinstance(column.type, Boolean):
            values[field.name] = False
        elif isinstance(column.type, Integer | Float) and not column.foreign_keys:
            values[field.name] = 7
        else:
            values[field.name] = f"{table.name} {column.name}"
    return noun(**values)


def test_a_row_of_every_table_comes_over_and_goes_again_by_undo(apart):
    here, there = apart.here, apart.there
    before = apart.rows(here)
    with study.open_study(there, "ben") as opened, opened._desk.change("test") as writer:
        rows: dict[str, int] = {}
        for noun, table in NOUNS.items():
            rows[table.name] = writer.add(made_up(noun, table, rows))
    made = apart.rows(there)
    told = apart.merge(here, there)
    assert told.conflicts == []
    assert set(told.added) == {table.name for table in NOUNS.values()}
    assert apart.rows(here) == made
    assert apart.merge(here, there).nothing
    with study.open_study(here, "ana") as opened:
        assert opened.snapshot(audited=True).discrepancies == ()
        opened.journal.undo()
    left = apart.rows(here)
    left["coders"] = {u: v for u, v in left["coders"].items() if u in before["coders"]}
    assert left == before


def test_coders_who_finish_apart_are_both_done_afterwards(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        number = opened.double_codings.freeze("turn", "ben", sources=["P2"])
        frozen = [u for u in opened.snapshot().double_units if u.double_coding == number]
    shutil.copyfile(here, there)
    for path, who, extra in ((here, "ana", "a"), (there, "ben", "b")):
        with study.open_study(path, who) as opened:
            for source in range(2):
                apart.code(opened, "Nobody called us back.", f"silence {source}", source)
            apart.code(opened, "three weeks", f"time {extra}", 1)
            opened.double_codings.done(number)
    assert apart.merge(here, there).conflicts == []
    with study.open_study(here, "ana") as opened:
        (double,) = opened._desk.all(DoubleCoding)
        assert not double.open
        assert double.last_coding == max(c.id for c in opened._desk.all(Coding))
        assert len(frozen) == len(opened.snapshot().double_units)
        apart_still = double_coded(opened.snapshot(), number)
        apart.code(opened, "customers left", "loss", 1)
        late = double_coded(opened.snapshot(), number)
        assert late.label != apart_still.label
    assert apart.merge(there, here, "ben").conflicts == []
    with study.open_study(there, "ben") as opened:
        assert double_coded(opened.snapshot(), number).label == late.label
        opened.codings.take_off([max(c.id for c in opened._desk.all(Coding))])
        assert double_coded(opened.snapshot(), number).label == apart_still.label


def test_what_was_heard_and_written_there_is_known_here(apart, tmp_path):
    here, there = apart.here, apart.there
    heard = Listened(1, "ben", "first", 0.0, 9.0, "2026-01-01T10:00:00", "2026-01-01T10:00:09")
    report = str(tmp_path / "report.docx")
    with study.open_study(there, "ben") as opened, opened._desk.store.deriving() as db:
        listened.keep(db, heard)
        copies.remember(db, str(tmp_path / "backup.crosscase"), "2026-01-01")
        copies.remember_written(db, report, copies.Written("2026-01-01", "ab", "{}"))
    assert apart.merge(here, there).added == {"listened": 1}
    assert apart.merge(here, there).nothing
    with study.open_study(here, "ana") as opened, opened._desk.reading() as db:
        assert listened.kept(db) == [heard]
        assert str(tmp_path / "backup.crosscase") in copies.known(db)
        assert copies.known_written(db)[report] == copies.Written("2026-01-01", "ab", "{}")


def test_codings_of_other_programs_keep_their_dates(apart):
    """They came into the copy long after they were made."""
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
        made = max(coding.id for coding in opened._desk.all(Coding))
        with opened._desk.store.deriving() as db:
            dated.remember(db, {made: "2020-02-02T00:00:00Z"})
    apart.merge(here, there)
    with study.open_study(here, "ana") as opened:
        came = max(coding.id for coding in opened._desk.all(Coding))
        with opened._desk.reading() as db:
            assert dated.kept(db) == {came: "2020-02-02T00:00:00Z"}


def test_merges_that_would_run_in_a_circle_are_told(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        opened.entries.merge(["silence"], "slow answers")
    with study.open_study(there, "ben") as opened:
        opened.entries.merge(["slow answers"], "silence")
    (conflict,) = apart.merge(here, there).conflicts
    assert "circle" in conflict.done
    with study.open_study(here, "ana") as opened:
        assert len(opened._desk.all(Merge)) == 1


def test_two_claims_of_one_label_both_stand(apart):
    here, there = apart.here, apart.there
    for path, words in ((here, "Silence costs trust."), (there, "Speed brings trust.")):
        with study.open_study(path, "ana") as opened:
            trust = opened.entries.add("code", {"kind": "construct", "name": "trust"})
            claim = {"label": "P1", "statement": words, "to": trust, "direction": "+"}
            opened.entries.claim(claim, [trust])
    (conflict,) = apart.merge(here, there).conflicts
    assert conflict.what == "proposition 'P1'"
    with study.open_study(here, "ana") as opened:
        found = {p.label: p.statement for p in opened._desk.all(Proposition)}
        assert found == {"P1": "Silence costs trust.", "P1 (2)": "Speed brings trust."}
        assert len(opened.snapshot().causes) == 2


def test_two_reasons_for_one_judgement_are_both_told(apart):
    here, there = apart.here, apart.there
    for path, why in ((here, "It is the same."), (there, "They say so.")):
        with study.open_study(path, "ana") as opened:
            opened.entries.merge(["silence"], "slow answers", why)
    (conflict,) = apart.merge(here, there).conflicts
    assert (conflict.ours, conflict.theirs) == ("It is the same.", "They say so.")


def test_after_a_withdrawal_here_a_second_run_finds_nothing(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        who = opened.participant("Ben", study.key_of(here))
        opened.withdraw(who, study.key_of(here))
    for path, words in ((here, "No word."), (there, "They do not call.")):
        with study.open_study(path, "ana") as opened:
            silence = next(c for c in opened.snapshot().codes if c.name == "silence")
            opened.entries.edit("code", silence.id, {"definition": words})
    assert len(apart.merge(here, there).conflicts) == 1
    assert apart.merge(here, there).nothing


def test_the_preview_counts_without_whoever_withdrew(apart):
    here, there = apart.here, apart.there
    with study.open_study(here, "ana") as opened:
        apart.code(opened, "Nobody called", "silence", source=1)
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
        who = opened.participant("Ben", study.key_of(there))
        opened.withdraw(who, study.key_of(there))
    before = here.read_bytes()
    with study.open_study(here, "ana") as opened:
        seen = opened.syncing.preview(there)
        assert who.pseudonym in {p.pseudonym for p in opened._desk.all(Participant)}
    assert here.read_bytes() == before
    assert seen.withdrawn == ["P2"]
    assert apart.merge(here, there) == seen
    assert {path.name for path in here.parent.iterdir()} == {
        "folder",
        *(f"{name}.crosscase{end}" for name in ("here", "there") for end in ("", ".key")),
    }


def test_a_person_who_shares_a_talk_withdraws_from_both(tmp_path: Path, apart):
    here, there = apart.here, apart.there
    talk = tmp_path / "both.txt"
    talk.write_text(
        "Q: And you two?\n\nANNA: We met in a small tent by the river.\n\n"
        "BEN: I was late again.\n\nQ: And then?\n\nANNA: We went on with it.\n\n"
        "BEN: I paid for both of us.\n"
    )
    with study.open_study(here, "ana") as opened:
        opened.add([talk], study.key_of(here))
    shutil.copyfile(here, there)
    shutil.copyfile(study.key_path(here), study.key_path(there))
    with study.open_study(here, "ana") as opened:
        apart.code(opened, "We went on", "going on", -1)
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "small tent", "place", -1)
        apart.code(opened, "I paid", "money", -1)
        opened.withdraw(opened.participant("Ben", study.key_of(there)), study.key_of(there))
        apart.code(opened, "river", "place", -1)
    told = apart.merge(here, there)
    assert told.withdrawn == ["P2"]
    assert told.conflicts == []
    with study.open_study(here, "ana") as opened:
        assert not any("I paid" in edition.text for edition in opened._desk.all(Edition))
        named = {c.id: c.name for c in opened.snapshot().codes}
        assert {"going on", "place"} <= {named[c.code] for c in opened._desk.all(Coding)}
    assert apart.merge(here, there).nothing


def test_what_is_brought_back_is_still_whose_words_it_is(apart):
    """A passage that was taken away here and is used there; then the person withdraws."""
    here, there = apart.here, apart.there
    for path, who in ((here, "ana"), (there, "ben")):
        with study.open_study(path, who) as opened:
            if path == here:
                (coding,) = opened._desk.all(Coding)
                opened.codings.take_off([coding.id])
                with opened._desk.change("test") as writer:
                    for segment in opened._desk.all(Segment):
                        writer.remove(Segment, segment.id)
            else:
                apart.code(opened, "three weeks", "time")
    assert any(c.done == "it is back" for c in apart.merge(here, there).conflicts)
    with study.open_study(here, "ana") as opened:
        assert [s.quote for s in opened._desk.all(Segment)] == ["three weeks"]
        with opened._desk.reading() as db:
            (passage,) = delta.uids(db, NOUNS[Segment]).values()
            assert len(delta.people_of(db, NOUNS[Segment], passage)) == 1
        opened.withdraw(opened.participant("Anna", study.key_of(here)), study.key_of(here))
        with opened._desk.reading() as db:
            here_kept = [words for _, words in erase.kept(db)]
        others = apart.newest(opened).text
        assert not any("three weeks" in words for words in here_kept if words != others)


def test_names_protected_in_one_copy_alone_are_not_brought_back(apart):
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        apart.code(opened, "customers left", "loss")
    with study.open_study(here, "ana") as opened, opened._desk.change("protect") as writer:
        edition = opened._desk.all(Edition)[1]
        writer.change(Edition, edition.id, text=edition.text.replace("ben", "[P2]"))
    with pytest.raises(NotAllowed, match="not of both"):
        apart.merge(here, there)


def test_a_judgement_moved_there_is_moved_here(apart):
    here, there = apart.here, apart.there
    with study.open_study(there, "ben") as opened:
        edition = apart.newest(opened)
        at = edition.text.index("three weeks")
        (coding,) = opened._desk.all(Coding)
        opened.codings.move(coding.id, Span(at, at + len("three")))
    assert apart.merge(here, there).conflicts == []
    assert apart.rows(here)["codings"] == apart.rows(there)["codings"]
