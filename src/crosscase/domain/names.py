"""Real names and the ways in which they are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from crosscase.domain.spans import Span
from crosscase.domain.suggestions import EngineId

NameKind = Literal[
    "person", "organisation", "place", "e-mail", "phone", "identity", "account", "address", "link"
]
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)

_CJK = re.compile(r"[\u3400-\u9fff]")
_JOINT = r"[\s_.-]+"
_SURNAMES_OF_TWO = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐")
_CALLED = ("总", "先生", "女士", "小姐", "老师", "经理", "主任", "博士", "教授", "局长", "科长")
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: where it stands, what it names, and how sure that is (0 to 1)."""

    span: Span
    kind: NameKind
    score: float


class NameFinder(Protocol):
    """Where names and numbers that could tell who somebody is stand in a text."""

    id: EngineId

    def find(self, text: str, language: str = "") -> list[Found]:
        """What was found, in order, no two sharing a character; ``language`` "" is guessed."""


def variants(name: str) -> list[str]:
    """How people write or call somebody of this name, the full name first.

    ``Anna Bell``: also Bell, Anna; A. Bell; Anna B.; Dr Bell …; Anna; Bell. ``王美玲``: also 美玲,
    王总, 王老师, 小王 …. What is no name of a person in either form stays alone.
    """
    name = " ".join(name.split())
    if _CJK.search(name):
        return _chinese(name) if re.fullmatch(r"[\u3400-\u9fff]{2,4}", name) else [name]
    parts = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    parts = [part for part in parts if part.rstrip(".") not in _TITLES]
    if len(parts) < 2:
        return [name]
    given, family = parts[0], parts[-1]
    found = [
        name,
        " ".join(parts),
        f"{given} {family}",
        f"{family}, {given}",
        f"{family} {given}",
        f"{given[0]}. {family}",
        f"{given[0]} {family}",
        f"{given} {family[0]}.",
        *(f"{title} {family}" for title in _TITLES),
        *(part for part in (given, family, *parts[1:-1]) if len(part) > 2),
    ]
    return list(dict.fromkeys(found))


def _chinese(name: str) -> list[str]:
    size = 2 if name.startswith(_SURNAMES_OF_TWO) and len(name) > 2 else 1
    family, given = name[:size], name[size:]
    called = [family + title for title in _CALLED]
    called += [f"{before}{family}" for before in ("小", "老")] if size == 1 else []
    return list(dict.fromkeys([name, *([given] if len(given) > 1 else []), *called]))


def owners(
    names: Mapping[str, Iterable[str]], *, as_written: bool = False
) -> tuple[re.Pattern[str] | None, Callable[[str], str]]:
    """What finds every known spelling of a real name, and whose a found one is, by pseudonym.

    Blanks, hyphens, dots and underscores between the parts of a name are one; the longest spelling
    wins. The pattern is None where no name is known. ``as_written``: a name of a single Latin word
    is found only with its capital (*Will*, not *will*); else no case is looked at. A spelling of
    several people is nobody's: its pseudonym is ``a participant``.
    """
    owner: dict[str, set[str]] = {}
    spelled: dict[str, str] = {}
    for pseudonym, spellings in names.items():
        for spelling in spellings:
            if len(spelling) > 1 and spelling.casefold() != pseudonym.casefold():
                owner.setdefault(_even(spelling), set()).add(pseudonym)
                spelled.setdefault(_even(spelling), spelling)
    pattern = _pattern(spelled, as_written=as_written)

    def owner_of(found: str) -> str:
        who = owner.get(_even(found), set())
        return next(iter(who)) if len(who) == 1 else "a participant"

    return pattern, owner_of


def _pattern(spelled: Mapping[str, str], *, as_written: bool) -> re.Pattern[str] | None:
    """One pattern for all names, by their first letter: thousands of them are tried in no time."""
    signs: list[str] = []
    loose: dict[str, list[str]] = defaultdict(list)
    capital: dict[str, list[str]] = defaultdict(list)
    for even in sorted(spelled, key=lambda name: (-len(name), name)):
        first, rest = even[0], even[1:]
        if _CJK.search(even):
            signs.append(_JOINT.join(map(re.escape, even.split())))
        elif as_written and " " not in even and spelled[even].isalpha():
            capital[first.upper()].append(f"{re.escape(rest)}|{re.escape(rest.upper())}")
        else:
            loose[first].append(_JOINT.join(map(re.escape, rest.split(" "))))
    words = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in loose.items()]
    # a longer name begins with a shorter one: those of several parts come first
    words += [f"(?-i:{re.escape(first)}(?:{'|'.join(r)}))" for first, r in capital.items()]
    parts = signs + ([rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])"] if words else [])
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _even(name: str) -> str:
    return " ".join(part for part in re.split(_JOINT, name.casefold()) if part)
