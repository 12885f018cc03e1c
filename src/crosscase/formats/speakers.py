"""Which of the possible labels of a file are speakers: decided over the whole file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crosscase.domain.remarks import Remark
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.label_words import (
    BREAKS,
    FACTS,
    NO_SPEAKER,
    SHORT,
    is_numbered,
    is_typo_of,
    key_of,
    role_of,
    stem_of,
    without_aside,
    without_manner,
)
from crosscase.formats.labels import Candidate, name_like


@dataclass(slots=True)
class Speakers:
    """The labels that are speakers, by line, each under the spelling used most."""

    by_line: dict[int, str] = field(default_factory=dict)
    breaks: set[int] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    lines: list[int] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)
    styles: Counter[str] = field(default_factory=Counter)
    named: bool = False


def decide(
    found: Mapping[int, Candidate],
    *,
    opens: Sequence[bool],
    file: str,
    number: Sequence[int],
) -> Speakers:
    """The speakers among the candidates ``found`` by line index.

    ``opens[i]``: whether line i begins a paragraph; ``number[i]``: its line in the file.
    """
    listed = sum(each.style == "listed" for each in found.values())
    if 2 * listed < sum(opens):  # a list in a text, and no talk written as one
        found = {at: each for at, each in found.items() if each.style != "listed"}
    said = {at: each for at, each in found.items() if each.style != "alone"}
    lone = {at: each for at, each in found.items() if each.style == "alone" and opens[at]}
    result = Speakers(breaks={at for at, each in said.items() if key_of(each.label) in BREAKS})
    groups = _grouped(said)
    accepted = _accepted(groups, opens)
    if not accepted and lone:
        said = lone
        groups = _grouped(lone)
        accepted = {key for key, group in groups.items() if group.named and len(group.lines) > 1}
        if accepted and not (len(accepted) > 1 or any(_is_role(groups[k]) for k in accepted)):
            accepted = set()
    elif accepted:
        for at, each in lone.items():
            if _key(each) in accepted:
                said[at] = each
        groups = _grouped(said)
    home = _merge_typos(groups, accepted)
    display = {key: groups[key].spellings.most_common(1)[0][0] for key in accepted}
    spelled: dict[str, set[str]] = defaultdict(set)
    for at in sorted(said):
        key = home.get(_key(said[at]), _key(said[at]))
        if key not in accepted:
            continue
        label = display[key]
        result.by_line[at] = label
        written = said[at].label
        if written != label and written not in spelled[key]:
            spelled[key].add(written)
            told = f"{written!r} is taken for {label!r}."
            result.remarks.append(Remark("label-variant", told, "note", file, number[at]))
    if accepted:
        _tell_left(groups, accepted, result, file, number)
    return result


def _key(each: Candidate) -> str:
    return key_of(without_manner(each.label))


def _grouped(said: Mapping[int, Candidate]) -> dict[str, _Group]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for at, each in said.items():
        group = groups[_key(each)]
        group.lines.append(at)
        group.spellings[without_manner(each.label)] += 1
        group.styles[each.style] += 1
        group.named = group.named or name_like(each.label)
    return dict(groups)


def _is_role(group: _Group) -> bool:
    return role_of(next(iter(group.spellings)))[0] != "unknown"


def _barred(key: str) -> bool:
    return (stem_of(key) in NO_SPEAKER and key not in SHORT) or key in BREAKS or key in FACTS


def _accepted(groups: dict[str, _Group], opens: Sequence[bool]) -> set[str]:
    sure: set[str] = set()
    for key, group in groups.items():
        count = len(group.lines)
        opening = sum(opens[at] for at in group.lines)
        if key in SHORT:
            if count >= 2 and _partner(key, groups):
                sure.add(key)
        elif _barred(key):
            continue
        elif (
            group.styles["tag"]
            or (_is_role(group) and opening)
            or (group.named and (count >= 2 or is_numbered(next(iter(group.spellings)))))
            or (count >= 3 and " " not in key and len(key) <= 15 and opening >= 0.8 * count)
        ):
            sure.add(key)
    if not sure:
        return sure
    known = any(
        _is_role(groups[key]) or key in SHORT or is_numbered(key) or groups[key].styles["clock"]
        for key in sure
    )
    dense = sum(len(group.lines) for group in groups.values()) >= 0.5 * sum(opens)
    everyone = sure | _singles(groups, sure, dense=dense)
    turns = sum(len(groups[key].lines) for key in everyone)
    talk = (
        any(groups[key].styles["tag"] for key in sure)
        or len(sure) > 1
        or (known and (turns >= 3 or (dense and len(everyone) > 1)))
        or (dense and len(everyone) > 1 and turns >= 3)
    )
    return everyone if talk else set()


def _partner(key: str, groups: dict[str, _Group]) -> bool:
    """``Q:`` and ``Question:`` are speakers only where somebody else speaks as often."""
    others = sum(
        len(group.lines)
        for other, group in groups.items()
        if other != key and (other in SHORT or (group.named and not _barred(other)))
    )
    return others >= 2


def _singles(groups: dict[str, _Group], sure: set[str], *, dense: bool) -> set[str]:
    """Who speaks once: written as the others are, with a full name or in capitals as they."""
    styles: Counter[str] = Counter()
    capitals = Counter[bool]()
    for key in sure:
        styles.update(groups[key].styles)
        label = next(iter(groups[key].spellings))
        capitals[label.isupper()] += len(groups[key].lines)
    style = styles.most_common(1)[0][0]
    shouting = capitals[True] > 9 * capitals[False]
    found: set[str] = set()
    for key, group in groups.items():
        if key in sure or not group.named or _barred(key) or key in SHORT:
            continue
        label = next(iter(group.spellings))
        base = key_of(without_aside(label))
        if style == "bold" and not group.styles["bold"]:
            continue
        if shouting:
            fits = label.isupper()
        else:
            fits = style == "bold" or dense or 2 <= len(label.split()) <= 3
        if fits or base in sure:
            found.add(key)
    return found


def _merge_typos(groups: dict[str, _Group], accepted: set[str]) -> dict[str, str]:
    """``Particpant`` twice beside ``Participant`` forty times is one speaker."""
    home: dict[str, str] = {}
    many = [key for key in accepted if len(groups[key].lines) >= 5]
    for key in sorted(groups):
        count = len(groups[key].lines)
        if count > 3 or (key in accepted and role_of(key) == ("unknown", False) and count > 1):
            continue
        if role_of(key)[0] != "unknown" and not role_of(key)[1]:
            continue
        for other in many:
            if other != key and len(groups[other].lines) >= 5 * count and is_typo_of(key, other):
                home[key] = other
                accepted.discard(key)
                break
    return home


def _tell_left(
    groups: dict[str, _Group],
    accepted: set[str],
    result: Speakers,
    file: str,
    number: Sequence[int],
) -> None:
    left = [
        (group.lines[0], next(iter(group.spellings)))
        for key, group in groups.items()
        if key not in accepted
        and group.named
        and key not in BREAKS
        and key not in FACTS
        and not any(at in result.by_line for at in group.lines)
    ]
    for at, label in sorted(left)[:MAX_REMARKS]:
        told = f"{label!r} stands before a colon, but is not taken for a speaker."
        result.remarks.append(Remark("not-a-speaker", told, "doubt", file, number[at]))
