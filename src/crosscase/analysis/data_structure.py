"""The data structure of Gioia: first-order concepts, second-order themes, aggregate dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crosscase.analysis.columns import column_of, columns_of
from crosscase.analysis.frame import frame
from crosscase.analysis.judgements import belongs, judgements
from crosscase.analysis.words import Cut
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed

Doubted = Literal[
    "theme with one concept",
    "dimension with one theme",
    "concept in no theme",
    "theme in no dimension",
    "concept of one person",
    "concept of one case",
    "wording not of informants",
]
HALF = 0.5
"""At least this part of a concept's words stands in what informants said under it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A first-order concept with who says it; ``said`` is the part of its words they used."""

    name: str
    people: int
    cases: int
    mentions: int
    segments: tuple[int, ...] = ()
    said: float | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A second-order theme and its concepts, those of most people first."""

    name: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """An aggregate dimension and its themes."""

    name: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a reviewer would ask of the structure, and of which concept, theme or dimension."""

    what: Doubted
    about: str


@dataclass(frozen=True, slots=True)
class DataStructure:
    """Dimensions in their order; what belongs nowhere stands under the name "".

    ``by_role``: no keyword of the study is in a theme, so its constructs stand for them and their
    roles for the dimensions.
    """

    dimensions: tuple[Dimension, ...]
    doubts: tuple[Doubt, ...]
    by_role: bool = False

    def texts(self) -> list[tuple[str, str]]:
        """Every name in it, with what it is the name of."""
        keys = ("dimension", "theme", "concept")
        return list(dict.fromkeys((key, str(row[key])) for row in self.rows() for key in keys))

    def rows(self) -> list[dict[str, Any]]:
        """One row a concept of a theme of a dimension."""
        return [
            {
                "dimension": dimension.name,
                "theme": theme.name,
                "concept": concept.name,
                "people": concept.people,
                "cases": concept.cases,
                "mentions": concept.mentions,
                "said": concept.said,
            }
            for dimension in self.dimensions
            for theme in dimension.themes
            for concept in theme.concepts
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def data_structure(table: Any, *, cut: Cut = str.split, by_role: bool = False) -> DataStructure:
    """Concepts, themes and dimensions of a table, and what may be doubted of them.

    ``table`` has a row a mention with the columns concept, theme, dimension, person, case and
    words (what was said), and perhaps segment. Empty means none: a row without a person only says
    where a concept belongs. ``cut`` gives the words of a text that carry meaning.

    Gioia, Corley and Hamilton (2013, Organizational Research Methods 16:15): first-order concepts
    keep to informants' terms, second-order themes are the researcher's, and both are brought
    together in aggregate dimensions. Doubted are themes of one concept, dimensions of one theme,
    what belongs nowhere, a concept of one person or (where there are several) of one case, and
    one of whose words less than half stand in anything said under it. That words are compared as
    they are written, so that "asks" is not "asked", makes the last a doubt and no more.

    Raises ``NotAllowed`` for a table without these columns or without a concept.
    """
    columns = columns_of(table)
    names = ("concept", "theme", "dimension", "person", "case", "words")
    told = {name: [_text(v) for v in column_of(columns, name)] for name in names}
    segments = columns.get("segment", [None] * len(told["concept"]))
    mine: dict[str, list[int]] = {}
    under: dict[str, dict[str, None]] = {}
    above: dict[str, dict[str, None]] = {}
    for at, concept in enumerate(told["concept"]):
        if concept:
            mine.setdefault(concept, []).append(at)
            theme = told["theme"][at]
            under.setdefault(theme, {})[concept] = None
            above.setdefault(told["dimension"][at] if theme else "", {})[theme] = None
    if not mine:
        raise NotAllowed("No concept is named.", hint="Code first, then ask for the structure.")
    concepts = {}
    for name, rows in mine.items():
        spoken = [at for at in rows if told["person"][at]]
        passages = {(segments[at], told["words"][at]) for at in spoken}
        concepts[name] = Concept(
            name,
            len({told["person"][at] for at in spoken}),
            len({told["case"][at] for at in spoken} - {""}),
            len(passages),
            tuple(sorted({int(s) for at in spoken if (s := segments[at]) is not None})),
            _said(name, [words for _, words in passages], cut),
        )
    dimensions = tuple(
        Dimension(
            name,
            tuple(
                Theme(
                    theme,
                    tuple(
                        sorted(
                            (concepts[one] for one in under[theme]),
                            key=lambda c: (-c.people, -c.mentions, c.name),
                        )
                    ),
                )
                for theme in themes
            ),
        )
        for name, themes in sorted(above.items(), key=lambda item: item[0] == "")
    )
    several = len(set(told["case"]) - {""}) > 1
    return DataStructure(dimensions, tuple(_doubts(dimensions, several=several)), by_role)


def of_study(snapshot: Snapshot, cut: Cut) -> DataStructure:
    """The data structure of a study: keywords after merges, themes, constructs.

    A theme belongs to the constructs it is assigned to. Where no keyword is in a theme constructs
    stand for themes and their roles for dimensions, so that the figure can be drawn from a codebook
    of two levels. Raises ``NotAllowed`` where nothing is coded or assigned.
    """
    found = judgements(snapshot)
    code_of = snapshot.code_by_id
    by_role = all(code_of[link.to].kind != "theme" for link in snapshot.assignments)
    places: dict[int, list[tuple[str, str]]] = {}
    for number, reached in belongs(snapshot).items():
        if code_of[number].kind != "keyword" or snapshot.head_of[number] != number:
            continue
        ideas = [code_of[one] for one in reached]
        if by_role:
            places[number] = [(idea.name, idea.role or "no role") for idea in ideas]
            continue
        direct = snapshot.construct_of[number]
        themes = [code_of[one] for one in sorted(direct) if code_of[one].kind == "theme"]
        places[number] = [
            (theme.name, code_of[up].name if up else "")
            for theme in themes
            for up in sorted(snapshot.construct_of[theme.id]) or [0]
        ]
    mentions: dict[int, list[tuple[int, int, int]]] = {}
    columns = (found.code, found.segment, found.participant, found.case)
    for code, segment, person, case in zip(*(c.tolist() for c in columns), strict=True):
        mentions.setdefault(code, []).append((segment, person, case))
    rows = [
        {
            "concept": code_of[code].name,
            "theme": theme,
            "dimension": dimension,
            "person": person or f"unknown {segment}" if segment else "",
            "case": case or "",
            "words": snapshot.quote(segment) if segment else "",
            "segment": segment or None,
        }
        for code, where in places.items()
        if where or code in mentions
        for theme, dimension in where or [("", "")]
        for segment, person, case in mentions.get(code, [(0, 0, 0)])
    ]
    if not rows:
        raise NotAllowed("Nothing is coded yet.", hint="Code first, then ask for the structure.")
    return data_structure(rows, cut=cut, by_role=by_role)


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # NaN ≠ NaN


def _said(name: str, passages: list[str], cut: Cut) -> float | None:
    """The part of the words of a concept that stand in a passage; None where that is not known."""
    own = {word.casefold() for word in cut(name)}
    if not own or not passages:
        return None
    heard = {word.casefold() for words in passages for word in cut(words)}
    return len(own & heard) / len(own)


def _doubts(dimensions: tuple[Dimension, ...], *, several: bool) -> list[Doubt]:
    doubts: dict[Doubt, None] = {}
    for dimension in dimensions:
        themes = [theme for theme in dimension.themes if theme.name]
        if dimension.name and len(themes) == 1:
            doubts[Doubt("dimension with one theme", dimension.name)] = None
        for theme in dimension.themes:
            if theme.name and not dimension.name:
                doubts[Doubt("theme in no dimension", theme.name)] = None
            if theme.name and len(theme.concepts) == 1:
                doubts[Doubt("theme with one concept", theme.name)] = None
            for concept in theme.concepts:
                for what, holds in _of_concept(concept, theme.name, several=several).items():
                    if holds:
                        doubts[Doubt(what, concept.name)] = None
    return sorted(doubts, key=lambda one: (_ORDER.index(one.what), one.about))


def _of_concept(concept: Concept, theme: str, *, several: bool) -> Mapping[Doubted, bool]:
    return {
        "concept in no theme": not theme,
        "concept of one person": concept.people == 1,
        "concept of one case": several and concept.cases == 1 and concept.people > 1,
        "wording not of informants": concept.said is not None and concept.said < HALF,
    }


_ORDER: tuple[Doubted, ...] = (
    "theme in no dimension",
    "dimension with one theme",
    "theme with one concept",
    "concept in no theme",
    "concept of one person",
    "concept of one case",
    "wording not of informants",
)
