"""The study as a project for other programs, and a list of what such a project cannot hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscase.domain.codings import Coding
from crosscase.domain.snapshot import Snapshot
from crosscase.formats.refi.project import Link, Project, User
from crosscase.store import dated
from crosscase.store.past import made_at
from crosscase.study.desk import Desk
from crosscase.study.large import uncollected
from crosscase.study.leaving import Leaving
from crosscase.study.own import ABOUT, guid, one_line
from crosscase.study.send_out_cases import cases_of
from crosscase.study.send_out_codes import codes_of, links_between, name_codes, sets_of
from crosscase.study.send_out_losses import Loss, losses_of
from crosscase.study.send_out_model import model_of
from crosscase.study.send_out_texts import Texts
from crosscase.study.take import take

_LINKED = frozenset({"case", "participant", "proposition"})


@dataclass(frozen=True, slots=True)
class SentOut:
    """A project to be written, and what it leaves behind."""

    project: Project
    losses: tuple[Loss, ...]


@uncollected()
def sent_out(desk: Desk, withheld: frozenset[int] = frozenset()) -> SentOut:
    """The open study as a project, with when each coding was made; see ``send_out``."""
    with desk.reading() as db:
        return send_out(take(db), made_at(db, Coding) | dated.kept(db), withheld)


def send_out(
    snapshot: Snapshot,
    judged: Mapping[int, str] | None = None,
    withheld: frozenset[int] = frozenset(),
) -> SentOut:
    """The whole study as a REFI-QDA project.

    ``judged``: when each coding was made; ``withheld``: participants whose words stay in the study,
    and with them every source in which they speak, and memos, reasons and examples that repeat
    five of their words in a row. Of who refused to be shared nothing goes, no case and no
    attribute.
    """
    study, leaving = snapshot, Leaving(snapshot, judged or {}, withheld)
    users = tuple(_users(leaving))
    name_codes(leaving)
    texts = Texts(leaving)
    texts.name()
    variables, cases = cases_of(leaving, texts)
    _memos(leaving)
    texts.discards()
    sources = tuple(texts.sources())
    model = model_of(leaving)
    links = (*model.links, *links_between(leaving), *_about(leaving))
    said = {note.guid for note in model.notes}
    project = Project(
        one_line(study.facts_by_key.get("title", "")) or "Study",
        "crosscase",
        users=users,
        codes=tuple(codes_of(leaving)),
        variables=variables,
        cases=cases,
        sources=sources,
        notes=(*model.notes, *(leaving.notes[n] for n in sorted(leaving.notes) if n not in said)),
        referred=leaving.on("", 0),
        links=links,
        sets=tuple(sets_of(leaving)),
        graphs=model.graphs,
    )
    return SentOut(project, tuple(losses_of(leaving, project, model.left)))


def _users(leaving: Leaving) -> Iterator[User]:
    """The coders whose judgement is in the project; who judged nothing is none."""
    study = leaving.study
    judged = set(study.codings.coder.tolist())
    judged |= {m.coder for m in study.memos} | {e.coder for e in study.evidence}
    judged |= {d.coder for d in study.discards} | {m.coder for m in study.merges}
    judged |= {a.coder for a in study.assignments if study.code_by_id[a.keyword].kind != "keyword"}
    for coder in sorted(study.coders, key=lambda coder: coder.name):
        if coder.id in judged:
            made = leaving.met["coder", coder.id] = guid("user", one_line(coder.name))
            yield User(made, one_line(coder.name))


def _memos(leaving: Leaving) -> None:
    """Each memo is a note, hung on what it is about where that goes out too."""
    study = leaving.study
    segments = study.segments
    edition_of = dict(zip(segments.id.tolist(), segments.edition.tolist(), strict=True))
    for memo in study.memos:
        source = memo.of if memo.about == "source" else None
        if memo.about == "segment" and memo.of in edition_of:
            source = study.edition_by_id[edition_of[memo.of]].source
        if source in leaving.kept:
            continue
        text = leaving.allowed(memo.text, "memos")
        if text:
            made = leaving.note(memo.kind, text, memo.coder, memo.date)
            leaving.noted[memo.about, memo.of or 0].add(made)


def _about(leaving: Leaving) -> Iterator[Link]:
    """A memo on what can hold no notes is linked to it."""
    for (about, of), notes in sorted(leaving.noted.items()):
        ends = leaving.met.get((about, of), "")
        if about in _LINKED and ends:
            for note in sorted(notes):
                yield Link(guid("about", note, ends), ABOUT, "OneWay", note, ends)
