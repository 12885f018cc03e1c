"""The codebook of another program into the study: leaves are keywords, the rest has ideas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crosscase.domain.codebook import Assignment, Code, CodeKind, same_name
from crosscase.formats.refi.project import Project, ProjectCode
from crosscase.store.rows import read
from crosscase.study.codings import Room
from crosscase.study.veil import Veil


class CodesIn:
    """Brings codes in during one act; ``keywords`` has each by its identifier in the project.

    ``made`` counts the new ones; ``renamed`` tells which got another name.
    """

    def __init__(self, room: Room, project: Project, veil: Veil) -> None:
        self._room = room
        self._project = project
        self._veil = veil
        self.keywords: dict[str, Code] = {}
        self.ideas: dict[str, Code] = {}
        self._sets: set[str] = set()
        self.made = 0
        self.renamed: list[str] = []

    def bring(self) -> None:
        """Leaves become keywords; inner nodes constructs (at the top) or themes (below)."""
        codes = {code.guid: code for code in self._project.codes}
        inner = {code.parent for code in codes.values() if code.parent}
        coded = set(self._applied())
        taken: dict[str, set[str]] = {"keyword": set(), "idea": set()}
        links: list[Assignment] = []
        for code in codes.values():
            idea = code.guid in inner or not code.codable
            name = self._named(code, codes, taken["idea" if idea else "keyword"])
            if idea:
                made = self._code(code, name, "theme" if code.parent in codes else "construct")
                self.ideas[code.guid] = made
            if not idea or code.guid in coded:
                if idea:
                    name = self._named(code, codes, taken["keyword"])
                made = self._code(code, name, "keyword")
                self.keywords[code.guid] = made
                above = _above(code, codes, itself=idea)
                links += (
                    Assignment(0, made.id, self.ideas[guid].id, self._room.writer.coder)
                    for guid in above
                    if guid in self.ideas
                )
        self._assign(links)

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
        shelf = self._room.keywords if kind == "keyword" else self._room.ideas
        if (there := shelf.get(same_name(name))) is not None:
            return there
        made = Code(0, kind, name, definition=self._veil(code.description), colour=code.colour)
        number = self._room.writer.add(made)
        self.made += 1
        shelf[same_name(name)] = found = Code(number, kind, name)
        return found

    def together(self, guid: str, name: str, description: str, members: Iterable[str]) -> Code:
        """A theme of keywords that somebody put together as a set."""
        if same_name(name) in {same_name(idea.name) for idea in self.ideas.values()}:
            name = f"{name} (set)"
        name = free_name(name, self._sets, same_name)
        self._sets.add(same_name(name))
        theme = self._code(ProjectCode(guid, name, description=description), name, "theme")
        writer = self._room.writer
        keywords = dict.fromkeys(self.keywords[member] for member in members)
        self._assign([Assignment(0, k.id, theme.id, writer.coder) for k in keywords])
        return theme

    def _assign(self, links: list[Assignment]) -> None:
        writer = self._room.writer
        there = {(a.keyword, a.to) for a in read(writer.db, Assignment)}
        writer.add_all([a for a in links if (a.keyword, a.to) not in there])

    def _applied(self) -> Iterator[str]:
        for source in self._project.sources:
            yield from (coding.code for coding in source.codings)
            for quotation in source.quotations:
                yield from (coding.code for coding in quotation.codings)


def _above(code: ProjectCode, codes: dict[str, ProjectCode], *, itself: bool) -> list[str]:
    """The codes above a code, nearest first; a circle ends where it began."""
    found = [code.guid] if itself else []
    at = code.parent
    while at in codes and at not in found:
        found.append(at)
        at = codes[at].parent
    return found


def free_name(name: str, taken: set[str], form: Callable[[str], str] = str) -> str:
    """The name, numbered where another has it already."""
    count, found = 1, name
    while form(found) in taken:
        count += 1
        found = f"{name} ({count})"
    return found
