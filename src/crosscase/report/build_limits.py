"""The limits, made from facts of the study."""

from __future__ import annotations

from collections import Counter

import numpy as np

from crosscase.report.build_sample import attributes
from crosscase.report.chapter import Chapter
from crosscase.report.document import Block, Bullets, Section, clean
from crosscase.report.words import count, listed, share


def limits(chapter: Chapter) -> list[Section]:
    """What a reader should hold against the study."""
    found = [line for line in _limits(chapter) if line]
    blocks: list[Block] = [Bullets(tuple((line,) for line in found))]
    return [Section("Limits", tuple(blocks))]


def _limits(chapter: Chapter) -> list[str]:
    study, numbers = chapter.study, chapter.numbers
    heard, read, cases = len(numbers.heard), len(numbers.read), len(numbers.cases)
    coders = len(np.unique(study.codings.coder))
    first = sum(e.kind == "first" for e in study.current_editions.values())
    chosen = any("why chosen" in v for v in attributes(chapter, "participant").values())
    refused = sum(p.recruited == "refused" for p in study.participants)
    silent = [c.name for c in study.cases if c not in numbers.cases]
    return [
        f"{count(cases, 'case').capitalize()} cannot stand for all firms or places of their kind; "
        "the study generalises to propositions, not to a population."
        if cases
        else "No case can be compared.",
        "Participants were chosen for what they know (purposive sample); shares among them are "
        "not estimates for others."
        if chosen
        else "How participants were chosen is not recorded.",
        f"{count(refused, 'person', 'people').capitalize()} who were asked refused."
        if refused
        else "",
        f"{share(heard - read, heard)} of the people heard have no coded source yet; they are in "
        "no count of who mentions what."
        if heard > read
        else "",
        f"Nothing was heard in {listed(f'case {clean(name)}' for name in silent)}."
        if silent
        else "",
        "One coder made all judgements; agreement is not known." if coders == 1 else "",
        _loudest(chapter),
        f"{count(numbers.unreviewed, 'decision').capitalize()} were taken by a rule and not "
        "reviewed."
        if numbers.unreviewed
        else "",
        f"{share(first, len(study.current_editions))} sources are as they came: names that were "
        "spoken in them have not been hidden (unprotected)."
        if first
        else "",
        "The arrows of the model count cases. They measure no effect, and the interviews cannot "
        "show what causes what."
        if study.propositions
        else "",
        _flaws(chapter),
    ]


def _loudest(chapter: Chapter) -> str:
    found = Counter(p for p in chapter.numbers.found.participant.tolist() if p)
    if not found:
        return ""
    person, most = min(found.items(), key=lambda item: (-item[1], item[0]))
    total = sum(found.values())
    if most / total < 0.05:
        return ""
    name = clean(chapter.study.participant_by_id[person].pseudonym)
    return f"{name} alone gave {share(most, total)} valid mentions."


def _flaws(chapter: Chapter) -> str:
    found = Counter(item.severity for item in chapter.study.noticed)
    if not found["flaw"] and not found["doubt"]:
        return ""
    return (
        f"While the material was brought in, {count(found['flaw'], 'flaw')} and "
        f"{count(found['doubt'], 'doubt')} were noticed; the study file keeps them."
    )
