"""One source as a coder reads it: its text in pieces, who speaks, and what was judged of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from crosscase.domain.codings import Coder, Discard, Memo
from crosscase.domain.people import Participant
from crosscase.domain.questions import Answer, Question
from crosscase.domain.sources import Edition, Segment, Source, Speaker, Turn
from crosscase.errors import NotInStudy
from crosscase.store import undo
from crosscase.store.lookups import codings_on
from crosscase.store.rows import read
from crosscase.store.suggestions import undecided
from crosscase.study.desk import Desk
from crosscase.study.double_coding import blind_sources


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; ``start`` and ``end`` count code points.

    A turn has a speaker, who may be a participant; what stands between turns (heads, licences)
    has the role "".
    """

    start: int
    end: int
    text: str
    speaker: str = ""
    role: str = ""
    participant: str = ""
    line: int | None = None
    begin: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A judgement on the text: which code, whose, where."""

    id: int
    code: int
    coder: int
    segment: int
    start: int
    end: int
    assisted: bool
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A suggestion on the text that nobody decided: a keyword or a discard."""

    id: int
    about: str
    name: str
    score: float
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that answer a question, or that were discarded (then ``text`` says why)."""

    id: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Transcript:
    """A source at journal entry ``n``: the current edition, its pieces and its judgements.

    ``blind``: it is being coded twice, and this coder sees no judgement but their own.
    """

    n: int
    source: Source
    edition: int
    editions: tuple[str, ...]
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    proposed: tuple[Proposed, ...]
    answers: tuple[Stretch, ...]
    discards: tuple[Stretch, ...]
    memos: tuple[Memo, ...]
    coders: tuple[Coder, ...]
    translation: tuple[Piece, ...] = ()
    blind: bool = False


def current_edition(db: Connection, source: int) -> Edition | None:
    """The newest text of a source that is no translation (None for a recording without one)."""
    texts = [e for e in read(db, Edition, source=source) if e.kind != "translated"]
    return max(texts, key=lambda e: (e.ordinal, e.id), default=None)


def transcript(desk: Desk, source: int) -> Transcript:
    """Read one source. Raises ``NotInStudy`` when there is none of that number."""
    with desk.reading() as db:
        found = read(db, Source, id=source)
        if not found:
            raise NotInStudy(
                f"The study has no source number {source}.", hint="Choose one from the list."
            )
        editions = read(db, Edition, source=source)
        texts = [edition for edition in editions if edition.kind != "translated"]
        current = current_edition(db, source)
        if current is None:
            raise NotInStudy(
                f"{found[0].name!r} is a recording that is not transcribed yet.",
                hint="`crosscase transcribe` writes down what is said in it.",
            )
        translated = [e for e in editions if e.kind == "translated"]
        segments = {s.id: s for s in read(db, Segment, edition=current.id)}
        blind = source in blind_sources(db, desk.coder)
        coders = read(db, Coder)
        seen = {c.id for c in coders if not blind or c.name == desk.coder}
        return Transcript(
            undo.last(db),
            found[0],
            current.id,
            tuple(edition.kind for edition in texts),
            tuple(_pieces(db, current)),
            tuple(m for m in _marks(db, current.id, segments) if m.coder in seen),
            tuple(
                Proposed(s.id, s.about, s.name, s.score, s.reason, at.start, at.end)
                for s in undecided(db)
                if s.about in ("keyword", "discard")
                and not blind
                and (at := segments.get(s.segment or 0))
            ),
            tuple(_answers(db, current.id)),
            tuple(
                Stretch(d.id, at.start, at.end, d.why)
                for d in read(db, Discard)
                if d.coder in seen and (at := segments.get(d.segment))
            ),
            tuple(
                memo
                for memo in _memos(db, source, current.id, segments)
                if memo.coder is None or memo.coder in seen
            ),
            tuple(coders),
            tuple(_pieces(db, translated[-1])) if translated else (),
            blind,
        )


def _pieces(db: Connection, edition: Edition) -> list[Piece]:
    """The whole text, turn by turn; nothing of it is left out."""
    speakers = {s.id: s for s in read(db, Speaker)}
    people = {p.id: p.pseudonym for p in read(db, Participant)}
    pieces: list[Piece] = []
    at = 0
    for turn in sorted(read(db, Turn, edition=edition.id), key=lambda t: (t.start, t.end)):
        if turn.start > at:
            pieces.append(Piece(at, turn.start, edition.text[at : turn.start]))
        speaker = speakers.get(turn.speaker or 0)
        pieces.append(
            Piece(
                turn.start,
                turn.end,
                turn.span.of(edition.text),
                speaker.label if speaker else "",
                speaker.role if speaker else "unknown",
                people.get(speaker.participant or 0, "") if speaker else "",
                turn.line,
                turn.begin,
            )
        )
        at = turn.end
    if at < len(edition.text):
        pieces.append(Piece(at, len(edition.text), edition.text[at:]))
    return pieces


def _marks(db: Connection, edition: int, segments: dict[int, Segment]) -> list[Mark]:
    return [
        Mark(c.id, c.code, c.coder, c.segment, at.start, at.end, c.assisted, c.unreviewed)
        for c in codings_on(db, edition)
        if (at := segments[c.segment])
    ]


def _answers(db: Connection, edition: int) -> list[Stretch]:
    questions = {q.id: q.label for q in read(db, Question)}
    return [
        Stretch(a.id, a.start, a.end, questions[a.question])
        for a in read(db, Answer, edition=edition)
    ]


def _memos(db: Connection, source: int, edition: int, segments: dict[int, Segment]) -> list[Memo]:
    """Memos on the source, its text and its segments."""
    here = {"source": {source}, "edition": {edition}, "segment": segments}
    return [memo for memo in read(db, Memo) if memo.of in here.get(memo.about, ())]
