"""How `compare` shows the most similar and the most different pairs of cases."""

from __future__ import annotations

from crosscase.analysis.contrasts.pairs import Pair, Pairs
from crosscase.cli.say import give, say, table


def show_pairs(found: Pairs, most: int, json: bool, quiet: bool) -> None:
    """The two lists, the pair to look at first at the top of each."""
    if json:
        give(found)
        return
    lists = (
        ("Most similar pairs", "with different outcomes", found.similar),
        ("\nMost different pairs", "with the same outcome", found.different),
    )
    heads = ("pair", "similarity", "differ in", "agree in")
    for title, condition, pairs in lists:
        rows = [_row(pair) for pair in pairs]
        if found.outcome:
            table(
                f"{title} {condition} ({found.outcome})",
                (*heads[:2], "outcomes", *heads[2:]),
                [(*row[:2], p.told, *row[2:]) for row, p in zip(rows, pairs, strict=True)],
                most=most,
                quiet=quiet,
            )
        else:
            table(title, heads, rows, most=most, quiet=quiet)
    if found.outcome:
        say(
            f"Outcomes and values count as the same up to {found.alike:g} of the range, as "
            f"different from {found.apart:g} on; pairs between stand in neither list.",
            quiet=quiet,
        )
    if found.without:
        say(f"The outcome is not known of {', '.join(found.without)}.", quiet=quiet)
    if found.scarce:
        told = ", ".join(" and ".join(pair) for pair in found.scarce)
        say(f"Too little is known of both: {told}.", quiet=quiet)


def _row(pair: Pair) -> tuple[str, ...]:
    return (
        f"{pair.first} {pair.second}",
        f"{pair.similarity:.2f} ({pair.compared})",
        ", ".join(pair.differ),
        ", ".join(pair.agree),
    )
