"""A bar on stderr while long work runs; Ctrl-C stops it and the study stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from crosscase.domain.progress import Tick, unseen


@contextmanager
def progress(*, quiet: bool) -> Iterator[Tick]:
    """A ``Tick`` that draws; nothing is drawn for ``quiet`` or where no person looks."""
    console = Console(stderr=True, emoji=False)
    if quiet or not console.is_terminal:
        yield unseen
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        bar = shown.add_task("", total=1.0)

        def tick(doing: str, share: float) -> None:
            if doing != shown.tasks[0].description:
                shown.reset(bar, description=doing)
            shown.update(bar, completed=share)

        yield tick
