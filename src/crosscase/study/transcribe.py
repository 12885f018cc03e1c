"""Recordings become text: who says what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection

from crosscase.domain.edits import edit_map
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.reading import Reading, ReadTurn
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Edition, Source, Turn
from crosscase.domain.spans import Span, TimeSpan
from crosscase.domain.speech import SpokenWord, Transcriber, WordTimes
from crosscase.errors import NotAllowed, NotInStudy, UnreadableFile
from crosscase.formats import roles
from crosscase.formats.audio import read_audio
from crosscase.store import parts as shelf
from crosscase.store.rows import Writer, read
from crosscase.study import recordings
from crosscase.study.add import people_of
from crosscase.study.correct import Corrected, carry
from crosscase.study.desk import Desk
from crosscase.study.hear import hear
from crosscase.study.intake import Intake
from crosscase.study.keyfile import KeyFile
from crosscase.study.refusals import refusals
from crosscase.study.veil import Veil

_UNSURE = 0.5
"""A word under this probability is one to listen to again."""


@dataclass
class Transcribed:
    """What one recording gave. ``unsure``: words the engine gave a probability under one half."""

    source: str
    turns: int = 0
    words: int = 0
    unsure: int = 0
    speakers: int = 0
    language: str = ""
    minutes: float = 0.0
    remarks: list[Remark] = field(default_factory=list)


def transcribe(
    desk: Desk,
    source: str,
    key: KeyFile,
    engine: Transcriber,
    *,
    file: Path | None = None,
    language: str = "",
    speakers: int = 0,
    tick: Tick = unseen,
) -> list[Transcribed]:
    """Write down what is said in a recording, or ("") in all that have no text yet.

    Turns with their times become the edition of the source; where it has one already, the next,
    and every coding is carried across. What was heard stays in the study file when the work is
    stopped, and the next run goes on from there. A recording in which somebody refused machine
    help, or to be recorded, is passed over with a remark. Raises ``NotInStudy`` for an unknown
    source, ``NotAllowed`` where nothing waits, or nothing but such recordings.
    """
    if speakers < 0:
        raise NotAllowed(
            f"{speakers} speakers cannot be.", hint="Say how many speak, or leave it out."
        )
    found, withheld = _waiting(desk, source, file)
    made = [_one(desk, one, key, engine, file, language, speakers, tick) for one in found]
    return made + withheld


def _waiting(desk: Desk, name: str, file: Path | None) -> tuple[list[Source], list[Transcribed]]:
    """What is to be transcribed, and what is not because somebody in it refused."""
    with desk.reading() as db:
        all_of_them = read(db, Source, kind="recording")
        texts = {edition.source for edition in read(db, Edition)}
        why = {source.name: _refused(db, source) for source in all_of_them}
    if name:
        found = [source for source in all_of_them if source.name == name]
        if not found:
            raise NotInStudy.named("recording", name, [source.name for source in all_of_them])
    else:
        found = [source for source in all_of_them if source.id not in texts]
    if not found:
        raise NotAllowed(
            "No recording waits to be transcribed.",
            hint="`crosscase add` brings one in; to transcribe one again, name it.",
        )
    withheld = {source.name: why[source.name] for source in found if why[source.name]}
    left = [source for source in found if source.name not in withheld]
    if not left:
        raise NotAllowed(
            " ".join(withheld.values()), hint="Transcribe it by hand, and add the transcript."
        )
    if file is not None and len(left) > 1:
        raise NotAllowed("One file is no two recordings.", hint="Name the source too.")
    return left, [
        Transcribed(source, remarks=[Remark("withheld", why, "doubt", source)])
        for source, why in withheld.items()
    ]


def _refused(db: Connection, source: Source) -> str:
    """Who refused that a recording is transcribed ("" for nobody)."""
    if names := refusals(db, "record").get(source.id):
        return f"{', '.join(names)} refused to be recorded, and speaks in {source.name!r}."
    if names := refusals(db, "machine").get(source.id):
        return f"{', '.join(names)} allows no machine help, and speaks in {source.name!r}."
    return ""


def _one(
    desk: Desk,
    source: Source,
    key: KeyFile,
    engine: Transcriber,
    file: Path | None,
    language: str,
    speakers: int,
    tick: Tick,
) -> Transcribed:
    path = recordings.find(desk.store.path, source, file)
    tick("reading the recording", 0.0)
    sound = read_audio(path)
    found, tongue = hear(
        desk, source, sound, engine, language=language, speakers=speakers, tick=tick
    )
    if not found:
        raise UnreadableFile(
            "nobody is heard to speak in it.", file=source.name, hint="Listen to it."
        )
    reading, words = _reading(found, tongue)
    reading = roles.guess_roles(reading, source.name)
    before = {pseudonym: list(known) for pseudonym, known in key.names.items()}
    told = engine.id
    with desk.change(
        "transcribe", f"{told.name} {told.version} {_model(engine)}".strip()
    ) as writer:
        intake = Intake(writer, key, Veil(key), people_of(writer))
        made = _write(writer, intake, source, reading, words)
        minutes = round(sound.seconds / 60, 1)
        writer.change(Source, source.id, minutes=minutes, language=source.language or tongue)
        made.remarks = intake.keep_remarks(reading.remarks)
        shelf.forget(writer.db, source.id)
        if key.names != before:
            key.save()
    made.language, made.minutes = tongue, minutes
    return made


def _write(
    writer: Writer,
    intake: Intake,
    source: Source,
    reading: Reading,
    words: Sequence[str],
) -> Transcribed:
    """The edition, the times of its words, and what stood in the edition before."""
    texts = [e for e in read(writer.db, Edition, source=source.id) if e.kind != "translated"]
    last = max((e.ordinal for e in read(writer.db, Edition, source=source.id)), default=0)
    number = intake.add_edition(source.id, last + 1, reading, "corrected" if texts else "first")
    turns = sorted(read(writer.db, Turn, edition=number), key=lambda turn: turn.ordinal)
    writer.add_all([WordTimes(0, turn.id, marks) for turn, marks in zip(turns, words, strict=True)])
    if texts:
        new = read(writer.db, Edition, id=number)[0]
        carry(writer, texts[-1], new, edit_map(texts[-1].text, new.text), Corrected())
    sure = [int(mark.rpartition(",")[2]) for marks in words for mark in marks.split()]
    return Transcribed(
        source.name,
        len(turns),
        len(sure),
        sum(one < _UNSURE * 100 for one in sure),
        len({turn.label for turn in reading.turns}),
    )


def _reading(found: Sequence[Sequence[SpokenWord]], language: str) -> tuple[Reading, list[str]]:
    """The text with its turns, and the marks of the words of each turn."""
    text, read_turns, marks = "", [], []
    for words in found:
        start = len(text)
        told: list[str] = []
        for word in words:
            said = word.text if len(text) > start else word.text.lstrip()
            begin = len(text) + len(said) - len(said.lstrip())
            text += said
            end = len(text.rstrip())
            if end > begin:
                told.append(
                    f"{begin},{end},{round(word.begin * 100)},{round(word.finish * 100)},"
                    f"{round(word.probability * 100)}"
                )
        text = text.rstrip() if told else text[:start]
        if not told:
            continue
        speaker = words[0].speaker or "1"
        time = TimeSpan(words[0].begin, max(words[0].begin, *(w.finish for w in words)))
        read_turns.append(ReadTurn(Span(start, len(text)), f"Speaker {speaker}", time=time))
        marks.append(" ".join(told))
        text += "\n"
    lined = tuple(replace(turn, line=n) for n, turn in enumerate(read_turns, start=1))
    return Reading(text, lined, language=language, kind="transcript"), marks


def _model(engine: Transcriber) -> str:
    return str(engine.id.parameters.get("model", ""))
