"""What the tests of the report share: a small study, and one that strangers wrote badly."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot
from crosscase.report import Wishes, build
from crosscase.report.document import Document

DESIGN = """
[study]
title = "Small"
question = "What drives innovation?"
[[group]]
name = "enterprise"
label = "Enterprises"
[[group]]
name = "government"
label = "Officers"
cases = false
[[construct]]
name = "Market"
kind = "external driver"
definition = "What customers ask for."
sign = "+"
references = ["Lee 2009"]
[[construct]]
name = "Innovation"
kind = "outcome"
[[construct]]
name = "Platform"
kind = "external driver"
[[proposition]]
id = "P1"
from = ["Market"]
to = "Innovation"
direction = "+"
statement = "Demand drives innovation."
[[recommendation]]
text = "Ask customers."
propositions = ["P1"]
"""
PEOPLE = """name,pseudonym,group,case,role,file,outcome,why_chosen,minutes,consent_quote
Lu Ming,A-CEO,enterprise,A,CEO,a,interviewed,decides,30,yes
Sun Yi,B-CEO,enterprise,B,CEO,b,interviewed,decides,20,yes
Xu Bo,B-RD,enterprise,B,R&D,c,interviewed,leads development,25,no
He Ping,Officer,government,,Officer,o,interviewed,grants,22,yes
"""
TALKS = {
    "a": "INTERVIEWER: What drives it?\n\nLU MING: Customers ask for new things. We follow.\n",
    "b": "INTERVIEWER: What drives it?\n\nSUN YI: Nobody asks. It comes from our own engineers.\n",
    "c": "INTERVIEWER: What drives it?\n\nXU BO: My secret words on what customers ask of us.\n",
    "o": "INTERVIEWER: What drives it?\n\nHE PING: Our subsidy. Customers ask, too.\n",
}
DECISIONS = """act,source,quote,keyword,to,value,why,coder
code,a,Customers ask for new things,customers ask,,,,ana
code,b,Nobody asks,nobody asks,,,,ana
code,c,My secret words on what customers ask of us,customers ask,,,,ana
code,o,"Customers ask, too",demand,,,,ana
code,o,Our subsidy,subsidy,,,,ana
discard,a,We follow,,,,says nothing,ana
merge,demand,,demand,customers ask,,same thing,ana
assign,,,customers ask,Market,,,ana
assign,,,nobody asks,Market,,,ana
support,a,Customers ask for new things,,P1,mechanism,,ana
contradict,b,Nobody asks,,P1,opinion,,ana
support,c,My secret words on what customers ask of us,,P1,opinion,,ana
support,o,"Customers ask, too",,P1,opinion,,ana
rate,a,Customers ask for new things,,A,4,much is new,ana
"""

Make = Callable[..., Snapshot]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Loads a folder that is drawn in the test and gives its snapshot, at a fixed moment."""

    def write(
        design: str = DESIGN,
        people: str = PEOPLE,
        decisions: str = DECISIONS,
        talks: dict[str, str] | None = None,
    ) -> Snapshot:
        root = tmp_path / "folder"
        (root / "interviews").mkdir(parents=True)
        (root / "study.toml").write_text(design, encoding="utf-8")
        (root / "participants.csv").write_text(people, encoding="utf-8")
        (root / "decisions.csv").write_text(decisions, encoding="utf-8")
        for name, talk in (talks or TALKS).items():
            (root / "interviews" / f"{name}.txt").write_text(talk, encoding="utf-8")
        path = tmp_path / "s.crosscase"
        with study.create(path, "ana") as opened:
            key = study.key_of(path)
            opened.load(root, key)
            key.save()
            opened.decide_from(root / "decisions.csv")
            return dataclasses.replace(opened.snapshot(), at="2026-01-02T03:04:05+00:00")

    return write


@pytest.fixture
def small(make: Make) -> Snapshot:
    """Two cases, one group without cases, one claim that B contradicts, one who is not quoted."""
    return make()


@pytest.fixture
def doubly(make: Make) -> Snapshot:
    """The small study after a second coder, who sees some of it otherwise."""
    return make(
        decisions=f"""{DECISIONS}\
code,a,Customers ask for new things,customers ask,,,,ben
code,b,Nobody asks,subsidy,,,,ben
code,o,"Customers ask, too",customers ask,,,,ben
discard,o,Our subsidy,,,,says nothing,ben
assign,,,subsidy,Innovation,,,ana
"""
    )


@pytest.fixture
def document(small: Snapshot) -> Document:
    """The report of the small study."""
    return build(small, Wishes())
