"""Each case on its own page, before it is compared with any other."""

from __future__ import annotations

from crosscase.analysis.within import CasePage, Claimed, Rated, Said
from crosscase.domain.people import Case
from crosscase.report.build_findings import telling
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Line, Run, Section, Strong, plain
from crosscase.report.words import count, ended, listed, titled

_KEYWORDS = 8
"""Keywords that are named for a case; the keyword tables have all."""


def cases(chapter: Chapter) -> list[Section]:
    """A page for each case in which somebody was heard."""
    heard = {person.case for person in chapter.numbers.heard}
    mine = [case for case in chapter.numbers.ordered_cases if case.id in heard]
    if not mine:
        return []
    lead = (
        "Each case by itself: its variables, the rating of its outcome and what that rests on, who "
        "was heard, what they mention, and what they say for or against the propositions."
    )
    pages = [
        Section(f"Case {chapter.quoter.safe(case.name)}", tuple(_page(chapter, case)), 2)
        for case in mine
    ]
    return [Section("The cases, one by one", (text(lead),)), *pages]


def _page(chapter: Chapter, case: Case) -> list[Block]:
    page = chapter.numbers.page(case)
    return [
        *_variables(chapter, page),
        *_outcome(chapter, page),
        *_people(chapter, page),
        *_mentioned(chapter, case, page),
        *_evidence(chapter, page),
    ]


def _variables(chapter: Chapter, page: CasePage) -> list[Block]:
    if not page.attributes:
        return [text("The study file describes this case by no variable.")]
    safe = chapter.quoter.safe
    told = [f"{safe(name.replace('_', ' '))}: {safe(value)}" for name, value in page.attributes]
    return [text(Strong("Variables. "), ended("; ".join(told)))]


def _outcome(chapter: Chapter, page: CasePage) -> list[Block]:
    if page.outcome is None:
        return [text(Strong("Outcome. "), "Nobody rated the outcome of this case.")]
    line: list[Run] = [Strong("Outcome. "), f"Rated {page.outcome:g}"]
    line.append(", the mean of:" if len(page.ratings) > 1 else ".")
    for rating in page.ratings:
        line += _rating(chapter, rating, many=len(page.ratings) > 1)
    tied = [rating.quote.segment for rating in page.ratings if rating.quote]
    blocks: list[Block] = [text(*line)]
    if tied:
        blocks.append(chapter.quoter.cited("What the rating rests on", dict.fromkeys(tied)))
    return blocks


def _rating(chapter: Chapter, rating: Rated, *, many: bool) -> list[Run]:
    told = f" {rating.value:g};" if many else ""
    if rating.why:
        told += f" {ended(titled(chapter.quoter.safe(rating.why)))}"
    if rating.quote is None:
        told += " No passage is tied to it."
    return [told]


def _people(chapter: Chapter, page: CasePage) -> list[Block]:
    safe = chapter.quoter.safe
    rows = [
        (
            cell(safe(member.participant)),
            cell(safe(member.role)),
            cell(len(member.sources)),
            cell(member.mentions),
        )
        for member in page.participants
        if member.sources and (member.role or member.mentions)
    ]
    said = f"{count(page.heard, 'person', 'people')} heard"
    if page.heard == 1 and len(rows) == 1:
        who, role, sources, mentions = (plain(line) for line in rows[0])
        said += f": {', '.join(filter(None, (who, role)))}, in {count(int(sources), 'source')}"
        said += f", with {count(int(mentions), 'valid mention')}"
    said += f"; the words of {page.uncoded} are not coded yet." if page.uncoded else "."
    silent = [safe(m.participant) for m in page.participants if not m.sources]
    if silent:
        said += f" Listed, but not heard: {listed(silent)}."
    blocks: list[Block] = [text(Strong("People. "), said)]
    if len(rows) > 1:
        columns = ("Participant", "Position", "Sources", "Valid mentions")
        blocks.append(table(f"Case {safe(page.case)}: who was heard", columns, rows, {2, 3}))
    return blocks


def _mentioned(chapter: Chapter, case: Case, page: CasePage) -> list[Block]:
    """Constructs with their people and one quote each; silence is told too."""
    safe, numbers = chapter.quoter.safe, chapter.numbers
    ids = {code.name: code.id for code in numbers.constructs}
    rows: list[tuple[Line, ...]] = []
    quiet: list[str] = []
    for said in (said for said in page.constructs if said.code in ids):
        spoken = numbers.spoken(ids[said.code], construct=True, case=case.id)
        if not spoken.mentions:
            quiet.append(safe(said.code))
            continue
        told = chapter.quoter.number(
            f"{spoken.people} of {spoken.asked}",
            f"{said.code}, case {case.name}",
            spoken.segments,
            numbers.against(ids[said.code], case=case.id),
        )
        rows.append((cell(safe(said.code)), (told,), cell(spoken.mentions), _one(chapter, said)))
    blocks: list[Block] = []
    if rows:
        caption = f"Case {safe(page.case)}: constructs, with one expression each"
        columns = ("Construct", "People", "Mentions", "Expression")
        blocks.append(table(caption, columns, rows, {1, 2}))
    if quiet:
        blocks.append(text(f"Mentioned by nobody here: {listed(quiet)}."))
    frequent = [f"{safe(k.code)} ({k.mentions})" for k in page.keywords[:_KEYWORDS]]
    if frequent:
        more = len(page.keywords) - len(frequent)
        tail = f", and {more} more" if more else ""
        blocks.append(text(f"Keywords mentioned most: {', '.join(frequent)}{tail}."))
    return blocks


def _one(chapter: Chapter, said: Said) -> Line:
    segment = telling(chapter, [quote.segment for quote in said.quotes])
    if segment is None:
        return cell("")
    quote = chapter.quoter.quote(segment)
    words = quote.said
    number = chapter.quoter.number(f"Q{quote.ordinal}", f"Q{quote.ordinal}", [segment])
    return (*cell(f"{words} {quote.who.split(' (')[0]}, "), number)


def _evidence(chapter: Chapter, page: CasePage) -> list[Block]:
    if not page.evidence:
        return [text("Nothing said here is evidence for or against a proposition.")]
    by_claim: dict[str, list[Claimed]] = {}
    for item in page.evidence:
        by_claim.setdefault(item.proposition, []).append(item)
    rows: list[tuple[Line, ...]] = []
    for label, items in by_claim.items():
        row: list[Line] = [cell(label)]
        for stance in ("supports", "contradicts", "qualifies"):
            mine = [item for item in items if item.stance == stance]
            behind = dict.fromkeys(item.quote.segment for item in mine if item.quote)
            title = f"{label}, case {page.case}: {stance}"
            row.append((chapter.quoter.number(len(mine) or "–", title, behind),))
        kinds = dict.fromkeys(item.kind for item in items)
        row.append(cell(", ".join(kinds)))
        rows.append(tuple(row))
    return [
        table(
            f"Case {chapter.quoter.safe(page.case)}: evidence for and against the propositions",
            ("Proposition", "Supports", "Contradicts", "Qualifies", "Kinds of evidence"),
            rows,
            {1, 2, 3},
        )
    ]
