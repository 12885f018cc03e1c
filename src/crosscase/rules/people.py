"""Rules about people: roles, names, recruitment, and whether they were heard at all."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable

from crosscase.analysis.people import heard
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import REFUSED, attributes, interviewed
from crosscase.rules.rule import Hit, Names, Rule, not_checked, rule, rule_with_key
from crosscase.rules.words import listed

_NONE = ("", "none", "no", "-", "无", "没有")


def positions(snapshot: Snapshot) -> list[dict[str, str]]:
    """The rows of the table of positions, totals included."""
    return list(csv.DictReader(snapshot.facts_by_key.get("table.positions", "").splitlines()))


def role_words(role: str) -> frozenset[str]:
    """The words of a role, without plural: "CEO/Founder" has two."""
    words = re.findall(r"[\w&]+", role.casefold())
    return frozenset(w.removesuffix("s") for w in words if w not in ("or", "of", "and", "the"))


def is_total(row: dict[str, str]) -> bool:
    """Whether the row of a table sums the others."""
    return next(iter(row.values()), "").strip().casefold() in (
        "total",
        "sum",
        "all",
        "合计",
        "总计",
    )


@rule(
    "role-unknown",
    "doubt",
    reason="The sample table of the report must know everybody who is quoted.",
    reference="Tong et al. 2007 (COREQ 16)",
    todo="Add the position to the table, or correct the participant's role.",
)
def role_unknown(snapshot: Snapshot) -> Iterable[Hit]:
    """Participants whose role is in no row of the table of positions."""
    rows = [next(iter(row.values())) for row in positions(snapshot) if not is_total(row)]
    if not rows:
        yield not_checked("the study has no table of positions.")
        return
    known = [role_words(row) for row in rows]
    unknown: dict[int | None, list[Participant]] = defaultdict(list)
    groups = set()
    for person in snapshot.participants:
        if not person.role:
            continue
        if any(role_words(person.role) <= words for words in known):
            groups.add(person.group)
        else:
            unknown[person.group].append(person)
    for group in sorted(groups, key=lambda g: g or 0):
        for person in unknown[group]:
            yield Hit(person.pseudonym, f'"{person.role}" is no position of: {listed(rows)}.')


@rule_with_key(
    "same-name",
    "doubt",
    reason="Two people of one name are easily taken for one, and their words mixed.",
    reference="Lincoln and Guba 1985",
    todo="Make sure that each passage belongs to the right one of the two.",
)
def same_name(snapshot: Snapshot, names: Names) -> Iterable[Hit]:
    """Pseudonyms that share a spelling of a real name."""
    behind: dict[str, list[str]] = defaultdict(list)
    for pseudonym, spellings in names.items():
        for spelling in {s.casefold() for s in spellings}:
            behind[spelling].append(pseudonym)
    people = {p.pseudonym for p in snapshot.participants}
    told = {(one, tuple(b)) for b in behind.values() if len(b) > 1 for one in b if one in people}
    for pseudonym, shared in sorted(told):
        others = listed(p for p in shared if p != pseudonym)
        yield Hit(pseudonym, f"Has the same real name as {others}.")


@rule(
    "recruitment-unrecorded",
    "note",
    reason="Reviewers ask how participants were approached, why they, and who refused.",
    reference="Tong et al. 2007 (COREQ 10-13)",
    todo="Add when the person was approached, why chosen, and the relation to the interviewer.",
)
def recruitment_unrecorded(snapshot: Snapshot) -> Iterable[Hit]:
    """Interviewed people of whom neither approach nor reason nor relation is known."""
    known = attributes(snapshot, "participant")
    wanted = ("approached", "why_chosen", "relation")
    people = interviewed(snapshot)
    bare = [p for p in people if not any(known[p.id].get(key) for key in wanted)]
    if people and len(bare) == len(people):
        yield not_checked("the table of participants has no approached, why_chosen or relation.")
        return
    for person in bare:
        yield Hit(person.pseudonym, "No date of approach, no reason, no relation is recorded.")


@rule(
    "participant-without-source",
    "doubt",
    reason="Who is counted in the sample must be heard in the material.",
    reference="Tong et al. 2007 (COREQ 12)",
    todo="Load the transcript or notes, or do not count the person as interviewed.",
)
def participant_without_source(snapshot: Snapshot) -> Iterable[Hit]:
    """People of the list who did not refuse and of whom there is no source."""
    present = heard(snapshot)
    for person in snapshot.participants:
        if person.id in present or person.recruited.casefold().startswith(REFUSED):
            continue
        state = person.recruited or "on the list"
        yield Hit(person.pseudonym, f"{state.capitalize()}, but no source holds a word.")


@rule(
    "relation-to-interviewer",
    "note",
    reason="A tie between interviewer and participant colours what is said.",
    reference="Tong et al. 2007 (COREQ 6)",
    todo="Tell the relation in the method section.",
)
def relation_to_interviewer(snapshot: Snapshot) -> Iterable[Hit]:
    """Participants with a stated relation to the interviewer."""
    known = attributes(snapshot, "participant")
    if snapshot.participants and not any("relation" in row for row in known.values()):
        yield not_checked("the table of participants has no relation to the interviewer.")
    for person in snapshot.participants:
        relation = known[person.id].get("relation", "")
        if relation.strip().casefold() not in _NONE:
            yield Hit(person.pseudonym, f"Relation: {relation}.")


RULES: tuple[Rule, ...] = (
    role_unknown,
    same_name,
    recruitment_unrecorded,
    participant_without_source,
    relation_to_interviewer,
)
