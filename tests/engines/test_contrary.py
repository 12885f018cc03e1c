"""What may speak against a proposition is told by signs, and by nothing else."""

from __future__ import annotations

import pytest

from crosscase.domain.suggestions import Embedder
from crosscase.engines.contrary import Candidate, Told, contrary, turning_word

CLAIM = Told(
    "Demand drives innovation.",
    ("Customers ask for new things and we build them",),
    ("customers ask", "high demand"),
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nobody asked us for it", "nobody"),
        ("They asked, but we had no time", "but"),
        ("We didn’t build it", "didn't"),
        ("Customers ask for new things", ""),
        ("客户提出要求，但是我们做不到", "但是"),
        ("我们没有时间", "没有"),
        ("效果非常不错，未来不断提高", ""),
    ],
)
def test_a_word_of_denial_or_contrast_is_found_in_both_languages(text: str, word: str) -> None:
    assert turning_word(text) == word


def test_a_passage_without_a_sign_is_never_proposed(use: Embedder) -> None:
    """However much it is about the same thing."""
    plain = Candidate(1, "Customers ask for new things", ("customers ask",), "Demand", "Innovation")
    assert contrary(CLAIM, [plain], use, 10) == []


def test_what_is_about_the_cause_stands_before_what_only_denies(use: Embedder) -> None:
    """The score worked by hand: (1 + cosine + 1/10 for the opposite keyword) of 2.7."""
    text = "Nobody asks for anything new"
    about = Candidate(1, text, ("low demand",), "Demand")
    other = Candidate(2, "We had no rain that summer")
    first, second = contrary(CLAIM, [other, about], use, 10)
    one, two = use.embed([CLAIM.supporting[0], text])
    assert (first.passage, second.passage) == (1, 2)
    assert first.score == pytest.approx((1 + float(one @ two) + 0.1) / 2.7, abs=1e-3)
    assert "about Demand" in first.reason
    assert "says “nobody”" in first.reason
    assert "coded “low demand”, the opposite of “high demand”" in first.reason
    assert second.score < first.score


def test_a_case_that_only_supports_and_an_opposite_claim_are_signs(use: Embedder) -> None:
    rows = [
        Candidate(1, "We sold more that year", unopposed="B"),
        Candidate(2, "We sold more that year", opposes="P4a"),
        Candidate(3, "We sold more that year"),
    ]
    found = {one.passage: one for one in contrary(CLAIM, rows, use, 10)}
    assert set(found) == {1, 2}
    assert "case B so far only supports it" in found[1].reason
    assert "supports P4a, which says the opposite" in found[2].reason
    assert found[2].score > found[1].score
    assert [one.passage for one in contrary(CLAIM, rows, use, 1)] == [2]


def test_without_support_the_statement_is_what_passages_are_compared_with(use: Embedder) -> None:
    bare = Told(CLAIM.statement, (), ())
    (found,) = contrary(bare, [Candidate(1, "Demand drives no innovation")], use, 10)
    one, two = use.embed([CLAIM.statement, "Demand drives no innovation"])
    assert found.score == pytest.approx(float(one @ two) / 2.7, abs=1e-3)
