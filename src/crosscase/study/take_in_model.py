"""Relations of a project: those that crosscase wrote are what they were, any other is a memo."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from typing import cast, get_args

from crosscase.domain.codebook import Assignment, Merge, check_merge, same_name
from crosscase.domain.theory import (
    Cause,
    Direction,
    Evidence,
    EvidenceKind,
    Proposition,
    Shape,
    Stance,
)
from crosscase.errors import NotAllowed
from crosscase.formats.refi.project import Graph, Link, Note
from crosscase.store.rows import read
from crosscase.study.arriving import Arriving
from crosscase.study.own import ABOUT, guid, one_line, unlabelled
from crosscase.study.send_out_model import PROPOSITION_LINES, evidence_guid
from crosscase.study.take_in_notes import NotesIn

_ARROWS = {"OneWay": "→", "Bidirectional": "↔", "Associative": "–"}
_SAYS = re.compile(r"(?P<stance>\w+) (?P<label>.+) \((?P<kind>[\w ]+)\)")


class ModelIn:
    """Brings in propositions with their evidence, merges, places of themes, and the rest."""

    def __init__(self, arriving: Arriving, notes: NotesIn) -> None:
        self._arriving = arriving
        self._notes = notes
        self._often: Counter[tuple[object, ...]] = Counter()
        self._evidence: list[Evidence] = []

    def bring(self) -> None:
        """The propositions, then what leads to them."""
        project = self._arriving.project
        self._propositions([n for n in project.notes if n.guid == guid("proposition", n.name)])
        for link in project.links:
            if not (self._is_cause(link) or self._own(link)):
                self._memo(link)
        self._write_evidence()
        for graph in project.graphs:
            if graph.guid != guid("graph", "model"):
                self._drawn(graph)

    def _propositions(self, notes: list[Note]) -> None:
        """Each proposition that is not in the study, with the constructs it starts from."""
        arriving, room = self._arriving, self._arriving.room
        there = {p.label: p for p in read(arriving.writer.db, Proposition)}
        below: dict[str, str] = {}
        for note in notes:
            links = self._causes[note.guid]
            head, said = unlabelled(note.text, PROPOSITION_LINES)
            ends = {self._code(link.target) for link in links}
            if not links:
                effect = room.ideas.get(same_name(said.get("Effect", "")))
                ends = {effect.id if effect else None}
            (end, *more) = ends
            if end is None or more:
                continue  # somebody changed where it ends: what is left of it comes as memos
            self._notes.taken(note.guid)
            label = arriving.veil(note.name)
            if label in there:
                arriving.met[note.guid] = ("proposition", there[label].id, label)
                continue
            via = room.ideas.get(same_name(said.get("Through", "")))
            direction = links[0].name.rpartition(" ")[2] if links else said.get("Direction", "")
            shape = said.get("Shape", "direct")
            made = Proposition(
                0,
                label,
                arriving.veil(head),
                end,
                cast("Direction", direction if direction in get_args(Direction) else "?"),
                cast("Shape", shape if shape in get_args(Shape) else "direct"),
                arriving.veil(said.get("When", "")),
                via.id if via else None,
                section=said.get("Section", ""),
            )
            number = arriving.writer.add(made)
            arriving.done.propositions += 1
            arriving.met[note.guid] = ("proposition", number, label)
            causes = [self._code(link.origin) for link in links]
            arriving.writer.add_all([Cause(0, number, c) for c in causes if c is not None])
            if "Below" in said:
                below[note.guid] = guid("proposition", said["Below"])
        for child, parent in below.items():
            if parent in arriving.met:
                number = arriving.met[parent][1]
                arriving.writer.change(Proposition, arriving.met[child][1], parent=number)

    @cached_property
    def _causes(self) -> dict[str, list[Link]]:
        """The links from the causes of each proposition, where crosscase wrote them."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self._arriving.project.links:
            for number in link.notes:
                note = self._arriving.notes.get(number)
                if note and guid("link", note.name, link.origin, link.target) == link.guid:
                    found[number].append(link)
        return found

    def _is_cause(self, link: Link) -> bool:
        met = self._arriving.met
        return any(number in met and link in self._causes[number] for number in link.notes)

    def _code(self, number: str) -> int | None:
        noun, row, _ = self._arriving.met.get(number, ("", 0, ""))
        return row if noun == "code" else None

    def _own(self, link: Link) -> bool:
        """Whether a link was one of ours, and is one again."""
        ends = link.origin, link.target
        if link.guid == guid("about", *ends) and link.name == ABOUT:
            self._notes.on(link.target, [link.origin])
            return link.target in self._arriving.met
        if link.guid == guid("merge", *ends):
            return self._merged(link)
        if link.guid == guid("below", *ends):
            return self._placed(link)
        return self._led(link)

    @cached_property
    def _merges(self) -> list[Merge]:
        return read(self._arriving.writer.db, Merge)

    def _merged(self, link: Link) -> bool:
        """A keyword that means the same as another, where nothing in the study speaks against."""
        keyword, into = self._code(link.origin), self._code(link.target)
        if keyword is None or into is None:
            return False
        if all((m.keyword, m.into) != (keyword, into) for m in self._merges):
            try:
                check_merge(keyword, into, self._merges)
            except NotAllowed:
                return False
            made = Merge(0, keyword, into, *self._who_first(link))
            self._merges.append(made)
            self._arriving.writer.add(made)
        self._hang(link)
        return True

    @cached_property
    def _places(self) -> set[tuple[int, int]]:
        return {(a.keyword, a.to) for a in read(self._arriving.writer.db, Assignment)}

    def _placed(self, link: Link) -> bool:
        """A theme under a construct."""
        theme, to = self._code(link.origin), self._code(link.target)
        if theme is None or to is None:
            return False
        if (theme, to) not in self._places:
            self._places.add((theme, to))
            made = Assignment(0, theme, to, *self._who_first(link))
            self._arriving.writer.add(made)
        self._hang(link)
        return True

    def _led(self, link: Link) -> bool:
        """Evidence: of a passage or a case for or against a proposition."""
        noun, row, _ = self._arriving.met.get(link.origin, ("", 0, ""))
        goal, proposition, _ = self._arriving.met.get(link.target, ("", 0, ""))
        found = _SAYS.fullmatch(link.name)
        if found is None or goal != "proposition" or noun not in ("segment", "case"):
            return False
        said = link.origin, link.name, link.target, tuple(sorted(link.notes))
        self._often[said] += 1
        if link.guid != evidence_guid(*said, self._often[said]):
            return False
        why, coder, unreviewed = self._arriving.reason(link.notes)
        stance = cast("Stance", found["stance"])
        kind = cast("EvidenceKind", found["kind"])
        segment, case = (row, None) if noun == "segment" else (None, row)
        self._hang(link)
        made = Evidence(0, proposition, stance, kind, coder, segment, case, why, unreviewed)
        self._evidence.append(made)
        return True

    def _write_evidence(self) -> None:
        """What is not in the study already, as often as it was said."""
        writer = self._arriving.writer
        there = Counter(replace(e, id=0) for e in read(writer.db, Evidence))
        new: list[Evidence] = []
        for one in self._evidence:
            if there[one]:
                there[one] -= 1
            else:
                new.append(one)
        writer.add_all(new)

    def _who_first(self, link: Link) -> tuple[int, str, bool]:
        why, coder, unreviewed = self._arriving.reason(link.notes)
        return coder, why, unreviewed

    def _hang(self, link: Link) -> None:
        for note in link.notes:
            self._notes.taken(note)

    def _memo(self, link: Link) -> None:
        """A relation that the study has no place for."""
        arriving, notes = self._arriving, self._notes
        ends = [notes.label(guid) for guid in (link.origin, link.target)]
        text = f"{ends[0]} {_ARROWS[link.direction]} {ends[1]}"
        notes.add(f"{arriving.veil(link.name)}: {text}", "theoretical", link.origin)
        notes.on(link.origin, link.notes)
        known = arriving.met.keys() | arriving.notes.keys() | arriving.named.keys()
        if link.origin not in known or link.target not in known:
            told = f"the relation {text} ends at something that is not in the study"
            arriving.remark("refi-link", told)

    def _drawn(self, graph: Graph) -> None:
        """A drawing as a memo that says what leads where; its positions stay behind."""
        arriving, notes = self._arriving, self._notes
        boxes = {box.guid: arriving.veil(box.name) or notes.label(box.of) for box in graph.vertices}
        lines = [
            f"{boxes.get(edge.start, '?')} → {boxes.get(edge.end, '?')}"
            + (f" ({arriving.veil(edge.name)})" if edge.name else "")
            for edge in graph.edges
        ]
        name = arriving.veil(one_line(graph.name)) or "(no name)"
        notes.add("\n".join((f"{name}: {', '.join(boxes.values())}", *lines)), "theoretical")
        arriving.remark("refi-graph", f"the drawing {name!r} came as a memo, without its positions")
