"""Days as people write them."""

from __future__ import annotations

import pytest

from crosscase.domain.dates import iso_day


@pytest.mark.parametrize(
    "written",
    [
        "2023-03-12",
        "2023/3/12",
        "12 March 2023",
        "the 12th of Mar. 2023",
        "March 12, 2023",
        "MARCH 12th 2023",
        "2023年3月12日",
        "2023 年 3 月 12 日 下午",
        "abridged | date: 2023-03-12 | minutes: 20",
    ],
)
def test_a_day_is_understood_as_people_write_it(written: str) -> None:
    assert iso_day(written) == "2023-03-12"


@pytest.mark.parametrize("written", ["", "March 2023", "2023-13-40", "3/12/2023", "page 12 of 30"])
def test_what_is_no_day_or_might_be_two_is_not_guessed(written: str) -> None:
    """3/12/2023 is in March to some and in December to others."""
    assert iso_day(written) == ""


def test_two_numbers_before_the_year_are_read_where_only_one_way_is_a_day() -> None:
    assert [iso_day(day) for day in ("13/3/2023", "3/13/2023", "3.3.2023")] == [
        "2023-03-13",
        "2023-03-13",
        "2023-03-03",
    ]
