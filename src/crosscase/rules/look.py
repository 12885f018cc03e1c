"""What several rules look up in a snapshot."""

from __future__ import annotations

from collections import defaultdict

from crosscase.analysis.judgements import Judgements, judgements, of_constructs
from crosscase.analysis.people import case_name, heard
from crosscase.domain.codebook import Code
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Source, Turn
from crosscase.rules.words import stems

REFUSED = ("refused", "declined", "withdrawn", "no answer", "拒绝")
SURVEY = "survey"


def texts(snapshot: Snapshot, *kinds: str) -> list[tuple[Source, Edition]]:
    """The current texts of these kinds of sources, in the study's order."""
    current = snapshot.current_editions
    return [
        (source, current[source.id])
        for source in snapshot.sources
        if source.kind in kinds and source.id in current
    ]


def turns_of(snapshot: Snapshot) -> dict[int, list[Turn]]:
    """The turns of each edition, in order."""
    found: dict[int, list[Turn]] = defaultdict(list)
    for turn in snapshot.turns:
        found[turn.edition].append(turn)
    return {edition: sorted(turns, key=lambda t: t.start) for edition, turns in found.items()}


def present(snapshot: Snapshot) -> dict[int, list[Participant]]:
    """The participants of each source."""
    found: dict[int, list[Participant]] = defaultdict(list)
    for presence in snapshot.presences:
        found[presence.source].append(snapshot.participant_by_id[presence.participant])
    return found


def attributes(snapshot: Snapshot, about: str) -> dict[int, dict[str, str]]:
    """The columns of the researcher's tables, by case or participant."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for item in snapshot.attributes:
        if item.about == about:
            found[item.of][item.name] = item.value
    return found


def interviewed(snapshot: Snapshot) -> list[Participant]:
    """People who were interviewed, or of whom the list says so; not those of the survey."""
    spoke = heard(snapshot, "interviews")
    return [
        p
        for p in snapshot.participants
        if p.id in spoke
        or (p.recruited != SURVEY and not p.recruited.casefold().startswith(REFUSED))
    ]


def construct_mentions(snapshot: Snapshot) -> Judgements:
    """The mentions of each theme and construct."""
    return of_constructs(snapshot, judgements(snapshot))


def constructs(snapshot: Snapshot) -> list[Code]:
    """The constructs, in the study's order."""
    return [code for code in snapshot.codes if code.kind == "construct"]


def own_stems(snapshot: Snapshot) -> dict[int, set[str]]:
    """For each construct the stems of its name that no other construct and not the concept has."""
    known = {code.id: set(stems(code.name)) for code in constructs(snapshot)}
    concept = set(stems(snapshot.facts_by_key.get("concept.name", "")))
    counts: dict[str, int] = defaultdict(int)
    for words in known.values():
        for word in words:
            counts[word] += 1
    return {
        number: {w for w in words if counts[w] == 1 and w not in concept} or words
        for number, words in known.items()
    }


def segment_source(snapshot: Snapshot, segment: int) -> str:
    """The name of the source in which a segment lies."""
    edition = int(snapshot.segments.edition[snapshot.segment_row[segment]])
    return snapshot.source_by_id[snapshot.edition_by_id[edition].source].name


def evidence_place(snapshot: Snapshot, case: int | None, segment: int | None) -> tuple[str, int]:
    """The case name ("" for none) and the group id (0 for none) behind a piece of evidence."""
    if case is not None:
        groups = {p.group for p in snapshot.participants if p.case == case and p.group}
        return case_name(snapshot, case), groups.pop() or 0 if len(groups) == 1 else 0
    if segment is None:
        return "", 0
    owner = int(snapshot.segment_participant[snapshot.segment_row[segment]])
    person = snapshot.participant_by_id.get(owner)
    return (case_name(snapshot, person.case), person.group or 0) if person else ("", 0)
