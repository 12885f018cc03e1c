"""Who asks and who answers: by the label's words, by the folder, by how they speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

from crosscase.domain.reading import Reading, Role
from crosscase.domain.remarks import Remark
from crosscase.formats.label_words import is_numbered, key_of, role_of

_CODES = frozenset({"role-guessed", "role-unclear"})
_ASKS = re.compile(r"[?？]|[吗呢么][。！，]?\s*$")
_TAG = re.compile(
    r"(?:是吧|对吧|對吧|好吧|是不是|对不对|對不對)\s*[?？]|"
    r",\s*(?:right|yeah|okay|ok|no|you know|you see|(?:is|are|was|were|do|does|did)n't \w{1,5})\?",
    re.IGNORECASE,
)
"""What a speaker adds to be agreed with; it asks for nothing."""

_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class _Manner:
    """How one label speaks."""

    line: int | None
    turns: int = 0
    words: int = 0
    asking: int = 0

    @property
    def share(self) -> float:
        return self.asking / self.turns

    @property
    def density(self) -> float:
        return self.asking / max(self.words, 1)

    @property
    def length(self) -> float:
        return self.words / self.turns


_Judged = dict[str, tuple[Role, str]]
"""For each label the role and, where it was guessed, why."""


def guess_roles(reading: Reading, file: str) -> Reading:
    """The reading with the roles one file can tell; each guess is a remark."""
    manners = _manners(reading)
    return _apply(reading, _judge(manners), manners, file) if manners else reading


def assign_roles(
    readings: Mapping[str, Reading], known: Mapping[str, Role] | None = None
) -> dict[str, Reading]:
    """The readings of one folder with the roles the folder tells.

    The label that most files share (``MEL`` in each, beside another name in each) asks. ``known``
    holds what the researcher has said of labels; it goes before every guess.
    """
    told = {key_of(label): role for label, role in (known or {}).items()}
    manners = {file: _manners(reading) for file, reading in readings.items()}
    asker = _shared(manners)
    result: dict[str, Reading] = {}
    for file, reading in readings.items():
        if not manners[file]:
            result[file] = reading
            continue
        judged = _judge(manners[file], shared=asker)
        for label in judged:
            if key_of(label) in told:
                judged[label] = (told[key_of(label)], "")
        result[file] = _apply(reading, judged, manners[file], file)
    return result


def _manners(reading: Reading) -> dict[str, _Manner]:
    manners: dict[str, _Manner] = {}
    for turn in reading.turns:
        if not turn.label:
            continue
        manner = manners.setdefault(turn.label, _Manner(turn.line))
        words = turn.span.of(reading.text)
        manner.turns += 1
        manner.words += len(words.split()) + len(_CJK.findall(words))
        manner.asking += bool(_ASKS.search(_TAG.sub("", words)))
    return manners


def _shared(manners: Mapping[str, Mapping[str, _Manner]]) -> str:
    """The label that by far most files share, when the files differ in the others."""
    talks = [labels for labels in manners.values() if len(labels) > 1]
    counts = Counter(
        key_of(label)
        for labels in talks
        for label in labels
        if not is_numbered(label) and role_of(label)[0] == "unknown"
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < max(2, 0.6 * len(talks)):
        return ""
    if len(ranked) > 1 and ranked[1][1] > 0.7 * ranked[0][1]:
        return ""
    return ranked[0][0]


def _judge(manners: Mapping[str, _Manner], *, shared: str = "") -> _Judged:
    judged: _Judged = {}
    for label in manners:
        role, forgiven = role_of(label)
        judged[label] = (role, "its spelling is near to that word" if forgiven else "")
    told = _has(judged, "interviewer")
    if shared and not told:
        for label in judged:
            if key_of(label) == shared and judged[label][0] == "unknown":
                judged[label] = ("interviewer", "most files of the folder share this label")
    total = sum(manner.words for manner in manners.values())
    main = [
        label
        for label, manner in manners.items()
        if manner.words >= (0.02 if manner.turns >= 3 else 0.05) * total
    ]
    if not _has(judged, "interviewer"):
        _find_asker(judged, manners, [label for label in main if judged[label][0] == "unknown"])
    if _has(judged, "interviewer"):
        for label in manners if told else main:
            if judged[label][0] == "unknown":
                judged[label] = ("participant", "somebody else asks the questions")
    return judged


def _has(judged: _Judged, role: Role) -> bool:
    return any(each == role for each, _ in judged.values())


def _find_asker(judged: _Judged, manners: Mapping[str, _Manner], main: list[str]) -> None:
    if len(main) == 1 and _has(judged, "participant"):
        judged[main[0]] = ("interviewer", "the other is the participant")
        return
    if len(main) < 2:
        return
    by_density = len(main) == 2  # of two, who talks longer asks more in all, but not a word
    main = sorted(
        main,
        key=lambda label: manners[label].density if by_density else manners[label].share,
        reverse=True,
    )
    first, others = manners[main[0]], [manners[label] for label in main[1:]]
    asks = (
        f"{first.share:.0%} of its turns ask, of the others' {max(o.share for o in others):.0%}; "
        f"its turns have {first.length:.0f} words, the others' "
        f"{median(o.length for o in others):.0f}"
    )
    if len(others) == 1:
        other = others[0]
        clear = first.share >= other.share + 0.15 or first.length * 1.4 < other.length
        clear = clear and first.asking > 0 and first.length < 3 * other.length
    else:
        clear = (
            first.turns >= 5
            and first.share >= 0.3
            and first.share >= 1.7 * max(other.share for other in others)
            and first.turns >= max(other.turns for other in others)
            and first.length < median(other.length for other in others)
        )
    if clear and first.turns >= 2:
        judged[main[0]] = ("interviewer", asks)


def _apply(reading: Reading, judged: _Judged, manners: Mapping[str, _Manner], file: str) -> Reading:
    remarks = [remark for remark in reading.remarks if remark.code not in _CODES]
    unclear = [label for label, (role, _) in judged.items() if role == "unknown"]
    if unclear:
        names = ", ".join(repr(label) for label in unclear[:20])
        names += f" and {len(unclear) - 20} more" if len(unclear) > 20 else ""
        said = f"Interviewer or participant? Please say of {names}."
        remarks.append(Remark("role-unclear", said, "doubt", file, manners[unclear[0]].line))
    for label, (role, why) in judged.items():
        line = manners[label].line
        if why:
            said = f"{label!r} is taken for {_article(role)} {role}: {why}."
            remarks.append(Remark("role-guessed", said, "note", file, line))
    turns = tuple(
        replace(turn, role=judged[turn.label][0]) if turn.label else turn for turn in reading.turns
    )
    return replace(reading, turns=turns, remarks=tuple(remarks))


def _article(role: Role) -> str:
    return "an" if role == "interviewer" else "a"
