"""One change of the tiny study for each rule, in which the rule finds something, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Memo
from crosscase.domain.design import Noticed
from crosscase.domain.journal import Discrepancy
from crosscase.domain.questions import Answer, Question
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.suggestions import Undecided
from crosscase.domain.theory import (
    Cause,
    Evidence,
    Proposition,
    Recommendation,
    RivalEvidence,
)

from .drawn import ASKED, DRAFT


def edit(field: str, number: int, **news: Any) -> Callable[[Snapshot], Snapshot]:
    """One row of the study with other values."""

    def change(study: Snapshot) -> Snapshot:
        rows = tuple(replace(r, **news) if r.id == number else r for r in getattr(study, field))
        return replace(study, **{field: rows})

    return change


def add(field: str, *rows: Any) -> Callable[[Snapshot], Snapshot]:
    """More rows."""
    return lambda study: replace(study, **{field: getattr(study, field) + rows})


def drop(field: str, *ids: int) -> Callable[[Snapshot], Snapshot]:
    """Fewer rows; without ids none is left."""
    return lambda study: replace(
        study, **{field: tuple(r for r in getattr(study, field) if ids and r.id not in ids)}
    )


def draft(text: str) -> Callable[[Snapshot], Snapshot]:
    """Another draft."""
    return edit("editions", 10, text=text)


def recode(rows: list[int], **news: int) -> Callable[[Snapshot], Snapshot]:
    """These codings (by place) with other values."""

    def change(study: Snapshot) -> Snapshot:
        columns = study.codings
        for name, value in news.items():
            column = getattr(columns, name).copy()
            column[rows] = value
            columns = replace(columns, **{name: column})
        return replace(study, codings=columns)

    return change


def evidence(**news: Any) -> Callable[[Snapshot], Snapshot]:
    """All evidence of P1 with other values."""
    return lambda study: replace(
        study,
        evidence=tuple(replace(e, **news) if e.proposition == 1 else e for e in study.evidence),
    )


def silent(*segments: int) -> Callable[[Snapshot], Snapshot]:
    """Without the evidence of these segments."""
    return lambda study: replace(
        study, evidence=tuple(e for e in study.evidence if e.segment not in segments)
    )


def uncode(*segments: int) -> Callable[[Snapshot], Snapshot]:
    """Without the codings of these segments."""

    def change(study: Snapshot) -> Snapshot:
        keep = [at for at, s in enumerate(study.codings.segment.tolist()) if s not in segments]
        columns = study.codings
        rows = {f: getattr(columns, f)[keep] for f in columns.__dataclass_fields__}
        return replace(study, codings=replace(columns, **rows))

    return change


def moved(segment: int, start: int, end: int) -> Callable[[Snapshot], Snapshot]:
    """One segment at another place of its text."""

    def change(study: Snapshot) -> Snapshot:
        columns, row = study.segments, study.segment_row[segment]
        starts, ends = columns.start.copy(), columns.end.copy()
        starts[row], ends[row] = start, end
        return replace(study, segments=replace(columns, start=starts, end=ends))

    return change


def both(*changes: Callable[[Snapshot], Snapshot]) -> Callable[[Snapshot], Snapshot]:
    """One change after the other."""

    def change(study: Snapshot) -> Snapshot:
        for each in changes:
            study = each(study)
        return study

    return change


def spoken(person: int, old: str, new: str) -> Callable[[Snapshot], Snapshot]:
    """Other words of the same length in one interview, so that every turn stays."""
    assert len(new) <= len(old)

    def change(study: Snapshot) -> Snapshot:
        text = study.edition_by_id[person].text.replace(old, new.ljust(len(old), "."))
        return edit("editions", person, text=text)(study)

    return change


TWICE = Noticed(1, "case-twice", "flaw", "case B stands twice, word for word", "cases", 5)
APART = Noticed(1, "translation-unaligned", "doubt", "T.zh has 4 turns, T.en 5: kept apart")
LATE = both(
    add("codes", Code(6, "keyword", "cold tea machine", "inductive")),
    add("assignments", Assignment(9, 6, 4, 1)),
    recode([30, 31], code=6),
    spoken(1, "The tea is cold.", "Cold tea always"),
)
OTHERS = range(2, 10)
OWN = [f"We built the {which} version ourselves." for which in ("first", "last", "big", "new")]
OWN += ["Nobody paid for it then.", "The hall was cold and dark."]
MEMOS = add("memos", Memo(9, "method", "We met on Mondays."))
UNDECIDED = Undecided(1, "keyword", 1, 1, None, "", 0.5, "", "engine")

POSITIVE: dict[str, tuple[Callable[[Snapshot], Snapshot], str]] = {
    "case-twice": (add("noticed", TWICE), "B"),
    "case-described-two-ways": (draft("Enterprise A inspects pipelines."), "A"),
    "case-never-quoted": (silent(19, 20), "D"),
    "case-without-rating": (drop("ratings", 4), "D"),
    "rating-without-quote": (edit("ratings", 2, segment=None), "B"),
    "no-contrast-case": (edit("ratings", 1, value=4.0), "study"),
    "few-cases": (drop("cases", 4), "study"),
    "role-unknown": (edit("participants", 2, role="Sales Manager"), "A-2"),
    "no-consent": (edit("consents", 3, allowed=False), "B-1"),
    "sensitive-quoted": (
        both(
            add("questions", Question(9, "S1", "Did you pay for it?", 1, sensitive=True)),
            add("answers", Answer(1, 1, 9, 0, 80)),
        ),
        "A-1",
    ),
    "consent-without-date": (edit("consents", 3, date=""), "B-1"),
    "withdrawn-evidence": (edit("participants", 3, recruited="withdrawn"), "B-1"),
    "recruitment-unrecorded": (drop("attributes", 21, 22, 23), "A-2"),
    "participant-without-source": (drop("presences", 2), "A-2"),
    "relation-to-interviewer": (edit("attributes", 12, value="a cousin"), "A-1"),
    "interview-length": (edit("attributes", 10, value="9"), "A-1"),
    "speaker-unknown": (edit("speakers", 4, role="unknown", participant=None), "talk B-2"),
    "group-never-asked": (drop("questions", 4), "government"),
    "source-without-codings": (both(uncode(4, 5), drop("discards")), "talk A-2"),
    "translation-unaligned": (add("noticed", APART), "T.zh"),
    "unprotected-speech": (edit("editions", 1, kind="corrected"), "study"),
    "question-not-asked": (spoken(5, "How important is innovation?", "Tea?"), "C-1"),
    "keyword-without-construct": (drop("assignments", 2), "engineers try"),
    "keyword-in-two-constructs": (add("assignments", Assignment(9, 1, 4, 1)), "customers ask"),
    "keywords-alike": (add("codes", Code(6, "keyword", "ask customers")), "customers ask"),
    "keyword-once": (
        lambda s: uncode(*(n for n in s.segments.id.tolist() if n > 2))(s),
        "codebook",
    ),
    "late-code": (LATE, "cold tea machine"),
    "construct-without-definition": (edit("codes", 4, definition=" "), "Skill"),
    "construct-without-quotation": (add("codes", Code(6, "construct", "Platform")), "Platform"),
    "construct-without-proposition": (drop("causes", 2), "Skill"),
    "talkative-participant": (
        both(*(edit("speakers", n, participant=6) for n in range(1, 6))),
        "C-2",
    ),
    "proposition-without-evidence": (
        add("propositions", Proposition(3, "P3", "It rains.", 5, "+")),
        "P3",
    ),
    "single-case-claim": (silent(*range(7, 28)), "P1"),
    "proposition-one-group": (silent(22, 25), "P1"),
    "opinion-only-evidence": (evidence(kind="opinion"), "P1"),
    "proposition-without-rival": (drop("rivals", 1), "P1"),
    "rival-better-supported": (
        both(
            silent(*range(7, 28)),
            add(
                "rival_evidence",
                *(
                    RivalEvidence(n, 1, "supports", "opinion", 1, s)
                    for n, s in enumerate((1, 7, 13), 1)
                ),
            ),
        ),
        "P1",
    ),
    "contradiction-unanswered": (evidence(stance="contradicts"), "P1"),
    "sign-against-literature": (edit("propositions", 1, direction="-"), "P1"),
    "recommendation-without-evidence": (
        add("recommendations", Recommendation(2, "Train the skill of engineers.")),
        "Skill",
    ),
    "prediction-post-hoc": (edit("predictions", 1, post_hoc=True), "A"),
    "one-coder": (lambda s: recode(list(range(len(s.codings.id))), coder=1)(s), "ana"),
    "double-coding-share": (recode(list(range(3, 36)), coder=1), "study"),
    "unreviewed-decisions": (recode([0], unreviewed=1), "study"),
    "undecided-in-counted": (add("undecided", UNDECIDED), "study"),
    "discard-without-reason": (edit("discards", 1, why=" "), "talk A-1"),
    "saturation-not-shown": (
        both(add("codes", Code(6, "keyword", "rain")), recode([34, 35], code=6)),
        "study",
    ),
    "concept-mistaken": (draft("Firms without an R&D department do not innovate."), "draft"),
    "head-count": (draft("We asked seven people, including two officers."), "draft"),
    "numbers-do-not-add-up": (draft("Of the nine people 5 are men and 5 are women."), "draft"),
    "quote-mismatch": (draft('A founder said: "We dream of pins at night".'), "draft"),
    "unquantified-most": (draft("Most enterprises see the market first."), "draft"),
    "factor-lists-differ": (
        both(
            add("codes", Code(6, "construct", "Platform", role="external driver")),
            draft(DRAFT.replace("factors demand, and", "factors demand, platform and")),
        ),
        "draft",
    ),
    "proposition-not-in-model": (edit("codes", 4, role=""), "P2"),
    "name-leak": (draft("As Real Name3 put it."), "draft"),
    "research-question-missing": (edit("facts", 5, value=" "), "study"),
    "concept-without-definition": (edit("facts", 6, value=""), "study"),
    "disagreement-unsettled": (recode([1], code=2), "study"),
    "double-coding-assisted": (edit("double_codings", 1, last_coding=0), "study"),
    "blind-coding-missing": (edit("double_codings", 1, second_done=""), "study"),
    "construct-without-memo": (drop("memos", 4), "Skill"),
    "theoretical-sampling-unrecorded": (edit("attributes", 33, value=""), "B-1"),
    "case-one-person": (drop("presences", 10), "D"),
    "construct-one-person": (both(*(edit("speakers", n, participant=1) for n in OTHERS)), "Skill"),
    "construct-one-kind-of-source": (both(edit("sources", 9, kind="answers"), uncode(26)), "Skill"),
    "keyword-unused": (add("codes", Code(6, "keyword", "rain")), "rain"),
    "keywords-on-the-same-passages": (
        both(
            add("codes", Code(6, "keyword", "quiet please")), recode(list(range(1, 36, 4)), code=6)
        ),
        "customers ask",
    ),
    "construct-without-bounds": (edit("codes", 4, include=" "), "Skill"),
    "leading-question": (
        add("questions", Question(9, "F9", "Don’t you think that it matters?", 1)),
        "firm",
    ),
    "interviewer-coded": (moved(1, 0, len(ASKED[0])), "talk A-1"),
    "interview-without-date": (edit("sources", 3, date=""), "talk B-1"),
    "consent-after-interview": (edit("consents", 3, date="2026-02-01"), "B-1"),
    "case-fact-missing": (drop("attributes", 4), "D"),
    "model-cycle": (
        both(
            add("propositions", Proposition(3, "P3", "Innovation makes demand.", 3, "+")),
            add("causes", Cause(3, 3, 5)),
        ),
        "P1",
    ),
    "claim-of-itself": (add("causes", Cause(3, 1, 5)), "P1"),
    "cause-and-effect-alike": (
        both(drop("evidence"), recode(list(range(1, 36, 4)), code=5)),
        "P1",
    ),
    "both-for-and-against": (
        add("evidence", Evidence(99, 1, "contradicts", "reported event", 1, 1)),
        "P1",
    ),
    "counter-evidence-not-searched": (evidence(stance="supports"), "P1"),
    "quotation-twice": (draft(f'{DRAFT}\nAgain: "Customers ask for quiet trolleys."\n'), "draft"),
    "speaker-not-present": (edit("speakers", 1, participant=2), "talk A-1"),
    "turns-overlap": (edit("turns", 11, end=300), "talk A-1"),
    "case-and-group-differ": (edit("participants", 1, group=2), "A-1"),
    "evidence-off-topic": (edit("evidence", 3, segment=2), "P1"),
    "journal-differs": (add("discrepancies", Discrepancy("codings", 3, "gone")), "study"),
    "over-quoted-person": (
        both(
            edit("editions", 1, text="\n".join(OWN)),
            draft("\n".join(f'One said: "{words}"' for words in OWN)),
        ),
        "A-1",
    ),
}
