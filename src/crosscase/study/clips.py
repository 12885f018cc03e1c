"""The sound of quotations, where everybody who is heard in it allowed that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from crosscase.analysis.consent import allowing, refusing, sources_of
from crosscase.domain.clips import Clips
from crosscase.domain.people import Use
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Source, Turn
from crosscase.domain.spans import Span
from crosscase.errors import CrosscaseError, NotInStudy
from crosscase.formats.clips import cut_clips
from crosscase.study import recordings
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.listen import Clip, clips
from crosscase.study.silence import names_said

_NEEDED: tuple[Use, ...] = ("record", "audio", "quote")

MOST_SECONDS = 2 * 3600.0
"""Of all clips of one report: about 170 megabytes, more than a page can be asked to hold."""


def quoted(desk: Desk, snapshot: Snapshot, segments: Sequence[int], key: KeyFile) -> Clips:
    """The sound of passages, the first ones first where it is too much; see ``domain.clips``.

    A voice cannot be put under a pseudonym. So a passage is heard only where each participant who
    speaks in it said yes to being played, and nobody in the source refused to be recorded, played
    or quoted. What ``study.silence`` would silence is silent, and whatever stands in brackets.
    """
    places = [_place(snapshot, segment) for segment in segments]
    found = clips(desk, [(edition.id, span) for edition, span in places])
    consent = _Consent(snapshot)
    why: Counter[str] = Counter()
    wanted: dict[int, list[tuple[int, Span, Edition, Clip]]] = defaultdict(list)
    seconds = 0.0
    for segment, (edition, span), clip in zip(segments, places, found, strict=True):
        if clip is None:
            why["unrecorded"] += 1
        elif not clip.allowed or not consent.allows(edition, span):
            why["withheld"] += 1
        elif seconds + clip.finish - clip.begin > MOST_SECONDS:
            why["beyond"] += 1
        else:
            seconds += clip.finish - clip.begin
            wanted[edition.source].append((segment, span, edition, clip))
    sound: dict[int, bytes] = {}
    unreadable: list[tuple[str, str]] = []
    for source, those in wanted.items():
        try:
            made = _cut(desk, snapshot.source_by_id[source], snapshot, those, key)
        except NotInStudy:
            why["unrecorded"] += len(those)
        except CrosscaseError as error:
            unreadable.append((snapshot.source_by_id[source].name, str(error)))
        else:
            sound |= made
            why["named"] += len(those) - len(made)
    return Clips(sound, unreadable=tuple(unreadable), **why)


def _cut(
    desk: Desk,
    source: Source,
    snapshot: Snapshot,
    wanted: Iterable[tuple[int, Span, Edition, Clip]],
    key: KeyFile,
) -> dict[int, bytes]:
    """The clips of one recording that may be heard, without the names that are said."""
    path = recordings.find(desk.store.path, source)
    current = snapshot.current_editions[source.id]
    with desk.reading() as db:
        mute, unknown = names_said(db, current, key, bracketed=True)
    turns = [turn.span for turn in snapshot.turns if turn.edition == current.id]
    risky = [
        next((turn for turn in turns if turn.overlaps(name)), name) for name, _ in unknown
    ]  # somewhere in this turn a name is said
    safe = [
        (segment, (clip.begin, clip.finish))
        for segment, span, edition, clip in wanted
        if not risky or (edition.id == current.id and not any(map(span.overlaps, risky)))
    ]
    made = cut_clips(path, [times for _, times in safe], [(one.begin, one.finish) for one in mute])
    return {segment: body for (segment, _), body in zip(safe, made, strict=True) if body}


class _Consent:
    """Who may be heard, asked of one passage after another."""

    def __init__(self, snapshot: Snapshot) -> None:
        refused = {p for use in _NEEDED for p in refusing(snapshot, use)}
        self._barred = sources_of(snapshot, refused)
        self._allowing = allowing(snapshot, "audio")
        self._speakers = {speaker.id: speaker for speaker in snapshot.speakers}
        self._present: dict[int, set[int]] = defaultdict(set)
        for presence in snapshot.presences:
            self._present[presence.source].add(presence.participant)
        self._turns: dict[int, list[Turn]] = defaultdict(list)
        for turn in snapshot.turns:
            self._turns[turn.edition].append(turn)

    def allows(self, edition: Edition, span: Span) -> bool:
        """Whether the voices of a passage may be heard; nobody known allows nothing."""
        if edition.source in self._barred:
            return False
        for turn in self._turns[edition.id]:
            speaker = self._speakers.get(turn.speaker or 0)
            if not turn.span.overlaps(span) or (speaker and speaker.role == "interviewer"):
                continue
            heard = {speaker.participant} if speaker and speaker.participant else set()
            heard = heard or self._present[edition.source]
            if not heard or not heard <= self._allowing:
                return False
        return True


def _place(snapshot: Snapshot, segment: int) -> tuple[Edition, Span]:
    row, columns = snapshot.segment_row[segment], snapshot.segments
    edition = snapshot.edition_by_id[int(columns.edition[row])]
    return edition, Span(int(columns.start[row]), int(columns.end[row]))
