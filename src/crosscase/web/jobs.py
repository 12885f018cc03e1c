"""Work that takes long: it runs beside the page, says how far it is, and can be stopped."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from crosscase.domain.progress import Tick
from crosscase.errors import CrosscaseError, NotAllowed

State = Literal["running", "done", "failed", "stopped"]


class Stopped(Exception):
    """The work was asked to stop."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work as the page shows it."""

    id: int
    name: str
    state: State = "running"
    doing: str = ""
    share: float = 0.0
    """How much of what it is doing is done."""
    result: Any = None
    message: str = ""
    hint: str = ""


class Jobs:
    """The long work of one study; one piece of a kind at a time."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._asked_to_stop: set[int] = set()
        self._lock = threading.Lock()
        self.version = 0

    def start(self, name: str, work: Callable[[Tick], object]) -> Job:
        """Begin. Raises ``NotAllowed`` while the same work is running."""
        with self._lock:
            if any(j.name == name and j.state == "running" for j in self._jobs.values()):
                raise NotAllowed(f"{name} is running already.", hint="Wait for it, or stop it.")
            number = len(self._jobs) + 1
            self._jobs[number] = Job(number, name)
            self.version += 1
        threading.Thread(target=self._run, args=(number, work), daemon=True).start()
        return self._jobs[number]

    def stop(self, number: int) -> None:
        """Ask a job to stop at its next step."""
        with self._lock:
            self._asked_to_stop.add(number)

    def stop_all(self) -> None:
        """Ask every job to stop."""
        for job in self.all():
            self.stop(job.id)

    def all(self) -> list[Job]:
        """Every job, oldest first."""
        with self._lock:
            return list(self._jobs.values())

    def _run(self, number: int, work: Callable[[Tick], object]) -> None:
        def tick(doing: str, share: float) -> None:
            if number in self._asked_to_stop:
                raise Stopped
            self._set(number, doing=doing, share=share)

        try:
            result = work(tick)
        except Stopped:
            self._set(number, state="stopped")
        except CrosscaseError as error:
            self._set(number, state="failed", message=str(error), hint=error.hint)
        except Exception:  # noqa: BLE001 - a bug must not end as a job that runs for ever
            traceback.print_exc()
            self._set(number, state="failed", message="This is a bug in crosscase.")
        else:
            self._set(number, state="done", share=1.0, result=result)

    def _set(self, number: int, **values: Any) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **values)
            self.version += 1
