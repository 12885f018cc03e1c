"""Voices and work: who is quoted and who never, what each coder has to do, member-check packs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Response

from crosscase.analysis.voices import voices, worklist
from crosscase.report import WRITERS
from crosscase.report.member_check import member_check
from crosscase.web.doors import STUDY, Opened, gate_of
from crosscase.web.report import download

router = APIRouter(prefix=STUDY, tags=["voices"])


@router.get("/voices")
def heard(opened: Opened) -> list[dict[str, Any]]:
    """Everybody who was heard: mentions, passages that claims rest on, and the claims."""
    return [asdict(voice) for voice in voices(opened.snapshot())]


@router.get("/worklist")
def work(opened: Opened, coder: str = "") -> dict[str, Any]:
    """Every transcript for one coder (this one if none is named)."""
    snapshot = opened.snapshot()
    return {
        "coders": sorted({opened.coder, *(c.name for c in snapshot.coders)}),
        "work": [asdict(item) for item in worklist(snapshot, coder or opened.coder)],
    }


@router.get("/voices/{participant}/pack.{form}")
def pack(
    opened: Opened,
    participant: int,
    form: Literal["html", "docx"],
    unscanned: bool = False,
) -> Response:
    """What one participant said and how it was understood, to send to them.

    Refused where a real name stands in it: names of others were spoken, and mail goes astray.
    """
    snapshot = opened.snapshot()
    document = member_check(snapshot, participant)
    gate = gate_of(opened, snapshot, unscanned=unscanned)
    gate.pass_on(document.texts(), "pack", "Put pseudonyms in the place of names: People, names.")
    with opened.at_work() as study:
        study.handed_out(f"{snapshot.participant_by_id[participant].pseudonym}.{form}")
    return download(WRITERS[f".{form}"](document), form)
