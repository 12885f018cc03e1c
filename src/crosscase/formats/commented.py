"""A coded text as a Word file: each quotation bears a comment that names its codes."""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml.ns import qn

from crosscase.formats.archive import still
from crosscase.formats.refi.project import MARKS, Project, Quotation, TextSource

MEMO = "Memo:"
"""What a comment that is no coding begins with."""

_JOINED = "; "


def write_commented(project: Project) -> dict[str, bytes]:
    """Each source as a Word file (.docx) by its name; the same project gives the same bytes.

    A comment is of one coder on one quotation and names the codes; a note is one that says so.
    `crosscase import` and other programs read the comments back as codings.
    """
    codes = {code.guid: code.name for code in project.codes}
    users = {user.guid: user.name for user in project.users}
    notes = {
        note.guid: (note.user, note.text or note.name)
        for note in project.notes
        if note.name not in MARKS
    }
    return {
        source.name: _Commented(source, codes, users, notes).body() for source in project.sources
    }


class _Commented:
    """One text on its way into Word."""

    def __init__(
        self,
        source: TextSource,
        codes: Mapping[str, str],
        users: Mapping[str, str],
        notes: Mapping[str, tuple[str, str]],
    ) -> None:
        self.source = source
        self.codes, self.users, self.notes = codes, users, notes
        self.word = docx.Document()
        self.starts: list[int] = []
        self.runs: list[Any] = []

    def body(self) -> bytes:
        self._paragraphs()
        for quotation in self.source.quotations:
            self._comment(quotation)
        facts = self.word.core_properties
        facts.author = facts.last_modified_by = "crosscase"
        facts.title = self.source.name[:250]
        facts.created = facts.modified = datetime(1980, 1, 1, tzinfo=UTC)
        facts.comments = ""
        made = io.BytesIO()
        self.word.save(made)
        return still(made.getvalue())

    def _paragraphs(self) -> None:
        """The lines of the text, cut into runs wherever a quotation begins or ends."""
        spans = [q.span for q in self.source.quotations if q.span is not None]
        cuts = sorted({at for span in spans for at in (span.start, span.end)})
        begin = 0
        for line in self.source.text.split("\n"):
            paragraph = self.word.add_paragraph()
            end = begin + len(line)
            inside = cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)]
            at = begin
            for cut in (*inside, end):
                if at < cut:
                    self.starts.append(at)
                    self.runs.append(paragraph.add_run(self.source.text[at:cut]))
                at = cut
            begin = end + 1

    def _comment(self, quotation: Quotation) -> None:
        span = quotation.span
        if span is None:
            return
        begin, end = (bisect_left(self.starts, at) for at in (span.start, span.end))
        marked = self.runs[begin:end]
        if not marked:
            return  # line breaks alone: Word has nothing to mark
        for user, text, at in self._said(quotation):
            made = self.word.add_comment(
                [marked[0], marked[-1]], text, self.users.get(user, ""), initials=""
            )
            date = made._comment_elm.attrib
            if at:
                date[qn("w:date")] = at
            else:
                date.pop(qn("w:date"), None)

    def _said(self, quotation: Quotation) -> Iterator[tuple[str, str, str]]:
        """Who says what of a quotation, and when they said it first."""
        named: dict[str, list[str]] = defaultdict(list)
        first: dict[str, str] = {}
        for coding in quotation.codings:
            if coding.code in self.codes:
                named[coding.user].append(self.codes[coding.code])
                known = filter(None, (first.get(coding.user, ""), coding.at))
                first[coding.user] = min(known, default="")
        for user, codes in named.items():
            yield user, _JOINED.join(codes), first[user]
        for note in quotation.notes:
            if note in self.notes:
                user, text = self.notes[note]
                yield user, f"{MEMO} {text}", ""
