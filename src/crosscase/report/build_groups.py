"""Groups beside each other: who mentions what, how unsure, and on what they differ."""

from __future__ import annotations

from crosscase.report.build_compare import left_out
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Figure, Line, Section, clean
from crosscase.report.figures import paired_bars
from crosscase.report.words import count, listed, share


def groups(chapter: Chapter) -> list[Section]:
    """Nothing where the study has one group only."""
    if len(chapter.study.groups) < 2:
        return []
    return [Section("Groups", tuple(_groups(chapter)))]


def _groups(chapter: Chapter) -> list[Block]:
    study, numbers, safe = chapter.study, chapter.numbers, chapter.quoter.safe
    groups = [g for g in study.groups if any(p.group == g.id for p in numbers.read)]
    constructs = [c for c in numbers.constructs if numbers.spoken(c.id, construct=True).mentions]
    if len(groups) < 2 or not constructs:
        return [text("Fewer than two groups have coded words, so groups cannot be compared.")]
    rows: list[tuple[Line, ...]] = []
    bars: list[list[tuple[int, int]]] = []
    for construct in constructs:
        row: list[Line] = [cell(safe(construct.name))]
        shown: list[tuple[int, int]] = []
        for group in groups:
            spoken = numbers.spoken(construct.id, construct=True, group=group.id)
            against = numbers.against(construct.id, group=group.id)
            title = f"{construct.name}: {group.label or group.name}"
            told = share(spoken.people, spoken.asked)
            row.append((chapter.quoter.number(told, title, spoken.segments, against),))
            shown.append((spoken.people, spoken.asked))
        rows.append(tuple(row))
        bars.append(shown)
    names = [safe(g.label or g.name) for g in groups]
    sizes = [sum(p.group == g.id for p in numbers.read) for g in groups]
    said = "People who mention a construct, of the people of the group who were asked"
    said += f" ({listed(f'{n}: {s}' for n, s in zip(names, sizes, strict=True))})."
    if min(sizes) < 20:
        said += (
            f" With {count(min(sizes), 'person', 'people')} in the smaller group, a difference of "
            "a few people changes a share much; read the counts, not the per cents."
        )
    drawn = [safe(c.name) for c in constructs]
    return [
        text(said),
        table(
            "Construct by group",
            ("Construct", *names),
            rows,
            range(1, len(names) + 1),
            left_out(chapter),
        ),
        Figure(
            "Construct by group: share of people who mention it, with the counts",
            paired_bars(drawn, names, bars, "svg"),
            paired_bars(drawn, names, bars, "png"),
            "Bars of the table above.",
            0.85,
        ),
        *_differences(chapter),
        *_apart(chapter),
    ]


def _differences(chapter: Chapter) -> list[Block]:
    """Differences of shares with their intervals, over whole interviews."""
    found = chapter.numbers.differences
    if not found:
        return []
    shown = {code.name for code in chapter.numbers.constructs}
    mine = [r for r in found.rows if r.construct in shown and not r.question and r.difference]
    if not mine:
        return []
    safe = chapter.quoter.safe
    rows = []
    for row in mine:
        told = row.difference
        if told is None:
            continue
        behind = (*row.first.segments, *row.second.segments)
        title = f"{row.construct}: {row.first.group} and {row.second.group}"
        against = [s for s in behind if s in chapter.numbers.contradicting]
        rows.append(
            (
                cell(safe(row.construct)),
                cell(f"{safe(row.first.group)} less {safe(row.second.group)}"),
                (
                    chapter.quoter.number(
                        f"{told.value:+.2f}".replace("-", "−"), title, behind, against
                    ),
                ),
                cell(f"{_signed(told.low)} to {_signed(told.high)}"),
                cell("–" if row.p is None else f"{row.p:.2f}"),
                cell("–" if row.adjusted is None else f"{row.adjusted:.2f}"),
            )
        )
    return [
        table(
            "Differences between groups, in shares of people",
            ("Construct", "Groups", "Difference", "95 % interval", "p", "p adjusted"),
            rows,
            range(2, 6),
            f"{found.note}. Intervals and tests take into account that people of one case do not "
            f"answer alone; p adjusted for {found.tests} tests after {found.correction}.",
        ),
        *(text(safe(note)) for note in found.power_notes),
    ]


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _apart(chapter: Chapter) -> list[Block]:
    """Propositions on which groups take different sides."""
    study = chapter.study
    lines: list[Block] = []
    for claim in study.propositions:
        sides: dict[str, list[str]] = {}
        for group in study.groups:
            mine = chapter.numbers.evidence(claim.id, group=group.id)
            label = chapter.quoter.safe(group.label or group.name)
            plus = sum(item.stance == "supports" for item in mine)
            minus = sum(item.stance == "contradicts" for item in mine)
            if plus != minus:
                sides.setdefault("mostly support" if plus > minus else "mostly contradict", [])
                sides["mostly support" if plus > minus else "mostly contradict"].append(
                    f"{label} ({plus} for, {minus} against)"
                )
        if len(sides) > 1:
            told = "; ".join(f"{listed(who)} {side}" for side, who in sorted(sides.items()))
            lines.append(text(f"The groups differ on {clean(claim.label)}: {told}."))
    return lines
