"""Codes that are written into a text around the words they stand on.

Three forms are known: ``[code]words[/code]``, ``{{words|code; code}}``, and that of qcoder,
``(QCODE)words(/QCODE){#code, #code}``. Passages may lie in each other, and those of the first form
may overlap.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.quotes.codebook import Codebook, levelled
from crosscase.formats.refi.project import Applied, Project, Quotation, TextSource, Verified

_NAME = r"[^\[\]{}|/\n][^\[\]{}|\n]{0,99}"
_SIGNS = re.compile(
    rf"\[/(?P<end>{_NAME})\]|\[(?P<begin>{_NAME})\]"
    rf"|(?P<open>\{{\{{)|\|(?P<codes>[^{{}}|\n]{{1,200}})\}}\}}"
    r"|(?P<qopen>\(QCODE\))|\(/QCODE\)\s{0,3}\{(?P<tags>#[^{}\n]{1,400})\}"
)
_SPLIT = re.compile(r"\s*[;,|]\s*#?|\s+#")


@dataclass(frozen=True, slots=True)
class Sign:
    """A piece of mark-up: where it stands, and whether it opens or closes which codes."""

    span: Span
    form: str
    opens: bool
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Passage:
    first: Sign
    last: Sign

    @property
    def codes(self) -> tuple[str, ...]:
        return self.first.codes or self.last.codes


def marked_up(text: str) -> bool:
    """Whether codes are written into the text: one passage at least is opened and closed."""
    return bool(_passages(list(_signs(text))))


def inline_of(text: str, file: str, sha: str = "", remarks: tuple[Remark, ...] = ()) -> Project:
    """The text without its mark-up, and a quotation for each passage; what closes nothing stays."""
    signs = list(_signs(text))
    passages = _passages(signs)
    paired = sorted({sign.span for one in passages for sign in (one.first, one.last)})
    plain, place = _without(text, paired)
    book = Codebook()
    levels = levelled(code for one in passages for code in one.codes)
    places: dict[Span, dict[str, None]] = {}
    empty = 0
    for one in passages:
        span = _trimmed(plain, Span(place(one.first.span.end), place(one.last.span.start)))
        if not len(span):
            empty += 1
            continue
        guids = (book.code(levels[code][-1], levels[code][:-1]) for code in one.codes)
        places.setdefault(span, {}).update(dict.fromkeys(guids))
    quotations = tuple(
        Quotation(
            f"{span.start} {span.end}",
            "",
            span,
            codings=tuple(Applied(f"{span.start} {span.end} {code}", code) for code in codes),
        )
        for span, codes in sorted(places.items())
    )
    name = PurePath(file).stem
    sha = sha or hashlib.sha256(text.encode()).hexdigest()
    count = len(quotations)
    told = [*remarks, *_told(signs, paired, passages, empty, file)]
    if book.respelled:
        said = f"{book.respelled} spellings of codes differ in case or blanks alone: taken for one"
        told.append(Remark("quotes-respelled", said, "note", file))
    return Project(
        name,
        "a text with codes written into it",
        codes=book.codes,
        sources=(TextSource(f"source {name}", name, plain, sha, quotations=quotations),),
        verified=Verified(count, count, None, (), "each is the words between its marks"),
        remarks=tuple(told),
    )


def _signs(text: str) -> Iterator[Sign]:
    for found in _SIGNS.finditer(text):
        span, kind = Span(*found.span()), found.lastgroup
        if kind in ("begin", "end"):
            if name := " ".join(found[kind].split()):
                yield Sign(span, "[ ]", kind == "begin", (name,))
        elif kind in ("open", "codes"):
            yield Sign(span, "{{ }}", kind == "open", _names(found["codes"] or ""))
        else:
            yield Sign(span, "QCODE", kind == "qopen", _names(found["tags"] or ""))


def _names(written: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in _SPLIT.split(written.lstrip(" #")))
    return tuple(dict.fromkeys(part for part in parts if part))


def _passages(signs: list[Sign]) -> list[_Passage]:
    """Each closing sign with the nearest one that opens it."""
    waiting: dict[tuple[str, str], list[Sign]] = {}
    found: list[_Passage] = []
    for sign in signs:
        key = sign.form, sign.codes[0].casefold() if sign.form == "[ ]" else ""
        if sign.opens:
            waiting.setdefault(key, []).append(sign)
        elif waiting.get(key) and sign.codes:
            found.append(_Passage(waiting[key].pop(), sign))
    return found


def _without(text: str, gone: list[Span]) -> tuple[str, _Place]:
    kept: list[str] = []
    at = 0
    for span in gone:
        kept.append(text[at : span.start])
        at = span.end
    return "".join((*kept, text[at:])), _Place(gone)


class _Place:
    """Where a place of the text stands when pieces of it are gone."""

    def __init__(self, gone: list[Span]) -> None:
        self._after = {}
        lost = 0
        for span in gone:
            self._after[span.start] = span.start - lost
            lost += len(span)
            self._after[span.end] = span.end - lost

    def __call__(self, at: int) -> int:
        return self._after[at]


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))


def _told(
    signs: list[Sign], paired: list[Span], passages: list[_Passage], empty: int, file: str
) -> Iterator[Remark]:
    forms = ", ".join(sorted({one.last.form for one in passages}))
    told = f"read as a text with codes written into it ({forms}): {len(passages)} passages"
    yield Remark("inline-codes", told, "note", file)
    used = set(paired)
    codes = {code.casefold() for one in passages for code in one.codes}
    lone = [
        sign
        for sign in signs
        if sign.span not in used
        and (not sign.opens or sign.form != "[ ]" or sign.codes[0].casefold() in codes)
    ]  # any other word in brackets is one, as in [laughs]
    for sign in lone[:MAX_REMARKS]:
        what = "opens and is not closed" if sign.opens else "closes and was not opened"
        named = f" ({', '.join(sign.codes)})" if sign.codes else ""
        told = f"the mark {sign.form}{named} at character {sign.span.start} {what}: it is text"
        yield Remark("inline-alone", told, "doubt", file)
    if len(lone) > MAX_REMARKS:
        told = f"{len(lone) - MAX_REMARKS} more marks open or close nothing"
        yield Remark("inline-alone", told, "doubt", file)
    if empty:
        yield Remark("quotes-no-words", f"{empty} marks have no words between them", "doubt", file)
