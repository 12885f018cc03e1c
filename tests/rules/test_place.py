"""Where a finding leads."""

from __future__ import annotations

from crosscase import rules
from crosscase.domain.snapshot import Snapshot

Sim = tuple[Snapshot, dict[str, list[str]]]


def test_nearly_every_finding_leads_to_a_row_of_the_study(sim: Sim):
    snapshot, names = sim
    known = rules.places(snapshot)
    lost = {f.where for f in rules.ask(snapshot, names) if f.where not in known}
    whole = {"study", "survey", "positions", "codebook", "memo", "attribute", "segments"}
    assert lost <= whole | {coder.name for coder in snapshot.coders}


def test_a_place_names_what_the_finding_is_about(sim: Sim):
    snapshot, _ = sim
    known = rules.places(snapshot)
    claim = next(p for p in snapshot.propositions if p.label == "P2a")
    case = next(c for c in snapshot.cases if c.name == "F")
    assert known["P2a"] == rules.Place("proposition", claim.id)
    assert known["F"] == rules.Place("case", case.id)


def test_a_person_named_like_their_interview_is_the_person(sim: Sim):
    snapshot, _ = sim
    both = {p.pseudonym for p in snapshot.participants} & {s.name for s in snapshot.sources}
    assert both
    assert {rules.places(snapshot)[name].kind for name in both} == {"participant"}


def test_each_proposition_is_told_what_the_rules_about_claims_say_of_it(sim: Sim):
    snapshot, names = sim
    told = rules.ask_claims(snapshot)
    assert list(told) == [p.label for p in snapshot.propositions]
    assert "proposition-without-evidence" in {f.rule for f in told["P2a"]}
    everything = rules.ask(snapshot, names)
    assert all(finding in everything for found in told.values() for finding in found)
