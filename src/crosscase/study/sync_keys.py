"""When two rows that two copies made apart are one and the same thing; each table has its rule."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from crosscase.domain import (
    codebook,
    codings,
    design,
    double_coding,
    framework,
    listening,
    people,
    questions,
    sources,
    speech,
    theory,
)
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
    listening.Reread: ("source", "coder"),
    questions.Question: ("label", "group"),
    codebook.Code: ("kind", "name"),
    questions.Prompt: ("question", "code"),
    questions.Answer: ("edition", "question", "start", "end", "participant"),
    sources.Segment: ("edition", "start", "end", "unit"),
    codings.Coding: ("segment", "code", "coder"),
    codings.Discard: ("coder", "segment"),
    codebook.Merge: ("keyword",),
    codebook.Assignment: ("keyword", "to"),
    double_coding.DoubleUnit: ("double_coding", "segment"),
    double_coding.Negotiated: ("double_unit",),
    theory.Proposition: ("label", "statement", "to"),
    theory.Cause: ("proposition", "code"),
    theory.Evidence: ("proposition", "segment", "case", "coder", "stance"),
    theory.Rival: ("proposition", "label", "statement"),
    theory.RivalEvidence: ("rival", "segment", "case", "coder", "stance"),
    theory.Override: ("proposition", "case"),
    framework.Summary: ("code", "coder", "case", "participant"),
    framework.SummaryQuote: ("summary", "segment"),
    theory.Rating: ("case", "coder"),
    theory.Prediction: ("proposition", "case"),
    theory.Recommendation: ("text",),
    theory.Ground: ("recommendation", "proposition"),
}
"""What makes a row the one it is."""

NEVER_ONE: frozenset[type] = frozenset(
    {
        people.Participant,
        codings.Memo,
        codings.Decision,
        design.Noticed,
        double_coding.DoubleCoding,
    }
)
"""What is never the same, however alike: two memos of the same words are two, and of two people
who bear one pseudonym nobody knows whether they are one."""

NAMES: dict[str, str] = {
    "groups": "name",
    "cases": "name",
    "participants": "pseudonym",
    "sources": "name",
    "codes": "name",
    "propositions": "label",
    "rivals": "label",
}
"""Names that no two rows of a study share, by table; who comes second gets a number."""

_BY_TABLE = {NOUNS[noun].name: columns for noun, columns in _KEYS.items()}


def ruled() -> frozenset[type]:
    """The nouns of which it is said when two rows are one."""
    return frozenset(_KEYS) | NEVER_ONE


def key_of(table: str, values: Mapping[str, Any]) -> Hashable | None:
    """What makes a row the one it is; None where nothing does."""
    names = _BY_TABLE.get(table)
    if names is None:
        return None
    found = tuple(values[name] for name in names)
    if table == "codes":
        found = (values["kind"] == "keyword", same_name(values["name"]))
    return found if any(value not in ("", None) for value in found) else None


def name_of(table: str, values: Mapping[str, Any]) -> Hashable | None:
    """What no other row of the study may be called like; None for a row without a name.

    Keywords are named among themselves, so are themes with constructs, and propositions with their
    rivals. A judgement, too, is there but once.
    """
    if table == "codings":
        return key_of(table, values)
    if table == "codes":
        return ("codes", key_of(table, values))
    name = values[NAMES[table]] if table in NAMES else ""
    return (shelf_of(table), name) if name else None


def shelf_of(table: str) -> tuple[str, ...]:
    """The tables whose rows share their names with those of ``table``."""
    claims = ("propositions", "rivals")
    return claims if table in claims else (table,)
