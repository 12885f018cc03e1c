"""Combinations that single a person out are told, minimal, with k, and what would help."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from crosscase.analysis.reidentify import reidentify
from crosscase.domain.people import Attribute, Group, Participant
from crosscase.domain.snapshot import Snapshot

from .conftest import Draw


def people(*rows: dict[str, str]) -> Snapshot:
    drawn = Draw(groups=(Group(1, "officers", "Officers"),))
    drawn.people = [
        Participant(n, f"P{n}", 1, None, "tax officer") for n in range(1, len(rows) + 1)
    ]
    drawn.more = {
        "attributes": tuple(
            Attribute(0, "participant", n, name, value)
            for n, row in enumerate(rows, 1)
            for name, value in row.items()
        )
    }
    return drawn.snapshot()


def test_the_only_woman_of_a_town_stands_out_by_both_together():
    """Neither women nor people of Changshu are few; together they are one."""
    found = reidentify(
        people(
            *[{"sex": "m", "town": "Changshu"}] * 3,
            *[{"sex": "f", "town": "Suzhou"}] * 3,
            *[{"sex": "m", "town": "Suzhou"}] * 3,
            {"sex": "f", "town": "Changshu"},
        ),
        k=2,
    )
    (one,) = found.singled_out
    assert (one.k, one.people) == (1, ("P10",))
    assert dict(one.values) == {"sex": "f", "town": "Changshu"}
    assert (found.exposed, found.smallest, found.people) == (1, 1, 10)
    assert dict(found.without) == {"sex": 0, "town": 0}


def test_a_column_in_which_everybody_differs_is_no_knowledge_unless_it_is_named():
    study = people(*[{"approached": f"day {n}", "sex": "m"} for n in range(4)])
    assert reidentify(study, k=2).columns == ()
    assert reidentify(study, k=2, columns=("approached",)).exposed == 4


def test_nobody_is_nobody_to_single_out():
    found = reidentify(people(), k=3)
    assert (found.people, found.smallest, found.singled_out) == (0, 0, ())


ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from("ab") for name in ("x", "y", "z")}), max_size=8
)


@given(ROWS, st.integers(2, 4))
def test_what_is_told_is_rare_and_minimal_and_nothing_rare_is_left_out(
    rows: list[dict[str, str]], k: int
):
    found = reidentify(people(*rows), k=k, columns=("x", "y", "z"))
    told = {frozenset(one.values): one.k for one in found.singled_out}
    for size in (1, 2, 3):
        for names in combinations("xyz", size):
            for values, many in Counter(tuple(r[n] for n in names) for r in rows).items():
                pairs = frozenset(zip(names, values, strict=True))
                parts = [
                    sum(all(r[n] == v for n, v in part) for r in rows)
                    for less in range(1, size)
                    for part in combinations(sorted(pairs), less)
                ]
                minimal = all(count >= k for count in parts)
                assert (pairs in told) == (many < k and minimal)
                if pairs in told:
                    assert told[pairs] == many
