"""The factor model, its arrows as a table, and the recommendations that rest on them."""

from __future__ import annotations

from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Bullets, Figure, Line, Run, Section, Strong, clean
from crosscase.report.draw_model import draw_model
from crosscase.report.model import Model, model_of
from crosscase.report.words import SIGNS, count, ended, listed


def model(chapter: Chapter) -> list[Section]:
    """The model and what follows from it."""
    found = model_of(chapter.study, chapter.numbers)
    return [
        Section("The model", tuple(_model(chapter, found))),
        Section("Recommendations", tuple(_advice(chapter))),
    ]


def _model(chapter: Chapter, found: Model) -> list[Block]:
    if not found.arrows:
        return [text("There are no propositions, so there is no model to draw.")]
    alone = [node.name for node in found.nodes if not node.claims]
    said = _told(found)
    if alone:
        said += f" No proposition names {listed(alone)}; the drawing shows them apart."
    return [
        text(said),
        Figure(
            "The factor model, drawn from the propositions",
            draw_model(found, "svg"),
            draw_model(found, "png"),
            "; ".join(f"{', '.join(a.causes)} to {a.effect}: {a.label}" for a in found.arrows),
        ),
        table(
            "The arrows of the model",
            ("Proposition", "From", "To", "Relation", "Cases for", "Cases against", "Standing"),
            [
                (
                    cell(arrow.proposition),
                    cell(" and ".join(arrow.causes) or "not stated"),
                    cell(
                        arrow.effect + (f", {arrow.shape} by {arrow.via}" if arrow.via else "")
                    ),
                    cell(
                        SIGNS[arrow.direction]
                        + (f", {arrow.condition}" if arrow.condition else "")
                    ),
                    (
                        chapter.quoter.number(
                            f"{len(arrow.supporting)} of {arrow.asked}",
                            f"{arrow.proposition}: supporting",
                            arrow.segments,
                            arrow.against,
                        ),
                    ),
                    (
                        chapter.quoter.number(
                            len(arrow.contradicting),
                            f"{arrow.proposition}: contradicting",
                            arrow.against,
                            arrow.segments,
                        ),
                    ),
                    cell(
                        arrow.status
                        + (f" ({arrow.unreviewed} unreviewed)" if arrow.unreviewed else "")
                    ),
                )
                for arrow in found.arrows
            ],
            (),
            "“n of m” are cases in which a passage supports the proposition, of the cases asked "
            "about what it starts from. It is not a strength.",
        ),
    ]  # fmt: skip


def _told(found: Model) -> str:
    """The drawing in words."""
    parts = []
    for role, noun in (("internal driver", "internal"), ("external driver", "external")):
        names = [node.name for node in found.of_role(role) if node.claims]
        if names:
            many = "drivers are" if len(names) > 1 else "driver is"
            parts.append(f"The {noun} {many} {listed(names)}.")
    outcomes = [node.name for node in found.of_role("outcome") if node.claims]
    if outcomes:
        parts.append(f"The outcome is {listed(outcomes)}.")
    contested = [a.proposition for a in found.arrows if a.status == "contested"]
    weak = [a.proposition for a in found.arrows if a.status in ("single case", "no evidence")]
    parts.append(f"The model has {count(len(found.arrows), 'arrow')}.")
    if contested:
        parts.append(f"Contested by some case (dashed): {listed(contested)}.")
    if weak:
        parts.append(f"Resting on one case or none (dotted): {listed(weak)}.")
    return " ".join(parts)


def _advice(chapter: Chapter) -> list[Block]:
    study = chapter.study
    if not study.recommendations:
        return [text("The study gives no recommendation.")]
    labels = {p.id: p.label for p in study.propositions}
    lines: list[Line] = []
    for item in study.recommendations:
        grounds = [labels[g.proposition] for g in study.grounds if g.recommendation == item.id]
        line: list[Run] = [Strong(f"{ended(chapter.quoter.safe(item.text))} ")]
        if not grounds:
            line.append("It rests on no proposition of this study.")
        for label in grounds:
            status = chapter.numbers.statuses[label]
            line.append(
                f"Rests on {clean(label)}, which is {_in_prose(status.status)} "
                f"({count(len(status.supporting), 'case')} for, "
                f"{len(status.contradicting) or 'none'} against). "
            )
        lines.append(tuple(line))
    return [Bullets(tuple(lines))]


def _in_prose(status: str) -> str:
    return {"single case": "carried by a single case", "no evidence": "without evidence"}.get(
        status, status
    )
