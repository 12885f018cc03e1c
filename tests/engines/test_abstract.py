from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.suggestions import Decided, Keyword, Passage
from crosscase.engines.abstract import propose
from crosscase.engines.match.mixed import MixedMatcher
from crosscase.engines.phrases import phrases, weights_of
from crosscase.engines.script import jieba

SAID = [
    "the government gave us a subsidy for three years",
    "we got a subsidy from the government for three years",
    "It is hard to find skilled engineers here.",
    "There is no support from the bank at all",
    "我们公司主要依靠政府的税收优惠政策",
    "招聘高级人才非常困难",
    "um",
]
PASSAGES = [Passage(10 + n, text) for n, text in enumerate(SAID)]
KEYWORDS = [Keyword(1, "government subsidy"), Keyword(2, "shortage of skilled workers")]


def test_an_existing_keyword_comes_first(matcher: MixedMatcher) -> None:
    found = {p.passage: p for p in propose(PASSAGES, KEYWORDS, matcher)}
    assert [found[10].keyword, found[11].keyword, found[12].keyword] == [1, 1, 2]
    assert found[13].keyword is None
    assert "government subsidy" in found[10].reason


def test_a_new_keyword_is_in_the_speakers_words(matcher: MixedMatcher) -> None:
    found = {p.passage: p for p in propose(PASSAGES, [], matcher)}
    assert 16 not in found
    for key in (11, 12, 13, 14, 15):
        proposal = found[key]
        assert proposal.span is not None
        assert proposal.span.of(SAID[key - 10]) == proposal.name
    assert found[13].name == "no support from the bank"
    assert found[14].name == "税收优惠政策"


def test_passages_that_say_the_same_share_one_new_name(matcher: MixedMatcher) -> None:
    found = {p.passage: p.name for p in propose(PASSAGES, [], matcher)}
    assert found[10] == found[11]
    assert len(set(found.values())) == len(found) - 1


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_passages_and_keywords_changes_nothing(
    matcher: MixedMatcher, seed: int
) -> None:
    luck = random.Random(seed)
    passages, keywords = PASSAGES[:], KEYWORDS[:]
    luck.shuffle(passages)
    luck.shuffle(keywords)
    expected = sorted(propose(PASSAGES, KEYWORDS, matcher), key=lambda p: p.passage)
    found = sorted(propose(passages, keywords, matcher), key=lambda p: p.passage)
    assert [(p.passage, p.keyword, p.name, p.span) for p in found] == [
        (p.passage, p.keyword, p.name, p.span) for p in expected
    ]


def test_a_decision_is_learned_before_proposing(matcher: MixedMatcher) -> None:
    said = "The inspector visits twice a week."
    keywords = [*KEYWORDS, Keyword(3, "official supervision")]
    assert propose([Passage(1, said)], keywords, matcher)[0].keyword is None
    decided = [
        Decided(said, "official supervision", True),
        Decided("An inspector visits us twice each week.", "official supervision", True),
        Decided("The inspector came and visited.", "official supervision", True),
    ]
    after = propose([Passage(1, said)], keywords, matcher, decided)[0]
    assert after.keyword == 3
    assert "accepted 3 times" in after.reason


def test_an_example_speaks_for_its_keyword(matcher: MixedMatcher) -> None:
    keyword = Keyword(5, "X1", examples=("Nobody wants to lend us any money.",))
    said = Passage(1, "Nobody wants to lend money to us.")
    assert propose([said], [keyword], matcher)[0].keyword == 5


@settings(deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="abc of the no 税收优惠的，。!😀\n", max_size=200))
def test_a_phrase_stands_in_any_text_as_it_is(text: str) -> None:
    for phrase in phrases(text, weights_of([text])):
        assert phrase.span.of(text) == phrase.text
        assert phrase.text.strip() == phrase.text != ""


def test_jieba_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    assert "".join(jieba().lcut("税收优惠政策", HMM=False)) == "税收优惠政策"
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")
