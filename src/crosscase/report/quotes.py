"""The quotes of a report: who may be quoted, in which order, and which number opens which."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from crosscase.analysis.consent import even, paraphrases, refusing, silenced, words_of
from crosscase.analysis.people import sensitive_answers
from crosscase.analysis.translation import Translations
from crosscase.domain.snapshot import Snapshot
from crosscase.report.document import Backing, Cited, Number, Quote, Run, clean
from crosscase.report.hide import Hide
from crosscase.report.words import shortened

WITHHELD = "[words withheld: no consent to be quoted]"
SENSITIVE = "answers a sensitive question"
TRANSLATED = "translated"
"""Stands before a translation, and after words that were coded in one."""


class Quoter:
    """Gives passages their ordinals in this report and keeps what each number rests on.

    Ordinals follow the sources and the text, so they are the same however the report is built.
    A participant who refused to be quoted is never shown: neither by segment nor, as far as the
    same words are found again, in an example or a reason (``safe``). ``hide`` takes real names out
    of what people said.
    """

    def __init__(self, snapshot: Snapshot, *, show: bool = True, hide: Hide = str) -> None:
        self._snapshot = snapshot
        self._show = show
        self._hide = hide
        self._refusing = refusing(snapshot)
        self._silenced = silenced(snapshot, self._refusing)
        self._paraphrases = paraphrases(snapshot) if show else {}
        self._forbidden = words_of(snapshot, self._refusing, hide)
        self._ordinal = {number: at for at, number in enumerate(_in_order(snapshot), 1)}
        self._segment = {ordinal: number for number, ordinal in self._ordinal.items()}
        self._backings: dict[tuple[tuple[int, ...], tuple[int, ...]], Backing] = {}
        self._used: set[int] = set()
        self._tags = _tags(snapshot)

    def may_show(self, segment: int) -> bool:
        """Whether the words of the segment may stand in the report."""
        return self._show and segment not in self._silenced

    def number(
        self, text: object, title: str, segments: Iterable[int], against: Iterable[int] = ()
    ) -> Run:
        """The text as a number that opens its quotes; plain where there is nothing to open."""
        behind, contrary = self._ordinals(segments), self._ordinals(against)
        if not behind and not contrary:
            return clean(str(text))
        known = self._backings.get((behind, contrary))
        if known is None:
            key = f"n{len(self._backings) + 1}"
            known = Backing(key, clean(self._hide(title)), behind, contrary)
            self._backings[behind, contrary] = known
            self._used.update(behind, contrary)
        return Number(clean(str(text)), known.key)

    def known(self, segments: Iterable[int]) -> list[int]:
        """Those of the segments that coding or evidence rests on."""
        return [number for number in segments if number in self._ordinal]

    def cited(self, title: str, segments: Iterable[int]) -> Cited:
        """Quotes to be shown in the text."""
        ordinals = tuple(self._ordinal[s] for s in segments)
        self._used.update(ordinals)
        return Cited(clean(title), ordinals)

    def quote(self, segment: int) -> Quote:
        """The passage as the report shows it."""
        self._used.add(self._ordinal[segment])
        return self._made(segment)

    def safe(self, text: str) -> str:
        """A text of the study, or a notice where it repeats somebody who refused to be quoted."""
        text = self._hide(text)
        if len(text) > 15 and any(even(text) in words for words in self._forbidden):
            return WITHHELD
        return clean(text)

    def quotes(self) -> dict[int, Quote]:
        """Every passage the report uses, by ordinal."""
        return {at: self._made(self._segment[at]) for at in sorted(self._used)}

    def backings(self) -> tuple[Backing, ...]:
        """What the numbers rest on, in the order in which they were first asked."""
        return tuple(self._backings.values())

    def withheld(self) -> int:
        """How many of the used passages may not be shown for want of consent."""
        return sum(self._segment[at] in self._silenced for at in self._used)

    def paraphrased(self) -> int:
        """How many of those stand as a coder's paraphrase."""
        return sum(
            (segment := self._segment[at]) in self._silenced and segment in self._paraphrases
            for at in self._used
        )

    @property
    def refusing(self) -> int:
        """How many people refused to be quoted."""
        return len(self._refusing)

    def _ordinals(self, segments: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted({self._ordinal[s] for s in segments}))

    def _made(self, segment: int) -> Quote:
        snapshot, row = self._snapshot, self._snapshot.segment_row[segment]
        person = snapshot.participant_by_id.get(int(snapshot.segment_participant[row]))
        edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
        source = snapshot.source_by_id[edition.source]
        turn = self._turns.get(segment)
        who = "speaker not known"
        if person:
            cases = {c.id: c.name for c in snapshot.cases}
            groups = {g.id: g.label or g.name for g in snapshot.groups}
            case = f"case {cases[person.case]}" if person.case else groups.get(person.group or 0)
            role = person.role if person.role != person.pseudonym else ""
            rest = ", ".join(filter(None, (role, case)))
            who = f"{person.pseudonym} ({rest})" if rest else person.pseudonym
        shown = self.may_show(segment)
        words = clean(self._hide(snapshot.quote(segment))) if shown else ""
        instead = "" if shown else clean(self._hide(self._paraphrases.get(segment, "")))
        return Quote(
            self._ordinal[segment],
            words,
            clean(who),
            clean(source.name) + (f", turn {turn}" if turn else ""),
            self._tags.get(segment, ""),
            clean(self._hide(shortened(self._translations.of(segment), 400))) if words else "",
            self._translations.is_translated(segment) and shown,
            instead,
            segment,
        )

    @cached_property
    def _translations(self) -> Translations:
        return Translations(self._snapshot)

    @cached_property
    def _turns(self) -> dict[int, int]:
        return _turn_of(self._snapshot)


def _in_order(snapshot: Snapshot) -> list[int]:
    """All segments that anything rests on, by source, edition and place."""
    columns = snapshot.segments
    used = set(snapshot.codings.segment.tolist())
    used |= {e.segment for e in snapshot.evidence if e.segment is not None}
    used |= {r.segment for r in snapshot.ratings if r.segment is not None}
    used |= {d.segment for d in snapshot.discards}

    def place(number: int) -> tuple[str, int, int, int, int]:
        row = snapshot.segment_row[number]
        edition = snapshot.edition_by_id[int(columns.edition[row])]
        source = snapshot.source_by_id[edition.source]
        span = int(columns.start[row]), int(columns.end[row])
        return source.name, edition.source, edition.ordinal, *span

    return sorted(used, key=lambda number: (place(number), number))


def _turn_of(snapshot: Snapshot) -> dict[int, int]:
    """For each segment the turn in which it begins, counted from 1."""
    found: dict[int, int] = {}
    by_edition: dict[int, list[tuple[int, int]]] = {}
    for turn in snapshot.turns:
        by_edition.setdefault(turn.edition, []).append((turn.start, turn.ordinal + 1))
    columns = snapshot.segments
    for edition, turns in by_edition.items():
        turns.sort()
        starts = np.array([start for start, _ in turns])
        rows = np.flatnonzero(columns.edition == edition)
        at = np.searchsorted(starts, columns.start[rows], side="right") - 1
        for row, place in zip(rows.tolist(), at.tolist(), strict=True):
            if place >= 0:
                found[int(columns.id[row])] = turns[place][1]
    return found


def _tags(snapshot: Snapshot) -> dict[int, str]:
    """What a passage is evidence of, and whether nobody looked at it."""
    labels = {p.id: p.label for p in snapshot.propositions}
    found: dict[int, list[str]] = {}
    for item in snapshot.evidence:
        if item.segment is not None:
            said = f"{item.stance} {labels[item.proposition]} ({item.kind})"
            if item.unreviewed:
                said += ", unreviewed"
            found.setdefault(item.segment, []).append(said)
    for number in sensitive_answers(snapshot):
        found.setdefault(number, []).append(SENSITIVE)
    columns = snapshot.codings
    for number in np.unique(columns.segment[columns.unreviewed == 1]).tolist():
        found.setdefault(number, []).append("coded by rule, unreviewed")
    return {number: clean("; ".join(dict.fromkeys(said))) for number, said in found.items()}
