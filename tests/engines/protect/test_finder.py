"""Names are found in any language, with the extra or without, and a placeholder never is."""

from __future__ import annotations

import socket
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.names import NameFinder, NameKind
from crosscase.engines.protect import presidio
from crosscase.engines.protect.finder import Finder

FINDER: NameFinder = Finder(extra=False)
ANY = st.text(max_size=80) | st.text(
    alphabet=st.sampled_from("Anna Bell王小明总公司Mr.,:@[]P07\n’s of Ltd在苏州路5号İﬀ😀"),
    max_size=80,
)


def said(text: str, language: str = "", finder: NameFinder = FINDER) -> list[tuple[NameKind, str]]:
    return [(found.kind, found.span.of(text)) for found in finder.find(text, language)]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Then Agnieszka Nowak took over the plant.", "person", "Agnieszka Nowak"),
        ("We asked Mr. Quillfeather about it.", "person", "Quillfeather"),
        ("my name is hubert and I run it", "person", "hubert"),
        ("The line was built by Siemens in Suzhou.", "place", "Suzhou"),
        ("He left Orbix Holdings Ltd last year.", "organisation", "Orbix Holdings Ltd"),
        ("She studied at the University of Leeds.", "organisation", "University of Leeds"),
        ("They moved to New York.", "place", "New York"),
        ("王总和我谈过。", "person", "王总"),
        ("小张在那里工作。", "person", "小张"),
        ("李老师来过。", "person", "李老师"),
        ("我叫欧阳明华。", "person", "欧阳明华"),
        ("周明和徐静负责市场。", "person", "徐静"),
        ("我们去了埃塞俄比亚。", "place", "埃塞俄比亚"),
        ("他在上海交通大学读书。", "organisation", "上海交通大学"),
        ("卡尔·马克思写过。", "person", "卡尔·马克思"),
        ("我同事 David Miller 也说过。", "person", "David Miller"),
    ],
)
def test_a_name_is_found_by_its_kind(text: str, kind: NameKind, name: str) -> None:
    assert (kind, name) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Well, I think the government gave us good support, and the workers are happy.",
        "However, it was difficult. So we waited. Maybe on Monday or in May it will be better.",
        "当时我们公司租了厂房，成本大概三百万元，时间很紧，方便管理。",
        "政府高度重视，解决了很多问题，谢谢大家，老师们也很高兴。",
        "[name] told P07 of Company 1 about [place 2]; 受访者A说[姓名]在A公司。",
    ],
)
def test_plain_words_and_placeholders_are_no_names(text: str) -> None:
    assert said(text) == []


def test_who_was_named_once_is_found_wherever_he_is_named_again() -> None:
    text = "My boss was Zbyszko Quillfeather. Quillfeather never came. Nobody saw Zbyszko."
    names = [name for kind, name in said(text) if kind == "person"]
    assert names == ["Zbyszko Quillfeather", "Quillfeather", "Zbyszko"]


@settings(max_examples=60, deadline=None)
@given(ANY, st.sampled_from(["", "en", "zh", "de"]))
def test_finds_are_inside_any_text_in_order_and_apart(text: str, language: str) -> None:
    found = FINDER.find(text, language)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for name in found:
        words = name.span.of(text)
        assert words and words == words.strip() and name.span.end <= len(text)
        assert 0 < name.score <= 1


def test_a_lower_bound_leaves_out_what_is_unsure() -> None:
    text = "Then Anna Bell of Zorblatt came."
    assert {name.score for name in Finder(extra=False, least=0.8).find(text)} == {0.9}


def test_the_extra_finds_at_least_the_names_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    if not presidio.installed():
        pytest.skip("the extra [protect] is not installed")

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the finder asked the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    finder = Finder(extra=True)
    text = "Then Agnieszka Nowak of Orbix Holdings Ltd wrote to anna@orbix.com from Berlin."
    assert set(said(text)) <= set(said(text, "en", finder))
    assert finder.id.parameters["model"] is True
