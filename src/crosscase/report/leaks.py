"""Real names in what is about to be written, by the names of the key file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crosscase.domain.names import owners
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import LeakFound
from crosscase.report.document import Document


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
