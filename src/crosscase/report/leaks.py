"""The one gate for what leaves a study: texts are compared with the names of the key file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosscase.domain.names import owners
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import LeakFound, NotScanned

_HINT = "Write pseudonyms in their place: --hide-names."


def check_names(
    texts: Iterable[tuple[str, str]],
    names: Mapping[str, Iterable[str]],
    *,
    what: str = "report",
    hint: str = _HINT,
    as_written: bool = False,
) -> None:
    """Raise ``LeakFound`` where a text holds a known spelling of a real name.

    ``texts`` are pairs of place and text; ``names`` are the spellings by pseudonym. The error says
    where, and whose name, by the pseudonym: never the name itself. ``as_written``: a name
    of one word counts only with its capital, as `protect` reads speech.
    """
    pattern, owner_of = owners(names, as_written=as_written)
    if pattern is None:
        return
    found: dict[tuple[str, str], None] = {}
    for place, text in texts:
        for match in pattern.finditer(text):
            found[place, owner_of(match.group(0))] = None
    if found:

        def masked(place: str) -> str:
            return pattern.sub(lambda match: f"[{owner_of(match[0])}]", place)

        told = [f"the name of {who} in {masked(place)!r}" for place, who in found]
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


@dataclass(frozen=True, slots=True)
class Gate:
    """What every text passes before it is written; ``names`` is None where nobody can look."""

    names: dict[str, list[str]] | None

    @property
    def scanned(self) -> bool:
        """Whether texts are compared with real names."""
        return self.names is not None

    def pass_on(
        self,
        texts: Iterable[tuple[str, str]],
        what: str,
        hint: str = _HINT,
        *,
        as_written: bool = False,
    ) -> None:
        """Raise ``LeakFound`` where a text holds a real name; see ``check_names``."""
        check_names(texts, self.names or {}, what=what, hint=hint, as_written=as_written)


def gate(
    snapshot: Snapshot,
    names: Mapping[str, list[str]] | None,
    *,
    locked: bool = False,
    unscanned: bool = False,
) -> Gate:
    """The gate of a study, with the names of its key file: None where there is none to read.

    Raises ``NotScanned`` where the study has people and their names are not known, unless it shall
    go out ``unscanned``. ``locked``: there is a key file that did not open.
    """
    if names is not None:
        return Gate(private(names, snapshot))
    if unscanned or not snapshot.participants:
        return Gate(None)
    why = "the key file is locked" if locked else "there is no key file beside the study"
    how = "Give its passphrase" if locked else "Put it there"
    raise NotScanned(
        f"Nobody can tell whether real names stand in it: {why}. Nothing was written.",
        hint=f"{how}, or let it go out --unscanned.",
    )
