"""What could be a speaker's label at the beginning of one line. Whether it is, the file tells."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from crosscase.formats.label_words import (
    NO_SPEAKER,
    role_of,
    stem_of,
    without_aside,
    without_manner,
)
from crosscase.formats.times import CLOCK, Moment, leading_time, moment

Style = Literal["bold", "colon", "tag", "clock", "alone", "listed"]
LONGEST = 90
"""No label ends later in its line."""


class Candidate(NamedTuple):
    """A label as written, its time, and where in the line the speech begins."""

    label: str
    start: int
    style: Style
    time: Moment | None = None


_TAG = re.compile(r"<v(?:\.[^\s<>]{1,40})?\s+([^<>]{1,80})>")
_NAME_TIME = re.compile(
    rf"([^:：\[\](（){{}}]{{1,60}}?)\s{{0,8}}\\?(?P<open>[\[(（])\s?({CLOCK})"
    rf"(?:\s?(?:-->|-|–)\s?({CLOCK}))?\s?\\?[\])）]\s{{0,4}}([:：]?)\s*"
)
_NAME_CLOCK = re.compile(
    rf"([^:：\[\](（){{}}]{{1,60}}?)(?:\s{{2,12}}|\t|\s)({CLOCK})\s*([:：]\s*|$)"
)
_MARKED = re.compile(r"(\*\*\*|\*\*|__|\*|_)(?=\S)")
_NUMBERED = re.compile(r"\d{1,4}\s+(?=\D)")
_LISTED = re.compile(r"[-–—•*]\s+(?=\S)")
_DASHED = re.compile(r"([^-–—:：]{1,60}?)\s{1,4}[-–—]{1,2}\s+(?=\S)")
_QUESTION = re.compile(r"([QA])\.\s+(?=\S)")
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Hon|Jr|Sr|Rev|Sen|Rep|Gov|Gen|[A-Z])\.")
_FOREIGN = re.compile(r"""[.?!;…"“”«»=|/<>{}。？！；，、]""")
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "del",
        "da",
        "di",
        "du",
        "al",
        "el",
        "bin",
        "ibn",
        "of",
        "the",
        "and",
        "&",
        "y",
        "e",
    ]
)
_CJK = re.compile(r"[\u3400-\u9fff]")


def candidate(line: str) -> Candidate | None:
    """The label ``line`` may begin with. Looks at its first hundred characters only."""
    if line.lstrip().startswith(">") and not line.lstrip().startswith(">>"):
        return None  # a quotation of other talk belongs to whoever reads it out
    time, at = leading_time(line)
    at = _skip(line, at)
    mark = _LISTED.match(line, at)
    if mark:
        found = _listed(line, mark.end())
    else:
        found = _tagged(line, at) or _bold(line, at) or _timed(line, at) or _colon(line, at)
    if found is None and not mark and len(line) - at <= 48:
        found = _alone(line, at)
    if found is None or not plausible(found.label):
        return None
    return found._replace(time=found.time or time) if time else found


def _skip(line: str, at: int) -> int:
    while at < len(line) and (line[at].isspace() or line[at] in ">#"):
        at += 1
    found = _NUMBERED.match(line, at)
    return found.end() if found else at


def _tagged(line: str, at: int) -> Candidate | None:
    found = _TAG.match(line, at)
    return Candidate(_tidy(found[1]), found.end(), "tag") if found else None


def _bold(line: str, at: int) -> Candidate | None:
    mark = _MARKED.match(line, at)
    if not mark:
        return None
    close = line.find(mark[1], mark.end(), mark.end() + LONGEST)
    if close < 0:
        return None
    inner, after = line[mark.end() : close], close + len(mark[1])
    time = None
    if inner.rstrip().endswith((":", "：")):
        inner = inner.rstrip()[:-1]
    elif line[after:].lstrip().startswith((":", "：")):
        after = line.find(line[after:].lstrip()[0], after) + 1
    elif line[after:].strip():
        time, end = leading_time(line, after)
        if time is None:
            return None
        after = end
    elif len(mark[1]) > 1:
        return Candidate(_tidy(inner), len(line), "alone")
    else:
        return None
    if time is None:
        time, after = leading_time(line, after)
    within = _NAME_TIME.fullmatch(inner) or _NAME_CLOCK.fullmatch(inner)
    if within:
        inner = within[1]
        clock = within[3] if within.re is _NAME_TIME else within[2]
        time = moment(clock, within[4] if within.re is _NAME_TIME else None)
    return Candidate(_tidy(inner), after, "bold", time)


def _timed(line: str, at: int) -> Candidate | None:
    found = _NAME_TIME.match(line, at)
    if found and (found[5] or found.end() == len(line) or found["open"] in "[("):
        style: Style = "colon" if found[5] else "clock"
        return Candidate(_tidy(found[1]), found.end(), style, moment(found[3], found[4]))
    found = _NAME_CLOCK.match(line, at)
    if found:
        return Candidate(_tidy(found[1]), found.end(), "clock", moment(found[2], None))
    return None


def _colon(line: str, at: int) -> Candidate | None:
    asked = _QUESTION.match(line, at)
    if asked:
        return Candidate(asked[1], asked.end(), "colon")
    places = [i for i in (line.find(c, at, at + LONGEST) for c in ":：") if i >= 0]
    if not places:
        return None
    colon = min(places)
    label = line[at:colon]
    after = line[colon + 1 : colon + 3]
    if after.startswith("//") or (
        line[colon] == ":" and after[:1].isdigit() and label[-1:].isdigit()
    ):
        return None
    time, start = leading_time(line, colon + 1)
    return Candidate(_tidy(label), start, "colon", time)


def _listed(line: str, at: int) -> Candidate | None:
    """The label of a line in a list: ``- Anna: why?``, ``- **Anna:** why?``, ``- Anna - why?``."""
    dashed = _DASHED.match(line, at)
    found = (
        Candidate(_tidy(dashed[1]), dashed.end(), "listed")
        if dashed
        else _bold(line, at) or _timed(line, at) or _colon(line, at)
    )
    return found._replace(style="listed") if found else None


def _alone(line: str, at: int) -> Candidate | None:
    label = line[at:].strip()
    if not label or not name_like(label) or len(label.split()) > 4:
        return None
    return Candidate(_tidy(label), len(line), "alone")


def _tidy(label: str) -> str:
    return " ".join(label.replace("\\", "").strip(" \t*_#[]【】").split())


def plausible(label: str) -> bool:
    """Whether a person could be called so: short, with letters, and no sentence."""
    if not label or len(label) > 80 or not any(sign.isalpha() for sign in label):
        return False
    core = without_aside(without_manner(label))
    if _FOREIGN.search(_TITLES.sub("", core)):
        return False
    if _CJK.search(core):
        return len(core) <= 12 and not core.endswith(("说", "道", "說", "是", "的", "了", "讲"))
    return len(core.split()) <= 5 and len(core) <= 50 and not core.startswith(("'", "(", "-"))


def name_like(label: str) -> bool:
    """Whether it is written as names are: capitals, numbers, Chinese signs, or a role."""
    core = without_aside(without_manner(label))
    if stem_of(core) in NO_SPEAKER or not plausible(label):
        return False
    if role_of(core)[0] != "unknown" or _CJK.search(core):
        return True
    return (
        all(
            word[0].isupper() or word[0].isdigit() or word.casefold() in _PARTICLES
            for word in core.replace("-", " ").replace(",", " ").replace("'", "").split()
        )
        and core[0].isupper()
    )
