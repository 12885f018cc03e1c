"""What engines propose for this study, and what they have learned from its coder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crosscase.domain.codebook import Assignment as Assigned
from crosscase.domain.codebook import Code
from crosscase.domain.design import Fact
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.questions import Answer, Question
from crosscase.domain.sources import Edition, Segment
from crosscase.domain.suggestions import About, Embedder, Undecided
from crosscase.engines import abstract, assign, discard, merge, questions
from crosscase.engines.units import cut
from crosscase.errors import NotAllowed
from crosscase.store import suggestions
from crosscase.store.rows import read
from crosscase.study.desk import Desk
from crosscase.study.engines import Engines, told
from crosscase.study.material import (
    lessons,
    open_keywords,
    open_passages,
    refused,
    study_question,
    talks,
    tongue,
    uncut,
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many suggestions now wait, over how many passages or keywords."""

    about: str
    suggestions: int
    over: int
    withheld: int = 0
    """Passages kept from the engine, since their speaker allows no machine help."""
    invented: int = 0
    """Quotations of a language model that stand in no passage: dropped."""


def propose(
    desk: Desk, about: About, engines: Engines | None = None, tick: Tick = unseen
) -> Proposed:
    """Let an engine propose; what it proposed before and nobody decided is replaced.

    ``engines``: others than those that ship. Raises ``NotAllowed`` for what is about one
    proposition alone.
    """
    engines = engines or shipped(desk, tick)
    if about in ("keyword", "discard"):
        cut_units(desk)
        return propose_keywords(desk, engines)
    if about == "merge":
        return propose_merges(desk, engines)
    if about == "assign":
        return propose_assignments(desk, engines)
    if about == "contrary":
        raise NotAllowed(
            "A search for contrary evidence is about one proposition.",
            hint="Name it: `crosscase contrary STUDY PROPOSITION`.",
        )
    return propose_answers(desk, engines)


def shipped(desk: Desk, tick: Tick) -> Engines:
    """The engines that ship, for the language of the study; ``tick`` is told how far they are."""
    facts = {fact.key: fact.value for fact in desk.all(Fact)}
    return Engines(facts.get("language", "en"), tick=tick)


def cut_units(desk: Desk) -> int:
    """Cut what participants say into meaning units, where no unit is yet; how many were cut.

    The units are rows of the study (one act), so that a second coder judges the same ones.
    """
    with desk.reading() as db:
        waiting = uncut(db)
    if not waiting:
        return 0
    with desk.change("cut", "meaning units") as writer:
        found = [
            (edition, turn, unit, who)
            for edition, turns in waiting
            for turn, who in turns
            for unit in cut(turn.span.of(edition.text), tongue(edition.text))
        ]
        for edition, _turns in waiting:
            if not edition.sealed:
                writer.change(Edition, edition.id, sealed=True)
        there = {(s.edition, s.start, s.end) for s in read(writer.db, Segment)}
        fresh = [
            (Segment(0, e.id, u.start, u.end, u.of(e.text), True), (who,) if who else ())
            for e, turn, span, who in found
            if (e.id, (u := span.shift(turn.start)).start, u.end) not in there
        ]
        writer.add_all([segment for segment, _ in fresh], [people for _, people in fresh])
    return len(fresh)


def propose_keywords(desk: Desk, engines: Engines) -> Proposed:
    """One keyword for each meaning unit that this coder has not judged yet."""
    with desk.reading() as db:
        passages, withheld = open_passages(db, desk.coder)
        keywords, _ = open_keywords(db)
        learned = lessons(db, desk.coder)
        question = study_question(db)
    model = engines.language_model()
    invented = 0
    if model is not None:
        answer = model.propose(passages, keywords)
        found, invented, by = list(answer.proposals), answer.invented, told(model.id)
    else:
        matcher = engines.matcher()
        found, by = abstract.propose(passages, keywords, matcher, learned), told(matcher.id)
    embedder = engines.embedder()
    thrown = discard.subtract(passages, question, embedder)
    stray = {t.passage for t in thrown}
    kept = [
        Undecided(0, "keyword", p.passage, p.keyword, None, p.name, p.score, p.reason, by)
        for p in found
        if p.passage not in stray
    ]
    off = [
        Undecided(0, "discard", t.passage, None, None, "", t.score, t.reason, told(embedder.id))
        for t in thrown
    ]
    with desk.store.deriving() as db:
        suggestions.replace(db, "keyword", kept)
        suggestions.replace(db, "discard", off)
    return Proposed("keyword", len(kept) + len(off), len(passages), withheld, invented)


def propose_merges(desk: Desk, engines: Engines) -> Proposed:
    """Keywords that seem to mean the same, each joined into the one that says it best."""
    with desk.reading() as db:
        keywords, withheld = open_keywords(db)
        no = refused(db, desk.coder, "merge")
    embedder: Embedder = engines.embedder()
    by_name = {keyword.name: keyword.key for keyword in keywords}
    names = {keyword.key: keyword.name for keyword in keywords}
    found = [
        Undecided(
            0, "merge", None, member, by_name[c.name], c.name, c.score, c.reason, told(embedder.id)
        )
        for c in merge.clusters(keywords, embedder)
        if len(c.members) > 1 and c.name in by_name
        for member in c.members
        if member != by_name[c.name] and f"{names[member]} → {c.name}" not in no
    ]
    with desk.store.deriving() as db:
        suggestions.replace(db, "merge", found)
    return Proposed("merge", len(found), len(keywords), withheld)


def propose_assignments(desk: Desk, engines: Engines) -> Proposed:
    """A construct of the frame, or a new one, for each keyword that has none."""
    with desk.reading() as db:
        codes = {code.id: code for code in read(db, Code)}
        links = read(db, Assigned)
        keywords, withheld = open_keywords(db)
        no = refused(db, desk.coder, "assign")
    taken = {link.keyword for link in links}
    examples: dict[int, list[str]] = defaultdict(list)
    for link in links:
        examples[link.to].append(codes[link.keyword].name)
    constructs = [
        assign.Construct(
            code.id,
            code.name,
            code.definition,
            tuple(filter(None, code.dimensions.split("; "))),
            tuple(examples[code.id][:8]),
        )
        for code in codes.values()
        if code.kind == "construct" and code.role != "outcome"
    ]
    learned = [assign.Assigned(codes[link.keyword].name, link.to) for link in links]
    open_ones = [keyword for keyword in keywords if keyword.key not in taken]
    embedder = engines.embedder()
    found = [
        Undecided(
            0, "assign", None, a.keyword, a.construct, a.name, a.score, a.reason, told(embedder.id)
        )
        for a in assign.assign(open_ones, constructs, embedder, learned)
        if f"{codes[a.keyword].name} → {a.name}" not in no
    ]
    with desk.store.deriving() as db:
        suggestions.replace(db, "assign", found)
    return Proposed("assign", len(found), len(open_ones), withheld)


def propose_answers(desk: Desk, engines: Engines) -> Proposed:
    """The stretch of each interview that answers a question of its group's guide."""
    with desk.reading() as db:
        guide = read(db, Question)
        spoken = talks(db)
        answered = {(a.edition, a.question) for a in read(db, Answer)}
    if not guide:
        raise NotAllowed("The study has no guide.", hint="Write [[question]] in study.toml.")
    embedder = engines.embedder()
    found: list[Undecided] = []
    for edition, turns, group in spoken:
        asks = [turn for turn, role in turns if role == "interviewer"]
        items = [q for q in guide if q.group in (group, None)]
        ties = questions.tie(
            [turn.span.of(edition.text) for turn in asks], [q.wording for q in items], embedder
        )
        starts = sorted((asks[at].end, items[item], score) for at, item, score in ties)
        for number, (start, question, score) in enumerate(starts):
            later = [turn.start for turn in asks if turn.start > start]
            bound = starts[number + 1][0] if number + 1 < len(starts) else len(edition.text)
            stop = max((t for t in later if t < bound), default=bound)
            if (edition.id, question.id) not in answered and stop > start:
                found.append(
                    Undecided(
                        0,
                        "answer",
                        None,
                        None,
                        question.id,
                        question.label,
                        score,
                        "the interviewer's turn before it asks the question",
                        told(embedder.id),
                        edition.id,
                        start,
                        stop,
                    )
                )
    with desk.store.deriving() as db:
        suggestions.replace(db, "answer", found)
    return Proposed("answer", len(found), len(spoken))
