"""What a rule is: a reviewer's question, why it is asked, and what to do about a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.domain.remarks import Severity
from crosscase.domain.snapshot import Snapshot

Names = Mapping[str, Sequence[str]]
"""Pseudonyms and every known spelling of the real names behind them (the key file)."""

PROFILES = ("case study", "coding reliability", "codebook", "reflexive", "grounded theory")
"""Method profiles: what a school of analysis asks of itself (Braun and Clarke 2021; Charmaz 2014;
Eisenhardt 1989). A reflexive study is not asked for agreement, saturation or counts."""

STUDY = "study"
"""``where`` of a finding about the study as a whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of a rule: where (case, pseudonym, code, label, source), and the values seen."""

    rule: str
    severity: Severity
    where: str
    text: str
    segments: tuple[int, ...] = ()
    todo: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's function tells; ``severity`` only where it differs from the rule's own."""

    where: str
    text: str
    segments: tuple[int, ...] = ()
    severity: Severity | None = None


def not_checked(why: str) -> Hit:
    """The answer of a rule that cannot be answered: never "clean"."""
    return Hit(STUDY, f"not checked: {why}", severity="note")


@dataclass(frozen=True, slots=True)
class Rule:
    """A question a reviewer asks. ``skip`` names the method profiles that do not ask it.

    ``needs_key``: it compares with real names, and without them it answers "not checked".
    """

    name: str
    severity: Severity
    reason: str
    reference: str
    todo: str
    ask: Callable[[Snapshot, Names], Iterable[Hit]]
    skip: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    needs_key: bool = False
    asks: str = ""
    """What is looked for, in a sentence: the docstring of the function."""

    def __call__(self, snapshot: Snapshot, names: Names | None = None) -> list[Finding]:
        """The findings of this rule, in the order of the study."""
        if self.needs_key and names is None:
            hits: Iterable[Hit] = [not_checked("the key file with the real names is not here.")]
        else:
            hits = self.ask(snapshot, names or {})
        return [
            Finding(
                self.name,
                hit.severity or self.severity,
                hit.where,
                hit.text,
                hit.segments,
                self.todo,
                self.reference,
            )
            for hit in hits
        ]

    @property
    def profiles(self) -> tuple[str, ...]:
        """The method profiles that the rule is for."""
        return tuple(profile for profile in PROFILES if self.asked_in(profile))

    def asked_in(self, profile: str) -> bool:
        """Whether a study of this method profile is asked."""
        return profile in self.only if self.only else profile not in self.skip


def rule(
    name: str,
    severity: Severity,
    *,
    reason: str,
    reference: str,
    todo: str,
    skip: Iterable[str] = (),
    only: Iterable[str] = (),
) -> Callable[[Callable[[Snapshot], Iterable[Hit]]], Rule]:
    """Make a rule of a function that looks at the snapshot alone."""

    def make(ask: Callable[[Snapshot], Iterable[Hit]]) -> Rule:
        return Rule(
            name,
            severity,
            reason,
            reference,
            todo,
            lambda snapshot, _: ask(snapshot),
            frozenset(skip),
            frozenset(only),
            asks=_sentence(ask),
        )

    return make


def rule_with_key(
    name: str, severity: Severity, *, reason: str, reference: str, todo: str
) -> Callable[[Callable[[Snapshot, Names], Iterable[Hit]]], Rule]:
    """Make a rule of a function that compares with the real names."""

    def make(ask: Callable[[Snapshot, Names], Iterable[Hit]]) -> Rule:
        return Rule(
            name, severity, reason, reference, todo, ask, needs_key=True, asks=_sentence(ask)
        )

    return make


def _sentence(ask: Callable[..., Iterable[Hit]]) -> str:
    return " ".join((ask.__doc__ or "").split("\n\n")[0].split())
