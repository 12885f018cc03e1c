"""The flaws planted in the example study, by ``examples/sim/key.csv``."""

from __future__ import annotations

import csv

import pytest

from crosscase.rules import Finding, ask

from .conftest import SIM

KEY = [
    (row["rule"], row["where"])
    for row in csv.DictReader((SIM / "key.csv").read_text(encoding="utf-8").splitlines())
]

MORE = {
    # real-looking talk is never quite clean: names said aloud, relations, the uncoded survey
    "name-leak": {"B-round", "E-CEO", "I-round"},
    "proposition-one-group": {"P1a"},
    "relation-to-interviewer": {"A-CEO", "H-CEO", "Yu"},
    "no-consent": {"survey"},
    "source-without-codings": {"survey"},
    "unprotected-speech": {"study"},
    "double-coding-share": {"study"},
    "counter-evidence-not-searched": {"P5a"},
    "evidence-off-topic": {"P2", "P3", "P4", "P5"},
    "interview-without-date": {"C-RD1", "gov-Qian"},
    "proposition-without-rival": {"P1", "P2", "P3", "P4", "P5"},
}
"""Beyond the key, as read by a person: all are true."""


@pytest.fixture(scope="module")
def found(sim) -> list[Finding]:  # type: ignore[no-untyped-def]
    return ask(*sim)


@pytest.mark.parametrize(("rule", "where"), KEY)
def test_every_planted_flaw_is_found(found: list[Finding], rule: str, where: str) -> None:
    assert where in {f.where for f in found if f.rule == rule}


def test_what_else_is_found_is_known(found: list[Finding]) -> None:
    more: dict[str, set[str]] = {}
    for finding in found:
        if (finding.rule, finding.where) not in KEY:
            more.setdefault(finding.rule, set()).add(finding.where)
    assert more == MORE


def test_findings_open_their_quotes(sim, found: list[Finding]) -> None:  # type: ignore[no-untyped-def]
    snapshot, _ = sim
    behind = [f for f in found if f.rule in ("single-case-claim", "opinion-only-evidence")]
    assert behind
    assert all(snapshot.quote(number) for f in behind for number in f.segments)
    assert all(f.segments for f in behind)


def test_no_finding_holds_a_real_name(sim, found: list[Finding]) -> None:  # type: ignore[no-untyped-def]
    people = {p.pseudonym for p in sim[0].participants}
    real = [n for pseudonym, own in sim[1].items() if pseudonym in people for n in own]
    told = [(f.rule, n) for f in found for n in real if n.casefold() in f.text.casefold()]
    assert told == []
