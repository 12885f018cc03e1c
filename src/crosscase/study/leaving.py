"""What a study has on the table while it goes out as a project: identifiers, notes, refusals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crosscase.analysis.consent import refusing, sources_of
from crosscase.domain.numbered import free_name
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.withdrawal import Gram, grams, without
from crosscase.formats.refi.project import Note
from crosscase.study.own import note_guid, one_line, plain

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Leaving:
    """One study on its way out.

    ``judged``: when each coding was made. ``withheld``: participants whose words stay. ``met`` has
    the identifier of each row that goes, ``noted`` the notes on it; ``barred`` counts the texts
    that stay because they repeat who is withheld.
    """

    study: Snapshot
    judged: Mapping[int, str]
    withheld: frozenset[int]
    met: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    noted: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    barred: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @cached_property
    def kept(self) -> set[int]:
        """Sources that stay: who is withheld speaks in them."""
        return sources_of(self.study, self.withheld)

    @cached_property
    def unshared(self) -> frozenset[int]:
        """Participants of whom nothing goes."""
        return self.withheld & refusing(self.study, "share")

    @cached_property
    def _own_words(self) -> set[Gram]:
        return grams(e.text for e in self.study.editions if e.source in self.kept)

    def allowed(self, text: str, what: str) -> str:
        """The text as it may go: nothing of one that repeats somebody who is withheld."""
        if text and self._own_words and without(text, self._own_words) != text:
            self.barred[what].add(text)
            return ""
        return plain(text)

    def note(self, name: str, text: str = "", coder: int | None = None, date: str = "") -> str:
        """The identifier of the note that says this; what is said twice is one note."""
        day = date[:10]
        user = self.met.get(("coder", coder or 0), "")
        at = f"{day}T00:00:00Z" if _DAY.fullmatch(day) else ""
        made = Note(note_guid(name, text, user, at), name, text, user, at)
        self.notes[made.guid] = made
        return made.guid

    def on(self, about: str, of: int) -> tuple[str, ...]:
        """The notes on one row, in an order of their own."""
        return tuple(sorted(self.noted.get((about, of), ())))

    def name(self, name: str, taken: set[str]) -> str:
        """The name as one line that no other has."""
        found = free_name(one_line(name), taken)
        taken.add(found)
        return found
