"""Rules about interviews: length, speakers, what was asked, and what became of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosscase.analysis.people import group_label, heard, questions_of
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import attributes, present, texts, turns_of
from crosscase.rules.rule import STUDY, Hit, Rule, not_checked, rule
from crosscase.rules.words import listed, short


def _minutes(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)]


@rule(
    "interview-length",
    "doubt",
    reason="An interview far from the stated length is not the same instrument.",
    reference="Tong et al. 2007 (COREQ 21)",
    todo="Say so in the method section, or interview again.",
)
def interview_length(snapshot: Snapshot) -> Iterable[Hit]:
    """Interviews shorter or longer than the design states."""
    stated = _minutes(snapshot.facts_by_key.get("interview.minutes", ""))
    if not stated:
        yield not_checked("the design states no length of interviews.")
        return
    known = attributes(snapshot, "participant")
    people = present(snapshot)
    for person in snapshot.participants:
        lasted = _minutes(known[person.id].get("minutes", ""))[:1]
        if lasted and not min(stated) <= lasted[0] <= max(stated):
            yield Hit(person.pseudonym, _lasted(lasted[0], stated))
    for source, _ in texts(snapshot, "transcript", "recording"):
        told = any("minutes" in known[p.id] for p in people.get(source.id, []))
        if source.minutes and not told and not min(stated) <= source.minutes <= max(stated):
            yield Hit(source.name, _lasted(source.minutes, stated))


def _lasted(minutes: float, stated: list[float]) -> str:
    return f"{minutes:g} minutes, where the design says {min(stated):g} to {max(stated):g}."


@rule(
    "speaker-unknown",
    "doubt",
    reason="Words of nobody known belong to no case and no group.",
    reference="Tong et al. 2007 (COREQ 29)",
    todo="Name the speaker in the transcript, or leave the turns uncoded.",
)
def speaker_unknown(snapshot: Snapshot) -> Iterable[Hit]:
    """Transcripts with turns of a speaker who is neither participant nor interviewer."""
    labels = {
        s.id: s.label for s in snapshot.speakers if s.role != "interviewer" and not s.participant
    }
    turns = turns_of(snapshot)
    for source, edition in texts(snapshot, "transcript", "recording"):
        unknown = [t for t in turns.get(edition.id, []) if (t.speaker or 0) in {0, *labels}]
        if unknown:
            words = edition.text[unknown[0].start : unknown[0].end]
            who = sorted({labels.get(t.speaker or 0, "") or "no label" for t in unknown})
            count = f"{len(unknown)} turns" if len(unknown) > 1 else "1 turn"
            yield Hit(source.name, f'{count} of {listed(who)}: "{short(words, 80)}"')


@rule(
    "group-never-asked",
    "doubt",
    reason="A group that was not asked cannot be said to be silent.",
    reference="Miles and Huberman 1994",
    todo="Ask the group too, or leave the item out of the comparison of groups.",
)
def group_never_asked(snapshot: Snapshot) -> Iterable[Hit]:
    """Groups without any interview, and items of one group's guide that another's lacks."""
    spoke = heard(snapshot, "interviews")
    interviewed = {p.group for p in snapshot.participants if p.id in spoke}
    by_id = {question.id: question for question in snapshot.questions}
    guided = {question.group for question in snapshot.questions}
    for group in snapshot.groups:
        if group.id not in interviewed:
            yield Hit(group.name, f"{group_label(snapshot, group.id)}: nobody was interviewed.")
        if group.id not in guided or len(guided - {None}) < 2:
            continue
        for item, numbers in questions_of(snapshot).items():
            asked = [by_id[number] for number in numbers]
            if not any(q.group in (group.id, None) for q in asked):
                yield Hit(
                    group.name,
                    f'"{item}" ({listed(q.label for q in asked)}: {short(asked[0].wording, 80)}) '
                    "has no equivalent in the guide of this group.",
                )


@rule(
    "source-without-codings",
    "doubt",
    reason="Material that nobody coded or discarded was not analysed.",
    reference="Yin 2018",
    todo="Code it, or say why it was left out.",
)
def source_without_codings(snapshot: Snapshot) -> Iterable[Hit]:
    """Transcripts without a coding or a discard; answer sheets in one finding."""
    at = snapshot.segment_row
    rows = {at[int(number)] for number in set(snapshot.codings.segment.tolist())}
    rows |= {at[d.segment] for d in snapshot.discards}
    editions = set(snapshot.segments.edition[sorted(rows)].tolist()) if rows else set()
    coded = {snapshot.edition_by_id[number].source for number in editions}
    for source, _ in texts(snapshot, "transcript", "recording"):
        if source.id not in coded:
            yield Hit(source.name, "No passage is coded or discarded.")
    sheets = [s.name for s, _ in texts(snapshot, "answers") if s.id not in coded]
    if sheets:
        yield Hit("survey", f"{len(sheets)} answer sheets are uncoded: {listed(sheets, 4)}.")


@rule(
    "translation-unaligned",
    "doubt",
    reason="A quotation in translation must lead back to the words that were said.",
    reference="van Nes et al. 2010",
    todo="Bring original and translation to the same turns, and load them again.",
)
def translation_unaligned(snapshot: Snapshot) -> Iterable[Hit]:
    """Translations kept apart at the load, or with other turns than their original."""
    for item in snapshot.noticed:
        if item.code == "translation-unaligned":
            yield Hit(item.text.split(" has ")[0], f"{item.text}.")
    turns = turns_of(snapshot)
    for edition in snapshot.editions:
        if edition.kind != "translated":
            continue
        there = len(turns.get(edition.id, []))
        here = len(turns.get(edition.original or 0, []))
        if edition.original is None or here != there:
            name = snapshot.source_by_id[edition.source].name
            yield Hit(name, f"The original has {here} turns, the translation {there}.")


@rule(
    "unprotected-speech",
    "note",
    reason="Names inside speech stay until the transcripts are protected.",
    reference="GDPR art. 4(5)",
    todo="Run `protect` before anything of the study is shared.",
)
def unprotected_speech(snapshot: Snapshot) -> Iterable[Hit]:
    """How many current transcripts are no protected edition."""
    spoken = texts(snapshot, "transcript", "recording", "answers", "note")
    bare = [source for source, edition in spoken if edition.kind != "protected"]
    if bare:
        yield Hit(STUDY, f"{len(bare)} of {len(spoken)} texts are unprotected.")


RULES: tuple[Rule, ...] = (
    interview_length,
    speaker_unknown,
    group_never_asked,
    source_without_codings,
    translation_unaligned,
    unprotected_speech,
)
