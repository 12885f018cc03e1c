"""Rules about what surrounds a proposition: the literature, predictions, and what is advised."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.claims import evidence_of
from crosscase.rules.look import own_stems
from crosscase.rules.rule import Hit, Rule, rule
from crosscase.rules.words import short, stems


@rule(
    "sign-against-literature",
    "doubt",
    reason="A finding against the literature is the most valuable, and the first to be doubted.",
    reference="Eisenhardt 1989 (enfolding conflicting literature)",
    todo="Say why the literature expects otherwise, and what sets this study apart.",
)
def sign_against_literature(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions whose direction is the opposite of the sign expected of the construct."""
    for claim in snapshot.propositions:
        for cause in (c for c in snapshot.causes if c.proposition == claim.id):
            code = snapshot.code_by_id[cause.code]
            if {claim.direction, code.sign} == {"+", "-"}:
                text = f'Direction "{claim.direction}", where the literature expects "{code.sign}"'
                yield Hit(claim.label, f"{text} of {code.name}.")


@rule(
    "recommendation-without-evidence",
    "flaw",
    reason="Advice that rests on no finding is the author's wish.",
    reference="Yin 2018 (chain of evidence)",
    todo="Name the propositions it follows from, or take it out.",
)
def recommendation_without_evidence(snapshot: Snapshot) -> Iterable[Hit]:
    """Recommendations that rest on no proposition, or only on ones without evidence."""
    own, has = own_stems(snapshot), evidence_of(snapshot)
    for advice in snapshot.recommendations:
        grounds = [g.proposition for g in snapshot.grounds if g.recommendation == advice.id]
        if any(has[number] for number in grounds):
            continue
        words = set(stems(advice.text))
        about = [number for number, mine in own.items() if mine & words]
        best = max(about, key=lambda number: len(own[number] & words), default=None)
        where = snapshot.code_by_id[best].name if best else short(advice.text, 40)
        why = "on propositions without evidence" if grounds else "on no proposition"
        yield Hit(where, f'"{short(advice.text, 100)}" rests {why}.')


@rule(
    "prediction-post-hoc",
    "doubt",
    reason="A prediction stated after the coding began predicts nothing.",
    reference="Yin 2018 (pattern matching)",
    todo="Tell it as an explanation, not as a prediction.",
)
def prediction_post_hoc(snapshot: Snapshot) -> Iterable[Hit]:
    """Predictions of what a case would show, stated after its coding had begun."""
    labels = {claim.id: claim.label for claim in snapshot.propositions}
    cases = {case.id: case.name for case in snapshot.cases}
    for said in snapshot.predictions:
        if said.post_hoc:
            text = f"The prediction for {labels[said.proposition]} came after coding had begun."
            yield Hit(cases[said.case], text)


RULES: tuple[Rule, ...] = (
    sign_against_literature,
    recommendation_without_evidence,
    prediction_post_hoc,
)
