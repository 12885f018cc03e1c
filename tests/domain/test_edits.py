"""A stretch of one edition is found in the next."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.edits import edit_map, to_words
from crosscase.domain.spans import Span


def carried(before: str, words: str, after: str) -> str | None:
    start = before.index(words)
    span = edit_map(before, after).carry(Span(start, start + len(words)))
    return None if span is None else span.of(after)


def test_words_that_did_not_change_keep_their_words_wherever_they_went():
    """Text put in before moves a stretch and changes nothing in it."""
    before = "We sell curtains. The subsidy came late."
    after = "Well, we started small. We sell curtains. Yes. The subsidy came late."
    assert carried(before, "The subsidy came late", after) == "The subsidy came late"


def test_a_corrected_word_is_carried_with_its_correction():
    """A misheard word inside a stretch is replaced inside it."""
    before = "We had to higher three engineers last year."
    after = "We had to hire three engineers last year."
    assert carried(before, "had to higher three engineers", after) == "had to hire three engineers"


def test_what_was_put_in_the_middle_belongs_to_the_stretch():
    """From its first word to its last."""
    before = "The bank said no twice."
    after = "The bank in Wuxi said no twice."
    assert carried(before, "The bank said no", after) == "The bank in Wuxi said no"


def test_what_was_taken_out_is_not_carried():
    """A stretch of which less than half is left has no place in the new edition."""
    before = "We pay well. That is a lie, strike it. They stay."
    after = "We pay well. They stay."
    assert carried(before, "That is a lie, strike it.", after) is None


def test_words_cut_at_an_edge_are_made_whole():
    """A capital that became small does not cost its letter."""
    assert to_words("our customers ask", Span(5, 13)) == Span(4, 13)
    assert to_words("客户马上就发现了", Span(2, 4)) == Span(2, 4)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_edit_elsewhere_never_touches_a_stretch(data: st.DataObject):
    """Whatever is put in before or behind: the same words, at the place they went to."""
    letters = st.characters(codec="utf-8", exclude_categories=("Cs",))
    words = st.text(letters, min_size=1, max_size=12)
    kept = " ".join(data.draw(st.lists(words, min_size=6, max_size=12, unique=True)))
    head, tail = data.draw(st.text(letters, max_size=20)), data.draw(st.text(letters, max_size=20))
    before, after = f"¶{kept}¶", f"{head}¶{kept}¶{tail}"
    if after.count(kept) != 1:
        return
    span = edit_map(before, after).carry(Span(1, 1 + len(kept)))
    assert span is not None
    if head.count("¶") == 0 and tail.count("¶") == 0:
        assert kept in span.of(after) or span.of(after) in after


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_a_carried_stretch_lies_in_the_new_text(before: str, after: str, a: int, b: int):
    """Any two texts, any stretch: carried to a stretch of the new one, or not at all."""
    start, end = sorted((min(a, len(before)), min(b, len(before))))
    span = edit_map(before, after).carry(Span(start, end))
    assert span is None or (0 <= span.start < span.end <= len(after))
