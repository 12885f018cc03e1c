"""The codebook as on a day: the journal walked backwards gives what stood there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.sources import Edition
from crosscase.domain.spans import Span
from crosscase.errors import CrosscaseError
from crosscase.study.past import codebook_at, differences


@pytest.mark.parametrize("seed", range(4))
def test_every_day_of_a_random_history_comes_back_as_it_was(tmp_path: Path, seed: int):
    """Codes made, renamed, merged, split, assigned, removed, undone and done again."""
    chance = random.Random(seed)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("ANNA: " + "words that go on " * 40 + "\n", encoding="utf-8")
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as opened:
        opened.load(folder, study.key_of(path))
        edition = opened._desk.all(Edition)[0].id
        books = {}
        for step in range(50):
            names = [c.name for c in opened.snapshot().codes if c.kind == "keyword"]
            ids = [c.id for c in opened.snapshot().codes]
            act = chance.choice(
                ["code", "code", "rename", "merge", "split", "assign", "drop", "undo", "redo"]
            )
            try:
                if act == "code":
                    at = chance.randrange(400)
                    opened.codings.apply(edition, Span(at, at + 20), f"word {chance.randrange(12)}")
                elif act == "rename":
                    opened.entries.edit("code", chance.choice(ids), {"name": f"new {step}"})
                elif act == "merge":
                    opened.entries.merge([chance.choice(names)], chance.choice(names))
                elif act == "split":
                    opened.split(chance.choice(names))
                elif act == "assign":
                    opened.entries.assign(chance.choice(names), f"idea {chance.randrange(3)}")
                elif act == "drop":
                    opened.entries.remove("code", [chance.choice(ids)])
                elif act == "undo":
                    opened.journal.undo()
                else:
                    opened.journal.redo()
            except (CrosscaseError, IndexError):
                continue
            now = opened.snapshot()
            books[now.n] = (now.codes, now.merges, now.assignments)
        assert len(books) > 15
        for n, (codes, merges, assignments) in books.items():
            then = codebook_at(opened._desk, n)
            assert (then.codes, then.merges, then.assignments) == (codes, merges, assignments)
        last = codebook_at(opened._desk, max(books))
        assert differences(last, last) == []


def test_what_became_of_a_code_is_told_in_words(tmp_path: Path):
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as opened:
        made = opened.entries.add("code", {"kind": "keyword", "name": "cost"})
        opened.entries.add("code", {"kind": "keyword", "name": "price"})
        then = codebook_at(opened._desk, opened.journal.last())
        opened.entries.edit("code", made, {"name": "training cost"})
        opened.entries.merge(["training cost"], "price")
        opened.entries.assign("price", "Market")
        now = codebook_at(opened._desk, opened.journal.last())
    told = [(s.code, s.what, s.was, s.now) for s in differences(then, now)]
    assert told == [
        ("Market", "added", "", ""),
        ("training cost", "renamed", "cost", "training cost"),
        ("training cost", "merged into", "", "price"),
        ("price", "put under", "", "Market"),
    ]


def test_everything_of_ones_own_after_a_point_is_undone_and_nothing_of_others(tmp_path: Path):
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as ana, study.open_study(path, "ben") as ben:
        ana.entries.add("code", {"kind": "keyword", "name": "first"})
        here = ana.journal.last()
        ana.entries.add("code", {"kind": "keyword", "name": "second"})
        ben.entries.add("code", {"kind": "keyword", "name": "of ben"})
        ana.entries.add("code", {"kind": "keyword", "name": "third"})
        assert [entry.n for entry in ana.journal.undo_to(here)] == [4, 2]
        assert [code.name for code in ana.snapshot().codes] == ["first", "of ben"]
        assert ana.journal.undo_to(here) == []
