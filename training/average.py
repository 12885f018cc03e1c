"""Average the weights of several tuned encoders: one encoder that errs less than each.

    python training/average.py OUT ONE TWO ...

Each argument is a folder with ``encoder.pt``. Wortsman et al., Model soups, ICML 2022.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Parse, average, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    args = parser.parse_args()
    states = [torch.load(folder / "encoder.pt", weights_only=True) for folder in args.folders]
    mean = {
        name: torch.stack([state[name] for state in states]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, args.out / "encoder.pt")
    print(f"mean of {len(states)} encoders written to {args.out}")


if __name__ == "__main__":
    main()
