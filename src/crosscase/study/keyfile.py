"""The file with the real names: separate from the study, encrypted with age where it can be."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from crosscase.errors import KeyFileError, WrongPassphrase

_AGE = b"age-encryption.org/v1"
_GROUPS = 8
"""Groups of four hexadecimal digits in a recovery code: 128 bits."""

LOST = (
    "A lost passphrase of the key file cannot be recovered by anybody. `crosscase key STUDY "
    "--recovery FILE` writes a second copy that opens with a code of its own."
)
"""What is said before real names are locked."""


@dataclass
class KeyFile:
    """Pseudonyms and every spelling of the real names behind them.

    Without a passphrase the file is readable by its owner only; ``protected`` tells which it is.
    """

    path: Path
    passphrase: str = ""
    names: dict[str, list[str]] = field(default_factory=dict)
    learned: list[tuple[str, str]] = field(default_factory=list, init=False, repr=False)
    """Pseudonym and spelling, in the order they were learned."""

    _behind: dict[str, set[str]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for pseudonym, spellings in self.names.items():
            self._remember(pseudonym, spellings)

    @property
    def protected(self) -> bool:
        """Whether the file is encrypted."""
        return bool(self.passphrase)

    def learn(self, pseudonym: str, *spellings: str) -> None:
        """Add spellings of the real name behind a pseudonym."""
        known = self.names.setdefault(pseudonym, [])
        new = [s for s in dict.fromkeys(spellings) if s and s != pseudonym and s not in known]
        known += new
        self._remember(pseudonym, new)

    def pseudonym_of(self, spelling: str) -> str:
        """The pseudonym behind a spelling ("" where there is none or more than one)."""
        found = self._behind.get(plain(spelling), set())
        return next(iter(found)) if len(found) == 1 else ""

    def forget(self, pseudonym: str) -> None:
        """Let go of the real name behind a pseudonym."""
        self.names.pop(pseudonym, None)
        self.learned = [pair for pair in self.learned if pair[0] != pseudonym]
        for behind in self._behind.values():
            behind.discard(pseudonym)

    def lose(self, pseudonym: str) -> None:
        """Let go of a name and write the file, where it knows one. Raises ``KeyFileError``."""
        if pseudonym in self.names:
            self.forget(pseudonym)
            self.save()

    def _remember(self, pseudonym: str, spellings: Sequence[str]) -> None:
        self.learned += ((pseudonym, spelling) for spelling in spellings)
        for spelling in (pseudonym, *spellings):
            self._behind.setdefault(plain(spelling), set()).add(pseudonym)

    def recovery(self, target: Path) -> str:
        """Write a second copy that opens with a code of its own; the code, kept nowhere.

        It holds the names of this moment. Raises ``KeyFileError`` while there is none.
        """
        if not self.names:
            raise KeyFileError(
                f"{self.path.name} holds no name yet.", hint="Make the copy when people are known."
            )
        code = "-".join(secrets.token_hex(2) for _ in range(_GROUPS))
        KeyFile(target, code, self.names).save()
        return code

    def save(self) -> None:
        """Write the file whole or not at all, for its owner only. Raises ``KeyFileError``."""
        body = json.dumps(
            {"crosscase key file": 1, "names": self.names}, ensure_ascii=False, sort_keys=True
        ).encode()
        if self.passphrase:
            body = pyrage.passphrase.encrypt(body, self.passphrase)
        draft = self.path.with_name(self.path.name + ".new")
        try:
            draft.unlink(missing_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(body)
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(self.path)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise KeyFileError(
                f"{self.path.name} cannot be written ({error.strerror}); nothing was changed.",
                hint="Look at the space and the rights of its folder, or name another with "
                "--key-file.",
            ) from error


def plain(name: str) -> str:
    """A name without case and with one blank between its parts, however they were joined."""
    return " ".join(re.split(r"[\W_]+", name.casefold())).strip()


def open_key(path: Path, passphrase: str = "") -> KeyFile:
    """Read a key file, or begin one where there is none.

    Raises ``WrongPassphrase`` and ``KeyFileError``.
    """
    if not path.exists():
        return KeyFile(path, passphrase)
    body = path.read_bytes()
    if body.startswith(_AGE):
        hint = "Give it in CROSSCASE_KEY_PASSPHRASE. A lost passphrase cannot be recovered."
        if not passphrase:  # age takes seconds to find that out by itself
            raise WrongPassphrase(f"{path.name} is locked with a passphrase.", hint=hint)
        try:
            body = pyrage.passphrase.decrypt(body, passphrase)
        except pyrage.DecryptError as error:
            raise WrongPassphrase(
                f"{path.name} does not open with this passphrase.", hint=hint
            ) from error
    try:
        names = json.loads(body)["names"]
    except (ValueError, KeyError, TypeError) as error:
        raise KeyFileError(
            f"{path.name} is no key file of crosscase, or it is damaged.",
            hint="Name the right one with --key-file.",
        ) from error
    return KeyFile(path, passphrase, names)
