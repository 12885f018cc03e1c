"""Every error a researcher can meet, on one page.

* CrosscaseError            shown to the researcher: what is the matter, and ``hint``: the next step
  + NotInStudy              no such code, source, case … (with the nearest name)
  + NotAllowed              breaks a rule of the method
    - DependedOn            an act that later acts rest on cannot be undone
    - NotAgreed             the act needs a yes (``--yes``) that was not given
  + TextDoesNotMatch        a quote and its source disagree: never repaired silently
  + StudyFileError          the study file cannot be used
    - NotAStudy             some other kind of file
    - NewerStudy            written by a newer crosscase
    - DamagedStudy          fails its integrity check
    - StudyIsBusy           somebody else is writing
    - NoSpace               disk full or read-only
    - WrongPassphrase       the file or the key file does not open with it
  + UnreadableFile          a file of the researcher's that cannot be read (file, line)
    - TooLarge              over a stated bound, a bomb included
  + KeyFileError            the file with the real names
  + EngineError             an engine failed (its name and version in the message)
  + LeakFound               real names stand in what was about to be written
  + NotScanned              nobody can tell whether they do: no key file, or a locked one

Anything else is a bug in crosscase.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class CrosscaseError(Exception):
    """Something the researcher can mend: ``str(error)`` says what, ``error.hint`` the next step."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotInStudy(CrosscaseError):
    """The study has no such thing."""

    @classmethod
    def named(cls, noun: str, name: str, known: Iterable[str]) -> NotInStudy:
        """An error for a missing ``noun``, with the nearest known name as hint."""
        known = list(known)
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        if near:
            hint = f"Did you mean {near[0]!r}?"
        elif known:
            shown = ", ".join(repr(k) for k in known[:8])
            hint = f"The study has: {shown}{' …' if len(known) > 8 else ''}."
        else:
            hint = f"The study has no {noun} yet."
        return cls(f"No {noun} named {name!r} in this study.", hint=hint)


class NotAllowed(CrosscaseError):
    """A rule of the method forbids it."""


class DependedOn(NotAllowed):
    """Later acts rest on the act that was to be undone."""


class NotAgreed(NotAllowed):
    """The act asks for a yes that was not given."""


class TextDoesNotMatch(CrosscaseError):
    """A quote does not stand where it is said to stand."""


class StudyFileError(CrosscaseError):
    """The study file cannot be used as it is."""


class NotAStudy(StudyFileError):
    """The file is no crosscase study."""


class NewerStudy(StudyFileError):
    """A newer crosscase wrote the file."""


class DamagedStudy(StudyFileError):
    """The file fails its integrity check."""


class StudyIsBusy(StudyFileError):
    """Another process holds the lock of the study."""


class NoSpace(StudyFileError):
    """The disk is full, or the place cannot be written."""


class WrongPassphrase(StudyFileError):
    """A passphrase is missing or wrong."""


class UnreadableFile(CrosscaseError):
    """A file that was given cannot be read."""

    def __init__(
        self, message: str, *, file: str = "", line: int | None = None, hint: str = ""
    ) -> None:
        file = file.encode("utf-8", "replace").decode()  # a name that is no text is shown with ?
        where = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(where + message, hint=hint)
        self.what = message
        self.file = file
        self.line = line


class TooLarge(UnreadableFile):
    """The file, or what it unpacks to, is over a stated bound."""


class KeyFileError(CrosscaseError):
    """The key file (real names) is missing, of another study, or damaged."""


class EngineError(CrosscaseError):
    """An engine failed; the message names it and its version."""


class LeakFound(CrosscaseError):
    """Real names would have left the study."""


class NotScanned(CrosscaseError):
    """Nobody can tell whether real names would leave the study."""
