"""What a project of REFI-QDA cannot hold of a study, counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscase.formats.refi.project import Project
from crosscase.study.leaving import Leaving

_HOLD_MEMOS = frozenset({"", "code", "segment", "source", "case", "participant", "proposition"})


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the study that the other form does not hold, and how many there are."""

    what: str
    count: int


def losses_of(leaving: Leaving, project: Project, evidence: int) -> Iterator[Loss]:
    """Each kind of thing that stays, where there is any; the journal always stays."""
    study = leaving.study
    quotations = [q for source in project.sources for q in source.quotations]
    sent = sum(len(q.codings) for q in quotations)
    segments = sum(noun == "segment" for noun, _ in leaving.met)
    turns = sum(len(case.selections) for case in project.cases)
    older = len(project.sources) - sum(noun == "source" for noun, _ in leaving.met)
    gone = sum(edition.source not in leaving.kept for edition in study.editions)
    older_left = gone - len(project.sources)
    lists = {
        "statements of the design but for its title": sum(f.key != "title" for f in study.facts),
        "sources of people who refused to be quoted or shared": len(leaving.kept),
        "people who refused to be shared": len(leaving.unshared),
        "memos in their words": len(leaving.barred["memos"]),
        "reasons in their words": len(leaving.barred["reasons"]),
        "examples in their words": len(leaving.barred["examples"]),
        "recordings, and sources without a text": len(study.sources)
        - len(leaving.kept)
        - (len(project.sources) - older),
        "older editions that are sources of their own there": older,
        "older editions in which nobody coded": older_left,
        "codings (in those sources, or the same judgement twice)": len(study.codings.id) - sent,
        "passages that nobody coded": len(study.segments.id) - segments,
        "turns of those sources, and of who is no participant": len(study.turns) - turns,
        "times of turns in recordings": sum(turn.begin is not None for turn in study.turns),
        "reasons of keywords' places in constructs and themes": sum(
            bool(a.why) and study.code_by_id[a.keyword].kind == "keyword" for a in study.assignments
        ),
        "decisions on suggestions, and what waits": len(study.decisions) + len(study.undecided),
        "questions with their answers": len(study.questions) + len(study.answers),
        "consents": len(study.consents),
        "outcome ratings": len(study.ratings),
        "rival explanations, and links of evidence to them": len(study.rivals)
        + len(study.rival_evidence),
        "overrides of the ledger": len(study.overrides),
        "summaries of the framework matrix": len(study.summaries),
        "predictions": len(study.predictions),
        "recommendations": len(study.recommendations),
        "remarks on what came in": len(study.noticed),
        "double codings": len(study.double_codings),
        "links of evidence to words that stay here": evidence,
        "memos that hang on nothing there": sum(m.about not in _HOLD_MEMOS for m in study.memos),
    }
    for what, count in lists.items():
        if count > 0:
            yield Loss(what, count)
    yield Loss("entries of the journal", study.n)
