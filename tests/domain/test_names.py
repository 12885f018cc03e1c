"""Known names are found as people write them, however many there are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from crosscase.domain.names import owners, variants

PARTS = st.sampled_from(["anna", "ann", "bell", "bella", "may", "o'neil", "will"])
NAMES = st.lists(st.lists(PARTS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)


@given(NAMES, st.lists(PARTS, max_size=8).map(" ".join))
def test_what_is_found_is_what_a_search_name_by_name_finds(names: list[str], text: str):
    pattern, owner_of = owners({f"P{n}": [name] for n, name in enumerate(names)})
    assert pattern is not None
    found = [(m.start(), m[0]) for m in pattern.finditer(text)]
    expected, at = [], 0
    while at < len(text):
        here = [
            n for n in names if re.compile(rf"(?<![^\W_]){re.escape(n)}(?![^\W_])").match(text, at)
        ]
        if here:
            best = max(here, key=len)
            expected.append((at, best))
            at += len(best)
        else:
            at += 1
    assert found == expected
    for _, words in found:
        assert owner_of(words) in {
            *(f"P{n}" for n, one in enumerate(names) if one == words),
            "a participant",
        }


def test_joints_and_case_do_not_matter_but_a_small_word_is_no_name():
    pattern, owner_of = owners({"P1": ["Will May"], "P2": ["Will"]}, as_written=True)
    assert pattern is not None
    text = "will WILL Will Will-May will_may. May I?"
    assert [m[0] for m in pattern.finditer(text)] == ["WILL", "Will", "Will-May", "will_may"]
    assert owner_of("Will_May") == "P1"


def test_a_short_name_is_not_found_inside_a_word():
    pattern, _ = owners({"P1": ["Ann"], "P2": ["王美"]})
    assert pattern is not None
    assert [m[0] for m in pattern.finditer("Anna ann 见王美玲")] == ["ann", "王美"]


def test_the_forms_of_a_name_begin_with_the_name():
    for name in ("Anna Bell", "王美玲", "P07"):
        assert variants(name)[0] == name
