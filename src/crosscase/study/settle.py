"""Decisions on suggestions: accept, change, reject; singly, in bulk, after a blind sample."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from crosscase.analysis.sampling import Interval, wilson
from crosscase.domain.codebook import Code
from crosscase.domain.codings import IN_SAMPLE, Decision, Verdict
from crosscase.domain.questions import Answer
from crosscase.domain.reading import Table
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition
from crosscase.domain.spans import Span
from crosscase.domain.suggestions import About, Undecided
from crosscase.domain.theory import Evidence, EvidenceKind, Stance
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store import suggestions
from crosscase.store.rows import Writer, read
from crosscase.study.codings import Room
from crosscase.study.desk import Desk
from crosscase.study.double_coding import blind_segments

SAMPLE = 50
"""How many suggestions a blind sample asks for, where there are as many."""

_RIGHT = {"yes", "y", "1", "true", "right", "是", "对"}
_WRONG = {"no", "n", "0", "false", "wrong", "否", "不对"}


@dataclass
class Settled:
    """What was decided: how many of each verdict, and what a sample of them showed."""

    accepted: int = 0
    changed: int = 0
    rejected: int = 0
    unreviewed: int = 0
    shares: dict[str, Interval] = field(default_factory=dict)


def waiting(desk: Desk, about: About | None = None, above: float = 0.0) -> list[Undecided]:
    """The suggestions that wait for a decision with a score of ``above`` or more, best first.

    What lies in sources this coder codes blind is left out.
    """
    with desk.reading() as db:
        found = [s for s in suggestions.undecided(db, about) if s.score >= above]
        blind = blind_segments(db, desk.coder)
        return [s for s in found if s.segment not in blind]


def settle(
    desk: Desk, ids: Iterable[int], verdict: Verdict, *, name: str = "", why: str = ""
) -> Settled:
    """Decide suggestions one coder has looked at. ``name``: what it is changed to.

    A contrary passage is accepted as evidence against its proposition, of the kind ``name``
    (opinion without one); a change takes it as evidence of the stance ``name``; who rejects one
    says why.

    Raises ``NotInStudy`` for a number that waits for no decision, ``NotAllowed`` for a change
    without a name.
    """
    if verdict == "change" and not name.strip():
        raise NotAllowed("A change needs the name it is changed to.", hint="Say --name.")
    with desk.change("decide", why) as writer:
        known = {s.id: s for s in suggestions.undecided(writer.db)}
        chosen: list[Undecided] = []
        for number in ids:
            if number not in known:
                raise NotInStudy(
                    f"No suggestion {number} waits for a decision.",
                    hint="List them: `crosscase decide STUDY`.",
                )
            chosen.append(known[number])
        if not chosen:
            raise NotAllowed("No suggestion was named.", hint="Name their numbers.")
        _take(writer, chosen, verdict, name, why, by_rule=False)
    settled = Settled()
    count = {"accept": "accepted", "change": "changed", "reject": "rejected"}[verdict]
    setattr(settled, count, len(chosen))
    return settled


def settle_by_rule(desk: Desk, about: About, above: float, why: str = "") -> Settled:
    """Accept all with a score of ``above`` or more; labelled unreviewed wherever it shows."""
    if about == "contrary":
        raise NotAllowed(
            "No passage becomes evidence by a rule.", hint="Read each, and accept or reject it."
        )
    with desk.change(
        "decide", why or f"by rule: {about} with a score of {above} or more"
    ) as writer:
        chosen = [s for s in suggestions.undecided(writer.db, about) if s.score >= above]
        if not chosen:
            raise NotAllowed(
                f"No {about} with a score of {above} or more waits.", hint="Lower --above."
            )
        _take(writer, chosen, "accept", "", why, by_rule=True)
    return Settled(accepted=len(chosen), unreviewed=len(chosen))


def settle_from(desk: Desk, table: Table) -> Settled:
    """Decide by a table with the columns suggestion, verdict, new name, why; rows without one wait.

    Raises ``NotAllowed`` for a verdict that is none, with its line; then nothing is decided.
    """
    settled = Settled()
    with desk.change("decide", "from a table of suggestions") as writer:
        known = {s.id: s for s in suggestions.undecided(writer.db)}
        for line, row in zip(table.lines, table.records(), strict=True):
            said, number = row.get("verdict", "").strip(), row.get("suggestion", "").strip()
            if not said:
                continue
            if said not in get_args(Verdict) or not number.isdecimal():
                raise NotAllowed(
                    f"Line {line}: {said!r} of suggestion {number!r} is no verdict.",
                    hint="A verdict is accept, change or reject.",
                )
            verdict = cast("Verdict", said)
            if int(number) not in known:
                raise NotInStudy(
                    f"Line {line}: no suggestion {number} waits for a decision.",
                    hint="The engine has run since: write the table again.",
                )
            name = row.get("new name", "").strip()
            if said == "change" and not name:
                raise NotAllowed(
                    f"Line {line}: a change needs a name.", hint="Fill the column new name."
                )
            new = name if said == "change" else ""
            item = known[int(number)]
            _take(writer, [item], verdict, new, row.get("why", ""), by_rule=False)
            count = {"accept": "accepted", "change": "changed", "reject": "rejected"}[said]
            setattr(settled, count, getattr(settled, count) + 1)
        if not settled.accepted + settled.changed + settled.rejected:
            raise NotAllowed("The table decides nothing.", hint="Fill the column verdict.")
    return settled


def draw_sample(
    snapshot: Snapshot, above: float, size: int = SAMPLE, seed: int = 1
) -> list[tuple[int, str, str, str]]:
    """A random blind sample of keyword suggestions, spread over groups and constructs.

    Rows of (suggestion, words, keyword, stratum) in random order, without scores. Every stratum
    (group and construct) gives in proportion, at least one.
    """
    strata = _strata(snapshot, above)
    total = sum(map(len, strata.values()))
    if not total:
        raise NotAllowed(
            f"No keyword with a score of {above} or more waits.", hint="Lower --above."
        )
    chance = random.Random(seed)
    rows: list[tuple[int, str, str, str]] = []
    for stratum in sorted(strata):
        items = strata[stratum]
        take = min(len(items), max(1, round(size * len(items) / total)))
        rows += [
            (item.id, snapshot.quote(item.segment or 0), item.name, stratum)
            for item in chance.sample(items, take)
        ]
    chance.shuffle(rows)
    return rows


def settle_with_sample(
    desk: Desk, snapshot: Snapshot, above: float, judged: Table, why: str = ""
) -> Settled:
    """Accept keywords in bulk on the strength of a blind sample that a coder has judged.

    ``judged`` has the columns suggestion and right (yes or no). The judged ones are the coder's
    own decisions; the others are accepted unreviewed, and the journal says what share of the
    sample was right, with its 95 % interval (Wilson 1927).
    """
    marks = _marks(judged)
    strata = _strata(snapshot, above)
    items = {item.id: item for group in strata.values() for item in group}
    gone = sorted(set(marks) - set(items))
    if gone:
        raise NotInStudy(
            f"The sample names {len(gone)} suggestions that no longer wait, such as {gone[0]}.",
            hint="Draw a new sample: the engine has run since.",
        )
    asked = {number for group in strata.values() for number in (i.id for i in group)}
    settled = Settled()
    settled.shares["all"] = wilson(sum(marks.values()), len(marks))
    for stratum, group in sorted(strata.items()):
        mine = [marks[item.id] for item in group if item.id in marks]
        if mine:
            settled.shares[stratum] = wilson(sum(mine), len(mine))
    said = f"{settled.shares['all']} of a blind sample, score {above} or more"
    with desk.change("decide", f"{why}; {said}" if why else said) as writer:
        right = [items[n] for n, good in marks.items() if good]
        wrong = [items[n] for n, good in marks.items() if not good]
        rest = [items[n] for n in sorted(asked - set(marks))]
        _take(writer, right, "accept", "", IN_SAMPLE, by_rule=False)
        _take(writer, wrong, "reject", "", IN_SAMPLE, by_rule=False)
        _take(writer, rest, "accept", "", said, by_rule=True)
    settled.accepted = len(right) + len(rest)
    settled.rejected = len(wrong)
    settled.unreviewed = len(rest)
    return settled


def _marks(judged: Table) -> dict[int, bool]:
    marks: dict[int, bool] = {}
    for line, row in zip(judged.lines, judged.records(), strict=True):
        said = row.get("right", "").strip().casefold()
        number = row.get("suggestion", "").strip()
        if said in _RIGHT | _WRONG and number.isdecimal():
            marks[int(number)] = said in _RIGHT
        elif said or not number:
            raise NotAllowed(
                f"Line {line} of the sample says {said!r}.",
                hint="The column right holds yes or no, the column suggestion its number.",
            )
    if not marks:
        raise NotAllowed("Nothing in the sample was judged.", hint="Fill the column right.")
    return marks


def _strata(snapshot: Snapshot, above: float) -> dict[str, list[Undecided]]:
    groups = {group.id: group.label or group.name for group in snapshot.groups}
    strata: dict[str, list[Undecided]] = defaultdict(list)
    for item in snapshot.undecided:
        if item.about != "keyword" or item.score < above or item.segment is None:
            continue
        owner = int(snapshot.segment_participant[snapshot.segment_row[item.segment]])
        person = snapshot.participant_by_id.get(owner)
        group = groups.get(person.group or 0, "no group") if person else "no group"
        of = sorted(snapshot.construct_of.get(item.code or 0, ()))
        construct = snapshot.code_by_id[of[0]].name if of else "no construct"
        strata[f"{group}: {construct}"].append(item)
    return dict(strata)


def _take(
    writer: Writer,
    chosen: Sequence[Undecided],
    verdict: Verdict,
    name: str,
    why: str,
    *,
    by_rule: bool,
) -> None:
    """Write what the decisions bring about, and the decisions with the proposals as shown."""
    room = Room(writer)
    names = {code.id: code.name for code in read(writer.db, Code)}
    for item in chosen:
        if item.about == "contrary":
            _weigh(writer, item, verdict, name, why)
        elif verdict != "reject":
            _bring_about(room, item, name or item.name, names, why, by_rule)
    writer.add_all(
        [
            Decision(
                0,
                writer.coder,
                item.about,
                verdict,
                _shown(item, names),
                item.score,
                item.engine,
                item.segment,
                by_rule,
                why,
            )
            for item in chosen
        ]
    )
    suggestions.forget(writer.db, [item.id for item in chosen])


def _bring_about(
    room: Room,
    item: Undecided,
    name: str,
    names: dict[int, str],
    why: str,
    by_rule: bool,
) -> None:
    if item.about == "keyword" and item.segment is not None:
        code = room.code(name, make=True)
        room.apply(code, item.segment, assisted=True, unreviewed=by_rule)
    elif item.about == "discard" and item.segment is not None:
        room.discard(item.segment, why or item.reason, unreviewed=by_rule)
    elif item.about == "merge" and item.code is not None:
        into = room.code(name) if name else room.code(names[item.into or 0])
        room.merge(room.code(names[item.code]), into, why or item.reason, unreviewed=by_rule)
    elif item.about == "assign" and item.code is not None:
        to = room.code(name, "construct", make=True)
        room.assign(room.code(names[item.code]), to, why or item.reason, unreviewed=by_rule)
    elif item.about == "answer" and item.edition is not None:
        span = Span(item.start or 0, item.end or 0)
        edition = read(room.writer.db, Edition, id=item.edition)[0]
        people = room.speakers(edition, span)
        who = people[0] if len(people) == 1 else None
        room.writer.add(
            Answer(0, edition.id, item.into or 0, span.start, span.end, who, False, by_rule)
        )


def _weigh(writer: Writer, item: Undecided, verdict: Verdict, name: str, why: str) -> None:
    """What a decision on a contrary passage brings about: evidence, or nothing but its reason.

    Raises ``NotAllowed`` for a rejection without a reason, a stance or a kind that is none.
    """
    if verdict == "reject":
        if not why.strip():
            raise NotAllowed(
                "A passage that may speak against a proposition is not put aside without a reason.",
                hint="Say why it does not.",
            )
        return
    stance: Stance = "contradicts"
    kind: EvidenceKind = "opinion"
    if verdict == "change":
        if name not in get_args(Stance):
            raise NotAllowed(
                f"{name!r} is no stance.", hint=f"It can be: {', '.join(get_args(Stance))}."
            )
        stance = cast("Stance", name)
    elif name:
        if name not in get_args(EvidenceKind):
            raise NotAllowed(
                f"{name!r} is no kind of evidence.",
                hint=f"It can be: {', '.join(get_args(EvidenceKind))}.",
            )
        kind = cast("EvidenceKind", name)
    into = item.into or 0
    writer.add(Evidence(0, into, stance, kind, writer.coder, item.segment, None, why))


def _shown(item: Undecided, names: dict[int, str]) -> str:
    if item.about in ("merge", "assign") and item.code is not None:
        return f"{names[item.code]} → {item.name}"
    return item.name
