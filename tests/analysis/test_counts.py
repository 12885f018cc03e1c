"""Mentions, keywords and people are kept apart, and each number has its own denominator."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosscase.analysis import counts
from crosscase.analysis.judgements import judgements
from crosscase.analysis.prompted import prompted_mentions
from crosscase.domain.codebook import Merge

from .conftest import Draw


def test_interviews_and_survey_have_their_own_denominators(draw: Draw) -> None:
    """Mentions of interviews are shared among people interviewed, not among survey respondents."""
    boss = draw.person(case=1)
    for at in range(6):
        draw.says(boss, f"k{at % 3}", at * 10)
    for _ in range(3):
        draw.person(case=1, kind="answers")
    enterprises, officers = counts.by_group(draw.snapshot())
    assert (enterprises.heard, enterprises.people, enterprises.mentions) == (4, 1, 6)
    assert enterprises.keywords == 3
    assert (enterprises.interviews.people, enterprises.interviews.mentions_a_head) == (1, 6.0)
    assert (enterprises.survey.heard, enterprises.survey.people) == (3, 0)
    assert enterprises.survey.mentions == 0
    assert (officers.people, officers.mentions_a_head) == (0, 0.0)


def test_a_head_says_what_unlike_groups_are_worth() -> None:
    """306 keywords of 50 people and 209 of 10 are 6 and 21 a head."""
    none = counts.Spoken(0, 0, 0, 0)
    said = [
        counts.GroupCount("E", 50, 306, 80, 0, 0, counts.Spoken(50, 306, 80, 0), none, 0),
        counts.GroupCount("G", 10, 209, 60, 0, 0, counts.Spoken(10, 209, 60, 0), none, 0),
    ]
    assert counts.a_head(said) == (
        "E: 306 from 50 people interviewed, 6.1 a head; "
        "G: 209 from 10 people interviewed, 20.9 a head."
    )


def test_two_coders_who_agree_make_one_mention(draw: Draw) -> None:
    """A mention is a passage with a keyword, however many coders or merged keywords say so."""
    boss = draw.person(case=1)
    draw.says(boss, "k")
    draw.says(boss, "k", coder="ben")
    draw.says(boss, "same")
    draw.merges.append(Merge(1, draw.code("same"), draw.code("k"), 1))
    snapshot = draw.snapshot()
    (only,) = counts.frequencies(snapshot)
    assert (only.code, only.mentions, only.participants, only.segments) == ("k", 1, 1, (1,))
    assert len(judgements(snapshot, each_coder=True).code) == 3


def test_what_a_coder_discarded_is_no_mention(draw: Draw) -> None:
    """A discard takes away the codings of its own coder on the passage, and is counted apart."""
    boss = draw.person(case=1)
    draw.says(boss, "k", 0)
    draw.says(boss, "k", 20)
    draw.discard(boss, 20)
    snapshot = draw.snapshot()
    assert counts.by_case(snapshot)[0].mentions == 1
    assert counts.by_case(snapshot)[0].discarded == 1
    (person,) = counts.by_participant(snapshot)
    assert (person.participant, person.case, person.mentions, person.discarded) == (
        "P1",
        "C1",
        1,
        1,
    )


def test_an_answer_to_a_question_that_names_the_construct_is_prompted(draw: Draw) -> None:
    """Spontaneous is what nobody's question had named."""
    boss = draw.person(case=1)
    draw.says(boss, "grants", 0, construct="Policy")
    draw.says(boss, "clients", 10, construct="Market")
    draw.says(boss, "grants", 150, construct="Policy")
    draw.answer(boss, draw.question("E5", prompts="Policy"), 0, 100)
    snapshot = draw.snapshot()
    assert prompted_mentions(snapshot, judgements(snapshot)).tolist() == [1, 0, 0]
    grants = counts.frequencies(snapshot)[0]
    assert (grants.prompted, grants.spontaneous) == (1, 1)
    of = {f.code: f for f in counts.frequencies(snapshot, constructs=True)}
    assert (of["Policy"].prompted, of["Market"].prompted) == (1, 0)
    assert counts.by_group(snapshot)[0].interviews.spontaneous == 2


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from("abcd"), st.integers(0, 9), st.booleans()),
        max_size=40,
    )
)
def test_counts_are_those_of_a_slow_loop(codings: list[tuple[int, str, int, bool]]) -> None:
    """Columns give what sets of tuples give."""
    draw = Draw()
    for at in range(5):
        draw.person(case=at % 2 + 1 if at < 4 else None)
    said = set()
    for person, keyword, at, second in codings:
        draw.says(person, keyword, at * 10, coder="ben" if second else "ana", construct="")
        said.add((person, keyword, at))
    snapshot = draw.snapshot()
    for found in counts.frequencies(snapshot):
        mine = [m for m in said if m[1] == found.code]
        assert found.mentions == len(mine) == len(found.segments)
        assert found.participants == len({m[0] for m in mine})
        assert found.cases == len({(m[0] - 1) % 2 for m in mine if m[0] < 5})
    assert sum(f.mentions for f in counts.frequencies(snapshot)) == len(said)
    assert sum(g.mentions for g in counts.by_group(snapshot)) == len(said)
