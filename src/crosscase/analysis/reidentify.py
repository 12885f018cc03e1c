"""Who could be recognised: combinations of attributes that few people share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from crosscase.analysis.retention import KEEP_UNTIL
from crosscase.domain.snapshot import Snapshot

MOST_COLUMNS = 3
"""Combinations of more columns than this are nobody's knowledge of a stranger."""


@dataclass(frozen=True, slots=True)
class SingledOut:
    """A combination of values that only ``k`` people have, none of its parts being as rare.

    ``values``: the columns with their values; ``people``: pseudonyms.
    """

    values: tuple[tuple[str, str], ...]
    k: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reidentify:
    """Who stands out at ``k``, over which columns, and what coarsening would do.

    ``smallest``: the smallest number of people who share all columns at once (the k of Sweeney
    2002, Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10:557). ``without``: for each
    column, how many people would still stand out if it were left out, fewest first.
    """

    n: int
    k: int
    columns: tuple[str, ...]
    people: int
    smallest: int
    singled_out: tuple[SingledOut, ...]
    without: tuple[tuple[str, int], ...]

    @property
    def exposed(self) -> int:
        """How many people stand out by some combination."""
        return len({person for one in self.singled_out for person in one.people})


def reidentify(snapshot: Snapshot, k: int = 3, columns: tuple[str, ...] = ()) -> Reidentify:
    """Combinations of up to three columns that fewer than ``k`` participants share.

    Group, case, role and every attribute of participants are columns (``columns`` names fewer). A
    column in which everybody differs, such as a date of approach, is left out unless it is named:
    it tells nothing that is known of a stranger. Raises nothing; nobody is nobody to single out.
    """
    rows = _rows(snapshot)
    known = list(dict.fromkeys(name for row in rows.values() for name in row))
    different = {name: len({row.get(name, "") for row in rows.values()}) for name in known}
    chosen = tuple(
        name for name in columns or known if columns or 1 < different[name] < max(2, len(rows))
    )
    found = _rare(rows, chosen, k)
    without = [
        (left, len({p for one in _rare(rows, _but(chosen, left), k) for p in one.people}))
        for left in chosen
    ]
    together: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows.values():
        together[tuple(row.get(name, "") for name in chosen)] += 1
    return Reidentify(
        snapshot.n,
        k,
        chosen,
        len(rows),
        min(together.values(), default=0),
        tuple(found),
        tuple(sorted(without, key=lambda pair: (pair[1], pair[0]))),
    )


def _rows(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Each participant's columns that say something."""
    groups = {group.id: group.label or group.name for group in snapshot.groups}
    cases = {case.id: case.name for case in snapshot.cases}
    rows: dict[str, dict[str, str]] = {}
    pseudonyms = {person.id: person.pseudonym for person in snapshot.participants}
    for person in snapshot.participants:
        said = {
            "group": groups.get(person.group or 0, ""),
            "case": cases.get(person.case or 0, ""),
            "role": person.role,
        }
        rows[person.pseudonym] = {name: value for name, value in said.items() if value}
    for attribute in snapshot.attributes:
        if attribute.name == KEEP_UNTIL:
            continue  # a day of ours, which nobody else knows
        if attribute.about == "participant" and attribute.of in pseudonyms:
            rows[pseudonyms[attribute.of]][attribute.name] = attribute.value
    return rows


def _rare(rows: dict[str, dict[str, str]], columns: tuple[str, ...], k: int) -> list[SingledOut]:
    """Minimal rare combinations, the rarest first; a part that is rare by itself is told alone."""
    found: list[SingledOut] = []
    told: set[frozenset[tuple[str, str]]] = set()
    for size in range(1, min(MOST_COLUMNS, len(columns)) + 1):
        for names in combinations(columns, size):
            who: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for pseudonym, row in rows.items():
                if all(name in row for name in names):
                    who[tuple(row[name] for name in names)].append(pseudonym)
            for values, people in who.items():
                pairs = frozenset(zip(names, values, strict=True))
                if len(people) < k and not any(part < pairs for part in told):
                    told.add(pairs)
                    found.append(
                        SingledOut(
                            tuple(zip(names, values, strict=True)), len(people), tuple(people)
                        )
                    )
    return sorted(found, key=lambda one: (one.k, len(one.values), one.values))


def _but(columns: tuple[str, ...], left: str) -> tuple[str, ...]:
    return tuple(name for name in columns if name != left)
