"""Rules about dates: when people were asked, and whether consent came first."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.domain.dates import iso_day
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import present, texts
from crosscase.rules.rule import Hit, Rule, rule
from crosscase.rules.words import listed


@rule(
    "interview-without-date",
    "note",
    reason="Without dates nobody can tell what was known when a question was asked.",
    reference="Yin 2018 (case study database)",
    todo="Write the date into the name or the head of the transcript, or on the Sources page.",
)
def interview_without_date(snapshot: Snapshot) -> Iterable[Hit]:
    """Transcripts without a date; one finding where none has one."""
    talks = [source for source, _ in texts(snapshot, "transcript", "recording")]
    undated = [source.name for source in talks if not source.date.strip()]
    if undated and len(undated) == len(talks):
        yield Hit("study", f"None of the {len(talks)} interviews has a date.")
        return
    for name in undated:
        yield Hit(name, "It has no date.")


@rule(
    "consent-after-interview",
    "flaw",
    reason="Consent that comes after the interview was not asked for it.",
    reference="COREQ 11; GDPR Art. 7",
    todo="Correct the date, or tell how the person agreed before.",
)
def consent_after_interview(snapshot: Snapshot) -> Iterable[Hit]:
    """People whose first consent is dated later than their last interview."""
    agreed: dict[int, str] = {}
    for consent in snapshot.consents:
        day = iso_day(consent.date)
        if consent.allowed and day:
            agreed[consent.participant] = min(agreed.get(consent.participant, day), day)
    heard: dict[int, str] = {}
    for number, people in present(snapshot).items():
        source = snapshot.source_by_id[number]
        day = iso_day(source.date)
        if source.kind in ("transcript", "recording") and day:
            for person in people:
                heard[person.id] = max(heard.get(person.id, day), day)
    for person in snapshot.participants:
        day, asked = agreed.get(person.id, ""), heard.get(person.id, "")
        if day and asked and day > asked:
            yield Hit(person.pseudonym, f"Interviewed on {asked}, agreed on {day}.")


@rule(
    "case-fact-missing",
    "note",
    reason="Facts that most cases have and one has not make the comparison lopsided.",
    reference="Miles and Huberman 1994",
    todo="Ask for it, or write that it is not known.",
)
def case_fact_missing(snapshot: Snapshot) -> Iterable[Hit]:
    """Columns of the table of cases that all cases but a few (one in four at most) have."""
    filled: dict[str, set[int]] = {}
    for item in snapshot.attributes:
        if item.about == "case" and item.value.strip():
            filled.setdefault(item.name, set()).add(item.of)
    for case in snapshot.cases:
        missing = [
            name
            for name, of in filled.items()
            if case.id not in of and len(of) >= 0.75 * len(snapshot.cases)
        ]
        if missing:
            yield Hit(case.name, f"Not known of it: {listed(missing)}.")


RULES: tuple[Rule, ...] = (interview_without_date, consent_after_interview, case_fact_missing)
