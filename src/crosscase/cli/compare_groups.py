"""How `compare` shows groups: what each said, and how sure a difference is."""

from __future__ import annotations

from crosscase.analysis import counts
from crosscase.analysis.groups import Groups
from crosscase.cli.say import give, say, table


def show_groups(groups: list[counts.GroupCount], json: bool, quiet: bool) -> None:
    """Mentions and distinct keywords of each group, in all and a head."""
    if json:
        give(groups)
        return
    rows = []
    for g in groups:
        rows.append((g.group, "interviews", *_spoken(g.interviews), g.discarded))
        if g.survey.heard:
            rows.append((g.group, "survey", *_spoken(g.survey), ""))
    table(
        "",
        (
            "group",
            "in",
            "coded/heard",
            "mentions",
            "keywords",
            "a head",
            "spontaneous",
            "discarded",
        ),
        rows,
    )
    say(counts.a_head(groups), quiet=quiet)


def _spoken(spoken: counts.Spoken) -> tuple[object, ...]:
    head = f"{spoken.mentions_a_head:.1f}"
    of = f"{spoken.people}/{spoken.heard}"
    return of, spoken.mentions, spoken.keywords, head, spoken.spontaneous


def show_test(found: Groups, most: int, json: bool, quiet: bool) -> None:
    """Each construct and question with the people and cases of two groups, and how sure."""
    if json:
        give(found)
        return
    table(
        found.note,
        ("construct", "question", "groups", "people", "cases", "difference", "p", "adjusted"),
        [
            (
                row.construct,
                row.question or "whole interviews",
                f"{row.first.group} : {row.second.group}",
                f"{_of(row.first.participants, row.first.asked)} : "
                f"{_of(row.second.participants, row.second.asked)}",
                f"{_of(row.first.cases, row.first.of_cases)} : "
                f"{_of(row.second.cases, row.second.of_cases)}",
                f"{row.difference.value:+.0%} ({row.difference.low:+.0%} to "
                f"{row.difference.high:+.0%})"
                if row.difference
                else "",
                "" if row.p is None else f"{row.p:.3f}",
                "" if row.adjusted is None else f"{row.adjusted:.3f}",
            )
            for row in found.rows
        ],
        most=most,
        quiet=quiet,
    )
    for unit in dict.fromkeys(row.unit for row in found.rows if row.unit):
        say(f"p: {unit}; adjusted over {found.tests} tests, {found.correction}.", quiet=quiet)
    for note in found.power_notes:
        say(note, quiet=quiet)
    if found.uncoded:
        told = f"{found.uncoded} people were heard in no source that was coded; they are left out."
        say(told, quiet=quiet)


def _of(number: int | None, of: int) -> str:
    if of == 0:
        return "–"
    return f"{'hidden' if number is None else number}/{of}"
