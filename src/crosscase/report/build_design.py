"""The design: question, central concept, frame of constructs, and the guide."""

from __future__ import annotations

from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Section, Strong
from crosscase.report.words import SIGNS, count, ended


def design(chapter: Chapter) -> list[Section]:
    """What was asked, of whom, and with which expectations."""
    return [Section("Design", (*_concept(chapter), *_frame(chapter), *_guide(chapter)))]


def _concept(chapter: Chapter) -> list[Block]:
    blocks: list[Block] = []
    question = chapter.fact("question")
    blocks.append(
        text(Strong("Research question. "), ended(question))
        if question
        else text("The study file states no research question.")
    )
    name, definition = chapter.fact("concept.name"), chapter.fact("concept.definition")
    if name:
        said = ended(definition) if definition else "The study file gives no definition of it."
        line = [f"The central concept is {name}. {said}"]
        if chapter.fact("concept.mistaken_for"):
            line.append(
                f" It must not be read as the same as: {chapter.fact('concept.mistaken_for')}."
            )
        blocks.append(text(Strong("Concept. "), *line))
    return blocks


def _frame(chapter: Chapter) -> list[Block]:
    constructs = chapter.numbers.constructs
    if not constructs:
        return [text("The study has no constructs yet.")]
    safe = chapter.quoter.safe
    deductive = sum(code.origin == "deductive" for code in constructs)
    bare = [code.name for code in constructs if not code.definition.strip()]
    said = (
        f"The frame has {count(len(constructs), 'construct')}: {deductive} taken from the "
        f"literature, {len(constructs) - deductive} found in the cases."
    )
    if bare:
        said += f" Without a definition: {', '.join(map(safe, bare))}."
    return [
        text(said),
        table(
            "The frame: constructs and what the literature expects of their relation to the "
            "outcome",
            ("Construct", "Role", "From", "Expected", "Definition", "Literature"),
            [
                (
                    cell(safe(code.name)),
                    cell(code.role or "not stated"),
                    cell("literature" if code.origin == "deductive" else "cases"),
                    cell("" if code.role == "outcome" else SIGNS[code.sign]),
                    cell(safe(code.definition)),
                    cell(safe(code.reference)),
                )
                for code in constructs
            ],
        ),
    ]


def _guide(chapter: Chapter) -> list[Block]:
    questions = chapter.study.questions
    if not questions:
        return [text("The study file holds no interview guide.")]
    safe = chapter.quoter.safe
    groups = {g.id: g.label or g.name for g in chapter.study.groups}
    codes = {code.id: code.name for code in chapter.study.codes}
    prompts: dict[int, list[str]] = {}
    for prompt in chapter.study.prompts:
        prompts.setdefault(prompt.question, []).append(codes[prompt.code])
    minutes = chapter.fact("interview.minutes").replace("; ", " to ")
    said = f"The guide has {count(len(questions), 'open question')}"
    said += f"; an interview was planned to take {minutes} minutes." if minutes else "."
    if prompts:
        said += (
            " A question that names a construct prompts it: what is said there is not spontaneous, "
            "and the table marks it."
        )
    return [
        text(said),
        table(
            "The interview guide; questions with the same item ask different groups the same",
            ("No.", "Asked of", "Question", "Item", "Remarks"),
            [
                (
                    cell(safe(q.label)),
                    cell(safe(groups.get(q.group or 0, "all"))),
                    cell(safe(q.wording)),
                    cell(safe(q.equivalent)),
                    cell(
                        "; ".join(
                            filter(
                                None,
                                (
                                    f"list of at most {q.at_most}" if q.at_most else "",
                                    "sensitive" if q.sensitive else "",
                                    f"names {safe(', '.join(prompts[q.id]))}"
                                    if q.id in prompts
                                    else "",
                                ),
                            )
                        )
                    ),
                )
                for q in questions
            ],
        ),
    ]
