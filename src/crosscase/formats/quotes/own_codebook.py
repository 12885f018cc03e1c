"""The codebook that crosscase writes, as a table or as a page to be read, on its way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from crosscase.domain.codebook import same_name
from crosscase.domain.reading import GridCell
from crosscase.domain.remarks import Remark
from crosscase.formats.quotes.codebook import told_of_codebook
from crosscase.formats.quotes.grids import Rows
from crosscase.formats.refi.project import Project, ProjectCode, Set
from crosscase.formats.tables import heads_of

_KINDS = ("construct", "theme", "keyword")
_ABOVE = ("belongs to", "parent")
_LINES = ("include", "exclude", "example", "reference", "dimensions")
"""What else is said of a code: a line each below its definition."""

_TAKEN = frozenset(("kind", "name", *_ABOVE, "definition", *_LINES, "colour"))
_LEFT = ("merged into", "origin", "role", "sign", "mentions", "people", "cases")
_ENTRY = re.compile(r"(?:## )?(Keyword|Theme|Construct): (.+)")
_FACT = re.compile(rf"(?:- \*\*)?({'|'.join((*sorted(_TAKEN), *_LEFT))})(?:\*\*)?: (.*)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
_GUARDED = re.compile(r"'(?=[-=+@\t\r\n])")
"""An apostrophe that keeps a spreadsheet from running words as a formula."""

_PIECES = 4
"""Pieces between ``;`` that may be one name."""

_FIRST = 200
"""Characters within which such a page comes to its first code."""


def is_own_head(columns: Sequence[str]) -> bool:
    """Whether these are the columns of a codebook of crosscase."""
    heads = heads_of(columns)
    return {"kind", "name"} <= set(heads) and any(above in heads for above in _ABOVE)


def is_own_page(text: str) -> bool:
    """Whether the text begins as the codebook that crosscase writes to be read."""
    first, _, rest = text.lstrip("\ufeff\n ").partition("\n")
    if first.removeprefix("# ").strip() != "Codebook":
        return False
    return any(_ENTRY.fullmatch(line.strip()) for line in rest[:_FIRST].split("\n"))


def rows_of_page(text: str) -> Rows:
    """The codes of such a page as the rows of the table."""
    found: list[dict[str, list[str]]] = []
    last = ""
    for line in text.split("\n"):
        said = line.strip()
        if entry := _ENTRY.fullmatch(said):
            found.append({"kind": [entry[1].casefold()], "name": [_plain(entry[2])]})
            last = ""
        elif found and (fact := _FACT.fullmatch(said)) and fact[1] not in found[-1]:
            last = fact[1]
            found[-1][last] = [_plain(fact[2])]
        elif found and said and last:
            found[-1][last].append(_plain(said))
    columns = tuple(dict.fromkeys(column for one in found for column in (*one, "belongs to")))
    rows = [[GridCell("\n".join(one.get(column, ()))) for column in columns] for one in found]
    return Rows(columns, rows)


def own_codebook_in(rows: Rows, file: str) -> Project:
    """Constructs and themes with what belongs to them; counts stay behind.

    A theme that belongs to no construct is a set of its keywords, for at the top of a project
    are constructs.
    """
    reading = _Reading(_records(rows))
    return Project(
        PurePath(file).stem,
        "a codebook of crosscase",
        codes=tuple(reading.codes.values()),
        sets=tuple(replace(o, codes=tuple(reading.members[g])) for g, o in reading.sets.items()),
        remarks=(*rows.remarks, *_told(rows, reading, file)),
    )


def _records(rows: Rows) -> list[dict[str, str]]:
    """Each row that names a code, by column; constructs first, keywords last."""
    heads = heads_of(rows.columns)
    found = []
    for row in rows.rows:
        words = [_GUARDED.sub("", cell.words.strip(), count=1) for cell in row]
        record = dict(zip(heads, words, strict=False))
        if record.get("name") and record.get("kind") in _KINDS:
            found.append(record)
    return sorted(found, key=lambda record: _KINDS.index(record["kind"]))


class _Reading:
    """The codes of a codebook; each knows at most one above it, but may be in many sets.

    ``further``: those that belong to more than that.
    """

    def __init__(self, records: list[dict[str, str]]) -> None:
        self.codes: dict[str, ProjectCode] = {}
        self.sets: dict[str, Set] = {}
        self.members: dict[str, list[str]] = {}
        self.further: list[str] = []
        self._ideas = {
            same_name(one["name"]): _guid(one["kind"], one["name"])
            for one in reversed(records)
            if one["kind"] != "keyword"
        }
        above = [list(self._above(one)) for one in records]
        self._filled = {same_name(name) for names in above for name in names}
        for one, names in zip(records, above, strict=True):
            self._take(one, names)

    def _above(self, record: dict[str, str]) -> Iterator[str]:
        """The names of what a code belongs to; a name that is known may hold what parts them."""
        said = next((record[column] for column in _ABOVE if record.get(column)), "")
        pieces = said.split(";")
        at = 0
        while at < len(pieces):
            names = [";".join(pieces[at : at + n]).strip() for n in range(1, _PIECES + 1)]
            known = [n for n, name in enumerate(names) if same_name(name) in self._ideas]
            longest = known[-1] if known else 0
            if names[longest]:
                yield names[longest]
            at += longest + 1

    def _take(self, record: dict[str, str], names: list[str]) -> None:
        kind, name = record["kind"], record["name"]
        guid = _guid(kind, name)
        said = [f"{line.capitalize()}: {record[line]}" for line in _LINES if record.get(line)]
        described = "\n".join(filter(None, (record.get("definition", ""), *said)))
        parents = self._parents(guid, names)
        if kind == "theme" and not parents and same_name(name) in self._filled:
            self.sets.setdefault(guid, Set(guid, name, described))
            self.members.setdefault(guid, [])
            return
        if any(one != self.codes[parents[0]].parent for one in parents[1:]):
            self.further.append(name)
        up, codable, colour = next(iter(parents), ""), kind == "keyword", record.get("colour", "")
        self.codes.setdefault(guid, ProjectCode(guid, name, up, codable, colour, described))

    def _parents(self, guid: str, names: list[str]) -> list[str]:
        """The codes that a code is below, the lowest first; it becomes a member of sets."""
        found: list[str] = []
        for name in names:
            idea = self._ideas.get(same_name(name), _guid("construct", name))
            if idea in self.sets:
                self.members[idea].append(guid)
            elif idea != guid:
                self.codes.setdefault(idea, ProjectCode(idea, name, codable=False))
                found.append(idea)
        return sorted(found, key=lambda idea: not self.codes[idea].parent)


def _guid(kind: str, name: str) -> str:
    return f"{kind} {same_name(name)}"


def _plain(said: str) -> str:
    return _ESCAPED.sub(r"\1", said)


def _told(rows: Rows, reading: _Reading, file: str) -> Iterator[Remark]:
    count = len(reading.codes) + len(reading.sets)
    heads = zip(rows.columns, heads_of(rows.columns), strict=True)
    yield from told_of_codebook(
        count, [column for column, head in heads if head not in _TAKEN], file
    )
    if reading.further:
        few = ", ".join(reading.further)[:300]
        told = f"{len(reading.further)} codes belong to several: each is below the first ({few})"
        yield Remark("codebook-several", told, "doubt", file)
