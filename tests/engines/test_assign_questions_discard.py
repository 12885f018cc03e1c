from __future__ import annotations

import random

import pytest

from crosscase.domain.suggestions import Keyword, Passage
from crosscase.engines.assign import Assigned, Construct, assign
from crosscase.engines.discard import subtract
from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.kept import KeptEmbedder
from crosscase.engines.language import language
from crosscase.engines.questions import denies, tie

FRAME = [
    Construct(1, "Financial support", "money from government or banks", ("subsidy", "tax")),
    Construct(2, "Human resources", "people and their skills", ("recruitment", "training")),
    Construct(3, "Working conditions", "atmosphere at work"),
]
NAMES = ["tax relief", "difficulty recruiting engineers", "harmonious atmosphere", "aircraft noise"]
KEYWORDS = [Keyword(n, name) for n, name in enumerate(NAMES)]
QUESTIONS = ["What support did you receive from the government?", "How do you recruit people?"]


def test_a_keyword_goes_to_the_construct_of_the_frame_that_fits(both: BothEmbedder) -> None:
    found = assign(KEYWORDS[:3], FRAME, both)
    assert [a.construct for a in found] == [1, 2, 3]
    assert "dimension 'tax'" in found[0].reason


def test_what_fits_no_construct_becomes_a_new_one_named_by_its_cluster(
    both: BothEmbedder,
) -> None:
    names = [*NAMES[:3], "aircraft noise", "noise of aircraft", "brown dog"]
    found = assign([Keyword(n, name) for n, name in enumerate(names)], FRAME[:2], both)
    assert [a.construct for a in found[-3:]] == [None, None, None]
    assert found[3].name == found[4].name
    assert found[5].name == "brown dog"


def test_an_earlier_assignment_is_learned(both: BothEmbedder) -> None:
    before = assign(KEYWORDS, FRAME, both)[3]
    decided = [Assigned("noise of aircraft", 3)]
    after = assign(KEYWORDS, FRAME, both, decided)[3]
    assert after.construct == 3
    assert after.score > before.score
    assert "assigned to it before" in after.reason
    refused = assign(KEYWORDS, FRAME, both, [Assigned("tax relief", 1, accepted=False)])[0]
    assert refused.construct != 1


def test_the_order_of_keywords_and_frame_changes_no_assignment(both: BothEmbedder) -> None:
    keywords, frame = KEYWORDS[::-1], FRAME[:]
    random.Random(3).shuffle(frame)
    expected = {a.keyword: (a.construct, a.name) for a in assign(KEYWORDS, FRAME, both)}
    assert {a.keyword: (a.construct, a.name) for a in assign(keywords, frame, both)} == expected
    assert assign([], FRAME, both) == []
    assert all(a.construct is None for a in assign(KEYWORDS, [], both))


def test_a_turn_is_tied_to_the_question_it_asks(use: KeptEmbedder) -> None:
    turns = [
        "Good morning, thank you for coming.",
        "So what kind of support did the government give you?",
        "I see.",
        "And recruiting, how do you find people?",
    ]
    assert [(t, q) for t, q, _ in tie(turns, QUESTIONS, use)] == [(1, 0), (3, 1)]
    assert all(0 <= score <= 1 for _, _, score in tie(turns, QUESTIONS, use))
    assert tie([], QUESTIONS, use) == []
    assert tie(turns, [], use) == []


def test_a_question_read_out_word_for_word_is_tied(use: KeptEmbedder) -> None:
    turn = "Right, " + QUESTIONS[1] + " Take your time, there is no hurry at all, we have all day."
    assert tie(["Hello.", turn], QUESTIONS, use)[0] == (1, 1, 1.0)


@pytest.mark.parametrize(
    "answer",
    [
        "no, not at all",
        "No.",
        "Not really",
        "I don't think so",
        "没有",
        "没有啊",
        "我们没有。",
        "不是的",
    ],
)
def test_a_short_denial_is_heard(answer: str) -> None:
    assert denies(QUESTIONS[0], answer)


@pytest.mark.parametrize(
    "answer",
    [
        "No, but we had some trouble with the bank",
        "not important",
        "yes",
        "",
        "没有，但是我们有贷款",
        "There was no subsidy in the first year, but later there was one every year",
    ],
)
def test_what_says_more_than_no_is_no_denial(answer: str) -> None:
    assert not denies(QUESTIONS[0], answer)


def test_talk_that_does_not_answer_is_proposed_for_discarding(use: KeptEmbedder) -> None:
    gone = ["Hello, good morning", "Thank you very much", "mm-hm", "can you hear me?", "谢谢，再见"]
    stays = [
        "No, not at all",
        "We pay rent",
        "They gave us 50,000 in 2010",
        "Thank God the government gave us a subsidy, otherwise we would be gone by now",
        "我们没有得到补贴",
    ]
    passages = [Passage(n, text) for n, text in enumerate(gone + stays)]
    found = subtract(passages, QUESTIONS, use)
    assert [s.passage for s in found] == list(range(len(gone)))
    assert all(s.reason and 0 < s.score < 1 for s in found)


def test_a_bare_no_or_yes_that_answers_stays(use: KeptEmbedder) -> None:
    passages = [Passage(1, "No.", question=QUESTIONS[0]), Passage(2, "Yes", question=QUESTIONS[0])]
    assert subtract(passages, QUESTIONS, use) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is an interview about small firms.", "en"),
        ("这是一次关于企业的访谈 (interview)", "zh"),
        ("Dies ist ein Gespräch über kleine Firmen.", "de"),
        ("これは日本語のインタビューです", "ja"),
        ("12 !!", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_document_is_told(text: str, expected: str) -> None:
    assert language(text) == expected


def test_only_likely_languages_are_told() -> None:
    assert language("Dies ist ein Gespräch", ["en", "zh"]) == "en"
    assert language("这是一次访谈", ["en"]) == "en"
    assert language("anything", []) == ""
