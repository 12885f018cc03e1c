"""Rules about judging: who looked, how often two looked, and what was never looked at."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import segment_source
from crosscase.rules.rule import STUDY, Hit, Rule, not_checked, rule
from crosscase.rules.words import short

DOUBLE = 0.10
"""The least share of coded passages that two coders should both have coded."""

RUN, NEW = 3, 0.05
"""Saturation is shown when the last ``RUN`` interviews bring at most ``NEW`` new keywords."""


@rule(
    "one-coder",
    "doubt",
    reason="What one person codes shows that person's reading.",
    reference="O'Connor and Joffe 2020",
    todo="Let a second person code a part without seeing the first, or explain why not.",
    skip=("reflexive", "grounded theory"),
)
def one_coder(snapshot: Snapshot) -> Iterable[Hit]:
    """All codings were made by one coder."""
    coders = np.unique(snapshot.codings.coder).tolist()
    if len(coders) == 1:
        name = next(c.name for c in snapshot.coders if c.id == coders[0])
        yield Hit(name, f"All {len(snapshot.codings.id)} codings were made by one coder.")


@rule(
    "double-coding-share",
    "doubt",
    reason="Agreement on a handful of passages says little about the rest.",
    reference="O'Connor and Joffe 2020",
    todo="Have 10 to 25 per cent of the passages coded twice.",
    skip=("reflexive", "grounded theory"),
)
def double_coding_share(snapshot: Snapshot) -> Iterable[Hit]:
    """With two coders or more, fewer than a tenth of the passages coded by two of them."""
    codings = snapshot.codings
    if len(np.unique(codings.coder)) < 2:
        yield not_checked("fewer than two coders have coded.")
        return
    step = int(codings.coder.max()) + 1
    pairs = np.unique(codings.segment * step + codings.coder) // step
    coded, times = np.unique(pairs, return_counts=True)
    twice = int(np.count_nonzero(times > 1))
    if twice < DOUBLE * len(coded):
        share = twice / len(coded)
        yield Hit(STUDY, f"{twice} of {len(coded)} coded passages ({share:.0%}) by two coders.")


@rule(
    "unreviewed-decisions",
    "doubt",
    reason="What was accepted by rule, no person has read.",
    reference="Egami et al. 2023",
    todo="Review them, or report the numbers with their correction.",
)
def unreviewed_decisions(snapshot: Snapshot) -> Iterable[Hit]:
    """Codings, discards, merges, assignments and evidence that no person looked at."""
    counts = {
        "codings": int(snapshot.codings.unreviewed.sum()),
        "discards": sum(d.unreviewed for d in snapshot.discards),
        "merges": sum(m.unreviewed for m in snapshot.merges),
        "assignments": sum(a.unreviewed for a in snapshot.assignments),
        "pieces of evidence": sum(e.unreviewed for e in snapshot.evidence),
    }
    told = [f"{count} {what}" for what, count in counts.items() if count]
    if told:
        rows = snapshot.codings.unreviewed == 1
        segments = tuple(dict.fromkeys(snapshot.codings.segment[rows].tolist()))
        yield Hit(STUDY, f"Unreviewed: {', '.join(told)}.", segments)


@rule(
    "undecided-in-counted",
    "note",
    reason="Numbers change when waiting suggestions are decided.",
    reference="Yin 2018",
    todo="Decide them before the numbers go into a report.",
)
def undecided_in_counted(snapshot: Snapshot) -> Iterable[Hit]:
    """Suggestions that wait; no count includes them."""
    if snapshot.undecided:
        kinds = sorted({item.about for item in snapshot.undecided})
        count = f"{len(snapshot.undecided)} suggestions ({', '.join(kinds)}) wait"
        yield Hit(STUDY, f"{count}; no number includes them.")


@rule(
    "discard-without-reason",
    "doubt",
    reason="What was left out is as telling as what was kept.",
    reference="Miles and Huberman 1994",
    todo="Say why the passage does not answer.",
)
def discard_without_reason(snapshot: Snapshot) -> Iterable[Hit]:
    """Discarded passages without a reason."""
    for item in snapshot.discards:
        if not item.why.strip():
            words = short(snapshot.quote(item.segment), 80)
            where = segment_source(snapshot, item.segment)
            yield Hit(where, f'Discarded without a reason: "{words}"', (item.segment,))


@rule(
    "memo-none",
    "doubt",
    reason="Such an analysis shows itself in dated thoughts, not in coefficients.",
    reference="Braun and Clarke 2021; Charmaz 2014",
    todo="Write memos while coding: how you came to read it so.",
    only=("reflexive", "grounded theory"),
)
def memo_none(snapshot: Snapshot) -> Iterable[Hit]:
    """A reflexive study or a grounded theory without a reflexive or theoretical memo."""
    if not any(memo.kind in ("reflexive", "theoretical") for memo in snapshot.memos):
        yield Hit(STUDY, "There is no reflexive and no theoretical memo.")


@rule(
    "saturation-not-shown",
    "doubt",
    reason="While the last interviews still bring new keywords, more would bring more.",
    reference="Guest, Namey and Chen 2020",
    todo="Interview on, or say that saturation was not the aim.",
    skip=("reflexive",),
)
def saturation_not_shown(snapshot: Snapshot) -> Iterable[Hit]:
    """The share of keywords that came up first in the last three coded sources."""
    found = judgements(snapshot)
    if not len(found.code):
        yield not_checked("nothing is coded.")
        return
    at = np.searchsorted(snapshot.segments.id, found.segment)
    of = {e.id: e.source for e in snapshot.editions}
    first: dict[int, int] = {}
    order: dict[int, int] = {}
    for row in np.argsort(found.coding).tolist():
        source = of[int(snapshot.segments.edition[at[row]])]
        first.setdefault(int(found.code[row]), order.setdefault(source, len(order)))
    if len(order) < 2 * RUN:
        yield not_checked(f"{len(order)} sources are coded; six are the least.")
        return
    late = [code for code, rank in first.items() if rank >= len(order) - RUN]
    if len(late) > NEW * len(first):
        text = f"{len(late)} of {len(first)} keywords came up first in the last {RUN}"
        yield Hit(STUDY, f"{text} of {len(order)} coded sources.")


RULES: tuple[Rule, ...] = (
    one_coder,
    double_coding_share,
    unreviewed_decisions,
    undecided_in_counted,
    discard_without_reason,
    memo_none,
    saturation_not_shown,
)
