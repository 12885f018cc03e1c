"""Whether people take the central concept for something narrower."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import texts, turns_of
from crosscase.rules.rule import Hit, Rule, not_checked, rule
from crosscase.rules.words import sentences, short, stems

_APART = re.compile(r"\b(?:without|besides|beyond|not only|more than|lowers?|costs?)\b")
_EQUALS = re.compile(
    r"\b(?:is the same|the same as|equals|means|nothing but|is just|taken for|do not|does not|"
    r"don't|doesn't|no)\b|就是|等于|没有|谈不上"
)
_PLACE = r"(?:department|division|team|unit|laborator|people|staff)"


@rule(
    "concept-mistaken",
    "doubt",
    reason="People who take the concept for something narrower answer another question.",
    reference="Tong et al. 2007 (COREQ 17), Schwarz 1999",
    todo="Read these answers with care: what they call nothing may be the finding.",
)
def concept_mistaken(snapshot: Snapshot) -> Iterable[Hit]:
    """People coded with a keyword that equates the two, or who (or a document) say it plainly."""
    facts = snapshot.facts_by_key
    wrong = [w.strip() for w in facts.get("concept.mistaken_for", "").split(";") if w.strip()]
    concept = set(stems(facts.get("concept.name", "")))
    if not wrong or not concept:
        yield not_checked("the design does not say what the concept is mistaken for.")
        return
    said: dict[str, tuple[str, list[int]]] = {}
    by_person = _coded(snapshot, wrong, concept)
    for person, segments in by_person.items():
        words = short(snapshot.quote(segments[0]), 100)
        said[snapshot.participant_by_id[person].pseudonym] = (f'"{words}"', segments)
    for who, sentence in _spoken(snapshot, _says(wrong), concept):
        said.setdefault(who, (f'"{short(sentence, 120)}"', []))
    for who, (text, segments) in said.items():
        yield Hit(who, f"{text} ({wrong[0]} for {facts['concept.name']}).", tuple(segments))


def _coded(snapshot: Snapshot, wrong: list[str], concept: set[str]) -> dict[int, list[int]]:
    """The passages of keywords whose name puts the concept and its mistake together."""
    names = [
        code.id
        for code in snapshot.codes
        if code.kind == "keyword"
        and any(word.casefold() in code.name.casefold() for word in wrong)
        and concept & set(stems(code.name))
        and not _APART.search(code.name.casefold())
    ]
    found = judgements(snapshot)
    people: dict[int, list[int]] = defaultdict(list)
    for code, person, segment in zip(
        found.code.tolist(), found.participant.tolist(), found.segment.tolist(), strict=True
    ):
        if code in names and person:
            people[person].append(segment)
    return people


def _says(wrong: list[str]) -> re.Pattern[str]:
    """The mistaken words, or a department of one of them: "a department for research"."""
    whole = "|".join(map(re.escape, wrong))
    parts = {part for word in wrong for part in re.findall(r"[a-z]{6,}", word.casefold())}
    near = "|".join(sorted(map(re.escape, parts))) or "(?!)"
    of = r"(?:\s\w+){0,2}\s"
    return re.compile(
        rf"(?<!\w)(?:{whole})(?!\w)|{_PLACE}\w*{of}(?:{near})|(?:{near}){of}?\s?{_PLACE}",
        re.IGNORECASE,
    )


def _spoken(
    snapshot: Snapshot, says: re.Pattern[str], concept: set[str]
) -> Iterable[tuple[str, str]]:
    """Sentences with the concept, its mistake, and a word that equates or excludes."""
    owners = {s.id: s.participant for s in snapshot.speakers if s.participant}
    turns = turns_of(snapshot)
    for source, edition in texts(snapshot, "transcript", "recording", "document"):
        if source.kind == "document":
            pieces = [(source.name, edition.text)]
        else:
            pieces = [
                (
                    snapshot.participant_by_id[owners[t.speaker]].pseudonym,
                    edition.text[t.start : t.end],
                )
                for t in turns.get(edition.id, [])
                if t.speaker in owners
            ]
        for who, text in pieces:
            for sentence in sentences(text):
                if (
                    says.search(sentence)
                    and _EQUALS.search(sentence.casefold())
                    and concept & set(stems(sentence))
                ):
                    yield who, sentence


RULES: tuple[Rule, ...] = (concept_mistaken,)
