"""Do keywords that mean the same find together? Clusters of texts against labels.

    python bench/merge.py FILE.csv [--label COLUMN] [--embedder use|minilm] [--max N] [--seed S]

FILE has a column ``text`` and a label column (the last other one by default). ``k unknown``:
average link at the stated threshold; ``k known``: as many clusters as labels (Ward). Opposites
are kept apart only with ``--apart``: these texts are sentences, not names. Plain is KMeans on
TF-IDF of words with k known. ACC is the share of texts whose cluster is matched to their label,
each cluster to one label at most (Hungarian method; Yang et al., Image Clustering Using Local
Discriminant Models and Global Integration, 2010); NMI and ARI as in scikit-learn.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from crosscase.domain.suggestions import Embedder
from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.use import UseEmbedder
from crosscase.engines.merge import partition, threshold_of

Labels = NDArray[np.int64]


def read(file: Path, column: str | None, most: int, seed: int) -> tuple[list[str], list[str], str]:
    """Texts, labels, name of the label column; at most ``most`` rows, drawn with ``seed``."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    column = column or [name for name in rows[0] if name != "text"][-1]
    if most and len(rows) > most:
        chosen = np.random.default_rng(seed).permutation(len(rows))[:most]
        rows = [rows[i] for i in sorted(chosen)]
    return [row["text"] for row in rows], [row[column] for row in rows], column


def accuracy(truth: Labels, found: Labels) -> float:
    """Share of texts in the cluster that is matched to their label."""
    table = np.zeros((found.max() + 1, truth.max() + 1), np.int64)
    np.add.at(table, (found, truth), 1)
    clusters, labels = linear_sum_assignment(table, maximize=True)
    return float(table[clusters, labels].sum() / len(truth))


def plain(texts: list[str], k: int, seed: int) -> Labels:
    """KMeans on TF-IDF."""
    weights = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    return np.asarray(KMeans(k, n_init=3, random_state=seed).fit_predict(weights), np.int64)


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--label", default=None)
    parser.add_argument("--embedder", choices=("both", "use", "minilm"), default="both")
    parser.add_argument("--threshold", type=float, default=None)
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--max", type=int, default=3000, help="rows, drawn with --seed; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    texts, named, column = read(args.file, args.label, args.max, args.seed)
    known = sorted(set(named))
    truth = np.array([known.index(name) for name in named], np.int64)
    embedder: Embedder = {"both": BothEmbedder, "use": UseEmbedder, "minilm": MiniLMEmbedder}[
        args.embedder
    ]()
    bound = threshold_of(embedder) if args.threshold is None else args.threshold
    vectors = embedder.embed(texts)
    runs = {
        f"k unknown, threshold {bound}": partition(
            vectors, texts, threshold=bound, apart=args.apart
        ),
        f"k known ({len(known)})": partition(vectors, texts, k=len(known), apart=args.apart),
        f"plain TF-IDF KMeans, k known ({len(known)})": plain(texts, len(known), args.seed),
    }
    table = Table(
        title=f"{args.file.name}, label {column}: {len(texts)} texts (seed {args.seed}), "
        f"{embedder.id.name} {embedder.id.version}"
    )
    for name in ("run", "clusters", "ACC", "NMI", "ARI"):
        table.add_column(name, justify="left" if name == "run" else "right")
    for name, found in runs.items():
        table.add_row(
            name,
            str(len(set(found.tolist()))),
            f"{accuracy(truth, found):.3f}",
            f"{normalized_mutual_info_score(truth, found):.3f}",
            f"{adjusted_rand_score(truth, found):.3f}",
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
