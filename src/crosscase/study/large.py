"""Acts that make hundreds of thousands of values and let go of none before they end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of circles, which would look through all that was made again and again.

    A fifth of the time of a large import went there, for nothing; plain values go without it.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
