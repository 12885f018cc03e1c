"""How well a passage of a text begins or ends at a place: by the characters on either side."""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

Kinds = NDArray[np.int8]

SPACE, WORD, SIGN, OTHER = range(4)
"""Kinds of characters: blank, of a word, a sign that is a word by itself (Chinese), punctuation."""


def kind_of(character: str) -> int:
    """What a character is: one of the kinds."""
    if character.isspace():
        return SPACE
    if unicodedata.category(character) == "Lo" and unicodedata.east_asian_width(character) == "W":
        return SIGN
    return WORD if character.isalnum() or unicodedata.combining(character) else OTHER


def edges_of(kinds: Kinds) -> tuple[Kinds, Kinds]:
    """For each place between the characters how well a passage begins, and how well it ends there.

    0 inside a word; 1 between words, or with a blank inside; 2 at a blank that stays outside, or
    at punctuation: people mark a sentence with its full stop or without, so either is as good.
    """
    outside = np.array([SPACE], dtype=np.int8)
    before = np.concatenate((outside, kinds))
    after = np.concatenate((kinds, outside))
    whole = (before != WORD) | (after != WORD)
    first = (after != SPACE) & ((before == SPACE) | ((before == OTHER) & (after != OTHER)))
    last = (before != SPACE) & ((after == SPACE) | (before == OTHER) | (after == OTHER))
    free = whole & ~_joined(kinds)
    inside = whole.astype(np.int8)
    return inside + (free & first), inside + (free & last)


def _joined(kinds: Kinds) -> NDArray[np.bool_]:
    """The places beside punctuation inside a word: an apostrophe, a hyphen, a decimal point."""
    found = np.zeros(len(kinds) + 1, dtype=np.bool_)
    signs = 1 + np.flatnonzero((kinds[:-2] == WORD) & (kinds[1:-1] == OTHER) & (kinds[2:] == WORD))
    found[signs] = found[signs + 1] = True
    return found
