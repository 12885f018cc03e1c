"""JSON as common transcribers write it, each known by its shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.cues import Cue, cue_time, read_cues
from crosscase.formats.encodings import decode

_KNOWN = (
    "Whisper, WhisperX, AWS Transcribe, Google Speech-to-Text, Deepgram, AssemblyAI, QMSum "
    'or a list of {"speaker": …, "text": …}'
)
_SPEAKER = ("speaker", "speaker_name", "speaker_label", "speakerName", "name", "role")
_TEXT = ("text", "content", "transcript", "utterance", "words", "sentence")
_LISTS = (
    "segments",
    "utterances",
    "meeting_transcripts",
    "monologues",
    "turns",
    "transcript",
    "transcripts",
    "sentences",
    "paragraphs",
    "results",
    "data",
)


def read_json(data: bytes, file: str) -> Reading:
    """The Reading of a transcriber's JSON."""
    decoded = decode(data, file)
    try:
        root = json.loads(decoded.text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"this is not whole JSON ({error.msg}).",
            file=file,
            line=error.lineno,
            hint="Let the transcriber write the file again.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableFile(
            "this JSON is nested too deeply or holds a number too long.",
            file=file,
            hint="No transcriber writes such; ask its sender for a new one.",
        ) from error
    cues, join, skipped = _find(root)
    if not cues:
        raise UnreadableFile(
            "no speech was found in this JSON.", file=file, hint=f"What is read: {_KNOWN}."
        )
    remarks = list(decoded.remarks)
    if skipped:
        told = f"{skipped} entries held no words and were left out."
        remarks.append(Remark("empty-entries", told, "note", file))
    return read_cues(cues, file=file, remarks=remarks, join=join)


def _find(root: Any) -> tuple[list[Cue], bool, int]:
    """The cues, whether neighbours of one speaker are one turn, and how many entries were empty."""
    if isinstance(root, dict) and isinstance(results := root.get("results"), dict):
        for cues in (_aws(results), _deepgram(results)):
            if cues:
                return cues, True, 0
    if isinstance(root, dict) and isinstance(results := root.get("results"), list):
        cues = _google(results)
        if cues:
            return cues, True, 0
    entries, name = _entries(root)
    scale = 0.001 if name in {"utterances", "sentences"} and _is_assembly(entries) else 1.0
    cues = [cue for at, entry in enumerate(entries) if (cue := _cue(entry, at + 1, scale))]
    if not cues and isinstance(root, dict) and isinstance(text := root.get("text"), str):
        cues = [Cue(line, at) for at, line in enumerate(text.split("\n"), start=1)]
        return [cue for cue in cues if cue.text.strip()], True, 0
    return cues, name == "segments", len(entries) - len(cues)


def _entries(root: Any) -> tuple[list[Any], str]:
    if isinstance(root, list):
        return root, ""
    if not isinstance(root, dict):
        return [], ""
    for name in _LISTS:
        inner = root.get(name)
        if isinstance(inner, list) and any(_cue(entry, 1, 1.0) for entry in inner[:50]):
            return inner, name
        if isinstance(inner, dict):
            found, under = _entries({key: inner[key] for key in _LISTS if key in inner})
            if found:
                return found, under
    return [], ""


def _is_assembly(entries: list[Any]) -> bool:
    """AssemblyAI counts in milliseconds, in whole numbers."""
    times = [entry.get("end") for entry in entries if isinstance(entry, dict)]
    whole = [time for time in times if type(time) is int]
    return bool(whole) and len(whole) == len(times) and max(whole) > 500


def _cue(entry: Any, line: int, scale: float) -> Cue | None:
    if not isinstance(entry, dict):
        return None
    text = next((entry[key] for key in _TEXT if isinstance(entry.get(key), str)), "")
    if not text.strip():
        return None
    begin = next(
        (entry[k] for k in ("start", "start_time", "startTime", "begin") if k in entry), None
    )
    end = next((entry[k] for k in ("end", "end_time", "endTime") if k in entry), None)
    return Cue(text, line, cue_time(begin, end, scale=scale), _label(entry))


def _label(entry: dict[str, Any]) -> str:
    for key in _SPEAKER:
        value = entry.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("id")
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int) or (isinstance(value, str) and value.strip().isdigit()):
            return f"Speaker {value}"
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:120]
    return ""


def _words(words: Any, text: tuple[str, ...], times: tuple[str, str]) -> Iterator[Cue]:
    """Words joined into one cue for each change of speaker."""
    said: list[str] = []
    first: Any = None
    last: Any = None
    label = ""
    for word in words if isinstance(words, list) else []:
        if not isinstance(word, dict):
            continue
        piece = next((word[key] for key in text if isinstance(word.get(key), str)), "")
        speaker = _label({"speaker": word.get("speaker", word.get("speakerTag"))})
        if said and speaker != label:
            yield Cue(" ".join(said), 1, cue_time(first, last), label)
            said, first = [], None
        label = speaker
        said.append(piece)
        first = word.get(times[0]) if first is None else first
        last = word.get(times[1])
    if said:
        yield Cue(" ".join(said), 1, cue_time(first, last), label)


def _aws(results: dict[str, Any]) -> list[Cue]:
    parts = results.get("audio_segments")
    if isinstance(parts, list) and (cues := [c for p in parts if (c := _cue(p, 1, 1.0))]):
        return cues
    items = results.get("items")
    if not isinstance(items, list):
        return []
    speakers = _aws_speakers(results.get("speaker_labels"))
    words: list[dict[str, Any]] = []
    for item in items:
        choices = item.get("alternatives") if isinstance(item, dict) else None
        best = choices[0] if isinstance(choices, list) and choices else None
        content = best.get("content") if isinstance(best, dict) else None
        if not isinstance(content, str):
            continue
        if item.get("type") == "punctuation" and words:
            words[-1]["text"] += content
            continue
        label = item.get("speaker_label") or speakers.get(str(item.get("start_time")))
        words.append(
            {
                "text": content,
                "speaker": label,
                "start": item.get("start_time"),
                "end": item.get("end_time"),
            }
        )
    return list(_words(words, ("text",), ("start", "end")))


def _aws_speakers(labels: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    segments = labels.get("segments") if isinstance(labels, dict) else None
    for segment in segments if isinstance(segments, list) else []:
        items = segment.get("items") if isinstance(segment, dict) else None
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and isinstance(item.get("speaker_label"), str):
                found[str(item.get("start_time"))] = item["speaker_label"]
    return found


def _deepgram(results: dict[str, Any]) -> list[Cue]:
    spoken = results.get("utterances")
    if isinstance(spoken, list) and (cues := [c for u in spoken if (c := _cue(u, 1, 1.0))]):
        return cues
    channels = results.get("channels")
    cues = []
    for channel in channels if isinstance(channels, list) else []:
        best = _first(channel)
        if best:
            cues += _words(best.get("words"), ("punctuated_word", "word"), ("start", "end"))
            if not cues and isinstance(best.get("transcript"), str):
                cues = [Cue(best["transcript"], 1)]
    return [cue for cue in cues if cue.text.strip()]


def _google(results: list[Any]) -> list[Cue]:
    best = [found for result in results if (found := _first(result))]
    tagged = [b for b in best if _tagged(b.get("words"))]
    if tagged:  # the last result repeats all words, each with its speaker
        return list(_words(tagged[-1]["words"], ("word",), ("startTime", "endTime")))
    cues: list[Cue] = []
    for found in best:
        text = found.get("transcript")
        if isinstance(text, str) and text.strip():
            timed = next(_words(found.get("words"), ("word",), ("startTime", "endTime")), None)
            cues.append(Cue(text, 1, timed.time if timed else None))
    return cues


def _tagged(words: Any) -> bool:
    return isinstance(words, list) and any(isinstance(w, dict) and "speakerTag" in w for w in words)


def _first(result: Any) -> dict[str, Any] | None:
    choices = result.get("alternatives") if isinstance(result, dict) else None
    best = choices[0] if isinstance(choices, list) and choices else None
    return best if isinstance(best, dict) else None
