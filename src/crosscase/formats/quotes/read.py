"""A table of quotations as a project: each quotation found in its source, with how sure that is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.quotes.codebook import Codebook, levelled
from crosscase.formats.quotes.columns import Quoted, quoted_rows
from crosscase.formats.quotes.find import Found, Haystack
from crosscase.formats.refi.project import (
    Applied,
    Doubt,
    Project,
    ProjectCase,
    Quotation,
    TextSource,
    User,
    Verified,
)

_BETWEEN = "\n\n"

Passages = dict[str, list[Quoted]]
"""The rows that quote the same words of one document, by these words."""


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


def quoted_in(table: Table, file: str, given: Given) -> Project:
    """The project that the rows of a table tell of; see ``Haystack`` for how they are found.

    Raises ``UnreadableFile`` where the table has no quotations or no codes.
    """
    rows, remarks = quoted_rows(table, file, given.codes)
    documents: dict[str, Passages] = {}
    for row in rows:
        documents.setdefault(row.source, {}).setdefault(row.words, []).append(row)
    reading = _Reading(file, given, rows)
    for document, passages in documents.items():
        reading.take(document, passages)
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
        self.exact = self.several = self.alone = self.missing = 0
        self.scores: list[float] = []
        self.doubtful: list[Doubt] = []
        self._stacks: dict[str, Haystack] = {}

    def take(self, document: str, passages: Passages) -> None:
        """Place the quotations of one document."""
        source = self._source(document)
        if source is not None:
            self._in(source, passages)
        elif self.given.strict or (not document and self.given.sources):
            self._anywhere(document, passages)
        else:
            self._alone(document, passages)

    def _source(self, document: str) -> TextSource | None:
        wanted = {_stem(document), _stem(self.given.called(document))} - {""}
        return next((s for s in self.given.sources if _stem(s.name) in wanted), None)

    def _anywhere(self, document: str, passages: Passages) -> None:
        """Quotations whose document is not named, or is not there: in any text, as they stand."""
        found: dict[str, Passages] = {}
        for words, rows in passages.items():
            hits = [s for s in self.given.sources if (f := self._find(s, words)) and f.score >= 100]
            if len(hits) == 1:
                found.setdefault(hits[0].guid, {})[words] = rows
                continue
            where = f"in {len(hits)} sources" if hits else "in no source"
            self._miss(rows[0], f"{where}; its document is {document!r}" if document else where)
        for source in self.given.sources:
            if source.guid in found:
                self._in(source, found[source.guid])

    def _find(self, source: TextSource, words: str) -> Found | None:
        if source.guid not in self._stacks:
            self._stacks[source.guid] = Haystack(source.text)
        return self._stacks[source.guid].find(words)

    def _in(self, source: TextSource, passages: Passages) -> None:
        places: dict[tuple[int, int], list[Quoted]] = defaultdict(list)
        for words, rows in passages.items():
            found = self._find(source, words)
            if found is None:
                self._miss(rows[0], f"not in {source.name}")
                continue
            places[found.span.start, found.span.end] += rows
            if found.score < 100:
                self.scores.append(found.score)
                there = found.span.of(source.text)[:60]
                told = f"{found.score:.0f} of 100 like {there!r} in {source.name}"
                self._doubt(rows[0], told, _guid(source, found.span))
            elif found.times > 1:
                self.several += 1
                told = f"stands {found.times} times in {source.name}: the first is taken"
                self._doubt(rows[0], told, _guid(source, found.span))
            else:
                self.exact += 1
        self._keep(source, places)

    def _alone(self, document: str, passages: Passages) -> None:
        """The quotations of a document one after the other: there is nothing else of it."""
        places: dict[tuple[int, int], list[Quoted]] = {}
        text = ""
        for words, rows in passages.items():
            text += _BETWEEN if text else ""
            places[len(text), len(text) + len(words)] = rows
            text += words
        name = document or PurePath(self.file).stem
        sha = hashlib.sha256(text.encode()).hexdigest()
        self._keep(TextSource(f"source {name}", name, text, sha), places)
        self.alone += len(passages)

    def _keep(self, source: TextSource, places: dict[tuple[int, int], list[Quoted]]) -> None:
        before = self.sources.get(source.guid, replace(source, quotations=()))
        made: list[Quotation] = []
        for (start, end), rows in places.items():
            guid = _guid(source, Span(start, end))
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

    def _doubt(self, row: Quoted, told: str, quotation: str = "") -> None:
        self.doubtful.append(
            Doubt(f"line {row.line} of the table: {row.words[:60]!r}: {told}", quotation)
        )

    def _miss(self, row: Quoted, told: str) -> None:
        self.missing += 1
        self._doubt(row, f"not found: {told}")

    def project(self, remarks: list[Remark]) -> Project:
        """What was read, with what was noticed."""
        told_apart = self.doubtful[:MAX_REMARKS]
        remarks += [Remark("quotes-doubtful", str(one), "doubt", self.file) for one in told_apart]
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
        placed = self.exact + self.several + len(self.scores) + self.alone
        how = [f"{self.exact} as they stand"]
        if self.scores:
            how.append(f"{len(self.scores)} nearly (the least like: {min(self.scores):.0f} of 100)")
        if self.several:
            how.append(f"{self.several} at the first of several places")
        if self.alone:
            how.append(f"{self.alone} without their text")
        how.append(f"{self.missing} not found")
        count = placed + self.missing
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


def _guid(source: TextSource, span: Span) -> str:
    """The identifier of what is quoted at a place of a source."""
    return f"{source.guid} {span.start} {span.end}"


def _stem(name: str) -> str:
    """The name of a document without its ending, in small letters."""
    plain = " ".join(name.casefold().split())
    stem, dot, ending = plain.rpartition(".")
    return stem if dot and stem and len(ending) < 6 and " " not in ending else plain
