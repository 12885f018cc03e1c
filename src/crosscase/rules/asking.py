"""Rules about asking: no leading questions, and no words of the interviewer as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import segment_source, turns_of
from crosscase.rules.rule import Hit, Rule, rule
from crosscase.rules.words import short

_LEADING = re.compile(
    r"\b(?:don't|do not|wouldn't|would not|isn't|aren't|doesn't|can't|shouldn't) "
    r"(?:you|it|they|that) (?:think|agree|say|feel|believe|true|clear|obvious)\b"
    r"|\b(?:you|would you) (?:surely|certainly|of course) "
    r"|\b(?:you would|you'd|you will|you'll) agree\b|\bsurely\b.*\?"
    r"|难道|是不是应该|您不觉得",
    re.IGNORECASE,
)


@rule(
    "leading-question",
    "doubt",
    reason="A question that gives its answer is answered by the one who asks.",
    reference="Kvale and Brinkmann 2009",
    todo="Ask it openly; where it was asked so, tell it beside the answers.",
)
def leading_question(snapshot: Snapshot) -> Iterable[Hit]:
    """Items of the guide that suggest their answer ("don't you think", "surely")."""
    for question in snapshot.questions:
        if _LEADING.search(question.wording.replace("’", "'")):
            group = next((g.name for g in snapshot.groups if g.id == question.group), "study")
            yield Hit(group, f'{question.label} leads: "{short(question.wording, 100)}"')


@rule(
    "interviewer-coded",
    "flaw",
    reason="What the interviewer says is no finding about those who were asked.",
    reference="Brinkmann and Kvale 2015",
    todo="Take the coding off, or move it to the answer.",
)
def interviewer_coded(snapshot: Snapshot) -> Iterable[Hit]:
    """Coded passages, and evidence, that lie whole within a turn of the interviewer."""
    asks = {s.id for s in snapshot.speakers if s.role == "interviewer"}
    turns = turns_of(snapshot)
    used = set(snapshot.codings.segment.tolist())
    used |= {e.segment for e in snapshot.evidence if e.segment is not None}
    columns = snapshot.segments
    rows = np.flatnonzero(np.isin(columns.id, sorted(used)))
    for row in rows.tolist():
        start, end = int(columns.start[row]), int(columns.end[row])
        for turn in turns.get(int(columns.edition[row]), []):
            if turn.speaker in asks and turn.start <= start and end <= turn.end:
                number = int(columns.id[row])
                words = short(snapshot.quote(number), 80)
                where = segment_source(snapshot, number)
                yield Hit(where, f'The interviewer says "{words}"', (number,))


RULES: tuple[Rule, ...] = (leading_question, interviewer_coded)
