"""The keyword tables: for each construct its keywords, with mentions, people, cases and groups."""

from __future__ import annotations

from crosscase.analysis.counts import Frequency
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Line, Section
from crosscase.report.words import count, listed


def keywords(chapter: Chapter) -> list[Section]:
    """One table a construct; what is assigned to none comes last."""
    study = chapter.study
    ids = {code.name: code.id for code in study.codes if code.kind == "keyword"}
    blocks: list[Block] = []
    left = {f.code for f in chapter.numbers.keywords}
    for construct in chapter.numbers.constructs:
        mine = [
            f
            for f in chapter.numbers.keywords
            if construct.id in study.construct_of.get(ids.get(f.code, 0), frozenset())
        ]
        left -= {f.code for f in mine}
        if mine:
            blocks.append(_table(chapter, chapter.quoter.safe(construct.name), mine, ids))
    rest = [f for f in chapter.numbers.keywords if f.code in left]
    if rest:
        blocks.append(_table(chapter, "assigned to no construct", rest, ids))
    if not blocks:
        blocks = [text("No keyword has been abstracted yet.")]
    else:
        blocks.insert(0, text(*_lead(chapter)))
    return [Section("Keywords", tuple(blocks))]


def _lead(chapter: Chapter) -> tuple[str, ...]:
    frequent = [chapter.quoter.safe(f.code) for f in chapter.numbers.keywords[:3]]
    single = sum(f.participants <= 1 for f in chapter.numbers.keywords)
    said = (
        f"Mentioned most: {listed(frequent)}. "
        f"{count(single, 'keyword').capitalize()} "
        f"{'comes' if single == 1 else 'come'} from one person alone. "
        "A keyword of two constructs stands under both. Each count of mentions opens its quotes; "
        "where such a passage contradicts a proposition, it is set apart."
    )
    return (said,)


def _table(chapter: Chapter, name: str, found: list[Frequency], ids: dict[str, int]) -> Block:
    groups = chapter.study.groups if len(chapter.study.groups) < 6 else ()
    columns = ("Keyword", "Mentions", "People", "Cases", *(g.label or g.name for g in groups))
    rows: list[tuple[Line, ...]] = []
    for item in found:
        contrary = [s for s in item.segments if s in chapter.numbers.contradicting]
        title = f"Keyword “{item.code}”"
        mark = f" (unreviewed: {item.unreviewed})" if item.unreviewed else ""
        row = [
            cell(chapter.quoter.safe(item.code), mark),
            (chapter.quoter.number(item.mentions, title, item.segments, contrary),),
            (chapter.quoter.number(item.participants, title, item.segments, contrary),),
            (chapter.quoter.number(item.cases, title, item.segments, contrary),),
        ]
        for group in groups:
            spoken = chapter.numbers.spoken(ids[item.code], construct=False, group=group.id)
            told = f"{title}: {group.label or group.name}"
            against = [s for s in spoken.segments if s in chapter.numbers.contradicting]
            row.append((chapter.quoter.number(spoken.people, told, spoken.segments, against),))
        rows.append(tuple(row))
    return table(
        f"Keywords: {name}",
        columns,
        rows,
        range(1, len(columns)),
        "The last columns count the people of each group." if groups else "",
    )
