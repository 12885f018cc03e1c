"""How `compare` shows what sets groups apart, and the map of cases or groups."""

from __future__ import annotations

from crosscase.analysis.contrasts.correspondence import Correspondence, Point
from crosscase.analysis.contrasts.log_odds import LogOdds
from crosscase.cli.say import give, say, table


def show_apart(found: list[LogOdds], what: str, most: int, json: bool, quiet: bool) -> None:
    """For each two groups the words that are most of the one and most of the other."""
    if json:
        give(found)
        return
    if not found:
        say(f"Fewer than two groups have {what} to compare.", quiet=quiet)
    for one in found:
        half = most // 2
        ends = list(one.words)
        if len(ends) > most:
            ends = [*ends[: most - half], *ends[len(ends) - half :]]
        table(
            f"The {what} of {one.first} (z above 0) and of {one.second} (below 0)",
            (what, one.first, one.second, "people", "log-odds", "95 % interval", "z"),
            [
                (
                    w.word,
                    f"{w.first:g}",
                    f"{w.second:g}",
                    w.people,
                    f"{w.log_odds:+.2f}",
                    "" if w.low is None else f"{w.low:+.2f} to {w.high:+.2f}",
                    f"{w.z:+.2f}",
                )
                for w in ends
            ],
        )
        if len(one.words) > len(ends):
            say(f"{len(one.words) - len(ends)} between them: --most {len(one.words)}", quiet=quiet)
        say(
            f"z takes each word as said by itself (Monroe, Colaresi and Quinn 2008); the intervals "
            f"draw people again ({one.draws} bootstraps, {one.people[0]} and {one.people[1]} "
            "people). Where they hold 0, it may be one talker.",
            quiet=quiet,
        )


def show_map(found: Correspondence, most: int, json: bool, quiet: bool) -> None:
    """The first two axes, and where each row and column lies on them."""
    if json:
        give(found)
        return
    axes = found.axes[:2]
    heads = [f"axis {at} ({axis.share:.0%})" for at, axis in enumerate(axes, 1)]
    table(
        f"Correspondence analysis: {len(found.row_points)} by {len(found.column_points)}, inertia "
        f"{found.inertia:.3f}",
        ("point", "mass", *heads, "well shown"),
        [_line(p, len(axes)) for p in (*found.row_points, *found.column_points)],
        most=most,
        quiet=quiet,
    )
    say("Well shown: the share of a point's own inertia that lies on these axes.", quiet=quiet)
    if found.left_out:
        say(f"Nobody mentions or is counted: {', '.join(found.left_out)}.", quiet=quiet)


def _line(point: Point, axes: int) -> tuple[object, ...]:
    places = (f"{x:+.2f}" for x in point.coordinates[:axes])
    return point.name, f"{point.mass:.2f}", *places, f"{sum(point.quality[:axes]):.0%}"
