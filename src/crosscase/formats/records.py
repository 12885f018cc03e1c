"""The values of a study as JSON, one file a noun, and back: every row whole, with its number."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from crosscase.domain.codings import Coding
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Segment
from crosscase.domain.suggestions import Undecided
from crosscase.errors import UnreadableFile

Records = dict[type, list[Any]]
"""The rows of each noun, in the order of their numbers."""


@cache
def nouns() -> dict[str, type]:
    """Every noun of a snapshot by the name of its file; what waits for a decision is none."""
    found: dict[str, type] = {}
    for name, hint in get_type_hints(Snapshot).items():
        first = get_args(hint)[0] if get_origin(hint) is tuple else None
        if isinstance(first, type) and dataclasses.is_dataclass(first) and first is not Undecided:
            found[name] = first
    return found | {"segments": Segment, "codings": Coding}


def rows_of(snapshot: Snapshot) -> Iterator[tuple[str, list[Any]]]:
    """The rows of each noun by its name; a segment with its words as they are kept."""
    stored = dict(snapshot.misquoted)
    places, judged = snapshot.segments, snapshot.codings
    columns: dict[str, list[Any]] = {"segments": [], "codings": []}
    for number, edition, start, end in zip(
        *(a.tolist() for a in (places.id, places.edition, places.start, places.end)), strict=True
    ):
        words = stored.get(number, snapshot.quote(number))
        columns["segments"].append(Segment(number, edition, start, end, words))
    fields = [getattr(judged, field.name).tolist() for field in dataclasses.fields(judged)]
    for number, coder, code, segment, *flags in zip(*fields, strict=True):
        columns["codings"].append(Coding(number, coder, code, segment, *map(bool, flags)))
    for name in nouns():
        yield name, columns[name] if name in columns else [*getattr(snapshot, name)]


_SPEECH = {"editions", "segments", "answers"}


def words_in(snapshot: Snapshot, *, speech: bool) -> Iterator[tuple[str, str]]:
    """The texts of the rows with their places: what was said, or what was written about it."""
    for name, rows in rows_of(snapshot):
        if (name in _SPEECH) != speech:
            continue
        for row in rows:
            for field in dataclasses.fields(row):
                value = getattr(row, field.name)
                if isinstance(value, str) and value:
                    yield f"{name} {row.id}, {field.name}", value


def write_records(snapshot: Snapshot) -> dict[str, bytes]:
    """The rows as JSON by the name of the noun; the same snapshot gives the same bytes."""
    made: dict[str, bytes] = {}
    for name, rows in rows_of(snapshot):
        adapter = _adapter(nouns()[name])
        lines = b",\n".join(adapter.dump_json(row) for row in rows)
        made[name] = b"[\n" + lines + b"\n]\n" if lines else b"[]\n"
    return made


def read_records(bodies: Mapping[str, bytes], file: str) -> Records:
    """The rows out of JSON, every field of its own kind.

    Raises ``UnreadableFile`` where a noun is absent, or a row is not of its kind or not in order.
    """
    found: Records = {}
    for name, noun in nouns().items():
        if name not in bodies:
            raise UnreadableFile(f"it holds no {name}.", file=file, hint=_ANEW)
        try:
            rows = _adapter(list[noun]).validate_json(bodies[name], strict=True)  # type: ignore[valid-type]
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise UnreadableFile(
                f"its {name} do not read ({where}: {first['msg']}).", file=file, hint=_ANEW
            ) from error
        numbers = [row.id for row in rows]
        if numbers != sorted(set(numbers)) or (numbers and numbers[0] < 1):
            raise UnreadableFile(f"its {name} are not in their order.", file=file, hint=_ANEW)
        found[noun] = rows
    return found


_ANEW = "Ask for the package anew; do not change what is in it."


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
