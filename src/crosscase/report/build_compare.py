"""Cases beside each other: the matrix, the ledger of the propositions, the predictions."""

from __future__ import annotations

from crosscase.analysis.asked import NOTE
from crosscase.analysis.contrary import searches
from crosscase.analysis.rivals import Weight, rivals
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Figure, Line, Section, Strong, clean
from crosscase.report.figures import heat_map
from crosscase.report.numbers import segments_of
from crosscase.report.words import MARKS, count, ended, listed


def compare(chapter: Chapter) -> list[Section]:
    """What is common, what differs, and what stands against a proposition."""
    return [
        Section("Across the cases", tuple(_matrix(chapter))),
        Section(
            "Ledger of the propositions",
            (*_ledger(chapter), *_predictions(chapter), *_rivals(chapter)),
            2,
        ),
    ]


def _matrix(chapter: Chapter) -> list[Block]:
    numbers, safe = chapter.numbers, chapter.quoter.safe
    constructs = [c for c in numbers.constructs if numbers.spoken(c.id, construct=True).mentions]
    if not numbers.cases or not constructs:
        return [text("There is nothing to compare between cases yet.")]
    rows: list[tuple[Line, ...]] = []
    cells: list[list[tuple[int, int]]] = []
    cases = [case for case in numbers.ordered_cases if case in numbers.cases]
    for case in cases:
        rating = numbers.outcome.get(case.id)
        tied = [r.segment for r in chapter.study.ratings if r.case == case.id and r.segment]
        rated = f"{rating:g}" if rating is not None else "–"
        row: list[Line] = [
            cell(safe(case.name)),
            (chapter.quoter.number(rated, f"Outcome of case {case.name}", tied),),
        ]
        shown: list[tuple[int, int]] = []
        for construct in constructs:
            spoken = numbers.spoken(construct.id, construct=True, case=case.id)
            against = numbers.against(construct.id, case=case.id)
            title = f"{construct.name}, case {case.name}"
            told = f"{spoken.people} of {spoken.asked}"
            row.append((chapter.quoter.number(told, title, spoken.segments, against),))
            shown.append((spoken.people, spoken.asked))
        rows.append(tuple(row))
        cells.append(shown)
    names = [safe(c.name) for c in constructs]
    order = "highest rated outcome first" if numbers.outcome else "in the order of their names"
    columns = ("Case", "Outcome", *names)
    drawing = [f"Case {safe(case.name)}" for case in cases]
    return [
        text(
            "Each cell says how many of the people asked in the case mention the construct; "
            f"cases stand {order}."
            + (
                ""
                if numbers.outcome
                else " No case has an outcome rating, so the order carries no meaning."
            )
        ),
        table(
            "Case by construct: people who mention it",
            columns,
            rows,
            range(1, len(columns)),
            left_out(chapter),
        ),
        Figure(
            "Case by construct as a picture: the darker, the larger the share of people",
            heat_map(drawing, names, cells, "svg"),
            heat_map(drawing, names, cells, "png"),
            "Heat map of the table above.",
            0.8,
        ),
    ]


def left_out(chapter: Chapter) -> str:
    """Who counts in the tables of people, and how many were left out."""
    left = len(chapter.numbers.heard) - len(chapter.numbers.read)
    return f"{NOTE} Left out: {count(left, 'person', 'people')} not coded." if left else NOTE


def _ledger(chapter: Chapter) -> list[Block]:
    study, numbers, safe = chapter.study, chapter.numbers, chapter.quoter.safe
    if not study.propositions:
        return [text("The study states no proposition.")]
    labels = {p.label: p for p in study.propositions}
    places = list(dict.fromkeys(entry.case for entry in numbers.ledger))
    rows: list[tuple[Line, ...]] = []
    for label, claim in labels.items():
        row: list[Line] = [cell(label)]
        for entry in numbers.ledger:
            if entry.proposition != label or entry.case not in places:
                continue
            items = [e for e in study.evidence if e.proposition == claim.id]
            mine = [e for e in items if e.segment in set(entry.segments)]
            row.append(
                (
                    chapter.quoter.number(
                        MARKS[entry.said],
                        f"{label}, {entry.case}: {entry.said}",
                        segments_of(e for e in mine if e.stance != "contradicts"),
                        segments_of(e for e in mine if e.stance == "contradicts"),
                    ),
                )
            )
        row.append(cell(numbers.statuses[label].status))
        rows.append(tuple(row))
    never = _never_evidence(chapter)
    blocks: list[Block] = [
        table(
            "Proposition by case",
            ("Proposition", *places, "Standing"),
            rows,
            (),
            "+ supports, − contradicts, ± both, (~) qualifies only, · asked and silent, "
            "n/a not asked (its silence means nothing). Groups without cases stand at the end and "
            "do not decide the standing.",
        )
    ]
    blocks += [
        text(
            f"{clean(entry.proposition)}, case {safe(entry.case)}: a coder takes it for "
            f"{entry.replication}; the evidence alone says {entry.found}. {ended(safe(entry.why))}"
        )
        for entry in numbers.ledger
        if entry.overruled
    ]
    looked = [f"{clean(one.proposition)}: {one.sentence}" for one in searches(study) if one.dates]
    blocks.append(
        text(Strong("Negative cases. "), " ".join(looked))
        if looked
        else text("Nobody searched the study for passages against its propositions.")
    )
    if never:
        told = listed(map(clean, never))
        blocks.append(text(f"No passage of {told} is evidence for or against any proposition."))
    return blocks


def _never_evidence(chapter: Chapter) -> list[str]:
    spoke = {chapter.numbers.case_of(item) for item in chapter.study.evidence}
    return [f"case {c.name}" for c in chapter.numbers.cases if c.id not in spoke]


def _predictions(chapter: Chapter) -> list[Block]:
    study = chapter.study
    if not study.predictions:
        return [text("No prediction was stated for any case, so replication cannot be judged.")]
    labels = {p.id: p.label for p in study.propositions}
    cases = {c.id: c.name for c in study.cases}
    found = {(c.proposition, c.case): c for c in chapter.numbers.ledger}
    rows = []
    for item in study.predictions:
        entry = found[labels[item.proposition], cases[item.case]]
        title = f"{entry.proposition}, case {entry.case}: predicted"
        rows.append(
            (
                cell(cases[item.case]),
                cell(labels[item.proposition]),
                cell(item.expected + (", stated after coding began" if item.post_hoc else "")),
                cell(study.predicted_at.get(item.id, "")[:10]),
                cell(chapter.quoter.safe(item.why)),
                (chapter.quoter.number(entry.replication, title, entry.segments),),
            )
        )
    return [
        table(
            "Replication: what was predicted of cases, and what they say",
            ("Case", "Proposition", "Replication", "Stated", "Reason", "Found"),
            rows,
        )
    ]


def _rivals(chapter: Chapter) -> list[Block]:
    found = rivals(chapter.study)
    if not found:
        return []
    number = chapter.quoter.number

    def told(weight: Weight, title: str, against: Weight) -> Line:
        words = f"{weight.pieces} ({len(weight.places)})"
        return (number(words, title, weight.segments, against.segments),)

    return [
        table(
            "Rival explanations beside their propositions",
            ("Proposition", "Its support", "Rival", "What it says", "For", "Against", "Qualifies"),
            [
                (
                    cell(one.proposition),
                    told(one.own, f"{one.proposition}: support", one.supports),
                    cell(one.rival),
                    cell(chapter.quoter.safe(one.statement)),
                    told(one.supports, f"{one.rival}: for", one.contradicts),
                    told(one.contradicts, f"{one.rival}: against", one.supports),
                    told(one.qualifies, f"{one.rival}: qualifies", one.contradicts),
                )
                for one in found
            ],
            (1, 4, 5, 6),
            "Pieces of evidence, and in brackets the cases and groups they come from.",
        )
    ]
