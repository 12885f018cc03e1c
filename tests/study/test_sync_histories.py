"""Two copies with any histories become one: nothing is lost in silence, twice is once."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.codings import Coding
from crosscase.domain.people import Participant
from crosscase.domain.sources import Turn
from crosscase.domain.spans import Span
from crosscase.errors import CrosscaseError
from crosscase.store import delta
from crosscase.store.columns import meta
from crosscase.study import Study

STRESS = os.environ.get("CROSSCASE_STRESS") == "1"
SEEDS = (
    [pytest.param(seed, marks=pytest.mark.stress) for seed in range(200)] if STRESS else range(8)
)

APART = ("code", "code", "code", "uncode", "memo", "attribute", "define own", "undo", "redo")
"""What two coders can do at once without meaning different things."""
ANYTHING = (
    *("code", "code", "code", "uncode", "rename", "define", "merge", "assign", "drop", "memo"),
    *("attribute", "claim", "consent", "undo", "redo", "correct", "rate", "rival", "freeze"),
    *("judged", "read again", "question", "recode", "move"),
)


def say(coder: str, chance: random.Random) -> str:
    """Words that both may say, or that nobody else says."""
    return chance.choice(["yes", "no", f"{coder} {chance.random():.9f}"])


def act(apart: Any, opened: Study, coder: str, what: str, chance: random.Random) -> None:
    """Something a coder may do, at random."""
    seen = opened.snapshot()
    words = [c for c in seen.codes if c.kind == "keyword"]
    ideas = [c.id for c in seen.codes if c.kind != "keyword"]
    people = opened._desk.all(Participant)
    if what == "code":
        edition = apart.newest(opened, chance.randrange(2))
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
        opened.entries.edit("code", chance.choice(words).id, {"definition": say(coder, chance)})
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
        opened.entries.add("memo", {"text": say(coder, chance), "kind": "theoretical"})
    elif what == "attribute":
        value = {"about": "participant", "of": chance.choice(people).id, "name": f"{coder}'s"}
        opened.entries.add("attribute", {**value, "value": say(coder, chance)})
    elif what == "claim":
        label = f"P{chance.randrange(3)}"
        claim = {"label": label, "statement": say(coder, chance), "direction": "+"}
        opened.entries.claim({**claim, "to": chance.choice(ideas)}, [chance.choice(ideas)])
    elif what == "consent":
        value = {"participant": chance.choice(people).id, "use": "record"}
        opened.entries.add("consent", {**value, "allowed": chance.choice([True, False])})
    elif what == "correct":
        edition = apart.newest(opened, chance.randrange(2))
        turn = chance.choice([t for t in opened._desk.all(Turn) if t.edition == edition.id])
        said = turn.span.of(edition.text)
        opened.correct_turn(edition.id, turn.start, f"{say(coder, chance)}. {said}")
    elif what == "rate":
        case = opened.entries.add("case", {"name": f"case {chance.randrange(3)}"})
        opened.entries.add("rating", {"case": case, "value": float(chance.randrange(9))})
    elif what == "rival":
        claim = chance.choice(seen.propositions)
        said = {"label": f"R{chance.randrange(3)}", "statement": say(coder, chance)}
        opened.entries.add("rival", {"proposition": claim.id, **said})
    elif what == "freeze":
        opened.double_codings.freeze("sentence", "cleo")
    elif what == "judged":
        opened.double_codings.done(chance.choice(seen.double_codings).id)
    elif what == "read again":
        opened.read_again(chance.choice(seen.sources).id)
    elif what == "question":
        asked = {"label": f"Q{chance.randrange(3)}", "wording": say(coder, chance), "group": None}
        opened.entries.add("question", asked)
    elif what == "recode":
        coding = chance.choice(opened._desk.all(Coding))
        opened.codings.recode(coding.id, f"word {chance.randrange(9)}")
    elif what == "move":
        coding = chance.choice(opened._desk.all(Coding))
        at = chance.randrange(60)
        opened.codings.move(coding.id, Span(at, at + chance.choice([20, 30])))
    elif what == "undo":
        opened.journal.undo()
    else:
        opened.journal.redo()


def work(apart: Any, path: Path, coder: str, acts: tuple[str, ...], seed: int) -> None:
    chance, done = random.Random(seed), 0
    with study.open_study(path, coder) as opened:
        for _ in range(25):
            try:
                act(apart, opened, coder, chance.choice(acts), chance)
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


@pytest.mark.parametrize("seed", SEEDS)
def test_work_that_cannot_clash_is_the_same_on_both_sides_afterwards(apart, seed):
    here, there = apart.here, apart.there
    for turn in range(2):
        work(apart, here, "ana", APART, 4 * seed + 2 * turn)
        work(apart, there, "ben", APART, 4 * seed + 2 * turn + 1)
        assert apart.merge(here, there).conflicts == []
        assert apart.merge(here, there).nothing
        assert apart.merge(there, here, "ben").conflicts == []
        assert described(apart.rows(here)) == described(apart.rows(there))


@pytest.mark.parametrize("seed", SEEDS)
def test_over_any_histories_nothing_is_lost_in_silence(apart, seed):
    """What either says anew stands afterwards or is told; what is gone is gone by an act."""
    here, there = apart.here, apart.there
    known = said(apart.rows(here))
    for turn in range(2):
        work(apart, here, "ana", ANYTHING, 4 * seed + 2 * turn)
        work(apart, there, "ben", ANYTHING, 4 * seed + 2 * turn + 1)
        mine, theirs = apart.rows(here), apart.rows(there)
        told = apart.merge(here, there)
        both = apart.rows(here)
        for table, rows in mine.items():
            gone = len([uid for uid in rows if uid not in both[table]])
            assert gone == told.removed.get(table, 0)
        stands = "\n".join((*said(both), *map(str, told.conflicts)))
        assert [words for words in (said(mine) | said(theirs)) - known if words not in stands] == []
        known |= said(mine) | said(theirs)
        assert apart.merge(here, there).nothing
        with study.open_study(here, "ana") as opened:
            assert_sound(opened)


def said(rows: dict[str, dict[str, delta.Values]]) -> set[str]:
    """All words of a study but what is quoted from its texts."""
    return {
        value
        for table, some in rows.items()
        if table not in ("segments", "editions")
        for values in some.values()
        for column, value in values.items()
        if meta.tables[table].c[column].info.get("words")
    }


def assert_sound(opened: Study) -> None:
    """No reference into nothing, no judgement twice, no two keywords of one name."""
    with opened._desk.reading() as db:
        assert db.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    codes = [(c.kind, c.name.casefold()) for c in opened.snapshot().codes]
    assert len(set(codes)) == len(codes)
    judged_ = [(c.segment, c.code, c.coder) for c in opened._desk.all(Coding)]
    assert len(set(judged_)) == len(judged_)
