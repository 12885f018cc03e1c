"""Two passes of listening: how much of each recording was heard, and what the second one found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.domain.listening import Listened, Reread
from crosscase.domain.snapshot import Snapshot

WHOLE = 0.95
"""A recording was heard when at least this share of the seconds in which somebody speaks was."""

Stretches = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Share:
    """How much one coder heard of one source: shares (0 to 1) of its spoken seconds.

    ``again``: had a second listening, by its shares or by the coder's own word (``by_hand``).
    ``found``: keywords that this coder found in it in the second pass only.
    """

    source: int
    name: str
    coder: str
    seconds: float
    first: float
    second: float
    by_hand: bool
    again: bool
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listening:
    """Of ``sources`` interviews ``again`` had a second listening by at least one coder.

    ``by_hand`` of these by a coder's word alone. ``found``: keywords that are some coder's finding
    of a second pass, each counted once for each source.
    """

    sources: int
    again: int
    by_hand: int
    found: int
    shares: tuple[Share, ...]

    @property
    def sentence(self) -> str:
        """What a method section says of it, with what is meant."""
        return (
            f"{self.again} of {self.sources} interviews have had their second listening "
            f"({self.by_hand} by a coder's own mark): at least {WHOLE:.0%} of the spoken seconds "
            f"were played in both passes by one coder, or the coder read the transcript again. "
            f"{self.found} keywords were found in the second pass only."
        )


def listening(
    snapshot: Snapshot,
    heard: Iterable[Listened],
    rereadings: Iterable[Reread],
    made: Mapping[int, str],
) -> Listening:
    """What was heard of every interview, by coder.

    An interview is a transcript or a recording. Its spoken seconds are those of the turns of its
    current text; without times the whole length; without either only a mark by hand counts.
    ``made``: when each coding was made. A keyword is found in the second pass when the coder's
    first coding with it in the source came after the second pass over it began.
    """
    interviews = [s for s in snapshot.sources if s.kind in ("transcript", "recording")]
    spoken = _spoken(snapshot)
    names = {coder.id: coder.name for coder in snapshot.coders}
    played: dict[tuple[int, str], dict[str, Stretches]] = defaultdict(lambda: defaultdict(list))
    began: dict[tuple[int, str], str] = {}
    for row in heard:
        played[row.source, row.coder][row.hearing].append((row.begin, row.finish))
        if row.hearing == "second":
            _earlier(began, (row.source, row.coder), row.since)
    marked = {(row.source, names[row.coder]): row.at for row in rereadings}
    for place, at in marked.items():
        _earlier(began, place, at)
    found = _found(snapshot, names, began, made)
    shares = []
    for source in interviews:
        said = spoken.get(source.id, [])
        seconds = sum(finish - begin for begin, finish in said)
        coders = {coder for at, coder in {*played, *marked} if at == source.id}
        for coder in sorted(coders):
            first, second = (
                overlap(said, played[source.id, coder][hearing]) / seconds if seconds else 0.0
                for hearing in ("first", "second")
            )
            by_hand = (source.id, coder) in marked
            twice = by_hand or min(first, second) >= WHOLE
            keywords = tuple(sorted(found.get((source.id, coder), ())))
            shares.append(
                Share(
                    source.id, source.name, coder, seconds, first, second, by_hand, twice, keywords
                )
            )
    again = {share.source for share in shares if share.again}
    by_ear = {share.source for share in shares if min(share.first, share.second) >= WHOLE}
    once = {(share.source, keyword) for share in shares for keyword in share.found}
    return Listening(len(interviews), len(again), len(again - by_ear), len(once), tuple(shares))


def merged(stretches: Iterable[tuple[float, float]]) -> Stretches:
    """The stretches in order, those that overlap or touch as one."""
    found: Stretches = []
    for begin, finish in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], finish))
        else:
            found.append((begin, finish))
    return found


def overlap(one: Sequence[tuple[float, float]], other: Iterable[tuple[float, float]]) -> float:
    """How many seconds of ``one`` (merged) lie in ``other``."""
    return sum(
        max(0.0, min(finish, until) - max(begin, since))
        for since, until in merged(other)
        for begin, finish in one
    )


def _spoken(snapshot: Snapshot) -> dict[int, Stretches]:
    of = {edition.id: source for source, edition in snapshot.current_editions.items()}
    turns: dict[int, Stretches] = defaultdict(list)
    for turn in snapshot.turns:
        if turn.edition in of and turn.begin is not None and turn.finish is not None:
            turns[of[turn.edition]].append((turn.begin, turn.finish))
    found = {source: merged(stretches) for source, stretches in turns.items()}
    for source in snapshot.sources:
        if source.id not in found and source.kind == "recording" and source.minutes:
            found[source.id] = [(0.0, source.minutes * 60)]
    return found


def _earlier(began: dict[tuple[int, str], str], place: tuple[int, str], at: str) -> None:
    began[place] = min(at, began.get(place, at))


def _found(
    snapshot: Snapshot,
    names: Mapping[int, str],
    began: Mapping[tuple[int, str], str],
    made: Mapping[int, str],
) -> dict[tuple[int, str], set[str]]:
    """The keywords that each coder found in a source after the second pass over it began."""
    first: dict[tuple[int, str, int], str] = {}
    segments, codings = snapshot.segments, snapshot.codings
    edition_of = dict(zip(segments.id.tolist(), segments.edition.tolist(), strict=True))
    columns = (codings.id, codings.coder, codings.code, codings.segment)
    for number, coder, code, segment in zip(*(c.tolist() for c in columns), strict=True):
        head = snapshot.head_of[code]
        if snapshot.code_by_id[head].kind == "keyword":
            source = snapshot.edition_by_id[edition_of[segment]].source
            key = (source, names[coder], head)
            first[key] = min(made[number], first.get(key, made[number]))
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for (source, name, code), at in first.items():
        if (source, name) in began and at > began[source, name]:
            found[source, name].add(snapshot.code_by_id[code].name)
    return found
