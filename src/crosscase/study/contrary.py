"""Search for what speaks against a proposition, and what a person makes of what is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crosscase.analysis.ledger import ledger
from crosscase.analysis.people import place_of
from crosscase.domain.codings import Decision, Discard, search_memo
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Segment
from crosscase.domain.suggestions import Undecided
from crosscase.domain.theory import Proposition
from crosscase.engines.contrary import Candidate, Told, contrary
from crosscase.errors import NotInStudy
from crosscase.store import suggestions
from crosscase.store.rows import read
from crosscase.study.desk import Desk
from crosscase.study.double_coding import blind_segments
from crosscase.study.engines import Engines, told
from crosscase.study.material import kept_from_engines
from crosscase.study.propose import Proposed, cut_units, shipped
from crosscase.study.take import take

_OPPOSITE = {"+": "-", "-": "+"}


def search_contrary(
    desk: Desk, label: str, most: int, engines: Engines | None = None, tick: Tick = unseen
) -> Proposed:
    """Propose passages that may speak against a proposition; the search is an act of the journal.

    Looked at are coded passages, and meaning units where nothing is coded, that are no evidence
    of the proposition and that this coder has neither discarded nor decided on in an earlier
    search (negative case analysis: Lincoln and Guba 1985, ch. 11). Words of who allows no machine
    help are withheld. What is found waits for a decision; it is no evidence by itself.

    Raises ``NotInStudy`` for an unknown proposition.
    """
    cut_units(desk)
    with desk.reading() as db:
        snapshot = take(db)
        claim = _claim(snapshot, label)
        kept = kept_from_engines(db)
        units = [s.id for s in read(db, Segment, unit=True)]
        me = next((c.id for c in snapshot.coders if c.name == desk.coder), 0)
        passed = blind_segments(db, desk.coder)
        passed |= {d.segment for d in read(db, Discard, coder=me)}
        passed |= {
            d.segment
            for d in read(db, Decision, about="contrary", coder=me)
            if d.segment and d.proposal == label
        }
    pool = _pool(snapshot, claim, units, passed)
    allowed = [segment for segment in pool if segment not in kept]
    embedder = (engines or shipped(desk, tick)).embedder()
    supports = [
        e.segment
        for e in snapshot.evidence
        if e.proposition == claim.id
        and e.stance == "supports"
        and e.segment
        and e.segment not in kept
    ]
    names = _keywords(snapshot)
    causes = {cause.code for cause in snapshot.causes if cause.proposition == claim.id}
    named = [snapshot.code_by_id[number].name for number in sorted(causes)]
    words = Told(
        claim.statement,
        tuple(snapshot.quote(segment) for segment in supports),
        tuple(dict.fromkeys([*named, *(n for s in supports for n in names.get(s, ()))])),
    )
    found = contrary(words, _candidates(snapshot, claim, causes, allowed, names), embedder, most)
    with desk.change("search contrary", label) as writer:
        day = desk.clock()[:10]
        writer.add(search_memo(claim.id, len(found), len(allowed), writer.coder, day))
        rows = [
            Undecided(
                0,
                "contrary",
                one.passage,
                None,
                claim.id,
                label,
                one.score,
                one.reason,
                told(embedder.id),
            )
            for one in found
        ]
        suggestions.replace(writer.db, "contrary", rows, claim.id)
    return Proposed("contrary", len(found), len(allowed), len(pool) - len(allowed))


def _claim(snapshot: Snapshot, label: str) -> Proposition:
    for claim in snapshot.propositions:
        if claim.label == label:
            return claim
    raise NotInStudy.named("proposition", label, [p.label for p in snapshot.propositions])


def _pool(
    snapshot: Snapshot, claim: Proposition, units: Iterable[int], passed: set[int]
) -> list[int]:
    """Coded passages of current texts, and units beside them, that touch no evidence of it."""
    current = {edition.id for edition in snapshot.current_editions.values()}
    weighed = {e.segment for e in snapshot.evidence if e.proposition == claim.id and e.segment}
    coded = set(snapshot.codings.segment.tolist())
    notes = {e.id for e in snapshot.editions if snapshot.source_by_id[e.source].kind == "note"}
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def free(segments: Iterable[int]) -> list[int]:
        """Those in current texts that touch nothing taken; then they are taken, too."""
        rows = [snapshot.segment_row[segment] for segment in segments]
        found = []
        for row in rows:
            edition = int(snapshot.segments.edition[row])
            begin, end = int(snapshot.segments.start[row]), int(snapshot.segments.end[row])
            touched = any(a < end and begin < b for a, b in taken[edition])
            if edition in current and edition not in notes and not touched:
                found.append((row, edition, begin, end))
        for _, edition, begin, end in found:
            taken[edition].append((begin, end))
        return [int(snapshot.segments.id[row]) for row, *_ in found]

    free(weighed)
    both = [*free(coded - weighed), *free(set(units) - coded - weighed)]
    return sorted(segment for segment in both if segment not in passed)


def _keywords(snapshot: Snapshot) -> dict[int, list[str]]:
    """The names of the keywords each segment is coded with."""
    found: dict[int, list[str]] = defaultdict(list)
    pairs = zip(snapshot.codings.segment.tolist(), snapshot.codings.code.tolist(), strict=True)
    for segment, code in pairs:
        found[segment].append(snapshot.code_by_id[code].name)
    return found


def _candidates(
    snapshot: Snapshot,
    claim: Proposition,
    causes: set[int],
    allowed: Iterable[int],
    names: dict[int, list[str]],
) -> list[Candidate]:
    about: dict[int, set[int]] = defaultdict(set)
    pairs = zip(snapshot.codings.segment.tolist(), snapshot.codings.code.tolist(), strict=True)
    for segment, code in pairs:
        about[segment] |= {code, *snapshot.construct_of[code]}
    cases = {case.name for case in snapshot.cases}
    only = {
        cell.case
        for cell in ledger(snapshot)
        if cell.proposition == claim.label and cell.said == "supports" and cell.case in cases
    }
    against = _opposed(snapshot, claim, causes)

    def name_of(codes: set[int]) -> str:
        return snapshot.code_by_id[min(codes)].name if codes else ""

    return [
        Candidate(
            segment,
            snapshot.quote(segment),
            tuple(names.get(segment, ())),
            name_of(about[segment] & causes),
            name_of(about[segment] & {claim.to}),
            place if (place := place_of(snapshot, segment, None)) in only else "",
            against.get(segment, ""),
        )
        for segment in allowed
    ]


def _opposed(snapshot: Snapshot, claim: Proposition, causes: set[int]) -> dict[int, str]:
    """Segments that support a proposition of the same constructs and the opposite sign."""
    others = {
        other.id: other.label
        for other in snapshot.propositions
        if other.to == claim.to
        and other.direction == _OPPOSITE.get(claim.direction)
        and causes & {c.code for c in snapshot.causes if c.proposition == other.id}
    }
    return {
        e.segment: others[e.proposition]
        for e in snapshot.evidence
        if e.proposition in others and e.stance == "supports" and e.segment
    }
