"""Out, in and out again: the same bytes, and a study that is what it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.codebook import Assignment, Code, Merge
from crosscase.domain.codings import Coder, Coding, Discard, Memo
from crosscase.domain.design import Fact
from crosscase.domain.people import Attribute, Case, Group, Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.domain.theory import Cause, Evidence, Proposition
from crosscase.formats.refi.write import Flavour, project_bytes
from crosscase.store.file import create
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.send_out import sent_out
from crosscase.study.take import take
from crosscase.study.take_in import take_in

TEXT = "Q: Was it slow?\nP: We waited 😀 three weeks.\nQ: And?\nP: Nobody called us back.\n"


def fill(desk: Desk, name: Callable[[str], str] = str) -> None:
    """Everything that a project can hold, under names that ``name`` makes of these."""
    with desk.change("fill") as writer:
        add = writer.add
        add(Fact(0, "title", name("Waiting")))
        ben, eve = (add(Coder(0, name(n))) for n in ("Ben", "Eve"))
        firms = add(Group(0, name("Firms")))
        officers = add(Group(0, "o", name("Officers"), has_cases=False))
        first, second = (add(Case(0, name(n))) for n in ("Firm A", "Firm B"))
        people = [
            add(Participant(0, name("Anna"), firms, first, name("founder"), name("fair"))),
            add(Participant(0, name("Bert"), firms, second)),
            add(Participant(0, name("Carl"), firms, second, name("clerk"))),
            add(Participant(0, name("Dora"), officers)),
        ]
        add(Attribute(0, "case", first, name("size"), "12"))
        add(Attribute(0, "case", second, name("size"), name("large")))
        add(Attribute(0, "participant", people[0], name("size"), "small"))
        add(Attribute(0, "participant", people[3], name("age"), "44"))
        state, growth, other = (
            add(Code(0, "construct", name(n), "deductive", role, sign, name("All of it.")))
            for n, role, sign in (
                ("State", "external driver", "-"),
                ("Growth", "outcome", ""),
                ("Trust", "internal driver", "+"),
            )
        )
        slow = add(Code(0, "keyword", name("slow"), definition=name("Too late."), colour="#0f0"))
        late = add(Code(0, "keyword", name("late"), include=name("weeks"), exclude=name("days")))
        quiet = add(
            Code(0, "keyword", name("silence"), example=name("Nobody called"), reference="L")
        )
        bad = add(Code(0, "theme", name("Bad days"), definition=name("Days."), colour="#112233"))
        bare = add(Code(0, "theme", name("Good days")))
        for keyword, to in (
            (slow, state),
            (late, state),
            (late, growth),
            (slow, bad),
            (bad, state),
        ):
            add(Assignment(0, keyword, to, ben, "", to == bad))
        add(Assignment(0, bare, growth, eve, name("They are good.")))
        add(Merge(0, late, slow, eve, name("One word."), unreviewed=True))
        asked = add(Speaker(0, "Q", "interviewer"))
        spoken = [add(Speaker(0, f"P{n}", "participant", p)) for n, p in enumerate(people)]
        segments: list[int] = []
        for number, person in enumerate(people):
            kind = "transcript" if number else "note"
            source = add(
                Source(0, name(f"talk {number}"), kind, f"{number}", "en", "2024-01-02", 31.5)
            )
            add(Presence(0, source, person))
            edition = add(Edition(0, source, 1, "protected", TEXT, sealed=True))
            lines = TEXT.split("\n")[:-1]
            at = 0
            for ordinal, line in enumerate(lines, start=1):
                who = asked if line.startswith("Q") else spoken[number]
                add(Turn(0, edition, ordinal, at + 3, at + len(line), who))
                segments.append(
                    add(Segment(0, edition, at + 3, at + len(line), TEXT[at + 3 : at + len(line)]))
                )
                at += len(line) + 1
            add(Memo(0, "reflexive", name("I like them."), ben, "source", source))
        for nth, segment in enumerate(segments):
            for coder, code in ((ben, slow), (eve, late), (eve, quiet))[: nth % 4]:
                add(Coding(0, coder, code, segment, nth % 2 == 0, nth % 3 == 0))
        add(Discard(0, eve, segments[0], name("no answer"), unreviewed=True))
        for about, of in (
            ("", None), ("segment", segments[1]), ("code", slow), ("case", second), ("code", bad),
            ("participant", people[3]),
        ):  # fmt: skip
            add(Memo(0, "theoretical", name("They wait."), eve, about, of, "2024-05-06"))
        claim = add(Proposition(0, "P1", name("Slow states slow firms."), growth, "-", "moderated",
                                name("in the north"), other, section="4.1"))  # fmt: skip
        part = add(Proposition(0, "P1a", "", growth, "+", parent=claim))
        add(Proposition(0, "P2", name("Growth is."), growth, "0"))
        for cause in (state, other):
            add(Cause(0, claim, cause))
        add(Cause(0, part, state))
        add(Memo(0, "method", name("Ask again."), ben, "proposition", claim))
        for segment, case in ((segments[1], None), (segments[1], None), (None, first)):
            add(Evidence(0, claim, "supports", "observed fact", ben, segment, case, name("so")))
        add(Evidence(0, part, "contradicts", "opinion", eve, segments[5], unreviewed=True))


def returned(body: bytes, folder: Path) -> Desk:
    """A new study into which an exported project came."""
    sent = folder / "back.qdpx"
    sent.write_bytes(body)
    desk = Desk(create(folder / "back.crosscase"), "Ada", lambda: "2026-01-02T03:04:05+00:00")
    taken = take_in(desk, sent, KeyFile(folder / "back.key"))
    assert taken.remarks == []
    return desk


@pytest.mark.parametrize("flavour", get_args(Flavour))
def test_out_in_and_out_again_has_the_same_bytes(desk: Desk, tmp_path: Path, flavour: Flavour):
    """The times of the codings, too, though they came a year later."""
    fill(desk)
    first = project_bytes(sent_out(desk).project, flavour)
    back = returned(first, tmp_path)
    second = project_bytes(sent_out(back).project, flavour)
    back.store.close()
    assert _written(second) == _written(first)
    assert second == first


NAMES = st.text(st.sampled_from("aé客 \t\n😀<&\"',:.([]"), max_size=6)


@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.text(max_size=12), NAMES), st.sampled_from(get_args(Flavour)))
def test_whatever_the_names_are(odd: dict[str, str], flavour: Flavour):
    """Blanks, line breaks, signs of XML, Chinese: names keep their words and identifiers."""
    made: dict[str, str] = {}

    def name(word: str) -> str:
        more = odd.get(word[:1], next(iter(odd.values()), ""))
        return made.setdefault(word, f"{more}{word}{more}")

    with TemporaryDirectory() as folder:
        desk = Desk(create(Path(folder) / "study.crosscase"), "Ada", lambda: "2026-01-02")
        fill(desk, name)
        first = project_bytes(sent_out(desk).project, flavour)
        back = returned(first, Path(folder))
        second = project_bytes(sent_out(back).project, flavour)
        assert _written(second) == _written(first)
        assert second == first
        back.store.close()
        desk.store.close()


def test_people_and_the_model_come_back_as_what_they_were(desk: Desk, tmp_path: Path):
    """Groups, roles, columns, turns, codes with their rules, propositions, evidence, reasons."""
    fill(desk)
    back = returned(project_bytes(sent_out(desk).project), tmp_path)
    there, here = _told(_study(desk)), _told(_study(back))
    back.store.close()
    assert here.keys() == there.keys()
    for what, rows in there.items():
        assert here[what] == rows, what
        assert rows, what


def test_what_is_there_already_comes_in_once(desk: Desk, tmp_path: Path):
    """A project that comes back into its own study changes nothing."""
    fill(desk)
    before = _told(_study(desk))
    sent = tmp_path / "sent.qdpx"
    sent.write_bytes(project_bytes(sent_out(desk).project))
    taken = take_in(desk, sent, KeyFile(tmp_path / "key"))
    assert (taken.codings, taken.codes, taken.memos, taken.propositions) == (0, 0, 0, 0)
    assert _told(_study(desk)) == before


def _written(body: bytes) -> list[str]:
    """The lines of the project, to see where two differ."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read("project.qde").decode().splitlines()


def _study(desk: Desk) -> Snapshot:
    with desk.reading() as db:
        return take(db)


def _told(study: Snapshot) -> dict[str, set[tuple[object, ...]]]:
    """What a study says, without its numbers."""
    coders = {c.id: c.name for c in study.coders}
    codes = {c.id: (c.kind, c.name) for c in study.codes}
    cases: dict[int | None, str | None] = {c.id: c.name for c in study.cases} | {None: None}
    groups = {g.id: (g.label or g.name, g.has_cases) for g in study.groups}
    people: dict[int | None, str | None] = {p.id: p.pseudonym for p in study.participants}
    claims: dict[int | None, str | None] = {p.id: p.label for p in study.propositions}
    claims[None] = None
    who = {s.id: s.participant for s in study.speakers}
    columns = study.codings
    evidence = [
        (claims[e.proposition], e.stance, e.kind, coders[e.coder], _words(study, e.segment),
         cases[e.case], e.why, e.unreviewed)
        for e in study.evidence
    ]  # fmt: skip
    return {
        "people": {(p.pseudonym, groups[p.group or 0], cases[p.case], p.role, p.recruited)
                   for p in study.participants},
        "attributes": {
            (a.about, (cases if a.about == "case" else people)[a.of], a.name, a.value)
            for a in study.attributes
        },
        "sources": {(s.name, s.kind, s.language, s.date, s.minutes) for s in study.sources},
        "turns": {
            (people[who[t.speaker or 0]], study.edition_by_id[t.edition].text[t.start : t.end])
            for t in study.turns
            if who[t.speaker or 0]
        },
        "codes": {
            (c.kind, c.name, c.origin, c.role, c.sign, c.definition, c.include, c.exclude,
             c.example, c.reference)
            for c in study.codes
        },
        "places": {(codes[a.keyword], codes[a.to]) for a in study.assignments},
        "merges": {
            (codes[m.keyword], codes[m.into], coders[m.coder], m.why, m.unreviewed)
            for m in study.merges
        },
        "codings": {
            (coders[coder], codes[code], _words(study, segment), assisted, unreviewed)
            for coder, code, segment, assisted, unreviewed in zip(
                columns.coder.tolist(), columns.code.tolist(), columns.segment.tolist(),
                columns.assisted.tolist(), columns.unreviewed.tolist(), strict=True,
            )
        },
        "discards": {
            (coders[d.coder], _words(study, d.segment), d.why, d.unreviewed)
            for d in study.discards
        },
        "memos": {(m.kind, m.text, coders.get(m.coder or 0), m.about, m.date) for m in study.memos},
        "propositions": {
            (p.label, p.statement, codes[p.to], p.direction, p.shape, p.condition,
             codes.get(p.via or 0), claims[p.parent], p.section)
            for p in study.propositions
        },
        "causes": {(claims[c.proposition], codes[c.code]) for c in study.causes},
        "evidence": {(*said, evidence.count(said)) for said in evidence},
    }  # fmt: skip


def _words(study: Snapshot, segment: int | None) -> tuple[str, str] | None:
    if segment is None:
        return None
    edition = int(study.segments.edition[study.segment_row[segment]])
    source = study.source_by_id[study.edition_by_id[edition].source].name
    return source, study.quote(segment)
