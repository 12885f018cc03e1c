"""The findings, construct by construct: who mentions it, in which words, for or against what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from crosscase.analysis.asked import NOTE
from crosscase.domain.codebook import Code
from crosscase.domain.people import Participant
from crosscase.domain.theory import Evidence, Proposition
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Line, Run, Section, Strong, clean
from crosscase.report.literature import against_literature
from crosscase.report.numbers import segments_of
from crosscase.report.quotes import TRANSLATED
from crosscase.report.words import SIGNS, count, ended, listed, share, some

_GOOD = range(45, 320)  # the length of a quote that is pleasant to read in a report


def findings(chapter: Chapter) -> list[Section]:
    """A section for every construct that is mentioned or claimed."""
    sections = [Section("Findings", (text(_lead(chapter)),))]
    cited: set[int] = set()
    for construct in chapter.numbers.constructs:
        claims = [p for p in chapter.study.propositions if construct in chapter.numbers.causes(p)]
        blocks: list[Block] = [_mentions(chapter, construct)]
        told: list[Block] = []
        for claim in claims:
            told += _claim(chapter, claim, construct, cited)
        blocks += [*_expressions(chapter, construct, cited), *told]
        if not claims and construct.role != "outcome":
            blocks.append(text("No proposition names this construct."))
        sections.append(Section(chapter.quoter.safe(construct.name), tuple(blocks), 2))
    return sections


def _lead(chapter: Chapter) -> str:
    left = len(chapter.numbers.heard) - len(chapter.numbers.read)
    said = f"{NOTE} Not mentioning something is not denying it."
    if left:
        said += (
            f" {count(left, 'person', 'people')} were heard whose words nobody has coded yet: they "
            "are in no count of this chapter."
        )
    return said


def _mentions(chapter: Chapter, construct: Code) -> Block:
    numbers, number = chapter.numbers, chapter.quoter.number
    name = construct.name
    spoken = numbers.spoken(construct.id, construct=True)
    against = numbers.against(construct.id)
    if not spoken.mentions:
        return text(f"None of the {spoken.asked} people asked mentions it.")
    line: list[Run] = [
        number(share(spoken.people, spoken.asked), f"{name}: all", spoken.segments, against),
        f" people mention it, in {count(spoken.mentions, 'passage and keyword', 'mentions')}",
    ]
    if spoken.of_cases:
        line.append(f", in {len(spoken.cases)} of {count(len(spoken.of_cases), 'case')}")
    line.append(".")
    skipped = len(numbers.asked[construct.id].skipped)
    if skipped:
        line.append(
            f" {count(skipped, 'person', 'people').capitalize()} were not asked the question that "
            f"names it; {spoken.unasked or 'none'} of them mention it all the same."
        )
    groups = [g for g in chapter.study.groups if any(p.group == g.id for p in numbers.read)]
    if len(groups) > 1:
        line.append(" By group: ")
        for at, group in enumerate(groups):
            mine = numbers.spoken(construct.id, construct=True, group=group.id)
            label = chapter.quoter.safe(group.label or group.name)
            contrary = numbers.against(construct.id, group=group.id)
            told = number(
                share(mine.people, mine.asked), f"{name}: {label}", mine.segments, contrary
            )
            line += [f"{'; ' if at else ''}{label} ", told]
        line.append(".")
    silent = [c.name for c in numbers.cases if c.id in set(spoken.of_cases) - set(spoken.cases)]
    if silent:
        line.append(f" Nobody mentions it in {_cases(silent)}.")
    if any(prompt.code == construct.id for prompt in chapter.study.prompts):
        line.append(" A question of the guide names it, so part of these mentions were prompted.")
    return text(*line)  # fmt: skip


def _cases(names: Sequence[str]) -> str:
    told = some([clean(name) for name in names], 8)
    return f"case {told}" if len(names) == 1 else f"cases {told}"


def numbers_of(chapter: Chapter, claim: Proposition) -> tuple[Run, ...]:
    """How many cases support and contradict a proposition, each number with its quotes."""
    numbers = chapter.numbers
    status = numbers.statuses[claim.label]
    supports = numbers.evidence(claim.id, "supports")
    contradicts = numbers.evidence(claim.id, "contradicts")
    label = clean(claim.label)
    asked = len(status.asked)
    if not supports and not contradicts:
        return ("No passage is linked to it as evidence.",)
    number = chapter.quoter.number
    own, other = segments_of(supports), segments_of(contradicts)
    line: list[Run] = ["Supported in "]
    line += [number(f"{len(status.supporting)} of {asked}", f"{label}: supporting", own, other)]
    line.append(" cases asked")
    if other or status.contradicting:
        told = count(len(status.contradicting), "case") if status.contradicting else "no case"
        line += [", contradicted in ", number(told, f"{label}: contradicting", other, own)]
    if status.groups:
        line.append(f"; {listed(map(chapter.quoter.safe, status.groups))} speak to it as well")
    line.append(".")
    unreviewed = sum(item.unreviewed for item in (*supports, *contradicts))
    if unreviewed:
        line.append(f" {count(unreviewed, 'link')} of evidence unreviewed.")
    return tuple(line)


def _claim(
    chapter: Chapter, claim: Proposition, construct: Code, cited: set[int]
) -> list[Block]:  # fmt: skip
    status = chapter.numbers.statuses[claim.label]
    head: list[Run] = [
        Strong(f"Proposition {clean(claim.label)} ({SIGNS[claim.direction]}). "),
        f"{ended(chapter.quoter.safe(claim.statement))} ",
    ]
    if claim.condition:
        head.append(f"Condition: {ended(chapter.quoter.safe(claim.condition))} ")
    if claim.via:
        name = chapter.quoter.safe(chapter.study.code_by_id[claim.via].name)
        head.append(f"It is {claim.shape} by {name}. ")
    head += numbers_of(chapter, claim)
    head.append(f" {_standing(status.status, status.without)}")
    head.append(f" {against_literature(construct, claim, status)}")
    blocks: list[Block] = [text(*(run for run in head if run != " "))]
    for stance, lead in (("supports", "for"), ("contradicts", "against"), ("qualifies", "on")):
        chosen = _choose(chapter, chapter.numbers.evidence(claim.id, stance), 2, cited)
        if chosen:
            told = {"for": "Supporting", "against": "Contradicting", "on": "Qualifying"}[lead]
            title = f"{told} {claim.label}"
            blocks.append(chapter.quoter.cited(title, chosen[: 1 if lead == "on" else 2]))
    return blocks


def _standing(status: str, without: dict[str, str]) -> str:
    told = {
        "supported": "At least two cases support it and none contradicts it.",
        "contested": "It is contested: cases stand against each other.",
        "single case": "It rests on a single case.",
        "no evidence": "It has no supporting case.",
    }[status]
    if without and status != "no evidence":
        changes = [f"without case {clean(c)} it would be: {s}" for c, s in sorted(without.items())]
        told += f" It depends on single cases: {some(changes, 3)}."
    return told


def _choose(chapter: Chapter, items: Iterable[Evidence], most: int, cited: set[int]) -> list[int]:
    """Short telling quotes, from different cases, observed facts and events before opinions."""
    order = {"observed fact": 0, "reported event": 1, "mechanism": 2, "opinion": 3}
    ranked = [(order[item.kind], item.segment) for item in items if item.segment is not None]
    return _spread(chapter, ranked, most, cited)


def telling(chapter: Chapter, segments: Iterable[int]) -> int | None:
    """The passage that tells most by itself: one that may be shown, of pleasant length."""
    return next(iter(_spread(chapter, [(0, segment) for segment in segments], 1, set())), None)


def _spread(
    chapter: Chapter, ranked: Iterable[tuple[int, int]], most: int, cited: set[int]
) -> list[int]:
    """The best quotes, one a case or group; people and cases quoted before come later."""
    chosen: list[int] = []
    seen: set[object] = set()
    before = [person for segment in cited if (person := chapter.numbers.person_of(segment))]
    people, places = Counter(p.id for p in before), Counter(map(_place, before))

    def worth(pair: tuple[int, int]) -> tuple[bool, bool, int, int, int, int]:
        segment, person = pair[1], chapter.numbers.person_of(pair[1])
        length = len(chapter.study.quote(segment))
        used = (people[person.id], places[_place(person)]) if person else (9, 9)
        return not chapter.quoter.may_show(segment), length not in _GOOD, *used, pair[0], segment

    for _, segment in sorted(ranked, key=worth):
        person = chapter.numbers.person_of(segment)
        place = _place(person) if person else ""
        if segment in cited or place in seen:
            continue
        seen.add(place)
        cited.add(segment)
        chosen.append(segment)
        if len(chosen) == most:
            break
    return chosen


def _place(person: Participant) -> str:
    return f"case {person.case}" if person.case else f"group {person.group}"


def _expressions(chapter: Chapter, construct: Code, cited: set[int]) -> list[Block]:
    """The participants' expressions (Figure 4 of a study), one a case or group."""
    spoken = chapter.numbers.spoken(construct.id, construct=True)
    chosen = _spread(chapter, [(0, segment) for segment in spoken.segments], 4, cited)
    rows: list[tuple[Line, ...]] = []
    for segment in chosen:
        quote = chapter.quoter.quote(segment)
        words = quote.said
        if quote.translation:
            words += f" ({TRANSLATED}: {quote.translation})"
        elif quote.translated:
            words += f" ({TRANSLATED})"
        number = chapter.quoter.number(f"Q{quote.ordinal}", f"Q{quote.ordinal}", [segment])
        rows.append((cell(quote.who), cell(words), (number,)))
    if not rows:
        return []
    caption = f"The participants’ expressions: {construct.name}"
    return [table(caption, ("Participant", "Expression", "Quote"), rows)]
