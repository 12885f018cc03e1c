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
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.quotes.codebook import Codebook, levelled
from crosscase.formats.quotes.columns import Quoted, quoted_rows
from crosscase.formats.quotes.find import Found, Haystack
from crosscase.formats.quotes.passages import Passages, passages_of
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

    Raises ``UnreadableFile`` where the table has no quotations or no codes, or where not one of
    its quotations stands in the texts.
    """
    rows, remarks = quoted_rows(table, file, given.codes)
    if not rows:
        raise UnreadableFile(
            "no row of it has words.", file=file, hint="Export the quotations with their text."
        )
    documents: dict[str, list[Quoted]] = defaultdict(list)
    for row in rows:
        documents[row.source].append(row)
    reading = _Reading(file, given, rows)
    for document, of_it in documents.items():
        reading.take(document, passages_of(of_it))
    if not reading.sources:
        raise UnreadableFile(
            f"none of its {reading.missing} quotations is found; {reading.doubtful[0]}.",
            file=file,
            hint="Give the folder of the texts that it quotes with --sources.",
        )
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
        self.exact = self.several = self.alone = self.missing = self.elsewhere = 0
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
        """Quotations whose document is not named, or is not there: in the text that has them."""
        found: dict[str, Passages] = {}
        for words, quoted in passages.items():
            row = quoted[0][0]
            hits = [s for s in self.given.sources if self._stack(s).all(words)]
            if len(hits) > 1 and row.case:
                hits = [s for s in hits if _stem(row.case) in _stem(s.name)] or hits
            if not hits:
                hits = self._most_alike(words)
            if len(hits) != 1:
                named = ", ".join(source.name for source in hits[:5])
                told = f"it stands in {len(hits)} texts ({named}): a column source says in which"
                for one in quoted:
                    self._miss(one, told if hits else "in no text")
                continue
            found.setdefault(hits[0].guid, {})[words] = quoted
        for source in self.given.sources:
            if source.guid in found:
                self._in(source, found[source.guid], document)

    def _most_alike(self, words: str) -> list[TextSource]:
        """The text in which the words stand nearly, if it is one."""
        alike = [(f.score, s) for s in self.given.sources if (f := self._stack(s).nearly(words))]
        best = max((score for score, _ in alike), default=0.0)
        return [source for score, source in alike if score == best]

    def _stack(self, source: TextSource) -> Haystack:
        if source.guid not in self._stacks:
            self._stacks[source.guid] = Haystack(source.text)
        return self._stacks[source.guid]

    def _in(self, source: TextSource, passages: Passages, document: str = "") -> None:
        """Place the quotations of one text; passages of the same words one after the other.

        ``document``: what they are said to be of, where that is another.
        """
        places: dict[tuple[int, int], list[Quoted]] = defaultdict(list)
        stack = self._stack(source)
        for words, quoted in passages.items():
            spans = stack.all(words)
            if not spans:
                self._nearly(source, quoted, stack.nearly(words), places)
                continue
            for at, rows in enumerate(quoted):
                span = spans[min(at, len(spans) - 1)]
                places[span.start, span.end] += rows
                if document:
                    self.elsewhere += 1
                    told = f"its document {document!r} is not here: taken from {source.name}"
                    self._doubt(rows[0], told, _guid(source, span))
                    continue
                if len(spans) == len(quoted):
                    self.exact += 1
                    continue
                self.several += 1
                told = f"stands {len(spans)} times in {source.name}"
                told += f", {len(quoted)} passages quote it" if len(quoted) > 1 else ""
                taken = "the last" if at >= len(spans) else f"number {at + 1}"
                self._doubt(rows[0], f"{told}: {taken} is taken", _guid(source, span))
        self._keep(source, places)

    def _nearly(
        self,
        source: TextSource,
        quoted: list[list[Quoted]],
        found: Found | None,
        places: dict[tuple[int, int], list[Quoted]],
    ) -> None:
        """Quotations that do not stand in their text as they are: where they nearly do."""
        for rows in quoted:
            if found is None:
                self._miss(rows, f"not in {source.name}")
                continue
            places[found.span.start, found.span.end] += rows
            self.scores.append(found.score)
            there = found.span.of(source.text)[:60]
            told = f"{found.score:.0f} of 100 like {there!r} in {source.name}"
            self._doubt(rows[0], told, _guid(source, found.span))

    def _alone(self, document: str, passages: Passages) -> None:
        """The quotations of a document one after the other: there is nothing else of it."""
        places: dict[tuple[int, int], list[Quoted]] = {}
        text = ""
        for words, quoted in passages.items():
            for rows in quoted:
                text += _BETWEEN if text else ""
                places[len(text), len(text) + len(words)] = rows
                text += words
        name = document or PurePath(self.file).stem
        sha = hashlib.sha256(text.encode()).hexdigest()
        self._keep(TextSource(f"source {name}", name, text, sha), places)
        self.alone += len(places)

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
        return [Applied(f"{quotation} {user} {guid}", guid, user) for guid in self._codes(row)]

    def _codes(self, row: Quoted) -> list[str]:
        levels = [self.levels[code] for code in row.codes]
        return [self.book.code(names[-1], names[:-1]) for names in levels]

    def _doubt(self, row: Quoted, told: str, quotation: str = "") -> None:
        self.doubtful.append(
            Doubt(f"line {row.line} of the table: {row.words[:60]!r}: {told}", quotation)
        )

    def _miss(self, rows: list[Quoted], told: str) -> None:
        """A passage that is not found; its codes are in the codebook all the same."""
        self.missing += 1
        for row in rows:
            self._codes(row)
        self._doubt(rows[0], f"not found: {told}")

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
        placed = self.exact + self.several + self.elsewhere + len(self.scores) + self.alone
        how = [f"{self.exact} as they stand"]
        if self.scores:
            how.append(f"{len(self.scores)} nearly (the least like: {min(self.scores):.0f} of 100)")
        if self.several:
            how.append(f"{self.several} at one of several places")
        if self.elsewhere:
            how.append(f"{self.elsewhere} in another document than theirs")
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
