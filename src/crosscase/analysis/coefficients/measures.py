"""From sums to coefficients: of all coders together, of each pair, of each code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscase.analysis.coefficients import nominal, weighted
from crosscase.analysis.coefficients.table import ORDERED, Judged, Scale
from crosscase.analysis.coefficients.tally import Meetings, Numbers, Tally
from crosscase.analysis.measure import Floats

Sums = dict[str, Floats]
Found = dict[str, Floats]


def over(sums: Floats, total: Floats) -> Floats:
    """The share of ``sums`` in ``total``, NaN where there is none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Floats = sums / np.where(total > 0, total, np.nan)
    return result


def whole(sums: Sums) -> Found:
    """Of all coders together: answers of one value for each draw."""
    shared, share = sums["shared"][0], over(sums["share"], sums["judged"])
    apart = sums["apart"].sum(axis=0)
    seen = 1 - over(sums["discord"].sum(axis=0), shared)
    two = of_pairs(sums)
    found = {
        "percent": seen,
        "fleiss": nominal.fleiss(share, seen),
        "conger": nominal.conger(over(sums["coder"], sums["coder_total"]), seen),
        "light": nominal.light(two["cohen"]),
        "brennan_prediger": nominal.brennan_prediger(seen, len(share)),
        "ac1": nominal.gwet(share, seen),
        "alpha": nominal.alpha(sums["margin"], apart),
        "prevalence": over(sums["margin"], sums["judgements"]).max(axis=0, initial=0),
        "units": shared,
        "judgements": sums["judgements"][0],
    }
    if len(sums["pair"]) == 1:
        found |= {"cohen": two["cohen"][0], "scott": two["scott"][0]}
    if len(share) == 2:
        found["pabak"] = nominal.pabak(seen)
    return found


def of_pairs(sums: Sums) -> Found:
    """Of each pair of coders, on the units that both judged: pairs × draws."""
    units, size = sums["pair"], len(sums["both"])
    seen = over(sums["both"].sum(axis=0), units)
    first, second = over(sums["first"], units), over(sums["second"], units)
    share, margin = (first + second) / 2, sums["first"] + sums["second"]
    found = {
        "percent": seen,
        "cohen": nominal.cohen(first, second, seen),
        "scott": nominal.scott(first, second, seen),
        "fleiss": nominal.fleiss(share, seen),
        "conger": nominal.conger(np.stack([first, second], axis=1), seen),
        "brennan_prediger": nominal.brennan_prediger(seen, size),
        "ac1": nominal.gwet(share, seen),
        "alpha": nominal.alpha(margin, 2 * (units - sums["both"].sum(axis=0))),
        "prevalence": share.max(axis=0, initial=0),
        "units": units,
    }
    found["light"] = found["cohen"]
    if size == 2:
        found["pabak"] = nominal.pabak(seen)
    return found


def of_codes(sums: Sums) -> Found:
    """Of each code, on whether a unit has it or not: codes × draws."""
    shared, total = sums["shared"], sums["judgements"]
    seen = 1 - 2 * over(sums["discord"], shared)
    share = _yes_no(over(sums["share"], sums["judged"]))
    coder = _yes_no(over(sums["coder"], sums["coder_total"])).swapaxes(1, 2)
    units = sums["pair"]
    first, second = _yes_no(over(sums["first"], units)), _yes_no(over(sums["second"], units))
    same = 1 - over(sums["first"] + sums["second"] - 2 * sums["both"], units)
    kappas = nominal.cohen(first, second, same)
    found = {
        "percent": seen,
        "fleiss": nominal.fleiss(share, seen),
        "conger": nominal.conger(coder, seen),
        "light": nominal.light(kappas.swapaxes(0, 1)),
        "brennan_prediger": nominal.brennan_prediger(seen, 2),
        "ac1": nominal.gwet(share, seen),
        "pabak": nominal.pabak(seen),
        "alpha": nominal.alpha(
            np.stack([sums["margin"], total - sums["margin"]]), 2 * sums["apart"]
        ),
        "prevalence": over(sums["margin"], total),
        "units": np.broadcast_to(shared, seen.shape),
    }
    if len(units) == 1:
        scott = nominal.scott(first, second, same)
        found |= {"cohen": kappas[:, 0], "scott": scott[:, 0]}
    return found


@dataclass(frozen=True, slots=True)
class Distances:
    """What the levels with distances need beside the sums of a nominal table.

    ``apart`` is alpha's distance; where it is ordinal it rests on the margins, so that ``cells``,
    the values that met, are summed instead.
    """

    apart: Floats
    loss: Floats
    steps: dict[str, Floats]
    cells: tuple[Numbers, Numbers] | None

    @classmethod
    def added(
        cls, judged: Judged, level: Scale, period: float | None, result: Tally
    ) -> Distances | None:
        """The distances of the values of a table, and their sums to ``result``; none if nominal."""
        if level == "nominal":
            return None
        values, steps = judged.values, {}
        if level in ORDERED:
            linear = weighted.steps(values, level)
            steps = {"cohen_linear": linear, "cohen_quadratic": linear**2}
        apart = weighted.apart(values, level, period)
        loss = weighted.loss(values, level, period)
        met = Meetings.of(judged.place)
        for name, far in (("far", apart), ("loss", loss), *steps.items()):
            met.add_distance(result, name, far)
        cells = met.add_cells(result, len(values)) if level == "ordinal" else None
        return cls(apart, loss, steps, cells)

    def of_whole(self, sums: Sums) -> Found:
        """Alpha and AC2 of all coders, in place of the nominal ones."""
        seen = 1 - over(sums["mean_loss"], sums["shared"])[0]
        return {
            "alpha": self._alpha(sums["margin"], sums["far"][0], sums.get("cells")),
            "ac2": self._ac2(over(sums["share"], sums["judged"]), seen),
        }

    def of_pairs(self, sums: Sums) -> Found:
        """Alpha, AC2 and weighted kappas of each pair."""
        units, margin = sums["pair"], sums["first"] + sums["second"]
        first, second = over(sums["first"], units), over(sums["second"], units)
        found = {
            "alpha": self._alpha(margin, sums["pair_far"], sums.get("pair_cells")),
            "ac2": self._ac2((first + second) / 2, 1 - over(sums["pair_loss"], units)),
        }
        for name, far in self.steps.items():
            lost = over(sums[f"pair_{name}"], units)
            found[name] = weighted.weighted_cohen(first, second, lost, far)
        return found

    def _alpha(self, margin: Floats, far: Floats, met: Floats | None) -> Floats:
        if self.cells is None or met is None:
            return nominal.alpha(margin, 2 * far, weighted.chance_of(margin, self.apart))
        rank = weighted.ranked(margin)
        low, high = self.cells
        apart = 2 * (met * (rank[low] - rank[high]) ** 2).sum(axis=0)
        return nominal.alpha(margin, apart, weighted.ranked_chance(margin))

    def _ac2(self, share: Floats, seen: Floats) -> Floats:
        size = len(self.loss)
        return nominal.gwet(share, seen, float((1 - self.loss).sum()) / max(size, 1))


def merged(sums: Sums, far: Distances | None) -> tuple[Found, Found]:
    """What all coders and what each pair have, at the level of the table."""
    everyone, two = whole(sums), of_pairs(sums)
    if far is None:
        everyone["ac2"], two["ac2"] = everyone["ac1"], two["ac1"]
        return everyone, two
    two |= far.of_pairs(sums)
    everyone |= far.of_whole(sums)
    if len(sums["pair"]) == 1:
        everyone |= {name: two[name][0] for name in two if name.startswith("cohen_")}
    return everyone, two


def _yes_no(yes: Floats) -> Floats:
    return np.stack([yes, 1 - yes])
