"""Sources on their way out: texts, quotations with what was judged of them, and turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crosscase.domain.sources import Edition, Turn
from crosscase.domain.spans import Span
from crosscase.formats.refi.project import (
    ASSISTED,
    DISCARDED,
    UNREVIEWED,
    Applied,
    Quotation,
    TextSource,
    Value,
)
from crosscase.study.leaving import Leaving
from crosscase.study.own import SOURCE_VALUES, guid, plain

_SHOWN = 60
_Place = tuple[int, int]


@dataclass
class Texts:
    """The texts that go, each with its identifier, name and quotations."""

    leaving: Leaving
    names: dict[int, str] = field(default_factory=dict)

    @cached_property
    def editions(self) -> list[Edition]:
        """The newest edition of each source, and any other that bears codings."""
        study = self.leaving.study
        rows = [study.segment_row[number] for number in set(study.codings.segment.tolist())]
        coded = set(study.segments.edition[rows].tolist()) if rows else set()
        newest = {edition.id for edition in study.current_editions.values()}
        kept = self.leaving.kept
        return [e for e in study.editions if e.id in coded | newest and e.source not in kept]

    def name(self) -> None:
        """Name the texts: an older one by its edition too."""
        study, met = self.leaving.study, self.leaving.met
        taken: set[str] = set()
        current = {e.id for e in study.current_editions.values()}
        for edition in sorted(self.editions, key=lambda e: e.id not in current):
            said = study.source_by_id[edition.source].name
            if edition.id not in current:
                said = f"{said} (edition {edition.ordinal}, {edition.kind})"
            name = self.names[edition.id] = self.leaving.name(said, taken)
            met["edition", edition.id] = guid("source", name)
            if edition.id in current:
                met["source", edition.source] = met["edition", edition.id]

    @cached_property
    def spoken(self) -> dict[int, dict[int, list[Turn]]]:
        """The turns of the participants whose words go, by edition."""
        study = self.leaving.study
        who = {speaker.id: speaker.participant for speaker in study.speakers}
        found: dict[int, dict[int, list[Turn]]] = defaultdict(lambda: defaultdict(list))
        for turn in study.turns:
            person = who.get(turn.speaker or 0)
            if person is not None and turn.edition in self.names and turn.start < turn.end:
                found[turn.edition][person].append(turn)
        return found

    def turns_of(self, person: int) -> tuple[str, ...]:
        """The identifiers of the turns that one participant speaks."""
        return tuple(
            self._turn(turn) for people in self.spoken.values() for turn in people.get(person, ())
        )

    def texts_of(self, people: list[int]) -> tuple[str, ...]:
        """The identifiers of the texts in which these are present."""
        study = self.leaving.study
        present = {p.source for p in study.presences if p.participant in people}
        return tuple(
            self.leaving.met["edition", e.id] for e in self.editions if e.source in present
        )

    def discards(self) -> None:
        """A passage that does not answer bears a note that says so."""
        study, columns = self.leaving.study, self.leaving.study.segments
        for discard in study.discards:
            if int(columns.edition[study.segment_row[discard.segment]]) not in self.names:
                continue
            why = self.leaving.allowed(discard.why, "reasons")
            notes = {self.leaving.note(DISCARDED, why, discard.coder)}
            if discard.unreviewed:
                notes.add(self.leaving.note(UNREVIEWED))
            self.leaving.noted["segment", discard.segment] |= notes

    def sources(self) -> Iterator[TextSource]:
        """Every text with its quotations, turns and notes."""
        met, study = self.leaving.met, self.leaving.study
        for edition in self.editions:
            owner = met["edition", edition.id]
            newest = owner == met.get(("source", edition.source))
            found = [*self._quotations(edition, owner), *self._turns(edition)]
            notes = self.leaving.on("source", edition.source) if newest else ()
            source = study.source_by_id[edition.source]
            said = (source.kind, edition.kind, source.language, source.date, source.minutes)
            values = tuple(
                Value(guid("variable", "source", name), plain(str(value)))
                for name, value in zip(SOURCE_VALUES, said, strict=True)
                if value not in ("", None)
            )
            yield TextSource(
                owner,
                self.names[edition.id],
                edition.text,
                "",
                quotations=tuple(found),
                notes=notes,
                values=values,
            )

    def _turns(self, edition: Edition) -> Iterator[Quotation]:
        spoken = self.spoken.get(edition.id, {}).values()
        for turn in sorted((t for turns in spoken for t in turns), key=lambda t: (t.start, t.id)):
            yield Quotation(self._turn(turn), _shown(turn.span.of(edition.text)), turn.span)

    def _turn(self, turn: Turn) -> str:
        return guid("turn", self.leaving.met["edition", turn.edition], turn.start, turn.end)

    def _quotations(self, edition: Edition, owner: str) -> Iterator[Quotation]:
        """One quotation a place, though several segments may stand there."""
        for (start, end), numbers in sorted(self._places.get(edition.id, {}).items()):
            made = guid("quotation", owner, start, end)
            self.leaving.met |= {("segment", number): made for number in numbers}
            applied: dict[tuple[str, str], Applied] = {}
            for number in numbers:
                for one in self._marks.get(number, ()):
                    there = guid("coding", made, one.user, one.code)
                    applied.setdefault(
                        (one.user, one.code), Applied(there, one.code, one.user, one.notes, one.at)
                    )
            notes = {note for number in numbers for note in self.leaving.on("segment", number)}
            yield Quotation(
                made,
                _shown(edition.text[start:end]),
                Span(start, end),
                codings=tuple(applied[key] for key in sorted(applied)),
                notes=tuple(sorted(notes)),
            )

    @cached_property
    def _places(self) -> Mapping[int, Mapping[_Place, list[int]]]:
        """The segments at each place of each edition that bear anything."""
        study = self.leaving.study
        wanted = set(self._marks)
        wanted |= {of for about, of in self.leaving.noted if about == "segment"}
        wanted |= {e.segment for e in study.evidence if e.segment is not None}
        columns = study.segments
        found: dict[int, dict[_Place, list[int]]] = defaultdict(lambda: defaultdict(list))
        for edition, start, end, number in zip(
            columns.edition.tolist(),
            columns.start.tolist(),
            columns.end.tolist(),
            columns.id.tolist(),
            strict=True,
        ):
            if number in wanted:
                found[edition][start, end].append(number)
        return found

    @cached_property
    def _marks(self) -> Mapping[int, list[Applied]]:
        """What was judged of each segment."""
        codings, met = self.leaving.study.codings, self.leaving.met
        found: dict[int, list[Applied]] = defaultdict(list)
        for number, coder, code, segment, assisted, unreviewed in zip(
            codings.id.tolist(),
            codings.coder.tolist(),
            codings.code.tolist(),
            codings.segment.tolist(),
            codings.assisted.tolist(),
            codings.unreviewed.tolist(),
            strict=True,
        ):
            marks = ((assisted, ASSISTED), (unreviewed, UNREVIEWED))
            notes = tuple(sorted(self.leaving.note(name) for said, name in marks if said))
            at = self.leaving.judged.get(number, "")
            user = met["coder", coder]
            found[segment].append(Applied("", met["code", code], user, notes, at))
        return found


def _shown(words: str) -> str:
    """The name of a quotation: how it begins."""
    name = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    return " ".join(name.split())
