"""What a study file knows of COREQ's items, by their number."""

from __future__ import annotations

from collections import Counter

from crosscase.report.build_method import minutes_of
from crosscase.report.build_sample import attributes
from crosscase.report.chapter import Chapter
from crosscase.report.document import clean
from crosscase.report.words import count, listed, share, some, titled


def known_answers(chapter: Chapter) -> dict[int, str]:
    """Answers by item number; an item the file knows nothing of is absent."""
    return {
        number: told
        for number, told in {**_people(chapter), **_material(chapter), **_analysis(chapter)}.items()
        if told
    }


def _people(chapter: Chapter) -> dict[int, str]:
    study, numbers, safe = chapter.study, chapter.numbers, chapter.quoter.safe
    known = attributes(chapter, "participant")

    def values(column: str, most: int = 4) -> str:
        found = Counter(v for p in study.participants if (v := known.get(p.id, {}).get(column, "")))
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return some([f"{value} ({number})" for value, number in ranked], most)

    ties = values("relation")
    chosen = values("why chosen")
    approached = sorted(v["approached"] for v in known.values() if v.get("approached"))
    refused = sum(p.recruited == "refused" for p in study.participants)
    reflexive = sum(memo.kind == "reflexive" for memo in study.memos)
    method = chapter.fact("method")
    return {
        6: f"Stated in the list of people: {ties}." if ties else "",
        8: f"{count(reflexive, 'reflexive memo')} in the study file." if reflexive else "",
        9: f"{method[:1].upper()}{method[1:]}." if method else "",
        10: f"For what they do: {chosen}." if chosen else "",
        11: f"Dates of approach are recorded, {approached[0]} to {approached[-1]}; the way is not."
        if approached
        else "",
        12: f"{count(len(numbers.heard), 'person', 'people')} in "
        f"{count(len(numbers.cases), 'case')}; see Sample.",
        13: f"{count(refused, 'person', 'people')} refused; see Recruitment."
        if any(p.recruited for p in study.participants)
        else "",
        16: f"See Sample: {listed(safe(g.label or g.name) for g in study.groups)}."
        if study.groups
        else "",
    }


def _material(chapter: Chapter) -> dict[int, str]:
    study = chapter.study
    asked = len(study.questions)
    talks = Counter(
        p.participant
        for p in study.presences
        if study.source_by_id[p.source].kind in ("transcript", "recording")
    )
    again = sum(number > 1 for number in talks.values())
    recorded = sum(source.kind == "recording" for source in study.sources)
    allowed = sum(c.allowed for c in study.consents if c.use == "record")
    notes = sum(source.kind == "note" for source in study.sources)
    minutes = minutes_of(chapter)
    saturated = chapter.numbers.saturation
    return {
        22: clean(saturated.sentence) if saturated.settings else "",
        17: f"{count(asked, 'question')}, printed under Design." if asked else "",
        18: titled(f"{count(again, 'participant')} with more than one interview.") if talks else "",
        19: " ".join(
            filter(
                None,
                (
                    f"{count(recorded, 'recording')} in the study." if recorded else "",
                    f"{count(allowed, 'participant')} agreed to be recorded." if allowed else "",
                ),
            )
        ),
        20: f"{count(notes, 'field note')}." if notes else "",
        21: f"{min(minutes):.0f} to {max(minutes):.0f} minutes ({len(minutes)} talks known)."
        if minutes
        else "",
    }


def _analysis(chapter: Chapter) -> dict[int, str]:
    study, numbers = chapter.study, chapter.numbers
    coders = len(set(study.codings.coder.tolist()))
    constructs = numbers.constructs
    deductive = sum(code.origin == "deductive" for code in constructs)
    used = len(numbers.keywords)
    claims = study.propositions
    carried = sum(s.status in ("supported", "contested") for s in numbers.statuses.values())
    contested = sum(s.status == "contested" for s in numbers.statuses.values())
    single = sum(f.participants <= 1 for f in numbers.keywords)
    return {
        24: f"{coders}." if coders else "",
        25: "See Keywords: every keyword under its construct." if used else "",
        26: f"{deductive} of {len(constructs)} constructs from the literature, the others from "
        "the cases; see Design."
        if constructs
        else "",
        27: "crosscase.",
        29: "Under Findings, with pseudonym, role and source; each number opens its quotations."
        if chapter.wishes.quotes and used
        else "",
        30: f"{share(carried, len(claims))} propositions rest on at least two cases or name the "
        f"cases against them ({contested} contested); see the ledger."
        if claims
        else "",
        31: "Constructs, with the share of people and cases that mention them; see Findings."
        if used and constructs
        else "",
        32: f"{count(single, 'keyword')} of one person alone, and passages against each "
        "proposition, are shown."
        if used
        else "",
    }
