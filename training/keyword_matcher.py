"""Tune a small sentence encoder until passages lie close to the keywords that name them.

    python training/keyword_matcher.py ARGKP BASE OUT [--hold 6] [--passes 3] [--seed 1]

ARGKP is the folder of ArgKP-2021 and BASE a local folder with all-MiniLM-L6-v2; only the files
``*_train.csv`` are read. ``--hold N`` keeps N topics apart and prints how well they are matched
after each pass: that is how passes and weights are chosen. ``--hold 0`` trains on all topics.
Either way ``encoder.pt`` is written to OUT; ``export.py`` makes of it what ships.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score
from torch import Tensor
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

LONGEST = 48
"""Tokens of a passage that are read in training; arguments have 20 on average."""


class Encoder(torch.nn.Module):
    """Mean of the last layer's token vectors, made to length 1."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(base)

    def freeze(self, layers: int) -> None:
        """Keep the word vectors and the lowest ``layers`` as they are: faster, forgets less."""
        for part in (self.model.embeddings, *self.model.encoder.layer[:layers]):
            part.requires_grad_(False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Shape (texts, 384) from token ids and mask, both (texts, tokens)."""
        states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1)
        return functional.normalize(mean, dim=1)


class Pairs:
    """Arguments and key points of some topics, and which go together."""

    def __init__(self, folder: Path, topics: set[str] | None = None) -> None:
        def rows(name: str) -> list[dict[str, str]]:
            with (folder / f"{name}_train.csv").open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        self.labels = {(r["arg_id"], r["key_point_id"]): int(r["label"]) for r in rows("labels")}
        self.arguments: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.points: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for r in rows("arguments"):
            if topics is None or r["topic"] in topics:
                self.arguments[r["topic"], r["stance"]].append((r["arg_id"], r["argument"]))
        for r in rows("key_points"):
            if topics is None or r["topic"] in topics:
                self.points[r["topic"], r["stance"]].append((r["key_point_id"], r["key_point"]))

    def table(self, arguments: list[str], points: list[str]) -> Tensor:
        """Labels, shape (arguments, points); -1 where nobody labelled the pair."""
        known = [[self.labels.get((a, p), -1) for p in points] for a in arguments]
        return torch.tensor(known, dtype=torch.long)


def topics_of(folder: Path) -> list[str]:
    """All topics of the train split, sorted."""
    with (folder / "key_points_train.csv").open(encoding="utf-8", newline="") as file:
        return sorted({r["topic"] for r in csv.DictReader(file)})


def batches(pairs: Pairs, size: int, per_group: int, luck: random.Random) -> list[list[tuple]]:
    """Pieces of ``per_group`` arguments, dealt into batches so that both stances meet."""
    by_topic: dict[str, list[tuple]] = defaultdict(list)
    for group, arguments in pairs.arguments.items():
        order = luck.sample(arguments, len(arguments))
        for at in range(0, len(order), per_group):
            by_topic[group[0]].append((group, order[at : at + per_group]))
    duos = []
    for pieces in by_topic.values():
        pieces.sort(key=lambda piece: piece[0][1])
        half = (len(pieces) + 1) // 2
        left, right = pieces[:half], pieces[half:]
        duos += [[a, b] for a, b in zip(left, right, strict=False)] + [
            [a] for a in left[len(right) :]
        ]
    luck.shuffle(duos)
    dealt: list[list[tuple]] = []
    for duo in duos:
        if dealt and sum(len(piece[1]) for piece in dealt[-1]) < size:
            dealt[-1] += duo
        else:
            dealt.append(list(duo))
    return dealt


def ranked(scores: Tensor, right: Tensor, wrong: Tensor, steep: float) -> Tensor:
    """CoSENT: log(1 + sum exp(steep * (wrong pair - right pair))), over all such pairs of pairs.

    Su Jianlin, CoSENT, 2022. Splits into two log-sum-exps, so no pair of pairs is ever built.
    """
    if not right.any() or not wrong.any():
        return scores.sum() * 0
    high = torch.logsumexp(steep * scores[wrong], 0)
    low = torch.logsumexp(-steep * scores[right], 0)
    return functional.softplus(high + low)


def loss_of(a: Tensor, k: Tensor, labels: Tensor, near: Tensor, args: argparse.Namespace) -> Tensor:
    """The sum of three wishes for one batch.

    ``labels`` (arguments, points): 1 match, 0 no match, -1 unknown. ``near`` (arguments,
    arguments): 1 share a point, 0 do not, -1 unknown.
    """
    scores = a @ k.T
    loss = ranked(scores, labels == 1, labels == 0, args.steep)
    matched = (labels == 1).any(1)
    if matched.any():
        logits = (scores[matched] * args.steep).masked_fill(labels[matched] == -1, -1e4)
        hit = (labels[matched] == 1).float()
        chosen = functional.log_softmax(logits, 1) * hit
        loss = loss - args.choose * (chosen.sum(1) / hit.sum(1)).mean()
    return loss + args.peers * ranked(a @ a.T, near == 1, near == 0, args.steep)


def train_pass(encoder, tokens, pairs, optimiser, schedule, args, luck) -> float:
    """One pass over all arguments; the mean loss."""
    encoder.train()
    total, count = 0.0, 0
    for batch in batches(pairs, args.batch, args.per_group, luck):
        owner, ids, texts = [], [], []
        for group, arguments in batch:
            owner += [group] * len(arguments)
            ids += [a for a, _ in arguments]
            texts += [t for _, t in arguments]
        groups = sorted({group for group, _ in batch})
        points = [(g, key, text) for g in groups for key, text in pairs.points[g]]
        labels = pairs.table(ids, [key for _, key, _ in points])
        for row, mine in enumerate(owner):
            for column, (theirs, _, _) in enumerate(points):
                if mine != theirs:
                    labels[row, column] = 0
        yes, no = (labels == 1).float(), (labels == 0).float()
        shared, against = yes @ yes.T > 0, (yes @ no.T + no @ yes.T) > 0
        near = torch.where(shared, 1, torch.where(against, 0, -1)).fill_diagonal_(-1)
        a = encode(encoder, tokens, texts, 22)
        k = encode(encoder, tokens, [text for _, _, text in points])
        loss = loss_of(a, k, labels, near, args)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total, count = total + loss.item(), count + 1
    return total / count


def encode(encoder: Encoder, tokens, texts: list[str], size: int = 32) -> Tensor:
    """All texts, shape (texts, 384), texts of like length together so that little is padding."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    parts = [
        encoder(**tokens([texts[i] for i in order[at : at + size]]))
        for at in range(0, len(order), size)
    ]
    return torch.cat(parts)[torch.tensor(order).argsort()]


@torch.no_grad()
def vectors(encoder, tokens, texts: list[str]) -> np.ndarray:
    """The same without a gradient or dropout."""
    encoder.eval()
    return encode(encoder, tokens, texts).numpy()


def measure(encoder, tokens, pairs: Pairs) -> tuple[float, float]:
    """mAP strict and relaxed, as in the 2021 shared task, over the topics of ``pairs``."""
    strict, relaxed = [], []
    for group, arguments in pairs.arguments.items():
        points = pairs.points[group]
        a = vectors(encoder, tokens, [t for _, t in arguments])
        scores = a @ vectors(encoder, tokens, [t for _, t in points]).T
        labels = pairs.table([i for i, _ in arguments], [i for i, _ in points]).numpy()
        best = scores.argmax(1)
        rows = np.arange(len(arguments))
        top = np.argsort(-scores[rows, best], kind="stable")[: len(arguments) // 2]
        label, score = labels[rows, best][top], scores[rows, best][top]
        for kept, unknown in ((strict, 0), (relaxed, 1)):
            truth = np.where(label < 0, unknown, label)
            precise = average_precision_score(truth, score) if truth.any() else 0.0
            kept.append(precise * truth.mean())
    return float(np.mean(strict)), float(np.mean(relaxed))


def said(figures: tuple[float, float]) -> str:
    """Both figures in words."""
    return f"strict {figures[0]:.3f} relaxed {figures[1]:.3f}"


def main() -> None:
    """Parse, train, say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("argkp", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold", type=int, default=0, help="topics kept apart")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--per-group", type=int, default=11)
    parser.add_argument("--steep", type=float, default=20.0)
    parser.add_argument("--choose", type=float, default=0.5, help="weight of the best-point wish")
    parser.add_argument("--peers", type=float, default=0.3, help="weight of the peers wish")
    parser.add_argument("--freeze", type=int, default=1, help="lowest layers kept as they are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    luck = random.Random(args.seed)
    topics = topics_of(args.argkp)
    held = set(random.Random(7).sample(topics, args.hold))
    train = Pairs(args.argkp, set(topics) - held)
    test = Pairs(args.argkp, held)
    tokenizer = AutoTokenizer.from_pretrained(args.base)

    def tokens(texts: list[str]) -> dict[str, Tensor]:
        made = tokenizer(
            texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        )
        return {"input_ids": made["input_ids"], "attention_mask": made["attention_mask"]}

    encoder = Encoder(args.base)
    encoder.freeze(args.freeze)
    steps = args.passes * len(batches(train, args.batch, args.per_group, random.Random(0)))
    wanted = [p for p in encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(wanted, lr=args.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        args.rate,
        total_steps=steps + 8,
        pct_start=0.1,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    began = time.monotonic()
    if held:
        print("before tuning:", said(measure(encoder, tokens, test)))
    for number in range(1, args.passes + 1):
        loss = train_pass(encoder, tokens, train, optimiser, schedule, args, luck)
        line = f"pass {number}: loss {loss:.3f}, {time.monotonic() - began:.0f} s"
        if held:
            line += ", held topics: " + said(measure(encoder, tokens, test))
        print(line, flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(encoder.state_dict(), args.out / "encoder.pt")


if __name__ == "__main__":
    main()
