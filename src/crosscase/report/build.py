"""A whole report out of a snapshot: every chapter once, in the order a reviewer reads."""

from __future__ import annotations

from crosscase.domain.snapshot import Snapshot
from crosscase.report.build_cases import cases
from crosscase.report.build_checked import checked
from crosscase.report.build_compare import compare
from crosscase.report.build_design import design
from crosscase.report.build_findings import findings
from crosscase.report.build_framework import framework_matrix
from crosscase.report.build_front import front
from crosscase.report.build_groups import groups
from crosscase.report.build_keywords import keywords
from crosscase.report.build_limits import limits
from crosscase.report.build_method import method
from crosscase.report.build_model import model
from crosscase.report.build_pairs import pairs
from crosscase.report.build_quality import quality
from crosscase.report.build_salience import salience
from crosscase.report.build_sample import sample
from crosscase.report.build_structure import structure
from crosscase.report.chapter import Chapter, Finding, Wishes
from crosscase.report.document import Document, clean
from crosscase.report.guides import guides
from crosscase.report.hide import hide_names, hider
from crosscase.report.numbers import Numbers
from crosscase.report.quotes import Quoter

__all__ = ["Finding", "Wishes", "build", "chapter_of"]

_CHAPTERS = (
    design,
    sample,
    method,
    quality,
    keywords,
    structure,
    findings,
    cases,
    compare,
    framework_matrix,
    pairs,
    groups,
    salience,
    model,
    limits,
    checked,
    guides,
)


def chapter_of(snapshot: Snapshot, wishes: Wishes) -> Chapter:
    """What every chapter is written from."""
    hide = hider(wishes.hide)
    if wishes.hide:
        snapshot = hide_names(snapshot, hide)
    quoter = Quoter(snapshot, show=wishes.quotes, hide=hide)
    return Chapter(snapshot, Numbers(snapshot), quoter, wishes)


def build(snapshot: Snapshot, wishes: Wishes | None = None) -> Document:
    """The report of a snapshot as one document; the same snapshot gives an equal document."""
    chapter = chapter_of(snapshot, wishes or Wishes())
    snapshot, quoter = chapter.study, chapter.quoter
    body = [section for write in _CHAPTERS for section in write(chapter)]
    sections = (*front(chapter), *body)
    title = snapshot.facts_by_key.get("title", "").strip() or "A multiple-case interview study"
    return Document(
        title=clean(title),
        subtitle=f"Report of the study at journal entry {snapshot.n}",
        date=snapshot.at[:10],
        n=snapshot.n,
        language=clean(snapshot.facts_by_key.get("language", "en")),
        sections=sections,
        quotes=quoter.quotes(),
        backings=quoter.backings(),
        withheld=quoter.withheld(),
    )
