"""Codebook and survey of a study folder."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any, cast

from crosscase.domain.codebook import Assignment, Code, CodeKind, Origin, Sign, same_name
from crosscase.domain.people import Case, Group, Participant
from crosscase.domain.questions import Answer, Question
from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Edition, Presence, Source
from crosscase.store.rows import Writer, read
from crosscase.study.load_people import People
from crosscase.study.veil import Veil

_KINDS = ("keyword", "theme", "construct")


def add_codebook(writer: Writer, table: Table | None) -> list[Remark]:
    """Write ``codebook.csv``: name, kind, parent, definition, include, exclude, example, …

    A construct that ``study.toml`` defines already gains what its row adds.
    """
    if table is None:
        return []
    remarks: list[Remark] = []
    known = {_shelf(code.kind, code.name): code for code in read(writer.db, Code)}
    parents: list[tuple[int, str, int]] = []
    for line, record in zip(table.lines, table.records(), strict=True):
        name, kind = record.get("name", "").strip(), record.get("kind", "").strip() or "keyword"
        if not name or kind not in _KINDS:
            what = "names no code" if not name else f"has the kind {kind!r}"
            remarks.append(Remark("codebook-row", f"a row {what}", "flaw", "codebook", line))
            continue
        rest = {
            key: record.get(key, "").strip()
            for key in ("definition", "include", "exclude", "example", "reference")
        }
        if _shelf(kind, name) in known:
            old = known[_shelf(kind, name)]
            news = {k: v for k, v in rest.items() if v and not getattr(old, k)}
            if news and old.kind == kind:
                writer.change(Code, old.id, (), **news)
            elif old.kind != kind:
                remarks.append(
                    Remark("code-twice", f"{name!r} stands twice", "flaw", "codebook", line)
                )
            continue
        origin = record.get("origin", "").strip() or "inductive"
        code = Code(
            0,
            cast("CodeKind", kind),
            name,
            cast("Origin", origin if origin in ("deductive", "inductive") else "inductive"),
            sign=cast("Sign", record.get("sign", "").strip()),
        )
        code = dataclasses.replace(code, **cast("dict[str, Any]", rest))
        number = writer.add(code)
        known[_shelf(kind, name)] = Code(number, code.kind, name)
        if record.get("parent", "").strip():
            parents.append((number, record["parent"].strip(), line))
    for number, parent, line in parents:
        if _shelf("construct", parent) not in known:
            remarks.append(
                Remark("unknown-construct", f"{parent!r} is no code", "flaw", "codebook", line)
            )
            continue
        writer.add(
            Assignment(0, number, known[_shelf("construct", parent)].id, writer.coder, "codebook")
        )
    return remarks


def add_survey(writer: Writer, table: Table, people: People, veil: Veil) -> list[Remark]:
    """Write ``survey.csv``: each row one respondent's answer sheet, each question an answer.

    Columns are matched to questions by label, by equivalence name, or by their wording.
    """
    remarks: list[Remark] = []
    groups = {group.name: group.id for group in read(writer.db, Group)}
    cases = {case.name: case.id for case in read(writer.db, Case)}
    asked = read(writer.db, Question)
    plain = {column.casefold().strip(): column for column in table.columns}
    who = plain.get("respondent") or plain.get("participant") or table.columns[0]
    unmatched: set[str] = set()
    for line, record in zip(table.lines, table.records(), strict=True):
        name = record[who].strip() or f"R{line:02d}"
        group = groups.get(record.get("group", "").strip())
        person = people.ids.get(name) or people.ids.get(veil(name))
        if person is None:
            person = writer.add(
                Participant(0, name, group, cases.get(record.get("case", "").strip()), "", "survey")
            )
            people.ids[name] = person
        text, parts = "", []
        for column in table.columns:
            if column in (who, "group", "case") or not record[column].strip():
                continue
            question = _question(asked, column, group)
            if question is None:
                unmatched.add(column)
                continue
            said = record[column].strip()
            parts.append((question, len(text), len(text) + len(said)))
            text += said + "\n"
        if not parts:
            remarks.append(Remark("no-answer", f"{name} answered nothing", "note", "survey", line))
            continue
        sha = hashlib.sha256(text.encode()).hexdigest()
        source = writer.add(Source(0, f"survey {name}", "answers", sha))
        writer.add(Presence(0, source, person))
        edition = writer.add(Edition(0, source, 1, "first", text.rstrip("\n")), [person])
        writer.add_all([Answer(0, edition, q, a, b, person) for q, a, b in parts])
    remarks += [
        Remark("unmatched-column", f"{column!r} is no question of the guide", "doubt", "survey")
        for column in sorted(unmatched)
    ]
    return remarks


def _question(asked: list[Question], column: str, group: int | None) -> int | None:
    wanted = column.casefold().strip()
    hits = [
        q
        for q in asked
        if wanted in (q.label.casefold(), q.equivalent.casefold(), q.wording.casefold().strip())
    ]
    own = [q for q in hits if q.group in (group, None)]
    return (own or hits)[0].id if hits else None


def _shelf(kind: str, name: str) -> tuple[bool, str]:
    """Keywords stand apart from themes and constructs: one name may be on both shelves."""
    return kind == "keyword", same_name(name)
