"""Rules about cases: are they described, rated, quoted, and unlike enough?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import attributes, evidence_place, texts
from crosscase.rules.rule import STUDY, Hit, Rule, not_checked, rule
from crosscase.rules.words import listed, sentences, short, stems

_TWICE = re.compile(r"^case (?P<case>.+) stands twice(?P<how>.*)$")
_DESCRIBES = (
    "(?:is|was)(?: (?:an?|the|one of|active|located) )|makes?|produces?|manufactures?|inspects?|"
    "sells?|offers?|provides?|develops?|operates?|runs?|builds?|trades?|supplies|speciali[sz]es|"
    "has abundant accumulation"
)
_DESCRIPTIVE = ("industry", "business", "main_business", "main business", "sector", "product")


@rule(
    "case-twice",
    "flaw",
    reason="A case that stands twice in the table counts twice in every number.",
    reference="Yin 2018",
    todo="Take the second row out of the table of cases, or give it its own name.",
)
def case_twice(snapshot: Snapshot) -> Iterable[Hit]:
    """Rows of the table of cases that were left out because the case stood there already."""
    for item in snapshot.noticed:
        if item.code == "case-twice" and (found := _TWICE.match(item.text)):
            yield Hit(found["case"], f"{item.text} (line {item.line} of {item.file}).")


@rule(
    "case-described-two-ways",
    "doubt",
    reason="A reader who sees two businesses under one name doubts both.",
    reference="Yin 2018",
    todo="Correct the prose or the table, so that both say the same of the case.",
)
def case_described_two_ways(snapshot: Snapshot) -> Iterable[Hit]:
    """Sentences "Enterprise X makes …" that share no content word with the table's description."""
    known = attributes(snapshot, "case")
    for case in snapshot.cases:
        told = [v for k, v in known[case.id].items() if k.casefold() in _DESCRIPTIVE]
        words = set(stems(" ".join(told)))
        if not words:
            continue
        name = re.escape(case.name)
        # "Enterprise A makes …", "For example, the enterprise E, founded late, is a …"
        said = re.compile(
            rf"(?:^(?:The\s+)?|\b(?i:enterprise|firm|company|case|site)\s+)"
            rf"{name}(?:,[^,]*,)?\s+(?P<what>\b(?:{_DESCRIBES}).*)"
        )
        for source, edition in texts(snapshot, "document"):
            apart = [
                found["what"]
                for sentence in sentences(edition.text)
                if (found := said.search(sentence)) and not words & set(stems(found["what"]))
            ]
            if apart:
                yield Hit(
                    case.name,
                    f'{source.name} says "{short(apart[0], 110)}"; the table says '
                    f'"{"; ".join(told)}".',
                )


@rule(
    "case-never-quoted",
    "doubt",
    reason="A case that speaks to no proposition was collected and then not used.",
    reference="Eisenhardt and Graebner 2007",
    todo="Link passages of the case as support, contradiction or qualification, or say why not.",
)
def case_never_quoted(snapshot: Snapshot) -> Iterable[Hit]:
    """Cases without a piece of evidence for or against any proposition."""
    if not snapshot.evidence:
        yield not_checked("no evidence is linked to any proposition.")
        return
    spoken = {evidence_place(snapshot, e.case, e.segment)[0] for e in snapshot.evidence}
    for case in snapshot.cases:
        if case.name not in spoken:
            yield Hit(case.name, "No passage of this case is evidence on any proposition.")


@rule(
    "case-without-rating",
    "doubt",
    reason="Cases can only be ordered and compared by an outcome that was judged in each.",
    reference="Miles and Huberman 1994",
    todo="Rate the outcome of the case, with a quotation.",
    only=("case study",),
)
def case_without_rating(snapshot: Snapshot) -> Iterable[Hit]:
    """Cases nobody rated; one finding where no case is rated at all."""
    rated = {rating.case for rating in snapshot.ratings}
    if not rated and snapshot.cases:
        yield Hit(STUDY, f"None of the {len(snapshot.cases)} cases has an outcome rating.")
        return
    for case in snapshot.cases:
        if case.id not in rated:
            yield Hit(case.name, f"No outcome rating; {len(rated)} other cases have one.")


@rule(
    "rating-without-quote",
    "doubt",
    reason="A rating that shows no words cannot be followed by anybody else.",
    reference="Yin 2018",
    todo="Tie the rating to a passage of the case.",
)
def rating_without_quote(snapshot: Snapshot) -> Iterable[Hit]:
    """Outcome ratings that rest on no segment."""
    cases = {case.id: case.name for case in snapshot.cases}
    for rating in snapshot.ratings:
        if rating.segment is None:
            yield Hit(cases[rating.case], f"Rated {rating.value:g} without a quotation.")


@rule(
    "no-contrast-case",
    "doubt",
    reason="Without a case in which the outcome is low, every driver seems to work.",
    reference="Eisenhardt 1989",
    todo="Add a case with a low outcome, or say that the sample has only successes.",
    only=("case study",),
)
def no_contrast_case(snapshot: Snapshot) -> Iterable[Hit]:
    """Whether the lowest rated case is at half of the highest or below."""
    values = [rating.value for rating in snapshot.ratings]
    if len(values) < 2:
        yield not_checked(f"{len(values)} of {len(snapshot.cases)} cases are rated.")
    elif min(values) > max(values) / 2:
        yield Hit(STUDY, f"Ratings go from {min(values):g} to {max(values):g}; no case is low.")


@rule(
    "few-cases",
    "doubt",
    reason="With fewer than four cases theory is hard to build and its ground unconvincing.",
    reference="Eisenhardt 1989",
    todo="Add cases, or tell the study as single cases.",
    only=("case study",),
)
def few_cases(snapshot: Snapshot) -> Iterable[Hit]:
    """Fewer than four cases."""
    if len(snapshot.cases) < 4:
        names = listed(case.name for case in snapshot.cases)
        yield Hit(
            STUDY, f"{len(snapshot.cases)} cases ({names or 'none'}); four or more are usual."
        )


RULES: tuple[Rule, ...] = (
    case_twice,
    case_described_two_ways,
    case_never_quoted,
    case_without_rating,
    rating_without_quote,
    no_contrast_case,
    few_cases,
)
