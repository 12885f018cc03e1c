"""The study as it stood at one journal entry, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.codebook import Assignment, Code, Merge, heads
from crosscase.domain.codings import Coder, Decision, Discard, Memo
from crosscase.domain.design import Fact, Noticed
from crosscase.domain.double_coding import DoubleCoding, DoubleUnit, Negotiated
from crosscase.domain.framework import Summary, SummaryQuote
from crosscase.domain.journal import Discrepancy
from crosscase.domain.people import Attribute, Case, Consent, Group, Participant
from crosscase.domain.questions import Answer, Prompt, Question
from crosscase.domain.sources import Edition, Presence, Source, Speaker, Turn
from crosscase.domain.suggestions import Undecided
from crosscase.domain.theory import (
    Cause,
    Evidence,
    Ground,
    Override,
    Prediction,
    Proposition,
    Rating,
    Recommendation,
    Rival,
    RivalEvidence,
)

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """Segments as columns, in the order of their ids."""

    id: Ints
    edition: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class CodingColumns:
    """Codings as columns, in the order of their ids; flags are 0 or 1."""

    id: Ints
    coder: Ints
    code: Ints
    segment: Ints
    assisted: Ints
    unreviewed: Ints


@dataclass(frozen=True)
class Snapshot:
    """Everything of a study at journal entry ``n``; nothing undecided is in it.

    ``misquoted`` are the segments whose stored words are not those at their place in the text, each
    with the stored words. ``predicted_at`` is when each prediction was stated, by the journal;
    ``discrepancies`` are the rows that are not what the journal tells of them, None where nobody
    looked.
    """

    n: int
    at: str
    facts: tuple[Fact, ...]
    noticed: tuple[Noticed, ...]
    coders: tuple[Coder, ...]
    groups: tuple[Group, ...]
    cases: tuple[Case, ...]
    participants: tuple[Participant, ...]
    attributes: tuple[Attribute, ...]
    consents: tuple[Consent, ...]
    sources: tuple[Source, ...]
    presences: tuple[Presence, ...]
    editions: tuple[Edition, ...]
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    questions: tuple[Question, ...]
    prompts: tuple[Prompt, ...]
    answers: tuple[Answer, ...]
    codes: tuple[Code, ...]
    merges: tuple[Merge, ...]
    assignments: tuple[Assignment, ...]
    discards: tuple[Discard, ...]
    decisions: tuple[Decision, ...]
    memos: tuple[Memo, ...]
    propositions: tuple[Proposition, ...]
    causes: tuple[Cause, ...]
    evidence: tuple[Evidence, ...]
    ratings: tuple[Rating, ...]
    predictions: tuple[Prediction, ...]
    recommendations: tuple[Recommendation, ...]
    grounds: tuple[Ground, ...]
    segments: SegmentColumns
    codings: CodingColumns
    undecided: tuple[Undecided, ...] = ()
    rivals: tuple[Rival, ...] = ()
    rival_evidence: tuple[RivalEvidence, ...] = ()
    overrides: tuple[Override, ...] = ()
    summaries: tuple[Summary, ...] = ()
    summary_quotes: tuple[SummaryQuote, ...] = ()
    predicted_at: Mapping[int, str] = field(default_factory=dict)
    misquoted: tuple[tuple[int, str], ...] = ()
    discrepancies: tuple[Discrepancy, ...] | None = None
    double_codings: tuple[DoubleCoding, ...] = ()
    double_units: tuple[DoubleUnit, ...] = ()
    negotiations: tuple[Negotiated, ...] = ()

    @cached_property
    def facts_by_key(self) -> dict[str, str]:
        """The design's statements by key."""
        return {fact.key: fact.value for fact in self.facts}

    @cached_property
    def code_by_id(self) -> dict[int, Code]:
        """Codes by id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def participant_by_id(self) -> dict[int, Participant]:
        """Participants by id."""
        return {person.id: person for person in self.participants}

    @cached_property
    def edition_by_id(self) -> dict[int, Edition]:
        """Editions by id."""
        return {edition.id: edition for edition in self.editions}

    @cached_property
    def source_by_id(self) -> dict[int, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def segment_row(self) -> dict[int, int]:
        """The place of a segment in the columns, by its id."""
        return {int(number): row for row, number in enumerate(self.segments.id)}

    @cached_property
    def head_of(self) -> dict[int, int]:
        """For each code the keyword that speaks for it after all merges (itself if none)."""
        merged = heads(self.merges)
        return {code.id: merged.get(code.id, code.id) for code in self.codes}

    @cached_property
    def construct_of(self) -> dict[int, frozenset[int]]:
        """For each keyword the themes and constructs it is assigned to, merges followed."""
        found: dict[int, set[int]] = {}
        for link in self.assignments:
            found.setdefault(self.head_of[link.keyword], set()).add(link.to)
        return {code.id: frozenset(found.get(self.head_of[code.id], set())) for code in self.codes}

    @cached_property
    def current_editions(self) -> dict[int, Edition]:
        """The newest edition of each source that is no translation, by source id."""
        newest: dict[int, Edition] = {}
        for edition in self.editions:
            if edition.kind == "translated":
                continue
            if edition.source not in newest or newest[edition.source].ordinal < edition.ordinal:
                newest[edition.source] = edition
        return newest

    @cached_property
    def segment_participant(self) -> Ints:
        """Who speaks each segment (participant id, 0 where it is nobody known).

        A segment belongs to the participant of the turn in which it begins; words outside every
        turn belong to the only participant of their source, if there is exactly one and the
        source has no turns (an answer sheet).
        """
        by_edition: dict[int, list[Turn]] = {}
        for turn in self.turns:
            by_edition.setdefault(turn.edition, []).append(turn)
        speaks = {speaker.id: speaker.participant or 0 for speaker in self.speakers}
        present: dict[int, list[int]] = {}
        for presence in self.presences:
            present.setdefault(presence.source, []).append(presence.participant)
        owner = np.zeros(len(self.segments.id), dtype=np.int64)
        for number in np.unique(self.segments.edition):
            rows = np.flatnonzero(self.segments.edition == number)
            turns = sorted(by_edition.get(int(number), []), key=lambda turn: turn.start)
            if not turns:
                people = present.get(self.edition_by_id[int(number)].source, [])
                owner[rows] = people[0] if len(people) == 1 else 0
                continue
            starts = np.array([turn.start for turn in turns])
            who = np.array([speaks.get(turn.speaker or 0, 0) for turn in turns])
            at = np.searchsorted(starts, self.segments.start[rows], side="right") - 1
            owner[rows] = np.where(at >= 0, who[np.maximum(at, 0)], 0)
        return owner

    def quote(self, segment: int) -> str:
        """The words of a segment."""
        row = self.segment_row[segment]
        text = self.edition_by_id[int(self.segments.edition[row])].text
        return text[int(self.segments.start[row]) : int(self.segments.end[row])]
