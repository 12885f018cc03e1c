"""The codebook as it stood on a day, and what has become of it since."""

from __future__ import annotations

from dataclasses import dataclass, fields

from crosscase.domain.codebook import Assignment, Code, Merge
from crosscase.domain.journal import Entry
from crosscase.store import undo
from crosscase.store.past import rows_at
from crosscase.study.desk import Desk


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes, merges and assignments after journal entry ``n``."""

    n: int
    codes: tuple[Code, ...]
    merges: tuple[Merge, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """One thing that became of a code: what happened, and from what to what where that is known."""

    code: str
    what: str
    was: str = ""
    now: str = ""


def codebook_at(desk: Desk, n: int) -> Codebook:
    """The codebook as it stood after entry ``n``."""
    with desk.reading() as db:
        return Codebook(
            n,
            tuple(rows_at(db, Code, n)),
            tuple(rows_at(db, Merge, n)),
            tuple(rows_at(db, Assignment, n)),
        )


def entry_on(log: list[Entry], day: str) -> int:
    """The last entry of a day (``2026-03-03``, UTC) or before it; 0 where there is none."""
    return max((entry.n for entry in log if entry.at[:10] <= day), default=0)


def history_to(desk: Desk, day: str) -> tuple[Codebook, list[Since]]:
    """The codebook as on a day, and what has become of it since."""
    with desk.reading() as db:
        log = undo.history(db)
    then, now = codebook_at(desk, entry_on(log, day)), codebook_at(desk, log[-1].n if log else 0)
    return then, differences(then, now)


def differences(then: Codebook, now: Codebook) -> list[Since]:
    """What was added, removed, changed, merged, split, put under a construct or taken out."""
    old, new = ({code.id: code for code in book.codes} for book in (then, now))
    found = [Since(c.name, "added") for number, c in new.items() if number not in old]
    found += [Since(c.name, "removed") for number, c in old.items() if number not in new]
    for number, code in new.items():
        was = old.get(number)
        if was is None or was == code:
            continue
        for field in fields(Code):
            before, after = getattr(was, field.name), getattr(code, field.name)
            if before != after:
                what = "renamed" if field.name == "name" else f"{field.name} changed"
                found.append(Since(code.name, what, before, after))
    names = {**{n: c.name for n, c in old.items()}, **{n: c.name for n, c in new.items()}}
    for links, ends, made, gone in (
        ("merges", ("keyword", "into"), "merged into", "split from"),
        ("assignments", ("keyword", "to"), "put under", "taken out of"),
    ):
        before, after = (
            {tuple(getattr(link, end) for end in ends) for link in getattr(book, links)}
            for book in (then, now)
        )
        found += [Since(names[a], made, "", names[b]) for a, b in sorted(after - before)]
        found += [Since(names[a], gone, names[b], "") for a, b in sorted(before - after)]
    return found
