"""Cases and participants of a study folder; real names go to the key file and no further."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosscase.domain.dates import iso_day
from crosscase.domain.people import (
    USES,
    Attribute,
    Case,
    Consent,
    Group,
    Participant,
    yes_or_no,
)
from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.store.rows import Writer, read
from crosscase.study.keyfile import KeyFile

_KIND_NAMES = {
    "case": {"case", "enterprise", "firm", "company", "organisation", "organization", "site"},
    "group": {"group", "population", "stratum"},
    "pseudonym": {"pseudonym", "participant", "code name", "alias"},
    "name": {"name", "real name", "full name"},
    "other_names": {"other names", "other_names", "nicknames", "spellings"},
    "role": {"role", "position", "job", "job title"},
    "file": {"file", "files", "source", "transcript", "interview"},
    "recruited": {"outcome", "recruited", "recruitment", "status"},
}
_DAYS = {"date", "interview date", "interviewed on", "date of interview", "日期", "访谈日期"}


@dataclass
class People:
    """Who is in the tables: ids by pseudonym, which files are whose, and the days of files."""

    ids: dict[str, int] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    attributes: list[Attribute] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def add_cases(writer: Writer, table: Table | None) -> tuple[list[Attribute], list[Remark]]:
    """Write ``cases.csv``: the first column that means "case".

    The other columns are handed back as attributes, to be kept once all real names are known.
    """
    attributes: list[Attribute] = []
    remarks: list[Remark] = []
    if table is None:
        return attributes, remarks
    column = _columns(table).get("case", table.columns[0])
    seen: dict[str, tuple[int, dict[str, str]]] = {}
    for line, record in zip(table.lines, table.records(), strict=True):
        name = record[column].strip()
        if not name:
            remarks.append(Remark("no-case", "a row names no case", "doubt", "cases", line))
            continue
        if name in seen:
            same = "word for word" if seen[name][1] == record else "with other values"
            remarks.append(
                Remark("case-twice", f"case {name} stands twice, {same}", "flaw", "cases", line)
            )
            continue
        number = writer.add(Case(0, name))
        seen[name] = (number, record)
        attributes += [
            Attribute(0, "case", number, key, value.strip())
            for key, value in record.items()
            if key != column and value.strip()
        ]
    return attributes, remarks


def add_participants(writer: Writer, table: Table | None, key: KeyFile) -> People:
    """Write ``participants.csv``; names and other spellings go to the key file."""
    people = People()
    if table is None:
        return people
    columns = _columns(table)
    groups = {group.name: group.id for group in read(writer.db, Group)}
    cases = {case.name: case.id for case in read(writer.db, Case)}
    named: dict[str, int] = {}
    for line, record in zip(table.lines, table.records(), strict=True):
        get = {kind: record[column].strip() for kind, column in columns.items()}
        name = get.get("name", "")
        pseudonym = get.get("pseudonym", "") or f"P{len(people.ids) + 1:02d}"
        if pseudonym in people.ids:
            people.remarks.append(
                Remark(
                    "pseudonym-twice",
                    f"{pseudonym} stands twice; the second row was left out",
                    "flaw",
                    "participants",
                    line,
                )
            )
            continue
        if name and name.casefold() in named:
            people.remarks.append(
                Remark(
                    "same-name",
                    f"{pseudonym} has the same name as the person of line {named[name.casefold()]}",
                    "doubt",
                    "participants",
                    line,
                )
            )
        if name:
            named.setdefault(name.casefold(), line)
        key.learn(pseudonym, name, *filter(None, get.get("other_names", "").split(";")))
        group = _known(groups, get.get("group", ""), "group", people.remarks, line)
        if get.get("group") and group is None:
            group = groups[get["group"]] = writer.add(Group(0, get["group"], get["group"]))
        case = _known(cases, get.get("case", ""), "case", people.remarks, line)
        if get.get("case") and case is None:
            case = cases[get["case"]] = writer.add(Case(0, get["case"]))
        number = writer.add(
            Participant(0, pseudonym, group, case, get.get("role", ""), get.get("recruited", ""))
        )
        people.ids[pseudonym] = number
        people.files[pseudonym] = [f.strip() for f in get.get("file", "").split(";") if f.strip()]
        people.days |= _days(record, people.files[pseudonym])
        _add_rest(writer, number, record, set(columns.values()), people, line)
    return people


def _add_rest(
    writer: Writer, number: int, record: dict[str, str], used: set[str], people: People, line: int
) -> None:
    consents: list[Consent] = []
    date, version = record.get("consent_date", ""), record.get("consent_version", "")
    for use in USES:
        said = record.get(f"consent_{use}", "").strip().casefold()
        allowed = yes_or_no(said)
        if allowed is not None:
            consents.append(Consent(0, number, use, allowed, date, version))
        elif said:
            people.remarks.append(
                Remark("consent-unclear", f"{said!r} is neither yes nor no", "doubt", "", line)
            )
    writer.add_all(consents)
    people.attributes += [
        Attribute(0, "participant", number, key, value.strip())
        for key, value in record.items()
        if key not in used and not key.startswith("consent_") and value.strip()
    ]


def _days(record: dict[str, str], files: list[str]) -> dict[str, str]:
    """The day of each file, where a column of days has one for each."""
    told = [v for k, v in record.items() if k.casefold().replace("_", " ").strip() in _DAYS]
    days = [iso_day(day) for day in told[0].split(";")] if told else []
    return dict(zip(files, days, strict=True)) if len(days) == len(files) else {}


def _columns(table: Table) -> dict[str, str]:
    """Which column means what, matched kindly: case, spaces and underscores do not matter."""
    found: dict[str, str] = {}
    for column in table.columns:
        plain = column.casefold().replace("_", " ").strip()
        for kind, names in _KIND_NAMES.items():
            if plain in names and kind not in found:
                found[kind] = column
    return found


def _known(
    known: dict[str, int], name: str, what: str, remarks: list[Remark], line: int
) -> int | None:
    if not name or name in known:
        return known.get(name)
    if known:
        remarks.append(
            Remark(
                f"unknown-{what}",
                f"{what} {name!r} stands in no table",
                "doubt",
                "participants",
                line,
            )
        )
    return None
