"""Real names in what is about to be written, by the names of the key file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from crosscase.domain.snapshot import Snapshot
from crosscase.errors import LeakFound
from crosscase.report.document import Document

_CJK = re.compile(r"[\u3400-\u9fff]")
_JOINT = r"[\s_.-]+"


def check_names(
    texts: Iterable[tuple[str, str]],
    names: Mapping[str, Iterable[str]],
    *,
    what: str = "report",
    hint: str = "Write pseudonyms in their place: --hide-names.",
) -> None:
    """Raise ``LeakFound`` where a text holds a known spelling of a real name.

    ``texts`` are pairs of place and text; ``names`` are the spellings by pseudonym. The error says
    where, and whose name, by the pseudonym: never the name itself.
    """
    pattern, owner_of = owners(names)
    if pattern is None:
        return
    found: dict[tuple[str, str], None] = {}
    for place, text in texts:
        for match in pattern.finditer(text):
            found[place, owner_of(match.group(0))] = None
    if found:
        told = [f"the name of {who} in {place!r}" for place, who in found]
        more = f" and {len(told) - 6} more places" if len(told) > 6 else ""
        raise LeakFound(
            f"Real names stand in this {what}: {'; '.join(told[:6])}{more}. Nothing was written.",
            hint=hint,
        )


def private(names: Mapping[str, list[str]], snapshot: Snapshot) -> dict[str, list[str]]:
    """The real names to keep: what a coder signs with is public, unless a participant bears it.

    Who judges is often who interviewed, and the report names them (COREQ, items 1 to 3).
    """
    signed = {coder.name.casefold() for coder in snapshot.coders}
    people = {person.pseudonym for person in snapshot.participants}
    return {
        pseudonym: [s for s in known if pseudonym in people or s.casefold() not in signed]
        for pseudonym, known in names.items()
    }


def check_report(document: Document, names: Mapping[str, Iterable[str]]) -> None:
    """Raise ``LeakFound`` where the report holds a real name."""
    check_names(document.texts(), names)


def owners(
    names: Mapping[str, Iterable[str]],
) -> tuple[re.Pattern[str] | None, Callable[[str], str]]:
    """What finds every known spelling of a real name, and whose a found one is, by pseudonym.

    The pattern is None where no name is known.
    """
    owner = {
        _even(spelling): pseudonym
        for pseudonym, spellings in names.items()
        for spelling in spellings
        if len(spelling) > 1 and spelling.casefold() != pseudonym.casefold()
    }
    return _pattern(owner), lambda found: owner.get(_even(found), "a participant")


def _pattern(owner: Mapping[str, str]) -> re.Pattern[str] | None:
    parts: list[str] = []
    for name in sorted(owner, key=lambda name: (-len(name), name)):
        loose = _JOINT.join(map(re.escape, name.split()))
        parts.append(loose if _CJK.search(name) else rf"(?<![^\W_]){loose}(?![^\W_])")
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _even(name: str) -> str:
    return " ".join(part for part in re.split(_JOINT, name.casefold()) if part)
