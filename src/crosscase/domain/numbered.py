"""Names that are taken already get a number."""

from __future__ import annotations

from collections.abc import Callable, Container


def free_name(name: str, taken: Container[str], form: Callable[[str], str] = str) -> str:
    """The name, numbered where another has it already; ``taken`` holds names in that ``form``."""
    count, found = 1, name
    while form(found) in taken:
        count += 1
        found = f"{name} ({count})"
    return found
