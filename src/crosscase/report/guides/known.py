"""What a study file knows of the topics that guides for reporting ask."""

from __future__ import annotations

from collections import Counter

from crosscase.report.build_method import minutes_of
from crosscase.report.build_sample import attributes
from crosscase.report.chapter import Chapter
from crosscase.report.document import clean
from crosscase.report.words import count, listed, share, some, titled


def known_answers(chapter: Chapter) -> dict[str, str]:
    """Answers by topic; a topic of which the file knows nothing is absent."""
    return {
        topic: told
        for topic, told in {
            **_front(chapter),
            **_people(chapter),
            **_material(chapter),
            **_analysis(chapter),
            **_trust(chapter),
        }.items()
        if told
    }


def _front(chapter: Chapter) -> dict[str, str]:
    study = chapter.study
    pinned = sum(bool(code.reference) for code in study.codes)
    expected = sum(code.sign not in ("", "?") for code in study.codes)
    return {
        "title": chapter.fact("title"),
        "question": chapter.fact("question"),
        "prior_work": f"{count(pinned, 'code')} rest on named literature, and "
        f"{count(expected, 'construct')} on a sign that it expects."
        if pinned
        else "",
        "limits": "See Limits.",
    }


def _trust(chapter: Chapter) -> dict[str, str]:
    """What was done so that others can trust the findings, and how people are protected."""
    study, numbers = chapter.study, chapter.numbers
    agreed, against = numbers.agreement, numbers.contradicting
    tried = [
        f"{len(agreed.codes)} codes were compared between two coders (percent agreement "
        f"{agreed.percent:.2f})."
        if agreed
        else "",
        titled(f"{count(len(against), 'passage')} against a proposition are kept beside it.")
        if against
        else "",
        titled(f"{count(len(study.rivals), 'rival explanation')} were stated.")
        if study.rivals
        else "",
        f"A journal of {count(study.n, 'entry', 'entries')} holds every judgement with its day.",
    ]
    allowed = len({c.participant for c in study.consents if c.allowed})
    refused = len({c.participant for c in study.consents if not c.allowed})
    editions = study.current_editions.values()
    protected = sum(e.kind == "protected" for e in editions)
    claims = study.propositions
    return {
        "trustworthiness": " ".join(filter(None, tried)) if numbers.keywords else "",
        "ethics": f"{count(allowed, 'participant')} agreed to some use of their words, "
        f"{refused} refused one; what was refused is withheld."
        if study.consents
        else "",
        "processing": f"{share(protected, len(editions))} sources were protected: names stand in "
        "them as pseudonyms."
        if protected
        else "",
        "cases": f"{count(len(study.cases), 'case')}; see Cases." if study.cases else "",
        "interpretation": f"{count(len(claims), 'proposition')}; see Findings and Model."
        if claims
        else "",
        "analysis": "See Method." if numbers.keywords else "",
    }


def _people(chapter: Chapter) -> dict[str, str]:
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
        "ties": f"Stated in the list of people: {ties}." if ties else "",
        "leanings": f"{count(reflexive, 'reflexive memo')} in the study file." if reflexive else "",
        "approach": f"{method[:1].upper()}{method[1:]}." if method else "",
        "sampling": f"For what they do: {chosen}." if chosen else "",
        "approached": f"Dates of approach are recorded, {approached[0]} to {approached[-1]}; the "
        "way is not."
        if approached
        else "",
        "participants": f"{count(len(numbers.heard), 'person', 'people')} in "
        f"{count(len(numbers.cases), 'case')}; see Sample.",
        "refusals": f"{count(refused, 'person', 'people')} refused; see Recruitment."
        if any(p.recruited for p in study.participants)
        else "",
        "sample": f"See Sample: {listed(safe(g.label or g.name) for g in study.groups)}."
        if study.groups
        else "",
    }


def _material(chapter: Chapter) -> dict[str, str]:
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
        "saturation": clean(saturated.sentence) if saturated.settings else "",
        "guide": f"{count(asked, 'question')}, printed under Design." if asked else "",
        "repeats": titled(f"{count(again, 'participant')} with more than one interview.")
        if talks
        else "",
        "recording": " ".join(
            filter(
                None,
                (
                    f"{count(recorded, 'recording')} in the study." if recorded else "",
                    f"{count(allowed, 'participant')} agreed to be recorded." if allowed else "",
                ),
            )
        ),
        "field_notes": f"{count(notes, 'field note')}." if notes else "",
        "duration": f"{min(minutes):.0f} to {max(minutes):.0f} minutes ({len(minutes)} talks "
        "known)."
        if minutes
        else "",
    }


def _analysis(chapter: Chapter) -> dict[str, str]:
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
        "coders": f"{coders}." if coders else "",
        "code_tree": "See Keywords: every keyword under its construct." if used else "",
        "theme_origin": f"{deductive} of {len(constructs)} constructs from the literature, the "
        "others from the cases; see Design."
        if constructs
        else "",
        "software": "crosscase.",
        "quotations": "Under Findings, with pseudonym, role and source; each number opens its "
        "quotations."
        if chapter.wishes.quotes and used
        else "",
        "consistency": f"{share(carried, len(claims))} propositions rest on at least two cases or "
        f"name the cases against them ({contested} contested); see the ledger."
        if claims
        else "",
        "major_themes": "Constructs, with the share of people and cases that mention them; see "
        "Findings."
        if used and constructs
        else "",
        "minor_themes": f"{count(single, 'keyword')} of one person alone, and passages against "
        "each proposition, are shown."
        if used
        else "",
    }
