"""Suggestions: let an engine propose, look at what waits, decide one or many."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.codings import Verdict
from crosscase.domain.progress import Tick
from crosscase.domain.suggestions import About
from crosscase.study.settle import Settled
from crosscase.web.doors import STUDY, Opened
from crosscase.web.jobs import Job

router = APIRouter(prefix=STUDY, tags=["suggestions"])

_DOING: dict[str, str] = {
    "keyword": "Propose keywords",
    "discard": "Propose keywords",
    "merge": "Propose merges",
    "assign": "Propose constructs",
    "answer": "Propose answers",
    "contrary": "Search for contrary evidence",
}


class Judged(BaseModel):
    """What a coder says of suggestions they have looked at."""

    ids: list[int]
    verdict: Verdict
    name: str = ""
    why: str = ""


@router.get("/suggestions/{about}")
def waiting(
    opened: Opened, about: About, above: float = 0.0, into: int | None = None
) -> list[dict[str, Any]]:
    """What waits for a decision (for ``into`` alone), best first, with the words it rests on."""
    with opened.at_work() as study:
        found = [s for s in study.waiting(about, above) if into in (None, s.into)]
    snapshot = opened.snapshot()
    sources = {e.id: (e.source, snapshot.source_by_id[e.source].name) for e in snapshot.editions}
    rows: list[dict[str, Any]] = []
    for item in found:
        row = asdict(item)
        if item.segment in snapshot.segment_row:
            at = snapshot.segment_row[item.segment]
            edition = int(snapshot.segments.edition[at])
            person = snapshot.participant_by_id.get(int(snapshot.segment_participant[at]))
            row |= {
                "words": snapshot.quote(item.segment),
                "source": sources[edition][0],
                "source_name": sources[edition][1],
                "place": [int(snapshot.segments.start[at]), int(snapshot.segments.end[at])],
                "participant": person.pseudonym if person else "",
            }
        if item.edition is not None and item.start is not None:
            text = snapshot.edition_by_id[item.edition].text
            row |= {
                "words": text[item.start : item.end],
                "source": sources[item.edition][0],
                "source_name": sources[item.edition][1],
                "place": [item.start, item.end],
            }
        rows.append(row)
    return rows


@router.post("/suggestions/decide")
def decide(opened: Opened, asked: Judged) -> Settled:
    """Accept, change or reject suggestions the coder has looked at."""
    with opened.at_work() as study:
        settled = study.settle(asked.ids, asked.verdict, name=asked.name, why=asked.why)
        opened.refresh()
        return settled


@router.post("/propositions/{number}/contrary")
def contrary(opened: Opened, number: int) -> Job:
    """Search for passages that may speak against a proposition, beside the page."""
    label = next((p.label for p in opened.snapshot().propositions if p.id == number), "")

    def work(tick: Tick) -> dict[str, Any]:
        tick("", 0.0)
        with opened.apart() as study:
            done = asdict(study.search_contrary(label, tick=tick))
        opened.refresh()
        return done

    return opened.jobs.start(_DOING["contrary"], work)


@router.post("/propose/{about}")
def propose(opened: Opened, about: About) -> Job:
    """Let the engine propose; it runs beside the page."""

    def work(tick: Tick) -> dict[str, Any]:
        tick("", 0.0)
        with opened.apart() as study:
            done = asdict(study.propose(about, tick=tick))
        opened.refresh()
        return done

    return opened.jobs.start(_DOING[about], work)
