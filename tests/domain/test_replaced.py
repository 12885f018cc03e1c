"""After words were replaced, every stretch is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosscase.domain.replaced import replace
from crosscase.domain.spans import Span

TEXT = st.text(st.sampled_from("ab 客😀"), min_size=1, max_size=40)


@st.composite
def replacements(draw: st.DrawFn) -> tuple[str, list[tuple[Span, str]]]:
    text = draw(TEXT)
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place), max_size=5))
    words = st.sampled_from(["", "[P1]", "x"])
    return text, [(Span(min(p), max(p)), draw(words)) for p in pairs]


@given(replacements(), st.data())
def test_what_no_replacement_touches_stands_as_it_was(
    given_: tuple[str, list[tuple[Span, str]]], data: st.DataObject
):
    text, changes = given_
    made = replace(text, changes)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    place = made.carry(span)
    touched = any(cut.overlaps(span) for cut in made.cuts)
    assert (place is None) == touched
    if place is not None:
        assert place.of(made.text) == span.of(text)
        assert made.follow(span) == place


@given(replacements())
def test_the_places_hold_the_new_words_and_the_rest_is_the_text(
    given_: tuple[str, list[tuple[Span, str]]],
):
    text, changes = given_
    made = replace(text, changes)
    kept, cut_at = [], 0
    for cut in made.cuts:
        kept.append(text[cut_at : cut.start])
        cut_at = cut.end
    rest, at = [], 0
    for place in made.places:
        rest.append(made.text[at : place.start])
        at = place.end
    assert [*kept, text[cut_at:]] == [*rest, made.text[at:]]
    words = {said for _, said in changes}
    assert all(p.of(made.text) in words for p in made.places)


def test_a_stretch_that_begins_in_a_name_takes_the_pseudonym_whole():
    """
    Ask Anna Bell now.
            ^^^^^^^^^      follows to
    Ask [P1] now.
        ^^^^^^^^
    """
    made = replace("Ask Anna Bell now.", [(Span(4, 13), "[P1]")])
    assert made.text == "Ask [P1] now."
    assert made.follow(Span(8, 17)).of(made.text) == "[P1] now"
    assert made.follow(Span(0, 6)).of(made.text) == "Ask [P1]"
    assert made.carry(Span(8, 17)) is None
