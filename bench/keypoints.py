"""How well do keywords find their passages? The 2021 shared task on key points.

    python bench/keypoints.py ARGKP [--matcher mixed|use|minilm] [--after 30] [--seeds 5]

ARGKP is the folder of ArgKP-2021; only its ``*_dev.csv`` are read. The matcher was trained on,
and its weights fitted to, topics of the train split alone (``training/README.md``).

Within a topic and stance each argument keeps its best point; of these the half with the highest
scores is kept; its average precision is multiplied by the share of right ones among it; unlabelled
pairs count 0 (strict) or 1 (relaxed); mean over topics and stances (Friedman et al., Overview of
the 2021 Key Point Analysis Shared Task). ``--after N``: a coder has decided N arguments of each
topic and stance (drawn with a seed, all their labelled pairs), the matcher learned them, and the
others are scored.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.metrics import average_precision_score

from crosscase.domain.suggestions import Decided, Matcher, Scores
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.use import UseEmbedder
from crosscase.engines.match.cosine import CosineMatcher
from crosscase.engines.match.mixed import MixedMatcher

MATCHERS = ("mixed", "use", "minilm")


@dataclass
class Group:
    """The arguments and key points of one topic and stance; ``labels`` -1 where unlabelled."""

    topic: str
    stance: str
    arguments: list[tuple[str, str]] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)
    labels: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), np.int64))


def read(folder: Path, split: str) -> list[Group]:
    """All groups of a split, in the order of the file."""

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}_{split}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    groups: dict[tuple[str, str], Group] = {}
    for row in rows("arguments"):
        at = row["topic"], row["stance"]
        groups.setdefault(at, Group(*at)).arguments.append((row["arg_id"], row["argument"]))
    for row in rows("key_points"):
        groups[row["topic"], row["stance"]].points.append((row["key_point_id"], row["key_point"]))
    known = {(r["arg_id"], r["key_point_id"]): int(r["label"]) for r in rows("labels")}
    for group in groups.values():
        group.labels = np.array(
            [[known.get((a, p), -1) for p, _ in group.points] for a, _ in group.arguments]
        )
    return list(groups.values())


def precision(scores: Scores, labels: NDArray[np.int64], unknown: int) -> float:
    """Average precision times share of right ones, for one topic and stance."""
    rows = np.arange(len(scores))
    best = scores.argmax(1)
    score, label = scores[rows, best], labels[rows, best]
    top = np.argsort(-score, kind="stable")[: len(scores) // 2]
    truth = np.where(label[top] < 0, unknown, label[top])
    if not truth.any():
        return 0.0
    return float(average_precision_score(truth, score[top]) * truth.mean())


def plain(groups: Sequence[Group], matcher: Matcher) -> dict[str, tuple[float, float]]:
    """Strict and relaxed of each group, before any decision."""
    out = {}
    for group in groups:
        scores = matcher.score([t for _, t in group.arguments], [t for _, t in group.points])
        out[f"{group.topic} ({group.stance})"] = (
            precision(scores, group.labels, 0),
            precision(scores, group.labels, 1),
        )
    return out


def after(
    groups: Sequence[Group], matcher: Matcher, decided: int, seeds: int
) -> dict[str, tuple[float, float]]:
    """Strict and relaxed of what is left after ``decided`` arguments; mean of the seeds."""
    sums: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for seed in range(seeds):
        for number, group in enumerate(groups):
            order = np.random.default_rng([seed, number]).permutation(len(group.arguments))
            taught, left = order[:decided], order[decided:]
            lessons = [
                Decided(group.arguments[i][1], group.points[k][1], bool(group.labels[i, k]))
                for i in taught
                for k in range(len(group.points))
                if group.labels[i, k] >= 0
            ]
            scores = matcher.learn(lessons).score(
                [group.arguments[i][1] for i in left], [t for _, t in group.points]
            )
            sums[f"{group.topic} ({group.stance})"].append(
                (
                    precision(scores, group.labels[left], 0),
                    precision(scores, group.labels[left], 1),
                )
            )
    return {
        name: (float(np.mean([s for s, _ in all_])), float(np.mean([r for _, r in all_])))
        for name, all_ in sums.items()
    }


def matcher_named(name: str) -> Matcher:
    """One of MATCHERS."""
    if name == "mixed":
        return MixedMatcher()
    return CosineMatcher(UseEmbedder() if name == "use" else MiniLMEmbedder())


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--matcher", choices=MATCHERS, default="mixed")
    parser.add_argument("--after", type=int, default=0, metavar="N")
    parser.add_argument("--seeds", type=int, default=5)
    args = parser.parse_args()

    groups = read(args.folder, "dev")
    matcher = matcher_named(args.matcher)
    if args.after:
        found = after(groups, matcher, args.after, args.seeds)
        said = (
            f"after {args.after} decided arguments a topic and stance, mean of {args.seeds} seeds"
        )
    else:
        found = plain(groups, matcher)
        said = "before any decision"
    table = Table(title=f"ArgKP-2021 dev, {matcher.id.name} {matcher.id.version}, {said}")
    table.add_column("topic (stance)")
    table.add_column("mAP strict", justify="right")
    table.add_column("mAP relaxed", justify="right")
    for name, (strict, relaxed) in found.items():
        table.add_row(name, f"{strict:.3f}", f"{relaxed:.3f}")
    table.add_section()
    strict, relaxed = (float(np.mean([f[i] for f in found.values()])) for i in (0, 1))
    table.add_row("mean", f"{strict:.3f}", f"{relaxed:.3f}")
    console = Console(width=100)
    console.print(table)
    console.print("What was done:", ", ".join(f"{k} {v}" for k, v in matcher.id.parameters.items()))
    console.print(
        "No weight was fitted to dev labels; how often they were looked at: training/README.md."
    )


if __name__ == "__main__":
    main()
