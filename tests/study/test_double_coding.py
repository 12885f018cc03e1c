"""Two coders judge frozen units blind, differ, and settle it: each step stays on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscase import study
from crosscase.analysis.agreement import agreement
from crosscase.analysis.double_coded import ASSISTED, BLIND, NOT_DONE, double_coded
from crosscase.domain.sources import Segment
from crosscase.domain.spans import Span
from crosscase.domain.suggestions import Undecided
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store import suggestions
from crosscase.study import Study

TALK = """INTERVIEWER: What helps?

{who}: Money helps us. Customers ask for more.

INTERVIEWER: What else?

{who}: Nothing else helps.
"""


@dataclass
class Two:
    """Ana and Ben at one study of four talks, of two turns and three sentences each."""

    ana: Study
    ben: Study
    path: Path

    def code(self, who: Study, source: str, words: str, name: str) -> int:
        """A keyword on words of a talk."""
        snapshot = who.snapshot()
        number = next(s.id for s in snapshot.sources if s.name == source)
        edition = snapshot.current_editions[number]
        start = edition.text.index(words)
        return who.codings.apply(edition.id, Span(start, start + len(words)), name)


@pytest.fixture
def two(tmp_path: Path, draw: Callable[[dict[str, str | bytes]], Path]) -> Iterator[Two]:
    talks = {f"interviews/{n}.txt": TALK.format(who=f"P0{n}") for n in (1, 2, 3, 4)}
    people = "pseudonym,group\n" + "".join(f"P0{n},firm\n" for n in (1, 2, 3, 4))
    root = draw({**talks, "participants.csv": people, "study.toml": '[study]\ntitle = "T"\n'})
    path = tmp_path / "two.crosscase"
    with ExitStack() as open_ones:
        ana = open_ones.enter_context(study.create(path, "ana"))
        ana.load(root, study.key_of(path))
        ben = open_ones.enter_context(study.open_study(path, "ben"))
        yield Two(ana, ben, path)


def differ(two: Two) -> int:
    """Both code all four talks; of talk 2 they say different things. The double coding."""
    number = two.ana.double_codings.freeze("turn", "ben")
    for n in "1234":
        two.code(two.ana, n, "Money helps us", "money")
        two.code(two.ben, n, "Money helps us", "money" if n != "2" else "help")
    two.ana.double_codings.done(number)
    two.ben.double_codings.done(number)
    return number


@pytest.mark.parametrize(("unit", "many"), [("turn", 8), ("sentence", 12), ("character", 8)])
def test_units_are_what_participants_say(two: Two, unit: str, many: int):
    two.ana.double_codings.freeze(unit, "ben")
    snapshot = two.ana.snapshot()
    words = [snapshot.quote(u.segment) for u in snapshot.double_units]
    assert len(words) == many
    assert not any("What" in said for said in words)


def test_meaning_units_are_those_that_engines_see(two: Two):
    two.ana.double_codings.freeze("meaning unit", "ben")
    cut = {s.id for s in two.ana._desk.all(Segment) if s.unit}
    assert {u.segment for u in two.ana.snapshot().double_units} == cut
    assert cut


def test_the_freezing_is_an_entry_of_the_journal_with_its_date(two: Two):
    two.ana.double_codings.freeze("turn", "ben", why="a quarter is enough")
    (made,) = two.ana.snapshot().double_codings
    assert made.entry == two.ana.journal.last()
    (entry,) = [e for e in two.ana.journal.history() if e.n == made.entry]
    assert (entry.verb, entry.coder, entry.why) == ("freeze units", "ana", "a quarter is enough")
    assert made.frozen_at == entry.at


def test_a_sample_is_drawn_again_with_its_seed(two: Two):
    drawn = []
    for seed, by in ((3, "interviews"), (3, "interviews"), (4, "units"), (4, "units")):
        number = two.ana.double_codings.freeze("turn", "ben", share=0.5, drawn_by=by, seed=seed)
        snapshot = two.ana.snapshot()
        drawn.append([u.segment for u in snapshot.double_units if u.double_coding == number])
    assert drawn[0] == drawn[1]
    assert drawn[2] == drawn[3]
    assert [len(some) for some in drawn] == [4, 4, 4, 4]
    assert len(double_coded(two.ana.snapshot(), 1, draws=0).sources) == 2


def test_units_are_frozen_before_the_second_coder_starts(two: Two):
    two.code(two.ben, "1", "Money helps us", "money")
    with pytest.raises(NotAllowed, match="has judged something there already"):
        two.ana.double_codings.freeze("turn", "ben")
    two.ana.double_codings.freeze("turn", "ben", sources=["2"])
    for second in ("ana", " "):
        with pytest.raises(NotAllowed, match="second coder"):
            two.ana.double_codings.freeze("turn", second)
    for share in (0.0, 1.5):
        with pytest.raises(NotAllowed, match="no share"):
            two.ana.double_codings.freeze("turn", "ben", share=share)
    with pytest.raises(NotInStudy):
        two.ana.double_codings.freeze("turn", "ben", sources=["9"])


def test_neither_sees_the_other_nor_a_suggestion_before_both_are_done(two: Two):
    number = two.ana.double_codings.freeze("turn", "ben", sources=["1"])
    two.code(two.ana, "1", "Money helps us", "money")
    snapshot = two.ana.snapshot()
    source = next(s.id for s in snapshot.sources if s.name == "1")
    unit = snapshot.double_units[0].segment
    with two.ana._desk.change("cut") as writer:
        row = Undecided(0, "keyword", unit, None, None, "cash", 0.9, "said so", "engine")
        suggestions.replace(writer.db, "keyword", [row])
    for who, many in ((two.ana, 1), (two.ben, 0)):
        seen = who.transcript(source)
        assert (len(seen.marks), seen.proposed, seen.blind) == (many, (), True)
        assert who.waiting() == []
    with study.open_study(two.path, "cleo") as other:
        assert len(other.transcript(source).proposed) == 1
    two.ana.double_codings.done(number)
    assert two.ben.transcript(source).blind
    two.ben.double_codings.done(number)
    seen = two.ben.transcript(source)
    assert (len(seen.marks), len(seen.proposed), seen.blind) == (1, 1, False)


def test_only_the_two_say_that_they_are_done_and_once(two: Two):
    number = two.ana.double_codings.freeze("turn", "ben")
    two.ana.double_codings.done(number)
    with pytest.raises(NotAllowed, match="done already"):
        two.ana.double_codings.done(number)
    with (
        study.open_study(two.path, "cleo") as other,
        pytest.raises(NotAllowed, match="does not code these units"),
    ):
        other.double_codings.done(number)


def test_judgements_are_not_compared_while_one_codes_blind(two: Two):
    two.ana.double_codings.freeze("turn", "ben")
    two.code(two.ana, "1", "Money helps us", "money")
    two.code(two.ben, "1", "Money helps us", "money")
    with pytest.raises(NotAllowed, match="is coding frozen units blind"):
        agreement(two.ana.snapshot())


def test_the_label_says_whether_the_figure_is_of_blind_coders(two: Two):
    number = two.ana.double_codings.freeze("turn", "ben")
    two.code(two.ana, "1", "Money helps us", "money")
    under_way = double_coded(two.ana.snapshot(), draws=0)
    assert (under_way.label, under_way.disagreements, under_way.before.codes) == (NOT_DONE, (), ())
    two.ana.double_codings.done(number)
    two.ben.double_codings.done(number)
    assert double_coded(two.ana.snapshot(), draws=0).label == BLIND
    two.code(two.ben, "1", "Money helps us", "money")
    assert double_coded(two.ana.snapshot(), draws=0).label == ASSISTED


def test_every_frozen_unit_is_a_judgement_and_disagreements_are_listed(two: Two):
    """Of 8 turns 4 were coded by nobody; in 7 the two say the same."""
    differ(two)
    found = double_coded(two.ana.snapshot(), draws=200)
    assert found.units == 8
    assert found.before.overall.percent.value == pytest.approx(7 / 8)
    money = next(code for code in found.before.codes if code.name == "money")
    assert money.cohen.value == pytest.approx(0.75)  # po 7/8, pe 4/8 * 3/8 + 4/8 * 5/8 = 1/2
    assert money.pabak.value == pytest.approx(0.75)
    assert money.ac1.low is not None
    (apart,) = found.disagreements
    assert (apart.source, apart.speaker, apart.first, apart.second, apart.outcome) == (
        *("2", "P02", ("money",), ("help",)),
        "",
    )


def test_negotiation_is_kept_and_the_figure_before_it_stays(two: Two):
    differ(two)
    before = double_coded(two.ana.snapshot(), draws=0)
    (apart,) = before.disagreements
    two.ben.double_codings.settle(apart.unit, "first", "it is about money")
    after = double_coded(two.ana.snapshot(), draws=0)
    assert after.before == before.before
    assert after.after.overall.percent.value == 1
    (kept,) = after.disagreements
    assert (kept.outcome, kept.why, kept.settled_by) == ("first", "it is about money", "ben")
    assert (kept.first, kept.second) == (("money",), ("help",))
    two.ana.double_codings.settle(apart.unit, "neither", "on second thought nothing")
    assert [n.outcome for n in two.ana.snapshot().negotiations] == ["neither"]
    two.ana.journal.undo()
    assert [n.outcome for n in two.ana.snapshot().negotiations] == ["first"]


def test_a_settlement_has_a_reason_and_waits_for_both(two: Two):
    number = two.ana.double_codings.freeze("turn", "ben")
    unit = two.ana.snapshot().double_units[0].id
    with pytest.raises(NotAllowed, match="is not done"):
        two.ana.double_codings.settle(unit, "first", "so")
    two.ana.double_codings.done(number)
    two.ben.double_codings.done(number)
    with pytest.raises(NotAllowed, match="needs its reason"):
        two.ana.double_codings.settle(unit, "first", " ")
    with pytest.raises(NotInStudy, match="outcome"):
        two.ana.double_codings.settle_all([(unit, "third", "so")])
    with pytest.raises(NotInStudy, match="frozen unit"):
        two.ana.double_codings.settle(999, "first", "so")


def test_of_characters_the_ends_count(two: Two):
    """The same words give 1; one word of three in one of four talks gives less."""
    number = two.ana.double_codings.freeze("character", "ben")
    for n in "1234":
        two.code(two.ana, n, "Money helps us", "money")
        two.code(two.ben, n, "Money helps us" if n != "3" else "Money", "money")
    two.ana.double_codings.done(number)
    two.ben.double_codings.done(number)
    found = double_coded(two.ana.snapshot(), draws=100)
    assert [one.name for one in found.ends_before] == ["all", "money"]
    alpha = found.ends_before[1].alpha
    assert alpha.value is not None
    assert 0.8 < alpha.value < 1
    assert alpha.low is not None


def test_a_withdrawn_person_takes_their_units_along(two: Two):
    differ(two)
    (apart,) = double_coded(two.ana.snapshot(), draws=0).disagreements
    two.ana.double_codings.settle(apart.unit, "first", "it is about money")
    key = study.key_of(two.path)
    two.ana.withdraw(two.ana.participant("P02", key), key)
    snapshot = two.ana.snapshot()
    assert (len(snapshot.double_units), snapshot.negotiations) == (6, ())
    assert double_coded(snapshot, draws=0).disagreements == ()
