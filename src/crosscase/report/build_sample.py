"""Who was heard: cases, participants of each group, recruitment (Figures 1 to 3 of a study)."""

from __future__ import annotations

import csv
import io
from collections import Counter

from crosscase.domain.people import Group, Participant
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Line, Section
from crosscase.report.words import count, listed, share, some

_PRIVATE = {"gender", "approached", "why chosen", "relation", "minutes", "interviewer"}


def sample(chapter: Chapter) -> list[Section]:
    """Cases and people."""
    blocks: list[Block] = list(_cases(chapter))
    for group in chapter.study.groups:
        blocks += _group(chapter, group)
    return [
        Section("Sample", tuple(blocks)),
        Section("Recruitment", tuple(_recruitment(chapter)), 2),
    ]


def attributes(chapter: Chapter, about: str) -> dict[int, dict[str, str]]:
    """The researcher's own columns: values by column name, for each case or participant."""
    found: dict[int, dict[str, str]] = {}
    for item in chapter.study.attributes:
        if item.about == about:
            found.setdefault(item.of, {})[_column(item.name)] = chapter.quoter.safe(item.value)
    return found


def _column(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _cases(chapter: Chapter) -> list[Block]:
    cases = chapter.study.cases
    if not cases:
        return [text("The study compares no cases.")]
    known = attributes(chapter, "case")
    columns = list(dict.fromkeys(name for case in cases for name in known.get(case.id, {})))
    heard = Counter(p.case for p in chapter.numbers.heard)
    numeric = {
        at + 1
        for at, name in enumerate(columns)
        if all(_number(known.get(case.id, {}).get(name, "0")) is not None for case in cases)
    }
    silent = [case.name for case in cases if not heard[case.id]]
    said = f"The study compares {count(len(cases), 'case')}."
    if silent:
        said += f" Nobody was heard in {listed(map(chapter.quoter.safe, silent))}."
    return [
        text(said),
        table(
            "The cases",
            ("Case", *map(_head, columns), "People heard"),
            [
                (
                    cell(chapter.quoter.safe(case.name)),
                    *(cell(known.get(case.id, {}).get(name, "")) for name in columns),
                    cell(heard[case.id]),
                )
                for case in cases
            ],
            numeric | {len(columns) + 1},
        ),
    ]


def _head(name: str) -> str:
    return name[:1].upper() + name[1:]


def _group(chapter: Chapter, group: Group) -> list[Block]:
    """People of cases by role; a small group without cases person by person."""
    label = chapter.quoter.safe(group.label or group.name)
    people = [p for p in chapter.study.participants if p.group == group.id]
    listed_ = [p for p in people if p.role or p.id not in chapter.numbers.writers]
    wrote = sum(p.id in chapter.numbers.writers for p in people)
    if not people:
        return [text(f"{label}: the study lists nobody.")]
    heard = chapter.numbers.heard_of(group)
    said = f"{label}: {count(heard, 'person', 'people')} heard of {len(people)} listed"
    said += f"; {wrote} of them wrote answers and were not interviewed." if wrote else "."
    blocks: list[Block] = [text(said)]
    given = chapter.study.facts_by_key.get("table.positions", "")
    if group.has_cases or len(listed_) > 25:
        blocks.append(_by_role(chapter, label, listed_))
        if given and group is next((g for g in chapter.study.groups if g.has_cases), None):
            blocks += _as_given(chapter, label, given)
    elif listed_:
        blocks.append(_one_by_one(chapter, label, listed_))
    return blocks


def _by_role(chapter: Chapter, label: str, people: list[Participant]) -> Block:
    known = attributes(chapter, "participant")
    heard = {p.id for p in chapter.numbers.heard}
    names = dict.fromkeys(name for p in people for name in known.get(p.id, {}))
    means = [
        name
        for name in names
        if name not in _PRIVATE and all(_number(known.get(p.id, {}).get(name, "0")) is not None
                                        for p in people)
    ]  # fmt: skip
    roles: dict[str, list[Participant]] = {}
    for person in people:
        roles.setdefault(person.role or "not stated", []).append(person)
    rows: list[tuple[Line, ...]] = []
    for role, mine in [*roles.items(), ("Total", people)]:
        row = [cell(chapter.quoter.safe(role)), cell(len(mine))]
        row.append(cell(sum(p.id in heard for p in mine)))
        for name in means:
            values = [_number(known.get(p.id, {}).get(name, "")) for p in mine]
            stated = [value for value in values if value is not None]
            row.append(cell(f"{sum(stated) / len(stated):.1f}" if stated else "not stated"))
        rows.append(tuple(row))
    columns = ("Position", "Listed", "Heard", *(f"{_head(name)}, mean" for name in means))
    return table(f"Participants: {label}", columns, rows, range(1, len(columns)))


def _as_given(chapter: Chapter, label: str, given: str) -> list[Block]:
    rows = [row for row in csv.reader(io.StringIO(given)) if row]
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or width > 12:
        return []
    safe = chapter.quoter.safe
    body = [tuple(cell(safe(v)) for v in [*row, *[""] * (width - len(row))]) for row in rows[1:]]
    columns = [_head(_column(safe(name))) for name in rows[0]]
    caption = f"{label}: positions as the researchers state them in a table of their own"
    return [table(caption, [*columns, *[""] * (width - len(columns))], body, range(1, width))]


def _one_by_one(chapter: Chapter, label: str, people: list[Participant]) -> Block:
    known = attributes(chapter, "participant")
    names = [
        name
        for name in dict.fromkeys(name for p in people for name in known.get(p.id, {}))
        if name not in _PRIVATE
    ]
    heard = {p.id for p in chapter.numbers.heard}
    safe = chapter.quoter.safe
    return table(
        f"Participants: {label}",
        ("Participant", "Position", *map(_head, names), "Heard"),
        [
            (
                cell(safe(p.pseudonym)),
                cell(safe(p.role)),
                *(cell(known.get(p.id, {}).get(name, "")) for name in names),
                cell("yes" if p.id in heard else safe(p.recruited) or "no"),
            )
            for p in people
        ],
    )


def _recruitment(chapter: Chapter) -> list[Block]:
    people = chapter.study.participants
    known = attributes(chapter, "participant")
    outcomes = Counter(p.recruited for p in people if p.recruited)
    if not outcomes:
        return [text("The study file does not say how participants were recruited.")]
    safe = chapter.quoter.safe
    parts = [f"{safe(name)} {number}" for name, number in sorted(outcomes.items())]
    said = [f"The list of people names {count(len(people), 'person', 'people')}: {listed(parts)}."]
    heard = {p.id for p in chapter.numbers.heard}
    missing = [p for p in people if p.recruited == "interviewed" and p.id not in heard]
    if missing:
        said.append(
            f" {share(len(missing), outcomes['interviewed'])} who are listed as interviewed have "
            "no source in the study, so nothing here rests on them."
        )
    lines: list[Block] = [text("".join(said))]
    for column, lead in (
        ("why chosen", "They were chosen because of what they do: "),
        ("relation", "Relation to the interviewer before the study: "),
    ):
        values = Counter(v for p in people if (v := known.get(p.id, {}).get(column, "")))
        if values:
            ranked = sorted(values.items(), key=lambda item: (-item[1], item[0]))
            told = some([f"{name} ({number})" for name, number in ranked])
            lines.append(text(f"{lead}{told}."))
    return lines


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
