"""Which fonts a report is set in, and which characters they lack.

DejaVu comes with matplotlib. Chinese needs the package ``pylopdf-fonts-zh-cn`` (Noto Sans SC,
SIL Open Font Licence); where it is not installed its characters are shown as a box and counted.
Fonts of the machine are never used: they would make the bytes depend on the machine.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font

CHINESE = "Noto Sans SC"
MISSING = "\u25a1"


@cache
def folders() -> tuple[Path, ...]:
    """The folders of the fonts."""
    found = [Path(matplotlib.get_data_path()) / "fonts" / "ttf"]
    package = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    if package is not None and package.submodule_search_locations:
        found.append(Path(next(iter(package.submodule_search_locations))))
    return tuple(found)


@cache
def files() -> tuple[Path, ...]:
    """The font files that texts fall back through, in order."""
    names = ("DejaVuSans.ttf", "NotoSansSC-Regular.otf")
    known = [folder / name for name in names for folder in folders()]
    return tuple(path for path in known if path.exists())


@cache
def _covered() -> frozenset[int]:
    found: set[int] = set()
    for path in files():
        found.update(FT2Font(str(path)).get_charmap())
    return frozenset(found | {9, 10, 13, 0xFE0F, 0x200B, 0x200C, 0x200D})


def lacking(text: str) -> set[str]:
    """The characters of the text that no font of ours can draw."""
    return {char for char in set(text) if ord(char) not in _covered()}


def drawable(text: str) -> str:
    """The text with a box for each character that no font of ours can draw."""
    bad = lacking(text)
    return "".join(MISSING if char in bad else char for char in text) if bad else text
