"""A table of quotations as a project: each quotation found in its source, with how sure that is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.quotes.codebook import Codebook, levelled
from crosscase.formats.quotes.columns import Quoted, quoted_rows
from crosscase.formats.quotes.find import Found, Haystack
from crosscase.formats.refi.project import (
    Applied,
    Project,
    ProjectCase,
    Quotation,
    TextSource,
    User,
    Verified,
)
from crosscase.formats.tables import table_of

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Given:
    """What is there beside the table: texts, names of codes, and what takes names out of a name.

    ``strict``: a document that is none of the texts is missing, not to be made of its quotations.
    """

    sources: Sequence[TextSource] = ()
    codes: frozenset[str] = frozenset()
    called: Callable[[str], str] = str
    strict: bool = False
    remarks: tuple[Remark, ...] = ()


@dataclass
class _Place:
    """A passage on its way: the rows that quote it."""

    found: Found | None
    rows: list[Quoted] = field(default_factory=list)


def quoted_of(data: bytes, file: str, given: Given) -> Project:
    """The project that the rows of a table tell of; see ``Haystack`` for how they are found.

    Raises ``UnreadableFile`` where the table has no quotations or no codes.
    """
    rows, remarks = quoted_rows(table_of(data, file), file, given.codes)
    by_document: dict[str, list[Quoted]] = defaultdict(list)
    for row in rows:
        by_document[row.source].append(row)
    reading = _Reading(file, given, list(rows))
    for document, mine in by_document.items():
        reading.take(document, mine)
    return reading.project([*given.remarks, *remarks])


class _Reading:
    """The documents of one table, one after the other."""

    def __init__(self, file: str, given: Given, rows: list[Quoted]) -> None:
        self.file, self.given = file, given
        self.book = Codebook()
        self.levels = levelled(code for row in rows for code in row.codes)
        self.users: dict[str, User] = {}
        self.cases: dict[str, dict[str, None]] = defaultdict(dict)
        self.sources: dict[str, TextSource] = {}
        self.exact = self.alone = 0
        self.doubtful: list[str] = []
        self.scores: list[float] = []
        self.missing = 0
        self._stacks: dict[str, Haystack] = {}

    def take(self, document: str, rows: list[Quoted]) -> None:
        """Place the quotations of one document."""
        source = self._source(document)
        if source is None and (self.given.strict or (not document and self.given.sources)):
            self._anywhere(document, rows)
        elif source is None:
            self._alone(document, rows)
        else:
            self._in(source, rows)

    def _source(self, document: str) -> TextSource | None:
        wanted = {_stem(document), _stem(self.given.called(document))} - {""}
        return next((s for s in self.given.sources if _stem(s.name) in wanted), None)

    def _anywhere(self, document: str, rows: list[Quoted]) -> None:
        """Quotations whose document is not named, or is not there: in any text, as they stand."""
        for row in rows:
            hits = [s for s in self.given.sources if self._find(s, row.words, least=100.0)]
            if len(hits) == 1:
                self._in(hits[0], [row])
                continue
            where = f"in {len(hits)} sources" if hits else "in no source"
            self._miss(row, f"{where}; its document is {document!r}" if document else where)

    def _find(self, source: TextSource, words: str, least: float = 0.0) -> Found | None:
        stack = self._stacks.get(source.guid)
        if stack is None:
            stack = self._stacks[source.guid] = Haystack(source.text)
        found = stack.find(words)
        return found if found and found.score >= least else None

    def _in(self, source: TextSource, rows: list[Quoted]) -> None:
        places: dict[tuple[int, int], list[Quoted]] = defaultdict(list)
        for row in rows:
            found = self._find(source, row.words)
            if found is None:
                self._miss(row, f"not in {source.name}")
                continue
            places[found.span.start, found.span.end].append(row)
            if found.score < 100:
                self.scores.append(found.score)
                words = found.span.of(source.text)
                self._doubt(row, f"{found.score:.0f} of 100 like {words[:60]!r} in {source.name}")
                continue
            self.exact += 1
            if found.times > 1:
                self._doubt(row, f"stands {found.times} times in {source.name}: the first is taken")
        self._keep(source, places)

    def _alone(self, document: str, rows: list[Quoted]) -> None:
        """The quotations of a document one after the other: there is nothing else of it."""
        places: dict[tuple[int, int], list[Quoted]] = defaultdict(list)
        spans: dict[str, tuple[int, int]] = {}
        text = ""
        for row in rows:
            if row.words not in spans:
                text += _BETWEEN if text else ""
                spans[row.words] = len(text), len(text) + len(row.words)
                text += row.words
            places[spans[row.words]].append(row)
        name = document or PurePath(self.file).stem
        sha = hashlib.sha256(text.encode()).hexdigest()
        self._keep(TextSource(f"source {name}", name, text, sha), places)
        self.alone += len(rows)

    def _keep(self, source: TextSource, places: dict[tuple[int, int], list[Quoted]]) -> None:
        before = self.sources.get(source.guid, replace(source, quotations=()))
        made: list[Quotation] = []
        for (start, end), rows in places.items():
            guid = f"{source.guid} {start} {end}"
            told = dict.fromkeys(row.comment for row in rows if row.comment)
            codings = {a.guid: a for row in rows for a in self._applied(guid, row)}
            quotation = Quotation(
                guid, "", Span(start, end), "\n".join(told), codings=tuple(codings.values())
            )
            made.append(quotation)
            for row in rows:
                if row.case:
                    self.cases[row.case][source.guid] = None
        if made:
            self.sources[source.guid] = replace(before, quotations=(*before.quotations, *made))

    def _applied(self, quotation: str, row: Quoted) -> list[Applied]:
        user = ""
        if row.coder:
            user = self.users.setdefault(row.coder, User(f"user {row.coder}", row.coder)).guid
        levels = [self.levels[code] for code in row.codes]
        guids = [self.book.code(names[-1], names[:-1]) for names in levels]
        return [Applied(f"{quotation} {user} {guid}", guid, user) for guid in guids]

    def _doubt(self, row: Quoted, told: str) -> None:
        self.doubtful.append(f"line {row.line}: {row.words[:60]!r}: {told}")

    def _miss(self, row: Quoted, told: str) -> None:
        self.missing += 1
        self._doubt(row, f"not found: {told}")

    def project(self, remarks: list[Remark]) -> Project:
        """What was read, with what was noticed."""
        for told in self.doubtful[:MAX_REMARKS]:
            remarks.append(Remark("quotes-doubtful", told, "doubt", self.file))
        if len(self.doubtful) > MAX_REMARKS:
            told = f"{len(self.doubtful) - MAX_REMARKS} more quotations are not sure"
            remarks.append(Remark("quotes-doubtful", told, "doubt", self.file))
        if self.alone:
            told = (
                f"the texts are not here: {self.alone} quotations stand one after the other, each "
                "document a source. What was said between them, and how often they overlap, is "
                "not known; give the texts with --sources"
            )
            remarks.append(Remark("quotes-alone", told, "doubt", self.file))
        if self.book.respelled:
            told = f"{self.book.respelled} spellings of codes differ in case or blanks alone"
            remarks.append(Remark("quotes-respelled", told, "note", self.file))
        count = self.exact + len(self.scores) + self.missing + self.alone
        how = [f"{self.exact} as they stand"]
        if self.scores:
            how.append(f"{len(self.scores)} nearly (the least like: {min(self.scores):.0f} of 100)")
        if self.alone:
            how.append(f"{self.alone} without their text")
        how.append(f"{self.missing} not found")
        verified = Verified(count, self.exact, None, tuple(self.doubtful), ", ".join(how))
        return Project(
            PurePath(self.file).stem,
            "a table of quotations",
            users=tuple(self.users.values()),
            codes=self.book.codes,
            cases=tuple(
                ProjectCase(f"case {name}", name, sources=tuple(guids))
                for name, guids in self.cases.items()
            ),
            sources=tuple(self.sources.values()),
            verified=verified if count else Verified(),
            remarks=tuple(remarks),
        )


def _stem(name: str) -> str:
    """The name of a document without its ending, in small letters."""
    plain = " ".join(name.casefold().split())
    stem, dot, ending = plain.rpartition(".")
    return stem if dot and stem and len(ending) < 6 and " " not in ending else plain
