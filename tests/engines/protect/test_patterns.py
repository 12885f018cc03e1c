"""Numbers, links and addresses are found by their form, and nothing else is."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.domain.names import Found, NameKind
from crosscase.domain.spans import Span
from crosscase.engines.protect import checksums
from crosscase.engines.protect.apart import apart, placeholders
from crosscase.engines.protect.patterns import patterns


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Write to anna.bell@firm.co.uk.", "e-mail", "anna.bell@firm.co.uk"),
        ("邮箱是wang@qq.com，谢谢", "e-mail", "wang@qq.com"),
        ("Call +44 20 7946 0958 now", "phone", "+44 20 7946 0958"),
        ("ring 0033 1 23 45 67 89", "phone", "0033 1 23 45 67 89"),
        ("my cell is (555) 123-4567 ext 5", "phone", "(555) 123-4567 ext 5"),
        ("It's 07700 900123", "phone", "07700 900123"),
        ("我手机13812345678，", "phone", "13812345678"),
        ("座机010-62345678", "phone", "010-62345678"),
        ("打400-820-1234", "phone", "400-820-1234"),
        ("身份证11010519491231002X", "identity", "11010519491231002X"),
        ("My SSN is 536-90-4399.", "identity", "536-90-4399"),
        ("NINO AB 12 34 56 C", "identity", "AB 12 34 56 C"),
        ("passport number X1234567", "identity", "X1234567"),
        ("车牌苏E12345", "identity", "苏E12345"),
        ("pay GB82 WEST 1234 5698 7654 32", "account", "GB82 WEST 1234 5698 7654 32"),
        ("card 4111 1111 1111 1111", "account", "4111 1111 1111 1111"),
        ("账号 6222021234567", "account", "6222021234567"),
        ("see https://crosscase.org/a?b=1.", "link", "https://crosscase.org/a?b=1"),
        ("on crosscase.org.", "link", "crosscase.org"),
        ("微信号 wang_2020", "link", "wang_2020"),
        ("She lives at 12 Baker Street, London", "address", "12 Baker Street"),
        ("in Hauptstraße 5", "address", "Hauptstraße 5"),
        ("au 12 rue de la Paix", "address", "12 rue de la Paix"),
        ("住在江苏省苏州市星湖街328号5幢301室。", "address", "江苏省苏州市星湖街328号5幢301室"),
    ],
)
def test_a_number_is_found_whole_and_by_its_kind(text: str, kind: NameKind, words: str) -> None:
    assert [(found.kind, found.span.of(text)) for found in patterns(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 we paid 12,000,000 euros, 45.5% on 2020-03-12 at 10:30.",
        "From 2015-2019 it was 1.234.567,89 and $123456789012.",
        "2020年销售额123456789元，增长了15%，下午3点半，10000个人。",
        "We have 3 plants, 1200 people and 40 years on the road.",
        "e.g. this, i.e. that, etc. The Road is long.",
        "[name] of Company 1, P07, met Person B of A公司 in [place 2].",
    ],
)
def test_years_money_shares_times_and_placeholders_are_left_alone(text: str) -> None:
    assert patterns(text) == []


@given(st.integers(10**14, 10**15 - 1), st.integers(1, 9))
def test_a_card_with_one_wrong_digit_is_none(number: int, by: int) -> None:
    right = next(f"{number}{last}" for last in range(10) if checksums.luhn(f"{number}{last}"))
    wrong = right[:5] + str((int(right[5]) + by) % 10) + right[6:]
    assert not checksums.luhn(wrong)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 1, 1)),
    st.integers(100000, 999999),
    st.integers(0, 999),
)
def test_an_identity_is_told_by_its_check_digit(day: dt.date, place: int, serial: int) -> None:
    first = f"{place}{day:%Y%m%d}{serial:03}"
    right = first + checksums.chinese_id_digit(first)
    assert checksums.chinese_id(right)
    assert not checksums.chinese_id(right[:-1] + ("0" if right[-1] != "0" else "1"))


def test_check_digits_of_accounts_firms_and_spaniards() -> None:
    assert checksums.iban("DE89 3704 0044 0532 0130 00")
    assert not checksums.iban("DE88 3704 0044 0532 0130 00")
    assert checksums.spanish_id("12345678Z") and not checksums.spanish_id("12345678A")
    assert not checksums.social_security("666-12-1234")


names = st.builds(
    Found,
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(*sorted(ends))),
    st.just("person"),
    st.floats(0, 1),
)


@given(st.text("ab -[]P7公司", min_size=30, max_size=40), st.lists(names))
def test_names_come_in_order_apart_and_inside_the_text(text: str, found: list[Found]) -> None:
    kept = apart(text, found, keep=placeholders(text))
    for one, other in pairwise(kept):
        assert one.span.end <= other.span.start
    assert all(name.span.of(text).strip() and name.span.end <= len(text) for name in kept)


def test_what_stands_out_of_a_longer_neighbour_stays() -> None:
    text = "Anna Bell Holdings Ltd"
    found = [Found(Span(0, 9), "person", 0.8), Found(Span(5, 22), "organisation", 0.8)]
    assert [name.span.of(text) for name in apart(text, found)] == ["Anna", "Bell Holdings Ltd"]


@given(st.text(alphabet=st.sampled_from("+0123456789 -.@aZ王路号:/X"), max_size=60))
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = patterns(text)
    ends = [at for name in found for at in (name.span.start, name.span.end)]
    assert ends == sorted(ends) and all(len(name.span) for name in found)
