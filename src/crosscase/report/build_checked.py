"""What a reviewer would object to, by the rules of ``check``: grave things first, notes folded."""

from __future__ import annotations

import re
from collections import Counter

from crosscase.report.chapter import Chapter, Finding, cell, table, text
from crosscase.report.document import Block, Line, Run, Section, Strong
from crosscase.report.words import count, ended, listed, some, titled

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_MOST = 5
"""Findings of one rule that are shown; the whole list folds out."""

_COLUMNS = ("Question, and what to do", "Where", "What was found")


def checked(chapter: Chapter) -> list[Section]:
    """Nothing where the rules were not asked."""
    findings = chapter.wishes.findings
    if findings is None:
        return []
    if not findings:
        block = text("The rules found nothing to object to.")
        return [Section("What the rules found", (block,), 2)]
    many = Counter(finding.severity for finding in findings)
    told = listed(count(many[s], s) for s in ("flaw", "doubt", "note") if many[s])
    blocks: list[Block] = [
        text(
            f"The study was held against the questions a reviewer would ask: {told}. A flaw is "
            "wrong and wants mending, a doubt wants a person to look, a note only tells."
        )
    ]
    for severity, caption in (("flaw", "Flaws"), ("doubt", "Doubts")):
        blocks += _grave(chapter, caption, [f for f in findings if f.severity == severity])
    return [Section("What the rules found", (*blocks, *_notes(chapter, findings)), 2)]


def _grave(chapter: Chapter, caption: str, found: list[Finding]) -> list[Block]:
    """The findings of one weight, rule by rule; what is too long for the page folds out."""
    shown: list[tuple[Line, ...]] = []
    whole: list[tuple[Line, ...]] = []
    for rule in dict.fromkeys(finding.rule for finding in found):
        rows = _rule(chapter, [finding for finding in found if finding.rule == rule])
        whole += rows
        shown += rows[:_MOST]
        if len(rows) > _MOST:
            shown.append(((), (), (f"… and {len(rows) - _MOST} more",)))
    if not shown:
        return []
    first = table(caption, _COLUMNS, shown)
    if whole == shown:
        return [first]
    return [first, table(f"{caption}: all findings", _COLUMNS, whole, fold=True)]


def _rule(chapter: Chapter, found: list[Finding]) -> list[tuple[Line, ...]]:
    """The findings of one rule; those that say the same share a row."""
    safe = chapter.quoter.safe
    name = Strong(f"{titled(found[0].rule.replace('-', ' '))}. ")
    head: Line = (name, ended(safe(_plain(found[0].todo))))
    alike: dict[str, list[Finding]] = {}
    for finding in found:
        alike.setdefault(finding.text, []).append(finding)
    rows: list[tuple[Line, ...]] = []
    for same in alike.values():
        where = some([safe(finding.where) for finding in same], 12)
        rows.append((() if rows else head, cell(where), _what(chapter, same)))
    return rows


def _notes(chapter: Chapter, findings: tuple[Finding, ...]) -> list[Block]:
    mine = [f for f in findings if f.severity not in ("flaw", "doubt")]
    rows = [
        row
        for rule in dict.fromkeys(finding.rule for finding in mine)
        for row in _rule(chapter, [finding for finding in mine if finding.rule == rule])
    ]
    return [table("Notes", _COLUMNS, rows, fold=True)] if rows else []


def _plain(text: str) -> str:
    """Without the marks of a command."""
    return text.replace("`", "")


def _what(chapter: Chapter, same: list[Finding]) -> Line:
    """What they say, with the passages; one that may not be shown is not repeated either."""
    quoter = chapter.quoter
    segments = [number for finding in same for number in finding.segments]
    said = quoter.safe(_plain(same[0].text))
    behind = quoter.known(segments)
    if not chapter.wishes.quotes or not all(map(quoter.may_show, segments)):
        said = _QUOTED.sub("[…]", said)
    line: list[Run] = [said]
    if behind:
        title = f"{same[0].rule}: {same[0].where}"
        many = count(len(set(behind)), "passage") + (" in all" if len(same) > 1 else "")
        line += [" ", quoter.number(f"({many})", title, behind)]
    return tuple(line)
