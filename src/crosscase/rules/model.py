"""Rules about the model: does it draw what is stated, and does every section name the same?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import own_stems, texts
from crosscase.rules.rule import Hit, Rule, not_checked, rule
from crosscase.rules.words import listed, sections, sentences, stems

_CITED = re.compile(r"\b(?:19|20)\d\d\)")
_MODEL = re.compile(r"\bmodel\b|模型", re.IGNORECASE)
_DRAWN = re.compile(
    r"\bmodel\b[^.]{0,40}\b(?:shows|has|holds|contains|consists)\b|"
    r"\b(?:internal|external) driv(?:e|ers?|ing)\b|内部驱动|外部驱动",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\b(?:factors?|drivers?|model)\b.*\b(?:are|be|include|has|name[sd]?|shows)\b|"
    r"\b(?:are|be)\b.*\b(?:factors?|drivers?)\b|因素|驱动",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:literature|review|method|references)\b|文献|方法", re.IGNORECASE)
"""Sections that tell what others found, or how one went about it."""


@rule(
    "factor-lists-differ",
    "flaw",
    reason="Abstract, model and conclusion must name the same factors.",
    reference="Tong et al. 2007 (COREQ 30)",
    todo="Bring the lists to what the propositions say.",
)
def factor_lists_differ(snapshot: Snapshot) -> Iterable[Hit]:
    """Lists of factors in the sections of a document that name different constructs."""
    codes = snapshot.code_by_id
    own = {n: words for n, words in own_stems(snapshot).items() if codes[n].role != "outcome"}
    if len(own) < 2:
        yield not_checked("the study has fewer than two constructs that drive the outcome.")
        return
    names = {number: codes[number].name for number in own}
    for source, edition in texts(snapshot, "document"):
        lists: dict[str, set[int]] = {}
        for section in sections(edition.text):
            if _OTHERS.search(section.heading):
                continue
            for sentence in sentences(section.text):
                named = _named(own, sentence)
                if (
                    len(named) > 1
                    and not _CITED.search(sentence)
                    and _LISTS.search(sentence)
                    and "," in sentence
                ):
                    lists.setdefault(section.heading or "the beginning", set()).update(named)
        if len({frozenset(named) for named in lists.values()}) < 2:
            continue
        everywhere = set.intersection(*lists.values())
        told = [
            f"{heading}: {listed(sorted(names[n] for n in named - everywhere)) or 'nothing more'}"
            for heading, named in lists.items()
        ]
        common = listed(sorted(names[n] for n in everywhere)) or "nothing"
        yield Hit(source.name, f"Common to all: {common}. Beyond: {'; '.join(told)}.")


@rule(
    "proposition-not-in-model",
    "flaw",
    reason="A stated relation that the model leaves out was dropped without a word.",
    reference="Eisenhardt and Graebner 2007",
    todo="Draw it, or withdraw the proposition and say why.",
)
def proposition_not_in_model(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions from a construct without a role, or one the draft's model does not name."""
    own = own_stems(snapshot)
    drawn = {number for number in own if snapshot.code_by_id[number].role}
    told = {
        source.name: named
        for source, edition in texts(snapshot, "document")
        if len(named := _modelled(own, edition.text)) > 2
    }
    missing: set[int] = set()
    for claim in snapshot.propositions:
        if claim.parent in missing:
            continue
        for cause in (c for c in snapshot.causes if c.proposition == claim.id):
            name = snapshot.code_by_id[cause.code].name
            absent = [where for where, named in told.items() if cause.code not in named]
            if cause.code not in drawn:
                missing.add(claim.id)
                yield Hit(claim.label, f"{name} has no role, so the model does not draw it.")
            elif absent:
                missing.add(claim.id)
                yield Hit(claim.label, f"{name} is not in the model of {listed(absent)}.")


def _modelled(own: dict[int, set[str]], text: str) -> set[int]:
    """The constructs of the model as a document tells it: its section, else its sentences."""
    under = [part for part in sections(text) if _MODEL.search(part.heading)]
    if under:
        return _named(own, " ".join(p.text.removeprefix(p.heading) for p in under))
    said = [sentence for sentence in sentences(text) if _DRAWN.search(sentence)]
    return _named(own, " ".join(said))


def _named(own: dict[int, set[str]], text: str) -> set[int]:
    """The constructs that the text names by one of their own words."""
    words = set(stems(text))
    return {number for number, mine in own.items() if mine & words}


RULES: tuple[Rule, ...] = (factor_lists_differ, proposition_not_in_model)
