"""The search index answers alike on both databases."""

from __future__ import annotations

import pytest

from crosscase.domain.queries import parse
from crosscase.store import search
from crosscase.store.file import StudyStore

ROWS = [
    ((1, 0, 40), "The price the customer pays, the new product"),
    ((1, 50, 90), "客户推动创新，不是政策。Innovation needs a product"),
    ((2, 0, 10), "Prices: we don't know; it's the PRICE-list"),
]


@pytest.fixture
def indexed(store: StudyStore) -> StudyStore:
    with store.deriving() as db:
        search.prepare(db)
        search.add(db, ROWS)
    return store


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("price", [0, 2]),
        ("pric*", [0, 2]),
        ('"new product"', [0]),
        ("product NOT price", [1]),
        ("price OR innovation", [0, 1, 2]),
        ("(price OR innovation) product", [0, 1]),
        ("NEAR(price pays, 2)", [0]),
        ("NEAR(pays price, 2)", [0]),
        ("NEAR(price product, 2)", []),
        ("创新", [1]),
        ("客户推动", [1]),
        ("推动客户", []),
        ("策", [1]),
        ("don't", [2]),
    ],
)
def test_a_question_has_one_answer_on_both_databases(
    indexed: StudyStore, question: str, found: list[int]
):
    with indexed.reading() as db:
        assert search.find(db, parse(question), 10) == [ROWS[n][0] for n in found]


def test_what_is_forgotten_is_found_no_more(indexed: StudyStore):
    with indexed.deriving() as db:
        search.forget(db, [1])
        search.prepare(db)
    with indexed.reading() as db:
        assert search.indexed(db) == {2}
        assert search.find(db, parse("product"), 10) == []


def test_the_index_is_derived_and_leaves_the_journal_as_it_was(store: StudyStore):
    with store.reading() as db:
        assert not search.is_prepared(db)
    with store.deriving() as db:
        search.prepare(db)
    with store.reading() as db:
        assert search.is_prepared(db)
