"""Rules about consent: given, dated, and taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crosscase.analysis.consent import refusing, silenced
from crosscase.analysis.judgements import judgements
from crosscase.analysis.people import heard, sensitive_answers
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import SURVEY
from crosscase.rules.rule import STUDY, Hit, Rule, not_checked, rule


@rule(
    "no-consent",
    "flaw",
    reason="Words of somebody who did not agree must not be used.",
    reference="Tong et al. 2007 (COREQ), GDPR art. 7",
    todo="Ask for consent and record it, or take the person's words out.",
)
def no_consent(snapshot: Snapshot) -> Iterable[Hit]:
    """People with a source who allowed nothing, or who refused to be quoted and are coded."""
    if not snapshot.consents:
        yield not_checked("no consent of anybody is recorded.")
        return
    said: dict[int, dict[str, bool]] = defaultdict(dict)
    for consent in snapshot.consents:
        said[consent.participant][consent.use] = consent.allowed
    coded = set(judgements(snapshot).participant.tolist())
    present, silent = heard(snapshot), []
    for person in snapshot.participants:
        if person.id not in present:
            continue
        mine = said.get(person.id, {})
        if mine and not any(mine.values()):
            more = ", yet the words are coded" if person.id in coded else ""
            yield Hit(person.pseudonym, f"No consent of any kind{more}.")
        elif mine.get("quote") is False and person.id in coded:
            yield Hit(person.pseudonym, "Refused to be quoted, yet the words are coded.")
        elif not mine and person.recruited == SURVEY:
            silent.append(person.pseudonym)
        elif not mine:
            yield Hit(person.pseudonym, "No consent is recorded, yet there is a source.")
    if silent:
        text = f"{len(silent)} people of the survey have no recorded consent."
        yield Hit(SURVEY, text, severity="doubt")


@rule(
    "consent-without-date",
    "doubt",
    reason="A consent without date or version of the form cannot be shown to an ethics board.",
    reference="GDPR art. 7(1)",
    todo="Add the date on which the form was signed.",
)
def consent_without_date(snapshot: Snapshot) -> Iterable[Hit]:
    """People who allowed something, with no date."""
    undated = {c.participant for c in snapshot.consents if c.allowed and not c.date.strip()}
    for person in snapshot.participants:
        if person.id in undated:
            yield Hit(person.pseudonym, "Consent was given, but it has no date.")


@rule(
    "withdrawn-evidence",
    "flaw",
    reason="Who withdraws, withdraws the words too.",
    reference="GDPR art. 7(3)",
    todo="Run the withdrawal of this person, so that codings and evidence go.",
)
def withdrawn_evidence(snapshot: Snapshot) -> Iterable[Hit]:
    """People whose recruitment ended in "withdrawn" and whose words are still in the study."""
    present = heard(snapshot)
    spoken = judgements(snapshot)
    for person in snapshot.participants:
        if person.recruited.casefold().startswith("withdrawn") and person.id in present:
            mine = tuple(dict.fromkeys(spoken.segment[spoken.participant == person.id].tolist()))
            yield Hit(person.pseudonym, f"Withdrawn, yet {len(mine)} passages are coded.", mine)


@rule(
    "sensitive-quoted",
    "doubt",
    reason="What is said of a sensitive matter can harm who said it, even under a pseudonym.",
    reference="Kaiser 2009",
    todo="Ask the person again, or enter that they may not be quoted: then a paraphrase stands in.",
)
def sensitive_quoted(snapshot: Snapshot) -> Iterable[Hit]:
    """Passages in answers to sensitive questions that the report can show word for word."""
    if not any(question.sensitive for question in snapshot.questions):
        return
    used = set(snapshot.codings.segment.tolist())
    used |= {item.segment for item in snapshot.evidence if item.segment is not None}
    shown = (used & sensitive_answers(snapshot)) - silenced(snapshot, refusing(snapshot))
    said: dict[int, list[int]] = defaultdict(list)
    for segment in sorted(shown):
        said[int(snapshot.segment_participant[snapshot.segment_row[segment]])].append(segment)
    for number, mine in said.items():
        person = snapshot.participant_by_id.get(number)
        many = f"{len(mine)} passages answer" if len(mine) > 1 else "1 passage answers"
        text = f"{many} a sensitive question and can be quoted."
        yield Hit(person.pseudonym if person else STUDY, text, tuple(mine))


RULES: tuple[Rule, ...] = (
    no_consent,
    consent_without_date,
    withdrawn_evidence,
    sensitive_quoted,
)
