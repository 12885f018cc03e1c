"""The codebook of another program into the study: leaves are keywords, the rest has ideas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast, get_args

from crosscase.domain.codebook import (
    Assignment,
    Code,
    CodeKind,
    ConstructRole,
    Origin,
    Sign,
    same_name,
)
from crosscase.domain.numbered import free_name
from crosscase.formats.refi.project import Project, ProjectCode, Set
from crosscase.store.rows import read
from crosscase.study.codings import Room
from crosscase.study.own import CODE_LINES, guid, plain, unlabelled
from crosscase.study.send_out_codes import colour_of
from crosscase.study.veil import Veil

_SAID = ("definition", "colour", *(f for f in CODE_LINES.values() if f != "origin"))
"""What is said of a code; an origin is always said, and mostly by nobody."""


class CodesIn:
    """Brings codes in during one act; ``codes`` has each by its identifier in the project.

    ``applied``: what a coding by that code is a coding with. ``made`` counts the new ones;
    ``renamed`` tells which got another name, ``otherwise`` what is said otherwise of one that the
    study knows.
    """

    def __init__(self, room: Room, project: Project, veil: Veil) -> None:
        self._room = room
        self._project = project
        self._veil = veil
        self._known = {code.id for code in (*room.keywords.values(), *room.ideas.values())}
        self.codes: dict[str, Code] = {}
        self.applied: dict[str, Code] = {}
        self._sets: set[str] = set()
        self.made = 0
        self.renamed: list[str] = []
        self.otherwise: list[str] = []

    def bring(self) -> None:
        """Leaves become keywords; inner nodes constructs (at the top) or themes (below).

        What crosscase itself wrote is what it was.
        """
        codes = {code.guid: code for code in self._project.codes}
        inner = {code.parent for code in codes.values() if code.parent}
        coded = set(self._applied())
        taken: dict[str, set[str]] = {"keyword": set(), "idea": set()}
        links: list[Assignment] = []
        for code in codes.values():
            own = own_kind(code.guid, code.name, "code")
            idea = own != "keyword" if own else code.guid in inner or not code.codable
            name = self._named(code, codes, taken["idea" if idea else "keyword"])
            if idea:
                kind = own or ("theme" if code.parent in codes else "construct")
                self.codes[code.guid] = made = self._code(code, name, kind)
                self.applied[code.guid] = made
            if not idea or (code.guid in coded and not own):
                if idea:
                    name = self._named(code, codes, taken["keyword"])
                made = self._code(code, name, "keyword")
                self.applied[code.guid] = made
                self.codes.setdefault(code.guid, made)
                links += (
                    Assignment(0, made.id, self.codes[guid].id, self._room.writer.coder)
                    for guid in _above(code, codes, itself=idea)
                    if guid in self.codes and self.codes[guid].kind != "keyword"
                )
        self._assign(links)
        for one in self._project.sets:
            self._kept(self._made(_as_code(one), self._veil(one.name), "theme"))

    def _named(self, code: ProjectCode, codes: dict[str, ProjectCode], taken: set[str]) -> str:
        """The name of a code; one that stands twice in the project is told by what is above it."""
        name = self._veil(code.name) or "(no name)"
        if same_name(name) in taken:
            above = codes.get(code.parent)
            first = f"{name} ({self._veil(above.name)})" if above else name
            name = free_name(first, taken, same_name)
            self.renamed.append(f"two codes are {code.name!r}: one is {name!r}")
        taken.add(same_name(name))
        return name

    def _code(self, code: ProjectCode, name: str, kind: CodeKind) -> Code:
        """The code in the study: the one of that name, or a new one."""
        made = self._made(code, name, kind)
        shelf = self._shelf(kind)
        if (there := shelf.get(same_name(name))) is not None:
            self._kept(made)
            return there
        number = self._room.writer.add(made)
        self.made += 1
        shelf[same_name(name)] = found = Code(number, kind, name)
        return found

    def _shelf(self, kind: CodeKind) -> dict[str, Code]:
        return self._room.keywords if kind == "keyword" else self._room.ideas

    def _kept(self, made: Code) -> None:
        """Tell what a project says otherwise of a code that was in the study before it."""
        there = self._shelf(made.kind).get(same_name(made.name))
        if there is None or there.id not in self._known:
            return
        for field in _SAID:
            new, old = (plain(str(getattr(code, field))) for code in (made, there))
            same = colour_of(made) == colour_of(there) if field == "colour" else new == old
            told = f"{there.name!r} is in the study already: the {field} {new[:60]!r} was not taken"
            if new and not same and told not in self.otherwise:
                self.otherwise.append(told)

    def _made(self, code: ProjectCode, name: str, kind: CodeKind) -> Code:
        """The code as the project has it."""
        description = code.description
        said: dict[str, str] = {}
        if own_kind(code.guid, code.name, "code") or own_kind(code.guid, code.name, "set"):
            description, said = unlabelled(description, (*CODE_LINES, "Colour"))
        return Code(
            0,
            kind,
            name,
            cast("Origin", _one_of(said.get("Origin", ""), Origin, "inductive")),
            cast("ConstructRole", _one_of(said.get("Role", ""), ConstructRole, "")),
            cast("Sign", _one_of(said.get("Sign", ""), Sign, "")),
            self._veil(description),
            colour=said.get("Colour", code.colour),
            **{
                CODE_LINES[label]: self._veil(said.get(label, ""))
                for label in ("Include", "Exclude", "Example", "Reference", "Dimensions")
            },
        )

    def together(self, one: Set, members: Iterable[str]) -> Code:
        """A theme of keywords that somebody put together as a set; a construct, if it was one."""
        name = self._veil(one.name) or "(no name)"
        own = own_kind(one.guid, one.name, "set")
        ideas = {same_name(c.name) for c in self.codes.values() if c.kind != "keyword"}
        if not own:
            if same_name(name) in ideas:
                name = f"{name} (set)"
            name = free_name(name, self._sets, same_name)
        self._sets.add(same_name(name))
        made = self._code(_as_code(one), name, own or "theme")
        writer = self._room.writer
        keywords = dict.fromkeys(self.codes[member] for member in members)
        self._assign([Assignment(0, k.id, made.id, writer.coder) for k in keywords])
        return made

    def _assign(self, links: list[Assignment]) -> None:
        writer = self._room.writer
        there = {(a.keyword, a.to) for a in read(writer.db, Assignment)}
        writer.add_all([a for a in links if (a.keyword, a.to) not in there])

    def _applied(self) -> Iterator[str]:
        for source in self._project.sources:
            yield from (coding.code for coding in source.codings)
            for quotation in source.quotations:
                yield from (coding.code for coding in quotation.codings)


def _as_code(one: Set) -> ProjectCode:
    return ProjectCode(one.guid, one.name, description=one.description)


def own_kind(number: str, name: str, noun: str) -> CodeKind | None:
    """The kind of a code (or set) that crosscase wrote; None where another program wrote it."""
    kinds: tuple[CodeKind, ...] = get_args(CodeKind)
    return next((kind for kind in kinds if guid(noun, kind, name) == number), None)


def _one_of(said: str, kind: object, otherwise: str) -> str:
    return said if said in get_args(kind) else otherwise


def _above(code: ProjectCode, codes: dict[str, ProjectCode], *, itself: bool) -> list[str]:
    """The codes above a code, nearest first; a circle ends where it began."""
    found = [code.guid] if itself else []
    at = code.parent
    while at in codes and at not in found:
        found.append(at)
        at = codes[at].parent
    return found
