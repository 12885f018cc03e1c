"""The study as a project for other programs, and a list of what such a project cannot hold.

Identifiers are made from names and places, never drawn: what comes back through another program
and goes out again has the same ones, and so has a second export.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from crosscase.analysis.consent import refusing, sources_of
from crosscase.domain.codebook import Code
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition
from crosscase.domain.spans import Span
from crosscase.domain.withdrawal import grams, without
from crosscase.formats.refi.project import (
    Applied,
    Note,
    Project,
    ProjectCode,
    Quotation,
    Set,
    TextSource,
    User,
)
from crosscase.study.send_out_cases import cases_of
from crosscase.study.send_out_model import model_of

_SPACE = uuid.UUID("5b0c1f0e-6f3a-5d0c-9a43-7f6d1f1f8c52")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the study that the other form does not hold, and how many there are."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class SentOut:
    """A project to be written, and what it leaves behind."""

    project: Project
    losses: tuple[Loss, ...]


def guid(*parts: object) -> str:
    """The identifier of a thing by what it is."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(map(str, parts))))


def send_out(
    snapshot: Snapshot,
    judged: Mapping[int, str] | None = None,
    withheld: frozenset[int] = frozenset(),
) -> SentOut:
    """The whole study as a REFI-QDA project.

    ``judged``: when each coding was made; ``withheld``: participants whose words stay in the study,
    and with them every source in which they speak, and memos and examples that repeat five of
    their words in a row. Of who refused to be shared nothing goes, no case and no attribute.
    """
    return _Sending(snapshot, judged or {}, withheld).all_of_it()


class _Sending:
    """One study on its way out; ``met`` knows the identifier of each row that goes."""

    def __init__(
        self, snapshot: Snapshot, judged: Mapping[int, str], withheld: frozenset[int]
    ) -> None:
        self.study = snapshot
        self.judged = judged
        self.met: dict[tuple[str, int], str] = {}
        self.notes: list[Note] = []
        self.noted: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.kept = sources_of(snapshot, withheld)
        self.unshared = withheld & refusing(snapshot, "share")
        self.own = grams(e.text for e in snapshot.editions if e.source in self.kept)
        self.barred: dict[str, set[str]] = {"memos": set(), "examples": set()}
        self.lost: dict[str, int] = {}

    def all_of_it(self) -> SentOut:
        study = self.study
        users = tuple(User(guid("user", c.name), c.name) for c in study.coders)
        for coder, user in zip(study.coders, users, strict=True):
            self.met["coder", coder.id] = user.guid
        codes = {code.id: guid("code", code.kind, code.name) for code in study.codes}
        self.met |= {("code", number): made for number, made in codes.items()}
        editions = self._editions()
        bearers: Counter[str] = Counter()
        for edition in editions:
            name = self._named(edition)
            bearers[name] += 1
            self.met["edition", edition.id] = guid("source", name, bearers[name])
            if edition == study.current_editions.get(edition.source):
                self.met["source", edition.source] = self.met["edition", edition.id]
        self._memos()
        sources = tuple(self._sources(editions))
        variables, cases = cases_of(study, self.met, guid, self.unshared)
        model = model_of(study, self.met, guid)
        facts = study.facts_by_key
        project = Project(
            facts.get("title", "") or "Study",
            "crosscase",
            users=users,
            codes=tuple(self._codes()),
            variables=variables,
            cases=cases,
            sources=sources,
            notes=(*self.notes, *model.notes),
            referred=tuple(self.noted["", 0]),
            links=model.links,
            sets=tuple(self._sets()),
            graphs=model.graphs,
        )
        return SentOut(project, tuple(self._losses(sources, model.left)))

    def _editions(self) -> list[Edition]:
        """The newest edition of each source, and any other that bears codings."""
        study = self.study
        rows = [study.segment_row[number] for number in set(study.codings.segment.tolist())]
        coded = set(study.segments.edition[rows].tolist()) if rows else set()
        newest = {edition.id for edition in study.current_editions.values()}
        return [e for e in study.editions if e.id in coded | newest and e.source not in self.kept]

    def _named(self, edition: Edition) -> str:
        name = self.study.source_by_id[edition.source].name
        if edition == self.study.current_editions.get(edition.source):
            return name
        return f"{name} (edition {edition.ordinal}, {edition.kind})"

    def _memos(self) -> None:
        """Each memo is a note, hung on what it is about where that goes out too."""
        study = self.study
        segments = study.segments
        edition_of = dict(zip(segments.id.tolist(), segments.edition.tolist(), strict=True))
        for memo in study.memos:
            source = memo.of if memo.about == "source" else None
            if memo.about == "segment" and memo.of in edition_of:
                source = study.edition_by_id[edition_of[memo.of]].source
            if source in self.kept or self._repeats(memo.text, "memos"):
                continue
            who = self.met.get(("coder", memo.coder or 0), "")
            made = guid("note", memo.about, memo.of and self._label(memo.about, memo.of), memo.text)
            day = memo.date[:10]
            date = f"{day}T00:00:00Z" if _DAY.fullmatch(day) else ""
            if all(note.guid != made for note in self.notes):
                self.notes.append(Note(made, "", memo.text, who, date))
                self.noted[memo.about, memo.of or 0].append(made)

    def _repeats(self, text: str, what: str) -> bool:
        """Whether a text repeats somebody who is withheld; it is counted."""
        barred = bool(self.own) and without(text, self.own) != text
        if barred:
            self.barred[what].add(text)
        return barred

    def _label(self, about: str, of: int) -> str:
        return self.met.get((about, of), f"{about} {of}")

    def _sources(self, editions: list[Edition]) -> Iterator[TextSource]:
        columns, codings = self.study.segments, self.study.codings
        marks: dict[int, list[Applied]] = defaultdict(list)
        rows = zip(
            codings.id.tolist(),
            codings.coder.tolist(),
            codings.code.tolist(),
            codings.segment.tolist(),
            strict=True,
        )
        for number, coder, code, segment in rows:
            user, applied = self.met["coder", coder], self.met["code", code]
            at = self.judged.get(number, "")
            marks[segment].append(Applied(str(segment), applied, user, at=at))
        wanted = set(marks)
        wanted |= {of for about, of in self.noted if about == "segment"}
        wanted |= {e.segment for e in self.study.evidence if e.segment is not None}
        spans: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        places = zip(
            columns.edition.tolist(),
            columns.start.tolist(),
            columns.end.tolist(),
            columns.id.tolist(),
            strict=True,
        )
        for edition, start, end, number in places:
            if number in wanted:
                spans[edition].append((start, end, number))
        for edition in editions:
            text, owner = edition.text, self.met["edition", edition.id]
            found = list(self._quotations(text, owner, sorted(spans[edition.id]), marks))
            notes = self.noted["source", edition.source]
            if owner != self.met.get(("source", edition.source)):
                notes = []
            name = self._named(edition)
            yield TextSource(owner, name, text, "", quotations=tuple(found), notes=tuple(notes))

    def _quotations(
        self,
        text: str,
        owner: str,
        places: list[tuple[int, int, int]],
        marks: Mapping[int, list[Applied]],
    ) -> Iterator[Quotation]:
        """One quotation a place, though several segments may stand there."""
        together: dict[tuple[int, int], list[int]] = defaultdict(list)
        for start, end, number in places:
            together[start, end].append(number)
        for (start, end), numbers in together.items():
            made = guid("quotation", owner, start, end)
            self.met |= {("segment", number): made for number in numbers}
            applied = {
                (a.user, a.code): replace(a, guid=guid("coding", made, a.user, a.code))
                for number in numbers
                for a in marks.get(number, ())
            }
            words = text[start:end]
            name = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
            notes = tuple(n for number in numbers for n in self.noted.get(("segment", number), ()))
            ordered = tuple(applied[key] for key in sorted(applied))
            yield Quotation(
                made, " ".join(name.split()), Span(start, end), codings=ordered, notes=notes
            )

    def _codes(self) -> Iterator[ProjectCode]:
        """Constructs with the keywords of each below them, the first where there are several."""
        study = self.study
        coded = set(study.codings.code.tolist())
        above: dict[int, int] = {}
        for link in study.assignments:
            if study.code_by_id[link.to].kind == "construct":
                above.setdefault(link.keyword, link.to)
        for code in study.codes:
            if code.kind == "theme" and code.id not in coded:
                continue  # a theme is a set
            parent = self.met["code", above[code.id]] if code.id in above else ""
            yield ProjectCode(
                self.met["code", code.id],
                code.name,
                parent,
                code.kind == "keyword" or code.id in coded,
                code.colour if _COLOUR.fullmatch(code.colour) else "",
                self._described(self._quotable(code)),
                tuple(self.noted["code", code.id]),
            )

    def _quotable(self, code: Code) -> Code:
        """The code, without its example where that repeats somebody who is withheld."""
        return replace(code, example="") if self._repeats(code.example, "examples") else code

    def _described(self, code: Code) -> str:
        head = self.study.head_of[code.id]
        parts = (
            ("", code.definition),
            ("Include: ", code.include),
            ("Exclude: ", code.exclude),
            ("Example: ", code.example),
            ("Reference: ", code.reference),
            ("Means the same as: ", self.study.code_by_id[head].name if head != code.id else ""),
        )
        return "\n".join(lead + said for lead, said in parts if said)

    def _sets(self) -> Iterator[Set]:
        """Themes; and constructs of which a keyword stands below another construct."""
        study = self.study
        members: dict[int, list[int]] = defaultdict(list)
        constructs: dict[int, set[int]] = defaultdict(set)
        for link in study.assignments:
            if study.code_by_id[link.keyword].kind != "keyword":
                continue  # a theme under a construct: no code of the project stands for it
            members[link.to].append(link.keyword)
            if study.code_by_id[link.to].kind == "construct":
                constructs[link.keyword].add(link.to)
        for code in study.codes:
            shared = any(len(constructs[keyword]) > 1 for keyword in members[code.id])
            if code.kind == "theme" or (code.kind == "construct" and shared):
                yield Set(
                    guid("set", code.kind, code.name),
                    code.name,
                    self._described(self._quotable(code)),
                    tuple(dict.fromkeys(self.met["code", k] for k in members[code.id])),
                )

    def _losses(self, sources: tuple[TextSource, ...], left: int) -> Iterator[Loss]:
        study = self.study
        sent = sum(len(q.codings) for source in sources for q in source.quotations)
        evidence = sum(("segment", e.segment or 0) in self.met for e in study.evidence if e.segment)
        hung = {"", "code", "segment", "source"}
        lists = {
            "sources of people who refused to be quoted or shared": len(self.kept),
            "people who refused to be shared": len(self.unshared),
            "memos in their words": len(self.barred["memos"]),
            "examples in their words": len(self.barred["examples"]),
            "codings (in those sources, or the same judgement twice)": len(study.codings.id) - sent,
            "passages that nobody coded": len(study.segments.id)
            - sum(number[0] == "segment" for number in self.met),
            "turns (who speaks when)": len(study.turns),
            "merges (told in descriptions only)": len(study.merges),
            "themes' places under constructs": sum(
                study.code_by_id[a.keyword].kind != "keyword" for a in study.assignments
            ),
            "discards": len(study.discards),
            "decisions on suggestions, and what waits": len(study.decisions) + len(study.undecided),
            "questions with their answers": len(study.questions) + len(study.answers),
            "consents": len(study.consents),
            "outcome ratings": len(study.ratings),
            "rival explanations, and links of evidence to them": len(study.rivals)
            + len(study.rival_evidence),
            "overrides of the ledger": len(study.overrides),
            "predictions": len(study.predictions),
            "recommendations": len(study.recommendations),
            "links of evidence to words that stay here": sum(
                e.segment is not None for e in study.evidence
            )
            - evidence,
            "parts of propositions that have no end in a project": left,
            "memos that hang on nothing there": sum(m.about not in hung for m in study.memos),
            "kinds of memos": len(study.memos),
        }
        for what, count in lists.items():
            if count > 0:
                yield Loss(what, count)
        yield Loss("entries of the journal", study.n)
