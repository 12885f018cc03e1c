"""The comments of a Word file as codings: who commented, and the codes that the comment names."""

from __future__ import annotations

import re
from pathlib import PurePath

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.quotes.codebook import Codebook, parted
from crosscase.formats.refi.project import (
    Applied,
    Doubt,
    Note,
    Project,
    Quotation,
    TextSource,
    User,
    Verified,
)

_LONGEST = 100
"""Characters of the longest name of a code; a comment that says more is a note."""

_MEMO = re.compile(r"\s*(?:memo|note|备忘录?|笔记)\s?[:：]\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"@|[.?!。？！…]\s*$")


def commented_of(reading: Reading, file: str, sha: str) -> Project:
    """The text of a Word file with a quotation for each comment.

    Names of codes are parted by ``;``, ``|`` or lines. A comment with a part over ``_LONGEST``, or
    that begins with ``Memo:``, is a note on its passage. ``sha``: SHA-256 of the file. Raises
    ``UnreadableFile`` for a file without comments.
    """
    if not reading.comments:
        raise UnreadableFile(
            "no comment stands in it, so there is no coding.",
            file=file,
            hint="Bring it in with `crosscase add`.",
        )
    book = Codebook()
    users: dict[str, User] = {}
    notes: list[Note] = []
    quotations: list[Quotation] = []
    doubtful: list[Doubt] = []
    sentences = 0
    for number, comment in enumerate(reading.comments):
        author = comment.author.strip()
        user = users.setdefault(author, User(f"user {author}", author)).guid if author else ""
        names = parted(comment.text)
        codings: tuple[Applied, ...] = ()
        noted: tuple[str, ...] = ()
        if (memo := _MEMO.match(comment.text)) or any(len(name) > _LONGEST for name in names):
            text = comment.text[memo.end() if memo else 0 :]
            notes.append(Note(f"note {number}", "", text, user, comment.date))
            noted = (f"note {number}",)
        else:
            sentences += bool(_SENTENCE.search(comment.text))
            guids = dict.fromkeys(book.code(name) for name in names)
            codings = tuple(Applied(f"{number} {guid}", guid, user) for guid in guids)
        if not len(comment.span):
            told = f"{file}: the comment {comment.text[:60]!r} marks no words"
            doubtful.append(Doubt(told))
        placed = comment.span if len(comment.span) else None
        made = f"comment {number}"
        quotations.append(Quotation(made, "", placed, user=user, codings=codings, notes=noted))
    name = PurePath(file).stem
    source = TextSource(f"source {name}", name, reading.text, sha, quotations=tuple(quotations))
    count = len(quotations)
    how = "each is the words that its comment marks"
    remarks = list(reading.remarks)
    remarks += (Remark("quotes-doubtful", str(one), "doubt", file) for one in doubtful)
    if notes:
        told = f"{len(notes)} comments say more than names of codes: they are memos"
        remarks.append(Remark("quotes-notes", told, "note", file))
    if sentences:
        told = (
            f"{sentences} comments read like sentences and became codes: what shall be a memo "
            "begins with 'Memo:'"
        )
        remarks.append(Remark("quotes-sentences", told, "doubt", file))
    if book.respelled:
        told = f"{book.respelled} spellings of codes differ in case or blanks alone: taken for one"
        remarks.append(Remark("quotes-respelled", told, "note", file))
    if reading.turns:
        remarks.append(left_turns(file))
    return Project(
        name,
        "Word",
        users=tuple(users.values()),
        codes=book.codes,
        sources=(source,),
        notes=tuple(notes),
        verified=Verified(count, count - len(doubtful), None, tuple(doubtful), how),
        remarks=tuple(remarks),
    )


def left_turns(file: str) -> Remark:
    """What to do where a text has speakers, whom a project cannot bring."""
    told = "who speaks when is left out; to keep it, bring the file in with `crosscase add` first"
    return Remark("quotes-turns", told, "doubt", file)
