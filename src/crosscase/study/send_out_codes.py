"""The codebook as codes below codes and sets of codes, and links where neither has a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crosscase.domain.codebook import Code
from crosscase.formats.refi.project import UNREVIEWED, WHY, Link, ProjectCode, Set
from crosscase.study.leaving import Leaving
from crosscase.study.own import BELONGS, CODE_LINES, MEANS, guid, labelled, one_line, plain

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def name_codes(leaving: Leaving) -> None:
    """The identifier of every code; a theme that nobody applied is a set."""
    coded = set(leaving.study.codings.code.tolist())
    for code in leaving.study.codes:
        noun = "set" if code.kind == "theme" and code.id not in coded else "code"
        leaving.met["code", code.id] = guid(noun, code.kind, one_line(code.name))


def codes_of(leaving: Leaving) -> Iterator[ProjectCode]:
    """Constructs with the keywords of each below them, the first where there are several."""
    study = leaving.study
    coded = set(study.codings.code.tolist())
    above: dict[int, int] = {}
    for link in study.assignments:
        kinds = study.code_by_id[link.keyword].kind, study.code_by_id[link.to].kind
        if kinds == ("keyword", "construct"):
            above.setdefault(link.keyword, link.to)
    for code in study.codes:
        if code.kind == "theme" and code.id not in coded:
            continue
        yield ProjectCode(
            leaving.met["code", code.id],
            one_line(code.name),
            leaving.met["code", above[code.id]] if code.id in above else "",
            code.kind == "keyword" or code.id in coded,
            colour_of(code),
            _described(leaving, code),
            leaving.on("code", code.id),
        )


def sets_of(leaving: Leaving) -> Iterator[Set]:
    """Themes; and constructs of which a keyword stands below another construct."""
    study = leaving.study
    coded = set(study.codings.code.tolist())
    members: dict[int, set[str]] = defaultdict(set)
    constructs: dict[int, set[int]] = defaultdict(set)
    below: dict[int, set[int]] = defaultdict(set)
    for link in study.assignments:
        keyword = study.code_by_id[link.keyword]
        if keyword.kind != "keyword":
            continue  # a theme under a construct is a link
        members[link.to].add(leaving.met["code", keyword.id])
        below[link.to].add(keyword.id)
        if study.code_by_id[link.to].kind == "construct":
            constructs[keyword.id].add(link.to)
    shared = [
        code
        for code in study.codes
        if code.kind == "construct" and any(len(constructs[k]) > 1 for k in below[code.id])
    ]
    for code in (*shared, *(code for code in study.codes if code.kind == "theme")):
        bare = code.kind == "theme" and code.id not in coded
        lines = {"Colour": colour_of(code)} if bare else {}
        yield Set(
            guid("set", code.kind, one_line(code.name)),
            one_line(code.name),
            labelled(_described(leaving, code), lines) if bare else "",
            tuple(sorted(members[code.id])),
            notes=leaving.on("code", code.id) if bare else (),
        )


def links_between(leaving: Leaving) -> Iterator[Link]:
    """Merges, and the themes below constructs: what is judged of two codes."""
    study, found = leaving.study, []
    for merge in study.merges:
        ends = leaving.met["code", merge.keyword], leaving.met["code", merge.into]
        said = merge.why, merge.coder, merge.unreviewed
        found.append(Link(guid("merge", *ends), MEANS, "OneWay", *ends, reason(leaving, *said)))
    for link in study.assignments:
        if study.code_by_id[link.keyword].kind == "keyword":
            continue
        ends = leaving.met["code", link.keyword], leaving.met["code", link.to]
        said = link.why, link.coder, link.unreviewed
        found.append(Link(guid("below", *ends), BELONGS, "OneWay", *ends, reason(leaving, *said)))
    yield from sorted(found, key=lambda link: link.guid)


def reason(leaving: Leaving, why: str, coder: int, unreviewed: bool) -> tuple[str, ...]:
    """Notes that say who judged and why, and that no person has looked, if so."""
    notes = {leaving.note(WHY, leaving.allowed(why, "reasons"), coder)}
    if unreviewed:
        notes.add(leaving.note(UNREVIEWED))
    return tuple(sorted(notes))


def colour_of(code: Code) -> str:
    """The colour in six digits, as a project gives it back."""
    if not _COLOUR.fullmatch(code.colour):
        return ""
    digits = code.colour[1:].casefold()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _described(leaving: Leaving, code: Code) -> str:
    """The definition and its labelled lines; no example that repeats somebody who is withheld."""
    said = {label: plain(str(getattr(code, field))) for label, field in CODE_LINES.items()}
    said["Example"] = leaving.allowed(code.example, "examples")
    if code.origin == "inductive":
        del said["Origin"]
    return labelled(plain(code.definition), said)
