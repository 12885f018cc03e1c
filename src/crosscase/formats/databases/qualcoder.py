"""Read a project of QualCoder (the ``data.qda`` in its folder) as the plain values of a project.

Every release up to the one whose tables are called v17. Its positions count the characters of a
text, but a few of its releases and its imports counted otherwise: so what they count is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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
    User,
    Value,
    Variable,
)

ORIGIN = "QualCoder"
KNOWN = 17
"""The newest tables that were known when this was written."""

_MEDIA = {"code_av": "passages of recordings", "code_image": "areas of pictures"}
_LEFT = {"graph": "graphs", "stored_sql": "saved queries", "files_filter": "filters of files"}


def is_qualcoder(db: Database) -> bool:
    """Whether the tables are QualCoder's."""
    return db.has("code_text") and db.has("code_name")


def qualcoder_of(data: bytes, file: str) -> Project:
    """The project in ``data.qda``; each coded passage is read back.

    Raises ``UnreadableFile`` for what is none.
    """
    with opened(data, file) as db:
        about = db.rows("project", ("databaseversion", "memo"))
        texts = db.rows("source", ("id", "name", "fulltext", "mediapath", "memo"))
        drafts = list(_drafts(db, [row for row in texts if row[2]], file))
        codes = tuple(_codes(db))
        cases = tuple(_cases(db, {row[0]: len(text_of(row[2])) for row in texts}))
        variables = tuple(_variables(db))
        notes = [*_journal(db), *_notes(db)]
        remarks = list(_left(db, [row for row in texts if not row[2]]))
        owners = {
            text_of(row[0])
            for table in ("code_text", "annotation", "journal")
            for row in (db.rows(table, ("owner",)) if db.has(table) else ())
        }
    sources, verified = place(drafts, ORIGIN)
    version, memo = about[0] if about else ("", "")
    if (told := _newer(text_of(version))) is not None:
        remarks.append(told)
    return Project(
        file.removesuffix(".qda"),
        ORIGIN,
        text_of(memo),
        users=tuple(User(f"user {name}", name) for name in sorted(owners - {""})),
        codes=codes,
        variables=variables,
        cases=cases,
        sources=sources,
        notes=tuple(notes),
        verified=verified,
        remarks=(*doubts(verified, "qualcoder-doubtful"), *remarks),
    )


def _newer(version: str) -> Remark | None:
    digits = version.removeprefix("v")
    if digits.isdigit() and int(digits) <= KNOWN:
        return None
    told = (
        f"its tables are {version or 'of no release'}; up to v{KNOWN} is known: look at all of it"
    )
    return Remark("qualcoder-newer", told, "doubt")


def _codes(db: Database) -> Iterator[ProjectCode]:
    """Categories are folders; a code stands below its category, or (of late) below a code."""
    for number, name, memo, above in db.rows("code_cat", ("catid", "name", "memo", "supercatid")):
        parent = f"category {above}" if above is not None else ""
        yield ProjectCode(
            f"category {number}", text_of(name), parent, codable=False, description=text_of(memo)
        )
    columns = ("cid", "name", "memo", "catid", "color")
    for number, name, memo, category, colour, above in db.rows("code_name", columns, ("supercid",)):
        parent = f"category {category}" if category is not None else ""
        parent = f"code {above}" if above is not None else parent
        yield ProjectCode(
            f"code {number}",
            text_of(name),
            parent,
            colour=text_of(colour),
            description=text_of(memo),
        )


def _drafts(db: Database, texts: Sequence[Row], file: str) -> Iterator[Draft]:
    """Each text with what is coded, annotated, or said to belong to a case."""
    coded: dict[object, dict[tuple[int, int, str], list[Applied]]] = defaultdict(dict)
    of_codings = ("ctid", "cid", "fid", "pos0", "pos1", "seltext", "owner", "memo")
    for number, code, source, start, end, seen, owner, memo in db.rows("code_text", of_codings):
        noted = (f"memo code_text {number}",) if text_of(memo) else ()
        one = Applied(f"coding {number}", f"code {code}", f"user {text_of(owner)}", noted)
        coded[source].setdefault((whole(start), whole(end), text_of(seen)), []).append(one)
    plain: dict[object, list[tuple[Marked, Quotation]]] = defaultdict(list)
    if db.has("annotation"):
        columns = ("anid", "fid", "pos0", "pos1", "owner")
        for number, source, start, end, owner in db.rows("annotation", columns):
            noted = (f"memo annotation {number}",)
            user = f"user {text_of(owner)}"
            one_of = Quotation(f"annotation {number}", "", None, user=user, notes=noted)
            plain[source].append((Marked(whole(start), whole(end)), one_of))
    for number, _, source, start, end in _of_cases(db):
        passage = Quotation(f"case_text {number}", "", None)
        plain[source].append((Marked(whole(start), whole(end)), passage))
    values = _values(db, "file")
    for number, name, fulltext, _, memo in texts:
        raw = check_text(text_of(fulltext), file)
        entire = {(0, end) for end in (len(raw), len(raw) - 1)}
        pairs = [
            (Marked(*place), Quotation(codings[0].guid, "", None, codings=tuple(codings)))
            for place, codings in coded[number].items()
        ]
        pairs += [
            (mark, passage)
            for mark, passage in plain[number]
            if not passage.guid.startswith("case_text") or (mark.start, mark.end) not in entire
        ]
        pairs.sort(key=lambda pair: (pair[0].start, pair[0].end))
        yield drafted(number, text_of(name), raw, text_of(memo), pairs, values[number])


def _of_cases(db: Database) -> list[Row]:
    if not db.has("case_text"):
        return []
    return db.rows("case_text", ("id", "caseid", "fid", "pos0", "pos1"))


def _cases(db: Database, lengths: dict[object, int]) -> Iterator[ProjectCase]:
    """Each case with its values, the files that are all its own, and single passages."""
    if not db.has("cases"):
        return
    entire: dict[object, list[str]] = defaultdict(list)
    single: dict[object, list[str]] = defaultdict(list)
    for number, case, source, start, end in _of_cases(db):
        if source not in lengths:
            continue
        size = lengths[source]
        if not size or (whole(start) == 0 and whole(end) in (size, size - 1)):
            entire[case].append(f"source {source}")
        else:
            single[case].append(f"case_text {number}")
    values = _values(db, "case")
    for number, name, memo in db.rows("cases", ("caseid", "name", "memo")):
        yield ProjectCase(
            f"case {number}",
            text_of(name),
            text_of(memo),
            tuple(values[number]),
            sources=tuple(entire[number]),
            selections=tuple(single[number]),
        )


def _variables(db: Database) -> Iterator[Variable]:
    if not db.has("attribute_type"):
        return
    columns = ("name", "caseOrFile", "valuetype", "memo")
    for name, kind, valued, memo in db.rows("attribute_type", columns):
        yield Variable(
            f"variable {text_of(kind)} {text_of(name)}",
            text_of(name),
            "Float" if valued == "numeric" else "Text",
            text_of(memo),
        )


def _values(db: Database, kind: str) -> dict[object, list[Value]]:
    """What is known of each case or file; empty cells are left out."""
    found: dict[object, list[Value]] = defaultdict(list)
    if db.has("attribute"):
        for name, of, value, number in db.rows("attribute", ("name", "attr_type", "value", "id")):
            if of == kind and text_of(value).strip():
                found[number].append(Value(f"variable {kind} {text_of(name)}", text_of(value)))
    return found


def _journal(db: Database) -> Iterator[Note]:
    if db.has("journal"):
        columns = ("jid", "name", "jentry", "owner", "date")
        for number, name, entry, owner, date in db.rows("journal", columns):
            user = f"user {text_of(owner)}"
            yield Note(f"journal {number}", text_of(name), text_of(entry), user, text_of(date)[:10])


def _notes(db: Database) -> Iterator[Note]:
    """Memos on single codings, and annotations."""
    for table, key in (("code_text", "ctid"), ("annotation", "anid")):
        if db.has(table):
            for number, memo, owner, date in db.rows(table, (key, "memo", "owner", "date")):
                if text_of(memo):
                    told = (text_of(memo), f"user {text_of(owner)}", text_of(date)[:10])
                    yield Note(f"memo {table} {number}", "", *told)


def _left(db: Database, empty: Sequence[Row]) -> Iterator[Remark]:
    """What is not carried."""
    for _, name, _, path, _ in empty:
        told = f"it is no text ({text_of(path) or 'nothing is in it'}), and is left out"
        yield Remark("qualcoder-no-text", told, "note", text_of(name))
    for table, what in (_MEDIA | _LEFT).items():
        if count := db.count(table):
            told = f"{count} {what} are left out"
            yield Remark("qualcoder-left-out", told, "flaw" if table in _MEDIA else "note")
