"""Real names inside speech: found, decided by a person, and replaced in every text at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coder, Memo
from crosscase.domain.names import NameFinder, NameKind, owners, variants
from crosscase.domain.people import Participant, yes_or_no
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.reading import Table
from crosscase.domain.replaced import replace
from crosscase.domain.sources import Edition, Presence, Segment, Source, Turn
from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed
from crosscase.store import erase
from crosscase.store.lookups import newest_editions
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS
from crosscase.store.undo import PROTECT
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.rewrite import rewrite

PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")
"""What stands in brackets: a name that was replaced, or a remark of who transcribed."""

_NUMBERED: dict[str, str] = {
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
}
"""Kinds that get a pseudonym of their own; of the others all are called by their kind."""

_AROUND = 40
_NOWHERE = 0
"""In the place of a source: a memo, a name of a file, an attribute."""

_QUOTED = {"'" + sign for sign in "=+-@"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it is written in the study's texts, and what is proposed in its place.

    ``known``: the key file knows it; ``ambiguous``: it is the name of several people, so that only
    "a participant" can stand for it. ``context``: the words around its first place.
    """

    spelling: str
    kind: NameKind
    pseudonym: str
    times: int
    sources: int
    known: bool
    ambiguous: bool
    score: float
    context: str


@dataclass(frozen=True, slots=True)
class Protected:
    """What was replaced: editions written anew, places in them, and other texts that held names."""

    editions: int
    marked: int
    """Editions without any name, which are protected as they are."""

    places: int
    texts: int


def look(
    desk: Desk, key: KeyFile, finder: NameFinder | None = None, tick: Tick = unseen
) -> list[Named]:
    """Every name in the newest texts: those of the key file in all their forms, and found ones.

    And in what researchers wrote: memos, names of sources, attributes, reasons. What stands in
    brackets already stays. ``finder``: an engine for speech and memos (None: the key file alone).
    """
    with desk.reading() as db:
        texts = [*_texts(db), *_others(db)]
        people = {p.pseudonym for p in read(db, Participant)}
    spellings = {p: list(forms(p, known, people)) for p, known in key.names.items()}
    pattern, owner_of = owners(spellings, as_written=True)
    seen: dict[str, _Seen] = {}
    for done, (source, language, text, spoken) in enumerate(texts):
        tick("looking for names", done / len(texts))
        taken = [Span(*m.span()) for m in PLACEHOLDER.finditer(text)]
        for match in pattern.finditer(text) if pattern else ():
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                told = seen.setdefault(match[0], _Seen("person", 1.0, owner_of(match[0])))
                told.at(source, text, span)
        for found in finder.find(text, language) if finder and spoken else ():
            if not any(found.span.overlaps(other) for other in taken):
                words = found.span.of(text)
                told = seen.setdefault(words, _Seen(found.kind, found.score, ""))
                told.at(source, text, found.span)
    _call(seen, key)
    return sorted(
        (one.named(spelling, key) for spelling, one in seen.items()),
        key=lambda n: (not n.known, -n.score, n.kind, n.spelling),
    )


def protect(
    desk: Desk,
    chosen: Mapping[str, str],
    why: str = "",
    also: Callable[[], object] = lambda: None,
) -> Protected:
    """Put ``[pseudonym]`` in the place of every chosen spelling, in every text, as one act.

    New editions take the place of the old ones, whose texts are erased; codings move with their
    words; memos, definitions, reasons and names of codes are reworded. It cannot be undone. Texts
    without a name are marked protected, for a person has looked. ``also`` is done last in the act:
    when it fails, nothing was changed.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for spelling, pseudonym in chosen.items():
        if not spelling.strip() or not pseudonym.strip():
            raise NotAllowed(
                f"The name {spelling!r} has no pseudonym {pseudonym!r}.",
                hint="Fill in both, or leave the row out.",
            )
        wanted[pseudonym.strip()].append(spelling)
    with desk.change(PROTECT, why) as writer:
        told = _Act(writer, wanted).do()
        erase.begin(writer.db, writer.entry)
        also()
    return told


def chosen_from(table: Table) -> dict[str, str]:
    """The spellings that a filled-in table of names says to hide, with what stands for each.

    Columns: hide (yes or no), spelling, pseudonym. Raises ``NotAllowed`` with the line.
    """
    chosen: dict[str, str] = {}
    for line, record in zip(table.lines, table.records(), strict=True):
        row = {column.casefold().strip(): cell.strip() for column, cell in record.items()}
        if not {"hide", "spelling", "pseudonym"} <= set(row):
            raise NotAllowed(
                "The table of names lacks a column.",
                hint="It has: hide, spelling, pseudonym. `crosscase protect STUDY --to FILE`.",
            )
        hide = yes_or_no(row["hide"])
        if hide is None:
            raise NotAllowed(
                f"Line {line}: {row['hide']!r} is neither yes nor no.", hint="Write yes or no."
            )
        if hide:
            spelling = row["spelling"]
            # a spreadsheet's apostrophe before a number such as +86 …
            chosen[spelling[1:] if spelling[:2] in _QUOTED else spelling] = row["pseudonym"]
    return chosen


def learn(key: KeyFile, chosen: Mapping[str, str]) -> None:
    """Write chosen names into the key file, so that files to come are treated alike."""
    for spelling, pseudonym in chosen.items():
        if not key.pseudonym_of(spelling):
            key.learn(pseudonym.strip(), spelling)
    if chosen:
        key.save()


class _Act:
    """One protection."""

    def __init__(self, writer: Writer, wanted: Mapping[str, list[str]]) -> None:
        self.writer = writer
        self._pattern, self._owner_of = owners(wanted, as_written=True)

    def do(self) -> Protected:
        """Rewrite every source, then every other text."""
        db = self.writer.db
        turns: dict[int, list[Turn]] = defaultdict(list)
        for turn in read(db, Turn):
            turns[turn.edition].append(turn)
        rewritten = marked = places = 0
        for source in read(db, Source):
            editions = read(db, Edition, source=source.id)
            found = {e.id: self._changes(e.text) for e in editions}
            places += sum(len(found[e.id]) for e in editions)
            if any(found.values()):
                rewritten += 1
                rewrite(
                    self.writer,
                    editions,
                    turns,
                    lambda edition, found=found: replace(edition.text, found[edition.id]),  # type: ignore[misc]
                    people=[p.participant for p in read(db, Presence, source=source.id)],
                    kind="protected",
                    whole=False,
                )
                continue
            for edition in editions[-1:] if editions[-1].kind != "translated" else editions[:1]:
                if edition.kind != "protected":
                    marked += 1
                    self.writer.change(Edition, edition.id, kind="protected")
        reworded = self._reword_others()
        erase.drop_derived(db)
        erase.erase(db, erase.let_go(db, self.writer.entry) - erase.referred(db))
        return Protected(rewritten, marked, places, reworded)

    def _changes(self, text: str) -> list[tuple[Span, str]]:
        if self._pattern is None:
            return []
        there = [Span(*match.span()) for match in PLACEHOLDER.finditer(text)]
        found = [(Span(*m.span()), self._owner_of(m[0])) for m in self._pattern.finditer(text)]
        return [
            (span, f"[{pseudonym}]")
            for span, pseudonym in found
            if not any(span.overlaps(other) for other in there)
        ]

    def _reword_others(self) -> int:
        """Names in what researchers wrote, and in what only the journal still refers to."""
        db = self.writer.db
        stays = _not_reworded(db)
        reworded: dict[int, str] = {}
        for number, value in erase.kept(db):
            if number not in stays and (changes := self._changes(value)):
                reworded[number] = replace(value, changes).text
        names: set[tuple[str, str]] = set()
        for code in read(db, Code):
            name = replace(code.name, self._changes(code.name)).text
            many = 2
            while (code.kind, name.casefold()) in names:
                name = f"{name} ({many})"
                many += 1
            names.add((code.kind, name.casefold()))
            if name != code.name:
                self.writer.change(Code, code.id, name=name)
        used = erase.referred(db)
        erase.reword(self.writer, reworded)
        return len(reworded.keys() & used)


class _Seen:
    """One spelling while texts are looked through."""

    def __init__(self, kind: NameKind, score: float, pseudonym: str) -> None:
        self.kind, self.score, self.pseudonym = kind, score, pseudonym
        self.known = bool(pseudonym)
        self.times = 0
        self.sources: set[int] = set()
        self.context = ""

    def at(self, source: int, text: str, span: Span) -> None:
        self.times += 1
        self.sources |= {source} - {_NOWHERE}
        if not self.context:
            words = text[max(0, span.start - _AROUND) : span.end + _AROUND]
            self.context = " ".join(words.split())

    def named(self, spelling: str, key: KeyFile) -> Named:
        return Named(
            spelling,
            self.kind,
            self.pseudonym,
            self.times,
            len(self.sources),
            self.known,
            self.known and self.pseudonym not in key.names,
            self.score,
            self.context,
        )


def _call(seen: Mapping[str, _Seen], key: KeyFile) -> None:
    """Pseudonyms for names that nobody knew: one a person, whatever form of the name was used."""
    given = set(key.names)
    fresh = {spelling: one for spelling, one in seen.items() if not one.pseudonym}
    forms: dict[str, str] = {}
    for spelling in sorted(fresh, key=lambda s: (-len(s), s)):
        one = fresh[spelling]
        if one.kind not in _NUMBERED:
            one.pseudonym = one.kind
            continue
        if one.kind == "person" and spelling.casefold() in forms:
            one.pseudonym = forms[spelling.casefold()]
            continue
        number = 1
        while (name := f"{_NUMBERED[one.kind]} {number}") in given:
            number += 1
        given.add(name)
        one.pseudonym = name
        if one.kind == "person":
            for form in variants(spelling):
                forms.setdefault(form.casefold(), name)


def forms(pseudonym: str, known: Iterable[str], people: set[str]) -> Iterator[str]:
    """The spellings of a name with the forms that they take in speech."""
    for spelling in known:
        yield from variants(spelling) if pseudonym in people else [spelling]


def _texts(db: Connection) -> Iterator[tuple[int, str, str, bool]]:
    newest = newest_editions(db)
    language = {source.id: source.language for source in read(db, Source)}
    for edition in read(db, Edition):
        if edition.id in newest:
            spoken = "" if edition.kind == "translated" else language[edition.source]
            yield edition.source, spoken, edition.text, True


def _others(db: Connection) -> Iterator[tuple[int, str, str, bool]]:
    """What was written about the study, of no source; whether an engine looks for names in it."""
    memos = _texts_in(db, Memo, "text")
    looked = erase.referred(db) - _not_reworded(db)
    for number, value in erase.kept(db):
        if number in looked:
            yield _NOWHERE, "", value, number in memos


def _not_reworded(db: Connection) -> set[int]:
    """Texts with a way of their own: speech is rewritten, what people are called here stays."""
    stays = _texts_in(db, Edition, "text") | _texts_in(db, Segment, "quote")
    return stays | _texts_in(db, Coder, "name") | _texts_in(db, Participant, "pseudonym")


def _texts_in(db: Connection, noun: type, column: str) -> set[int]:
    table = NOUNS[noun]
    return set(db.execute(select(table.c[column])).scalars())
