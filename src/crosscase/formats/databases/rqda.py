"""Read a project of RQDA (``.rqda``) as the plain values of a project.

What its user deleted stays in its tables with the status 0, and is left there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crosscase.domain.remarks import Remark
from crosscase.formats.bounds import check_text
from crosscase.formats.databases.database import Database, Row, opened, text_of, whole
from crosscase.formats.databases.placed import Draft, doubts, drafted, place
from crosscase.formats.refi.offsets import Marked
from crosscase.formats.refi.project import (
    Applied,
    Note,
    Project,
    ProjectCase,
    ProjectCode,
    Quotation,
    Set,
    User,
    Value,
    Variable,
)

ORIGIN = "RQDA"

_ALWAYS = ("source", "freecode", "coding")
_LEFT = {"image": "pictures", "imageCoding": "areas of pictures", "coding2": "second codings"}


def is_rqda(db: Database) -> bool:
    """Whether the tables are RQDA's."""
    return db.has("freecode") and db.has("coding")


def rqda_of(data: bytes, file: str) -> Project:
    """The project in a database of RQDA; each coding is read back.

    Raises ``UnreadableFile`` for what is none.
    """
    with opened(data, file) as db:
        about = db.rows("project", ("memo",)) if db.has("project") else []
        drafts = list(_drafts(db, file))
        codes = tuple(
            ProjectCode(f"code {n}", text_of(name), colour=text_of(colour), description=text_of(m))
            for n, name, m, colour in _live(db, "freecode", ("id", "name", "memo"), ("color",))
        )
        sets = tuple(_categories(db))
        values = _values(db, "caseAttr", "caseID")
        files = _files(db)
        cases = tuple(
            ProjectCase(f"case {n}", text_of(name), text_of(m), values[n], sources=files.get(n, ()))
            for n, name, m in _live(db, "cases", ("id", "name", "memo"))
        )
        notes = [*_journal(db), *_notes(db)]
        owners = {
            text_of(row[0])
            for table in ("coding", "annotation", "journal")
            for row in _live(db, table, ("owner",))
        }
        named = {text_of(row[0]) for row in _live(db, "attributes", ("name",))}
        remarks = [
            Remark("rqda-left-out", f"{count} {what} are left out", "note")
            for table, what in _LEFT.items()
            if (count := db.count(table))
        ]
    if count := sum(note.guid.startswith("annotation ") for note in notes):
        told = f"{count} annotations stand at one place of a text: each is a memo on its line"
        remarks.append(Remark("rqda-annotations", told, "note"))
    sources, verified = place(drafts, ORIGIN)
    return Project(
        file.removesuffix(".rqda"),
        ORIGIN,
        text_of(about[0][0]) if about else "",
        users=tuple(User(f"user {name}", name) for name in sorted(owners - {""})),
        codes=codes,
        variables=tuple(Variable(f"variable {name}", name) for name in sorted(named - {""})),
        cases=cases,
        sources=sources,
        notes=tuple(notes),
        sets=sets,
        verified=verified,
        remarks=(*doubts(verified, "rqda-doubtful"), *remarks),
    )


def _live(
    db: Database, table: str, columns: tuple[str, ...], later: tuple[str, ...] = ()
) -> Iterator[Row]:
    """The rows of a table that were not deleted; none where an older release had no such table."""
    if table in _ALWAYS or db.has(table):
        for *row, status in db.rows(table, columns, (*later, "status")):
            if status is None or whole(status) == 1:
                yield tuple(row)


def _drafts(db: Database, file: str) -> Iterator[Draft]:
    coded: dict[object, dict[tuple[int, int, str], list[Applied]]] = defaultdict(dict)
    columns = ("cid", "fid", "selfirst", "selend", "seltext", "owner", "memo")
    for at, (code, source, start, end, seen, owner, memo) in enumerate(
        _live(db, "coding", columns), 1
    ):
        noted = (f"memo {at}",) if text_of(memo) else ()
        one = Applied(f"coding {at}", f"code {code}", f"user {text_of(owner)}", noted)
        coded[source].setdefault((whole(start), whole(end), text_of(seen)), []).append(one)
    annotated: dict[object, list[tuple[int, str]]] = defaultdict(list)
    for guid, source, position, *_ in _annotations(db):
        annotated[source].append((position, guid))
    values = _values(db, "fileAttr", "fileID")
    for number, name, fulltext, memo in _live(db, "source", ("id", "name", "file", "memo")):
        raw = check_text(text_of(fulltext), file)
        pairs = [
            (Marked(*place), Quotation(codings[0].guid, "", None, codings=tuple(codings)))
            for place, codings in coded[number].items()
        ]
        of_all: list[str] = []
        for position, guid in annotated[number]:
            if line := _line(raw, position):
                pairs.append((line, Quotation(guid, "", None, notes=(guid,))))
            else:
                of_all.append(guid)
        pairs.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[0].words))
        yield drafted(number, text_of(name), raw, text_of(memo), pairs, values[number], of_all)


def _line(raw: str, position: int) -> Marked | None:
    """The line around a place of a text; None where there are no words, or no such place."""
    if not 0 <= position <= len(raw):
        return None
    start = raw.rfind("\n", 0, position) + 1
    line = raw[start:].partition("\n")[0]
    words = line.strip()
    start += len(line) - len(line.lstrip())
    return Marked(start, start + len(words), words) if words else None


def _annotations(db: Database) -> Iterator[tuple[str, object, int, str, str, str]]:
    """What was written at a place of a text: identifier, text, place, words, by whom, when."""
    columns = ("fid", "position", "annotation", "owner", "date")
    for at, (source, position, said, owner, date) in enumerate(_live(db, "annotation", columns), 1):
        if text_of(said):
            told = text_of(said), text_of(owner), text_of(date)
            yield f"annotation {at}", source, whole(position), *told


def _categories(db: Database) -> Iterator[Set]:
    """A code may stand in several categories of RQDA: so these are sets, not a tree."""
    held: dict[object, list[str]] = defaultdict(list)
    for code, category in _live(db, "treecode", ("cid", "catid")):
        held[category].append(f"code {code}")
    for number, name, memo in _live(db, "codecat", ("catid", "name", "memo")):
        yield Set(f"category {number}", text_of(name), text_of(memo), tuple(held[number]))


def _files(db: Database) -> dict[object, tuple[str, ...]]:
    """The files of each case; RQDA says so by a passage, as a rule of the whole file."""
    found: dict[object, dict[str, None]] = defaultdict(dict)
    for case, source in _live(db, "caselinkage", ("caseid", "fid")):
        found[case][f"source {source}"] = None
    return {case: tuple(sources) for case, sources in found.items()}


def _values(db: Database, table: str, key: str) -> dict[object, tuple[Value, ...]]:
    """What is known of each case or file; empty cells are left out."""
    found: dict[object, tuple[Value, ...]] = defaultdict(tuple)
    for name, value, number in _live(db, table, ("variable", "value", key)):
        if text_of(value).strip():
            found[number] += (Value(f"variable {text_of(name)}", text_of(value)),)
    return found


def _journal(db: Database) -> Iterator[Note]:
    rows = _live(db, "journal", ("name", "journal", "owner", "date"))
    for at, (name, entry, owner, date) in enumerate(rows, 1):
        user = f"user {text_of(owner)}"
        yield Note(f"journal {at}", text_of(name), text_of(entry), user, text_of(date))


def _notes(db: Database) -> Iterator[Note]:
    """Memos on single codings, and annotations."""
    for guid, _, _, said, owner, date in _annotations(db):
        yield Note(guid, "", said, f"user {owner}", date)
    for at, (memo, owner, date) in enumerate(_live(db, "coding", ("memo", "owner", "date")), 1):
        if text_of(memo):
            yield Note(f"memo {at}", "", text_of(memo), f"user {text_of(owner)}", text_of(date))
