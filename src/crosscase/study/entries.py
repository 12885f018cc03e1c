"""What a researcher fills in by hand: rows of the study added, changed and taken away."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from crosscase.domain.codebook import Assignment, Code, Merge, same_name
from crosscase.domain.codings import Coding, Memo
from crosscase.domain.design import Fact
from crosscase.domain.framework import Summary, SummaryQuote
from crosscase.domain.people import Attribute, Case, Consent, Group, Participant
from crosscase.domain.questions import Answer, Prompt, Question
from crosscase.domain.sources import Source
from crosscase.domain.theory import (
    Cause,
    Evidence,
    Ground,
    Override,
    Prediction,
    Proposition,
    Rating,
    Recommendation,
    Rival,
    RivalEvidence,
)
from crosscase.errors import DependedOn, NotAllowed, NotInStudy
from crosscase.store.rows import Writer, read
from crosscase.study.codings import Room
from crosscase.study.desk import Desk
from crosscase.study.replication import began, check_override

FORMS: dict[str, tuple[type, frozenset[str]]] = {
    "fact": (Fact, frozenset({"value"})),
    "group": (Group, frozenset({"name", "label", "has_cases"})),
    "case": (Case, frozenset({"name"})),
    "participant": (Participant, frozenset({"group", "case", "role", "recruited"})),
    "attribute": (Attribute, frozenset({"value"})),
    "consent": (Consent, frozenset({"allowed", "date", "version"})),
    "source": (Source, frozenset({"date", "language", "minutes"})),
    "question": (
        Question,
        frozenset({"label", "wording", "group", "equivalent", "is_list", "at_most", "sensitive"}),
    ),
    "prompt": (Prompt, frozenset()),
    "answer": (Answer, frozenset({"denied"})),
    "code": (
        Code,
        frozenset(
            [
                "name",
                "origin",
                "role",
                "sign",
                "definition",
                "include",
                "exclude",
                "example",
                "reference",
                "dimensions",
                "colour",
            ]
        ),
    ),
    "memo": (Memo, frozenset({"kind", "text"})),
    "proposition": (
        Proposition,
        frozenset(
            [
                "label",
                "statement",
                "to",
                "direction",
                "shape",
                "condition",
                "via",
                "parent",
                "section",
            ]
        ),
    ),
    "cause": (Cause, frozenset()),
    "evidence": (Evidence, frozenset({"stance", "kind", "why"})),
    "rating": (Rating, frozenset({"value", "why"})),
    "rival": (Rival, frozenset({"label", "statement"})),
    "rival evidence": (RivalEvidence, frozenset({"stance", "kind", "why"})),
    "override": (Override, frozenset({"replication", "why"})),
    "prediction": (Prediction, frozenset({"why"})),
    "recommendation": (Recommendation, frozenset({"text"})),
    "ground": (Ground, frozenset()),
}
"""What can be filled in, and which fields of it may be changed later."""

_HANGS_ON: dict[type, list[tuple[type, str]]] = {
    Code: [
        (Coding, "code"),
        (Merge, "keyword"),
        (Merge, "into"),
        (Assignment, "keyword"),
        (Assignment, "to"),
        (Prompt, "code"),
        (Summary, "code"),
    ],
    Summary: [(SummaryQuote, "summary")],
    Proposition: [
        (Cause, "proposition"),
        (Evidence, "proposition"),
        (Prediction, "proposition"),
        (Override, "proposition"),
        (Rival, "proposition"),
        (Ground, "proposition"),
    ],
    Rival: [(RivalEvidence, "rival")],
    Question: [(Prompt, "question")],
    Recommendation: [(Ground, "recommendation")],
}
"""What goes with a row that is taken away; whatever else refers to it forbids that."""


class Entries:
    """The forms of the study: design, people, codebook, memos, propositions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, form: str, values: Mapping[str, object], why: str = "") -> int:
        """Fill in a new row; its id. A judgement among them becomes this coder's.

        Raises ``NotInStudy`` for an unknown form, ``NotAllowed`` for a value that does not fit.
        """
        filled = dict(values)
        if noun_of(form) is Memo:
            filled["date"] = self._desk.clock()[:10]
        with self._desk.change(f"add {form}", why) as writer:
            return add_row(writer, form, filled)

    def claim(self, values: Mapping[str, object], causes: Iterable[int]) -> int:
        """State a proposition with the constructs it starts from, as one act; its id.

        For the errors see ``add``; a claim without a cause claims nothing and is not allowed.
        """
        begins = list(causes)
        if not begins:
            raise NotAllowed("A proposition needs a cause.", hint="Choose where it starts.")
        with self._desk.change("add proposition") as writer:
            made = add_row(writer, "proposition", values)
            for code in begins:
                add_row(writer, "cause", {"proposition": made, "code": code})
            return made

    def edit(self, form: str, number: int, values: Mapping[str, object], why: str = "") -> None:
        """Change fields of a row.

        Raises ``NotInStudy`` for an unknown row, ``NotAllowed`` for a field that is not changed by
        hand or a value that does not fit.
        """
        with self._desk.change(f"edit {form}", why) as writer:
            edit_row(writer, form, number, values)

    def remove(self, form: str, numbers: Iterable[int], why: str = "") -> None:
        """Take rows away with what hangs on them.

        Raises ``DependedOn`` while something else rests on one of them.
        """
        noun = noun_of(form)
        if noun in (Participant, Source):
            raise NotAllowed(
                f"A {form} is not deleted by hand.", hint="A person leaves by a withdrawal."
            )
        with self._desk.change(f"remove {form}", why) as writer:
            for number in numbers:
                try:
                    _take_away(writer, noun, number)
                except IntegrityError as error:
                    raise DependedOn(
                        f"Other parts of the study rest on this {form}.",
                        hint="Take them away first, or change them.",
                    ) from error

    def describe(
        self, about: Literal["case", "participant"], of: int, name: str, value: str
    ) -> None:
        """Give a case or a participant a value in a column of the researcher's own ("" clears)."""
        with self._desk.change(f"edit {about}", name) as writer:
            describe(writer, about, of, name, value)

    def state(self, key: str, value: str) -> None:
        """Write one statement of the design (``title``, ``question``, ``concept.definition`` …)."""
        with self._desk.change("edit design", key) as writer:
            for fact in read(writer.db, Fact, key=key):
                writer.change(Fact, fact.id, value=value)
                return
            writer.add(Fact(0, key, value))

    def assign(self, keyword: str, to: str, why: str = "") -> None:
        """Put a keyword under a theme or construct; a new name makes an inductive construct."""
        with self._desk.change("assign", why) as writer:
            room = Room(writer)
            room.assign(room.code(keyword), room.code(to, "construct", make=True), why)

    def unassign(self, keyword: int, to: int, why: str = "") -> None:
        """Take a keyword out of a theme or construct."""
        with self._desk.change("unassign", why) as writer:
            for link in read(writer.db, Assignment, keyword=keyword, to=to):
                writer.remove(Assignment, link.id)

    def merge(self, keywords: Iterable[str], into: str, why: str = "") -> None:
        """Join keywords that mean the same under one name (made if it is new), as one act."""
        with self._desk.change("merge", why) as writer:
            room = Room(writer)
            head = room.code(into, make=True)
            for name in keywords:
                if same_name(name) != same_name(into):
                    room.merge(room.code(name), head, why)


def noun_of(form: str) -> Any:
    """What a form fills in. Raises ``NotInStudy`` for an unknown form."""
    if form not in FORMS:
        raise NotInStudy.named("form", form, FORMS)
    return FORMS[form][0]


def add_row(writer: Writer, form: str, values: Mapping[str, object]) -> int:
    """Fill in a new row within an act; its id. For the errors see ``Entries.add``."""
    noun = noun_of(form)
    fields = {field.name: field for field in dataclasses.fields(noun)}
    filled = {name: value for name, value in values.items() if name in fields}
    if "coder" in fields:
        filled["coder"] = writer.coder
    missing = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and name != "id" and name not in filled
    ]
    if missing:
        raise NotAllowed(f"A {form} needs {', '.join(missing)}.", hint="Fill in what is missing.")
    value = noun(**{**filled, "id": 0})
    if isinstance(value, Prediction):
        value = dataclasses.replace(value, post_hoc=began(writer.db, value.case))
    _check(writer.db, form, value)
    try:
        return writer.add(value)
    except IntegrityError as error:
        raise NotInStudy(
            f"This {form} points to something that is not there any more.",
            hint="Open the page again.",
        ) from error


def edit_row(writer: Writer, form: str, number: int, values: Mapping[str, object]) -> None:
    """Change fields of a row within an act. For the errors see ``Entries.edit``."""
    noun, changeable = noun_of(form), FORMS[form][1]
    for name in values:
        if name not in changeable:
            raise NotAllowed(
                f"The {name} of a {form} is not changed by hand.",
                hint=f"These are: {', '.join(sorted(changeable))}.",
            )
    was = read(writer.db, noun, id=number)
    if not was:
        raise NotInStudy(
            f"The study has no {form} number {number} any more.",
            hint="Open the page again.",
        )
    now: Any = dataclasses.replace(was[0], **dict(values))
    _check(writer.db, form, now)
    new = {name: v for name, v in values.items() if getattr(was[0], name) != v}
    if new:
        writer.change(noun, number, (), **new)


def _take_away(writer: Writer, noun: type, number: int) -> None:
    """Remove a row after what hangs on it."""
    for other, column in _HANGS_ON.get(noun, []):
        hanging: list[Any] = read(writer.db, other, **{column: number})
        for row in hanging:
            _take_away(writer, other, row.id)
    if noun is Case:
        for said in read(writer.db, Attribute, about="case", of=number):
            writer.remove(Attribute, said.id)
    writer.remove(noun, number)


def describe(
    writer: Writer, about: Literal["case", "participant"], of: int, name: str, value: str
) -> None:
    """Set one value in a column of the researcher's own within an act ("" clears it)."""
    if not name.strip():
        raise NotAllowed("A column needs a name.", hint="Type one.")
    for attribute in read(writer.db, Attribute, about=about, of=of):
        if attribute.name != name:
            continue
        if not value:
            writer.remove(Attribute, attribute.id)
        elif value != attribute.value:
            writer.change(Attribute, attribute.id, value=value)
        return
    if value:
        writer.add(Attribute(0, about, of, name, value))


def _check(db: Connection, form: str, value: Any) -> None:
    """Hold a filled-in value against its type and the rules of its noun."""
    for name, kind in get_type_hints(type(value)).items():
        if not _fits(getattr(value, name), kind):
            choices = get_args(kind) if get_origin(kind) is Literal else ()
            raise NotAllowed(
                f"{getattr(value, name)!r} is no {name.replace('_', ' ')} of a {form}.",
                hint=f"It can be: {', '.join(map(repr, choices))}." if choices else "",
            )
    for name in ("name", "label", "statement", "wording", "text"):
        if isinstance(value, Code | Case | Proposition | Rival | Memo | Recommendation) and hasattr(
            value, name
        ):
            if not getattr(value, name).strip():
                raise NotAllowed(f"The {name} of a {form} is empty.", hint="Type one.")
            break
    if isinstance(value, Code):
        for other in read(db, Code):
            both = (other.kind == "keyword") == (value.kind == "keyword")
            if both and other.id != value.id and same_name(other.name) == same_name(value.name):
                raise NotAllowed(
                    f"There is a {other.kind} named {other.name!r} already.",
                    hint="Merge the two, or choose another name.",
                )
        if value.colour and not _is_colour(value.colour):
            raise NotAllowed(f"{value.colour!r} is no colour.", hint="Write it as #rrggbb.")
    if isinstance(value, Override):
        check_override(db, value)
    if isinstance(value, Rival):
        labels = [p.label for p in read(db, Proposition)]
        labels += [r.label for r in read(db, Rival) if r.id != value.id]
        if value.label in labels:
            raise NotAllowed(
                f"{value.label!r} is the label of another claim.", hint="Choose another."
            )
    if isinstance(value, Case) and any(
        other.name == value.name and other.id != value.id for other in read(db, Case)
    ):
        raise NotAllowed(f"There is a case named {value.name!r} already.", hint="Choose another.")


def _fits(value: object, kind: Any) -> bool:
    origin = get_origin(kind)
    if origin is Literal:
        return value in get_args(kind)
    if origin in (Union, types.UnionType):
        return any(_fits(value, one) for one in get_args(kind))
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdef" for c in text[1:])
