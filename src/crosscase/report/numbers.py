"""Every number of a report comes from here; this is the report's one door to ``analysis``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crosscase.analysis import agreement, counts, groups, people, salience, saturation, within
from crosscase.analysis import asked as asking
from crosscase.analysis import ledger as standing
from crosscase.analysis.asked import Asked
from crosscase.analysis.judgements import Judgements, judgements, of_constructs
from crosscase.domain.codebook import Code
from crosscase.domain.people import Case, Group, Participant
from crosscase.domain.snapshot import Ints, Snapshot
from crosscase.domain.theory import Evidence, Proposition
from crosscase.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who mentions something: people of those asked, cases of those asked, mentions, segments.

    ``unasked`` people mention it though the question was not put to them; they are in no other
    number.
    """

    people: int
    asked: int
    mentions: int
    cases: tuple[int, ...]
    of_cases: tuple[int, ...]
    segments: tuple[int, ...]
    unasked: int


class Numbers:
    """The numbers of one snapshot, each counted once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.found = judgements(snapshot)
        self.of_constructs = of_constructs(snapshot, self.found)

    @cached_property
    def heard(self) -> list[Participant]:
        """Participants who are present in a source."""
        return people.by_id(self.snapshot, people.heard(self.snapshot))

    @cached_property
    def read(self) -> list[Participant]:
        """People heard whose words somebody coded; see ``analysis.asked``."""
        return people.by_id(self.snapshot, asking.asked(self.snapshot).people)

    @cached_property
    def asked(self) -> dict[int, Asked]:
        """Who was asked about each construct."""
        every = [code.id for code in self.snapshot.codes if code.kind == "construct"]
        return asking.asked_about(self.snapshot, every)

    @cached_property
    def writers(self) -> set[int]:
        """Participants heard in answer sheets only: they wrote, nobody talked with them."""
        return people.heard(self.snapshot, "survey") - people.heard(self.snapshot, "interviews")

    @cached_property
    def cases(self) -> list[Case]:
        """The cases in which somebody was heard and read (heard, while nothing is coded)."""
        present = {p.case for p in self.read or self.heard}
        return [case for case in self.snapshot.cases if case.id in present]

    @cached_property
    def constructs(self) -> list[Code]:
        """Internal drivers, external drivers, those without a role, then outcomes.

        Those that only a rule put there are ``unlooked``, and not among them.
        """
        order = {"internal driver": 0, "external driver": 1, "": 2, "outcome": 3}
        left_out = {code.id for code in self.unlooked}
        found = [c for c in self.snapshot.codes if c.kind == "construct" and c.id not in left_out]
        return sorted(found, key=lambda code: order[code.role])

    @cached_property
    def unlooked(self) -> list[Code]:
        """Inductive constructs that rules alone filled, and no proposition names."""
        study = self.snapshot
        by_person = {a.to for a in study.assignments if not a.unreviewed}
        filled = {a.to for a in study.assignments}
        claimed = {cause.code for cause in study.causes}
        claimed |= {n for p in study.propositions for n in (p.to, p.via) if n}
        return [
            code
            for code in study.codes
            if code.kind == "construct"
            and code.origin == "inductive"
            and code.id in filled - by_person - claimed
        ]

    @cached_property
    def keywords(self) -> list[counts.Frequency]:
        """Keywords by mentions."""
        return counts.frequencies(self.snapshot)

    @cached_property
    def by_group(self) -> list[counts.GroupCount]:
        """Keywords of each group."""
        return counts.by_group(self.snapshot)

    @cached_property
    def ordered_cases(self) -> list[Case]:
        """The cases, highest rated first where they are rated, then by name."""
        rank = {case: -value for case, value in self.outcome.items()}
        return sorted(self.snapshot.cases, key=lambda case: (rank.get(case.id, 1.0), case.name))

    @cached_property
    def outcome(self) -> dict[int, float]:
        """The mean rating of each case that is rated, by case id."""
        values: dict[int, list[float]] = {}
        for rating in self.snapshot.ratings:
            values.setdefault(rating.case, []).append(rating.value)
        return {case: sum(v) / len(v) for case, v in values.items()}

    @cached_property
    def ledger(self) -> list[standing.LedgerCell]:
        """Proposition by case."""
        return standing.ledger(self.snapshot)

    @cached_property
    def statuses(self) -> dict[str, standing.ClaimStatus]:
        """How each proposition stands, by its label."""
        return {status.proposition: status for status in standing.statuses(self.snapshot)}

    def spoken(
        self, code: int, *, construct: bool, case: int | None = None, group: int | None = None
    ) -> Spoken:
        """Who mentions a construct (or a keyword), in all, in one case or in one group."""
        table = self.of_constructs if construct else self.found
        rows = (self._construct_rows if construct else self._keyword_rows).get(code, _NO_ROWS)
        among, skipped = self.read, frozenset[int]()
        if construct:
            skipped = self.asked[code].skipped
            among = [p for p in among if p.id not in skipped]
        if case is not None:
            rows = rows[table.case[rows] == case]
            among = [p for p in among if p.case == case]
        if group is not None:
            rows = rows[table.group[rows] == group]
            among = [p for p in among if p.group == group]
        left_out = np.isin(table.participant[rows], list(skipped))
        others, rows = rows[left_out], rows[~left_out]
        places = {p.case for p in among}
        return Spoken(
            int(np.count_nonzero(np.unique(table.participant[rows]))),
            len(among),
            len(rows),
            tuple(case for case in np.unique(table.case[rows]).tolist() if case),
            tuple(c.id for c in self.snapshot.cases if c.id in places),
            tuple(np.unique(table.segment[rows]).tolist()),
            len(np.unique(table.participant[others])),
        )

    @cached_property
    def _keyword_rows(self) -> dict[int, Ints]:
        return _rows_by_code(self.found)

    @cached_property
    def _construct_rows(self) -> dict[int, Ints]:
        return _rows_by_code(self.of_constructs)

    def causes(self, proposition: Proposition) -> list[Code]:
        """The constructs a proposition starts from."""
        return [
            self.snapshot.code_by_id[cause.code]
            for cause in self.snapshot.causes
            if cause.proposition == proposition.id
        ]

    def claims_of(self, construct: int) -> list[Proposition]:
        """Propositions that start from the construct, or run through it."""
        starts = {c.proposition for c in self.snapshot.causes if c.code == construct}
        return [p for p in self.snapshot.propositions if p.id in starts or p.via == construct]

    def evidence(
        self, proposition: int, *stances: str, case: int | None = None, group: int | None = None
    ) -> list[Evidence]:
        """Evidence of a proposition that takes one of the stances (any if none is named)."""
        return [
            item
            for item in self.snapshot.evidence
            if item.proposition == proposition
            and (not stances or item.stance in stances)
            and (case is None or self.case_of(item) == case)
            and (group is None or self.group_of(item) == group)
        ]

    def against(
        self, construct: int, case: int | None = None, group: int | None = None
    ) -> tuple[int, ...]:
        """Segments that contradict a proposition of the construct."""
        return segments_of(
            item
            for claim in self.claims_of(construct)
            for item in self.evidence(claim.id, "contradicts", case=case, group=group)
        )

    @cached_property
    def contradicting(self) -> set[int]:
        """Every segment that contradicts some proposition."""
        found = self.snapshot.evidence
        return {e.segment for e in found if e.stance == "contradicts" and e.segment is not None}

    def person_of(self, segment: int | None) -> Participant | None:
        """Who speaks a segment."""
        if segment is None:
            return None
        owner = int(self.snapshot.segment_participant[self.snapshot.segment_row[segment]])
        return self.snapshot.participant_by_id.get(owner)

    def case_of(self, item: Evidence) -> int | None:
        """The case a piece of evidence speaks for."""
        if item.case is not None:
            return item.case
        person = self.person_of(item.segment)
        return person.case if person else None

    def group_of(self, item: Evidence) -> int | None:
        """The group of the person who says it."""
        person = self.person_of(item.segment)
        return person.group if person else None

    def heard_of(self, group: Group) -> int:
        """How many people of a group were heard."""
        return sum(p.group == group.id for p in self.heard)

    @cached_property
    def agreement(self) -> agreement.Agreement | None:
        """How far two coders agree; None where no two judged one source."""
        try:
            return agreement.agreement(self.snapshot)
        except NotAllowed:
            return None

    @cached_property
    def saturation(self) -> saturation.Saturation:
        """Whether further interviews would still bring new keywords."""
        return saturation.saturation(self.snapshot)

    @cached_property
    def salience(self) -> list[salience.Salience]:
        """What is named early and by many, for every question that asks for a list."""
        asked = salience.list_questions(self.snapshot)
        return [salience.salience(self.snapshot, question) for question in asked]

    @cached_property
    def differences(self) -> groups.Groups | None:
        """Each two groups against each other; None where their people cannot be told apart."""
        try:
            return groups.compare_groups(self.snapshot)
        except NotAllowed:
            return None

    def page(self, case: Case) -> within.CasePage:
        """The page of one case."""
        return within.case_page(self.snapshot, case.name)

    @cached_property
    def unreviewed(self) -> int:
        """Decisions by rule that nobody looked at, of every kind."""
        s = self.snapshot
        codings = int(s.codings.unreviewed.sum())
        return codings + sum(
            sum(item.unreviewed for item in items)
            for items in (s.merges, s.assignments, s.discards, s.evidence, s.answers)
        )


_NO_ROWS = np.zeros(0, dtype=np.int64)


def _rows_by_code(table: Judgements) -> dict[int, Ints]:
    order = np.argsort(table.code, kind="stable")
    codes, starts = np.unique(table.code[order], return_index=True)
    return dict(zip(codes.tolist(), np.split(order, starts[1:]), strict=True)) if len(codes) else {}


def segments_of(items: Iterable[Evidence]) -> tuple[int, ...]:
    """The segments of evidence, each once."""
    return tuple(dict.fromkeys(item.segment for item in items if item.segment is not None))
