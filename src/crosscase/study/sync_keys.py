"""When two rows that two copies made apart are one and the same thing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from crosscase.domain import codebook, codings, design, people, questions, sources, speech, theory
from crosscase.domain.codebook import same_name
from crosscase.store.tables import NOUNS

_KEYS: dict[type, tuple[str, ...]] = {
    design.Fact: ("key",),
    codings.Coder: ("name",),
    people.Group: ("name",),
    people.Case: ("name",),
    people.Attribute: ("about", "of", "name"),
    people.Consent: ("participant", "use"),
    sources.Source: ("sha256",),
    sources.Presence: ("source", "participant"),
    sources.Edition: ("source", "kind", "text"),
    sources.Speaker: ("label", "role", "participant"),
    sources.Turn: ("edition", "start", "end"),
    speech.WordTimes: ("turn",),
    questions.Question: ("label", "group"),
    codebook.Code: ("kind", "name"),
    questions.Prompt: ("question", "code"),
    questions.Answer: ("edition", "question", "start", "end", "participant"),
    sources.Segment: ("edition", "start", "end", "unit"),
    codings.Coding: ("segment", "code", "coder"),
    codings.Discard: ("coder", "segment"),
    codebook.Merge: ("keyword",),
    codebook.Assignment: ("keyword", "to"),
    theory.Proposition: ("label",),
    theory.Cause: ("proposition", "code"),
    theory.Evidence: ("proposition", "segment", "case", "coder", "stance"),
    theory.Rating: ("case", "coder"),
    theory.Prediction: ("proposition", "case"),
    theory.Recommendation: ("text",),
    theory.Ground: ("recommendation", "proposition"),
}
"""What makes a row the one it is.

A noun that is not here is never the same: two memos of the same words are two, and of two people
who bear one pseudonym nobody knows whether they are one.
"""

_BY_TABLE = {NOUNS[noun].name: columns for noun, columns in _KEYS.items()}


def key_of(table: str, values: Mapping[str, Any]) -> Hashable | None:
    """What makes a row the one it is; None where nothing does."""
    names = _BY_TABLE.get(table)
    if names is None:
        return None
    found = tuple(
        same_name(values[name]) if (table, name) == ("codes", "name") else values[name]
        for name in names
    )
    return found if any(value not in ("", None) for value in found) else None
