"""Rules about propositions: what they rest on, and what speaks against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crosscase.analysis.ledger import statuses
from crosscase.domain.codings import is_search
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence
from crosscase.rules.look import evidence_place
from crosscase.rules.rule import Hit, Rule, not_checked, rule
from crosscase.rules.words import listed, short


def evidence_of(snapshot: Snapshot) -> dict[int, list[Evidence]]:
    """The evidence of each proposition."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for item in snapshot.evidence:
        found[item.proposition].append(item)
    return found


def _segments(items: Iterable[Evidence]) -> tuple[int, ...]:
    return tuple(item.segment for item in items if item.segment is not None)


@rule(
    "proposition-without-evidence",
    "flaw",
    reason="A claim that nothing is linked to is an opinion of the author.",
    reference="Yin 2018",
    todo="Link passages or cases to it, or take it out.",
)
def proposition_without_evidence(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions to which no segment and no case is linked."""
    has = evidence_of(snapshot)
    for claim in snapshot.propositions:
        if not has[claim.id]:
            yield Hit(claim.label, f'Nothing is linked to "{short(claim.statement, 90)}"')


@rule(
    "single-case-claim",
    "doubt",
    reason="One case shows that something happens, not that it holds for others.",
    reference="Eisenhardt and Graebner 2007",
    todo="Look for replication in other cases, or word the claim for this case only.",
)
def single_case_claim(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions that exactly one case supports, where the study has several."""
    if not snapshot.propositions:
        return
    if len(snapshot.cases) < 2:
        yield not_checked("the study has fewer than two cases.")
        return
    has, labels = evidence_of(snapshot), {p.label: p.id for p in snapshot.propositions}
    for status in statuses(snapshot):
        if len(status.supporting) == 1:
            items = [e for e in has[labels[status.proposition]] if e.stance == "supports"]
            text = f"All support among the cases comes from {status.supporting[0]}"
            more = f"; also from {listed(status.groups)}" if status.groups else ""
            yield Hit(status.proposition, f"{text}{more}.", _segments(items))


@rule(
    "proposition-one-group",
    "doubt",
    reason="A claim about all, heard from one group alone, may be that group's view.",
    reference="Yin 2018",
    todo="Look whether the other group was asked, and tell whose view it is.",
)
def proposition_one_group(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions whose evidence comes from one group, where several are compared."""
    if len(snapshot.groups) < 2:
        return
    names = {group.id: group.label or group.name for group in snapshot.groups}
    has = evidence_of(snapshot)
    for claim in snapshot.propositions:
        items = has[claim.id]
        groups = {evidence_place(snapshot, e.case, e.segment)[1] for e in items} - {0}
        if len(groups) == 1 and len(items) > 1:
            only = groups.pop()
            others = listed(name for number, name in names.items() if number != only)
            text = f"All {len(items)} pieces of evidence come from {names[only]}, none: {others}."
            yield Hit(claim.label, text, _segments(items))


@rule(
    "opinion-only-evidence",
    "doubt",
    reason="Opinions tell what people believe, not that it happened.",
    reference="Yin 2018",
    todo="Look for events, mechanisms or facts, or word it as a belief.",
)
def opinion_only_evidence(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions whose support is opinion and nothing else."""
    has = evidence_of(snapshot)
    for claim in snapshot.propositions:
        items = [e for e in has[claim.id] if e.stance == "supports"]
        if items and all(item.kind == "opinion" for item in items):
            count = f"All {len(items)} supporting passages are" if len(items) > 1 else "The one is"
            yield Hit(claim.label, f"{count} opinion.", _segments(items))


@rule(
    "contradiction-unanswered",
    "flaw",
    reason="Evidence against a claim that is passed over looks hidden.",
    reference="Lincoln and Guba 1985 (negative case analysis)",
    todo="Answer it: add a condition to the proposition, or a memo that explains the exceptions.",
)
def contradiction_unanswered(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions with contradicting evidence, without a condition and without a memo."""
    has = evidence_of(snapshot)
    answered = {
        m.of
        for m in snapshot.memos
        if m.about in ("proposition", "propositions") and not is_search(m)
    }
    for claim in snapshot.propositions:
        against = [e for e in has[claim.id] if e.stance == "contradicts"]
        if against and not claim.condition.strip() and claim.id not in answered:
            count = "passage contradicts" if len(against) == 1 else "passages contradict"
            text = f"{len(against)} {count} it; no condition or memo answers."
            yield Hit(claim.label, text, _segments(against))


RULES: tuple[Rule, ...] = (
    proposition_without_evidence,
    single_case_claim,
    proposition_one_group,
    opinion_only_evidence,
    contradiction_unanswered,
)
