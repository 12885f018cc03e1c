"""A passage is cut into meaning units: exact, in order, and nothing twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.engines.units import cut


def test_each_of_two_statements_is_a_unit_and_a_backchannel_is_none():
    """Many meanings yield several units; "yeah" yields none."""
    text = "Yeah, well. We changed the line last year, and the customers noticed it at once."
    assert [span.of(text) for span in cut(text, "en")] == [
        "We changed the line last year",
        "and the customers noticed it at once.",
    ]
    assert cut("Yeah.", "en") == []


def test_chinese_is_cut_at_its_own_marks():
    """。 ends a unit."""
    text = "我们去年换了生产线，客户马上就发现了。补贴来得太晚。"
    assert [span.of(text) for span in cut(text, "zh")] == [
        "我们去年换了生产线，客户马上就发现了。",
        "补贴来得太晚。",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="ab .,，。and但是שלום👩‍👩‍👧\n", max_size=200))
def test_units_are_in_order_apart_trimmed_and_within_the_text(text: str):
    """Whatever the script: spans of the text, never overlapping."""
    end = 0
    for span in cut(text):
        assert end <= span.start < span.end <= len(text)
        words = span.of(text)
        assert words == words.strip()
        end = span.end
