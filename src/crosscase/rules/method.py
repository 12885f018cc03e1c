"""Rules about the method: what it sets out to know, and what its school asks for."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.analysis.double_coded import ASSISTED, double_coded
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import attributes, constructs, interviewed
from crosscase.rules.rule import STUDY, Hit, Rule, rule


@rule(
    "research-question-missing",
    "doubt",
    reason="Without a question no reader can tell whether the study answers it.",
    reference="Eisenhardt 1989 (getting started)",
    todo="Write the question on the Design page.",
)
def research_question_missing(snapshot: Snapshot) -> Iterable[Hit]:
    """A study with people but without a research question."""
    if snapshot.participants and not snapshot.facts_by_key.get("question", "").strip():
        yield Hit(STUDY, "The design states no research question.")


@rule(
    "concept-without-definition",
    "doubt",
    reason="When the central concept is not defined, each participant answers about another.",
    reference="Suddaby 2010 (construct clarity)",
    todo="Define it on the Design page.",
)
def concept_without_definition(snapshot: Snapshot) -> Iterable[Hit]:
    """A named central concept without a definition."""
    name = snapshot.facts_by_key.get("concept.name", "").strip()
    if name and not snapshot.facts_by_key.get("concept.definition", "").strip():
        yield Hit(STUDY, f'The concept "{name}" has no definition.')


@rule(
    "disagreement-unsettled",
    "doubt",
    reason="What two coders see differently and leave so is counted in two ways.",
    reference="Campbell et al. 2013 (negotiated agreement)",
    todo="Talk it through and write down the outcome with its reason.",
    skip=("reflexive",),
)
def disagreement_unsettled(snapshot: Snapshot) -> Iterable[Hit]:
    """Finished double codings with disagreements that nobody settled."""
    for made in snapshot.double_codings:
        if made.open or not any(u.double_coding == made.id for u in snapshot.double_units):
            continue
        found = double_coded(snapshot, made.id, draws=0)
        waiting = [one for one in found.disagreements if not one.outcome]
        if waiting:
            who = " and ".join(found.coders)
            text = f"{len(waiting)} of {len(found.disagreements)} disagreements of {who} wait."
            yield Hit(STUDY, text, tuple(one.segment for one in waiting))


@rule(
    "double-coding-assisted",
    "doubt",
    reason="Coders who see each other's judgements agree with what they see.",
    reference="O'Connor and Joffe 2020",
    todo="Report it as assisted, or freeze other units and code them blind.",
    skip=("reflexive",),
)
def double_coding_assisted(snapshot: Snapshot) -> Iterable[Hit]:
    """Finished double codings in which a suggestion or the other's judgement was in view."""
    for made in snapshot.double_codings:
        if made.open or not any(u.double_coding == made.id for u in snapshot.double_units):
            continue
        found = double_coded(snapshot, made.id, draws=0)
        if found.label == ASSISTED:
            who = " and ".join(found.coders)
            yield Hit(STUDY, f"The double coding of {who} was not blind.")


@rule(
    "blind-coding-missing",
    "doubt",
    reason="Coding reliability rests on two people who judge the same units apart.",
    reference="Boyatzis 1998; O'Connor and Joffe 2020",
    todo="Freeze units for a second coder, and let both code them to the end.",
    only=("coding reliability",),
)
def blind_coding_missing(snapshot: Snapshot) -> Iterable[Hit]:
    """A study of coding reliability in which no frozen units were coded to the end by two."""
    if any(not made.open for made in snapshot.double_codings):
        return
    begun = " They were frozen, and not coded to the end." if snapshot.double_codings else ""
    yield Hit(STUDY, f"No units were coded by two people apart.{begun}")


@rule(
    "construct-without-memo",
    "doubt",
    reason="In grounded theory a category grows in memos.",
    reference="Charmaz 2014",
    todo="Write a memo about it: how it came up, what it is like, what it is not.",
    only=("grounded theory",),
)
def construct_without_memo(snapshot: Snapshot) -> Iterable[Hit]:
    """Constructs of a grounded theory that no memo is about."""
    noted = {memo.of for memo in snapshot.memos if memo.about in ("code", "codes")}
    for code in constructs(snapshot):
        if code.id not in noted:
            yield Hit(code.name, "No memo is about it.")


@rule(
    "theoretical-sampling-unrecorded",
    "doubt",
    reason="Grounded theory chooses the next person by what the last ones left open.",
    reference="Glaser and Strauss 1967",
    todo="Fill the column why_chosen of the table of participants.",
    only=("grounded theory",),
)
def theoretical_sampling(snapshot: Snapshot) -> Iterable[Hit]:
    """People of a grounded theory of whom it is not said why they were chosen.

    One finding where it is said of nobody.
    """
    known = attributes(snapshot, "participant")
    people = interviewed(snapshot)
    bare = [p for p in people if not known[p.id].get("why_chosen", "").strip()]
    if bare and len(bare) == len(people):
        yield Hit(STUDY, f"Of none of the {len(people)} people is it said why they were chosen.")
        return
    for person in bare:
        yield Hit(person.pseudonym, "It is not said why this person was chosen.")


RULES: tuple[Rule, ...] = (
    research_question_missing,
    concept_without_definition,
    disagreement_unsettled,
    double_coding_assisted,
    blind_coding_missing,
    construct_without_memo,
    theoretical_sampling,
)
