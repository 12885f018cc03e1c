"""The method in numbers: collecting, abstracting, discarding, merging, agreement, saturation."""

from __future__ import annotations

from collections import Counter

from crosscase.report.build_sample import attributes
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Run, Section, clean
from crosscase.report.words import count, listed, share, shortened

_KINDS = {"answers": ("answer sheet", ""), "transcript": ("transcript", "")}


def method(chapter: Chapter) -> list[Section]:
    """How the words became keywords and the keywords constructs."""
    return [Section("Method in numbers", (*_collected(chapter), *_abstracted(chapter)))]


def _collected(chapter: Chapter) -> list[Block]:
    study = chapter.study
    kinds = Counter(source.kind for source in study.sources)
    parts = [
        count(number, *_KINDS.get(kind, (kind, "")))
        for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    ]
    said = [f"The study rests on {count(len(study.sources), 'source')}"]
    said.append(f": {listed(parts)}. " if parts else ". ")
    languages = Counter(s.language or chapter.fact("language") or "en" for s in study.sources)
    if len(languages) > 1:
        told = listed(f"{clean(name)} ({number})" for name, number in sorted(languages.items()))
        translated = sum(e.kind == "translated" for e in study.editions)
        said.append(f"Languages: {told}")
        said.append(f"; {translated} have a translation, turn by turn. " if translated else ". ")
    minutes = minutes_of(chapter)
    if minutes:
        said.append(
            f"The length is known of {len(minutes)} conversations: {sum(minutes):.0f} minutes in "
            f"all, {sum(minutes) / len(minutes):.0f} on average (from {min(minutes):.0f} to "
            f"{max(minutes):.0f}). "
        )
    else:
        said.append("The study file does not say how long the interviews took. ")
    return [text("".join(said).strip())]


def minutes_of(chapter: Chapter) -> list[float]:
    """Lengths of conversations: the sources' own, or else those of the list of people."""
    found = [source.minutes for source in chapter.study.sources if source.minutes]
    if found:
        return found
    known = attributes(chapter, "participant")
    values: list[float] = []
    for person in chapter.numbers.heard:
        told = known.get(person.id, {}).get("minutes", "")
        if told.replace(".", "", 1).isdecimal():
            values.append(float(told))
    return values


def _abstracted(chapter: Chapter) -> list[Block]:
    study, numbers = chapter.study, chapter.numbers
    all_keywords = sum(code.kind == "keyword" for code in study.codes)
    passages = len(set(numbers.found.segment.tolist()))
    mentions = len(numbers.found.coding)
    thrown = list(dict.fromkeys(d.segment for d in study.discards))
    merged = len(study.merges)
    assigned = {study.head_of[a.keyword] for a in study.assignments}
    heads = {study.head_of[c] for c in numbers.found.code.tolist()}
    line: list[Run] = [
        f"Coders abstracted {count(mentions, 'valid mention')} of keywords from "
        f"{count(passages, 'passage')}; a passage with several meanings yields several. ",
        chapter.quoter.number(
            count(len(thrown), "passage").capitalize(), "Discarded passages", thrown
        ),
        f" {'was' if len(thrown) == 1 else 'were'} discarded because "
        f"{'it does' if len(thrown) == 1 else 'they do'} not answer what was asked. ",
        f"{count(merged, 'keyword').capitalize()} of {all_keywords} "
        f"{'was' if merged == 1 else 'were'} merged into another that means the same, so that "
        f"{count(len(numbers.keywords), 'different keyword')} "
        f"{'stands' if len(numbers.keywords) == 1 else 'stand'} in this report. ",
    ]
    if heads:
        told = share(len(assigned & heads), len(heads))
        line.append(f"{told} are assigned to a construct or theme.")
    blocks: list[Block] = [text(*line)]
    if numbers.by_group:
        blocks.append(_by_group(chapter))
    if study.discards:
        blocks.append(_discards(chapter))
    return blocks


def _by_group(chapter: Chapter) -> Block:
    numbers, found = chapter.numbers, chapter.numbers.found
    read = Counter(p.group for p in numbers.read)
    rows = []
    for group, told in zip(chapter.study.groups, numbers.by_group, strict=True):
        segments = found.segment[found.group == group.id].tolist()
        people = read[group.id]
        title = f"Valid mentions: {told.group}"
        contrary = [s for s in segments if s in numbers.contradicting]
        rows.append(
            (
                cell(chapter.quoter.safe(told.group)),
                cell(people),
                (chapter.quoter.number(told.mentions, title, segments, contrary),),
                cell(told.keywords),
                cell(f"{told.mentions / people:.1f}" if people else "–"),
                cell(told.discarded),
                cell(told.unreviewed),
            )
        )  # fmt: skip
    return table(
        "Keywords by group: mentions and distinct keywords are different counts",
        ("Group", "People coded", "Valid mentions", "Distinct keywords", "Mentions a head",
         "Discarded passages", "Unreviewed"),
        rows,
        range(1, 7),
        "People coded: participants with a source on which a coder has worked.",
    )  # fmt: skip


def _discards(chapter: Chapter) -> Block:
    by_reason: dict[str, list[int]] = {}
    for item in chapter.study.discards:
        by_reason.setdefault(item.why.strip() or "no reason given", []).append(item.segment)
    ranked = sorted(by_reason.items(), key=lambda item: (-len(set(item[1])), item[0]))
    number = chapter.quoter.number
    rows = [
        (
            cell(chapter.quoter.safe(shortened(why, 160))),
            (number(len(set(segments)), f"Discarded: {shortened(why, 80)}", segments),),
        )
        for why, segments in ranked[:12]
    ]
    more = len(ranked) - len(rows)
    note = f"{count(more, 'further reason')}, each rarer." if more else ""
    return table("Why passages were discarded", ("Reason", "Passages"), rows, {1}, note)
