"""The keyword tables: for each construct its keywords, with mentions, people, cases and groups."""

from __future__ import annotations

from crosscase.analysis.counts import Frequency
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Line, Section
from crosscase.report.words import count, listed, some

_MOST = 20
"""Keywords of one construct that are shown; the whole list folds out."""


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
            blocks += _tables(chapter, chapter.quoter.safe(construct.name), mine, ids)
    for construct in chapter.numbers.unlooked:
        left -= {
            f.code
            for f in chapter.numbers.keywords
            if construct.id in study.construct_of.get(ids.get(f.code, 0), frozenset())
        }
    rest = [f for f in chapter.numbers.keywords if f.code in left]
    if rest:
        blocks += _tables(chapter, "assigned to no construct", rest, ids)
    blocks += _unlooked(chapter)
    if not blocks:
        blocks = [text("No keyword has been abstracted yet.")]
    else:
        blocks.insert(0, text(*_lead(chapter)))
    return [Section("Keywords", tuple(blocks))]


def _unlooked(chapter: Chapter) -> list[Block]:
    """The constructs that rules alone filled, in one table to look up."""
    study, numbers, safe = chapter.study, chapter.numbers, chapter.quoter.safe
    found = [(c, numbers.spoken(c.id, construct=True)) for c in numbers.unlooked]
    if not found:
        return []
    names: dict[int, list[str]] = {}
    for link in study.assignments:
        head = study.code_by_id[study.head_of[link.keyword]].name
        names.setdefault(link.to, []).append(safe(head))
    rows = [
        (
            cell(safe(construct.name)),
            cell(some(list(dict.fromkeys(names[construct.id])), 5)),
            cell(spoken.mentions),
            cell(spoken.people),
            cell(len(spoken.cases)),
        )
        for construct, spoken in sorted(found, key=lambda f: (-f[1].mentions, f[0].name))
    ]
    said = (
        f"A rule put further keywords into {count(len(found), 'new construct')} that no person "
        "looked at and no proposition names. They are in no other table and not in the model."
    )
    columns = ("Construct", "Keywords", "Mentions", "People", "Cases")
    caption = "Constructs made by rule alone, unreviewed"
    return [text(said), table(caption, columns, rows, range(2, 5), fold=True)]


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


def _tables(
    chapter: Chapter, name: str, found: list[Frequency], ids: dict[str, int]
) -> list[Block]:
    """The keywords mentioned most, and all of them to look up where they are many."""
    top = found[:_MOST]
    rest = found[_MOST:]
    if not rest:
        return [_table(chapter, name, top, ids)]
    mentions = sum(f.mentions for f in rest)
    more = (
        f"{count(len(rest), 'more keyword')} with {count(mentions, 'mention')} in the next table."
    )
    rows = [
        (
            cell(chapter.quoter.safe(f.code), _mark(f)),
            cell(f.mentions),
            cell(f.participants),
            cell(f.cases),
        )
        for f in rest
    ]
    columns = ("Keyword", "Mentions", "People", "Cases")
    others = table(f"Further keywords: {name}", columns, rows, range(1, 4), fold=True)
    return [_table(chapter, name, top, ids, more), others]


def _mark(item: Frequency) -> str:
    return f" (unreviewed: {item.unreviewed})" if item.unreviewed else ""


def _table(
    chapter: Chapter, name: str, found: list[Frequency], ids: dict[str, int], more: str = ""
) -> Block:
    groups = chapter.study.groups if len(chapter.study.groups) < 6 else ()
    columns = ("Keyword", "Mentions", "People", "Cases", *(g.label or g.name for g in groups))
    rows: list[tuple[Line, ...]] = []
    for item in found:
        contrary = [s for s in item.segments if s in chapter.numbers.contradicting]
        title = f"Keyword “{item.code}”"
        row = [
            cell(chapter.quoter.safe(item.code), _mark(item)),
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
        " ".join(
            filter(
                None, ("The last columns count the people of each group." if groups else "", more)
            )
        ),
    )
