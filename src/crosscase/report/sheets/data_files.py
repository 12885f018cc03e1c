"""A sheet as a file of a statistics package: Parquet, SPSS. Needs the extra ``tables``."""

from __future__ import annotations

import io
import re
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from crosscase.errors import NotAllowed
from crosscase.report.document import clean
from crosscase.report.files import write_whole
from crosscase.report.sheets.sheet import Column, Kind, Sheet

_UNFIT = re.compile(r"[^A-Za-z0-9_]+")
_NAME_BYTES = 64
_LABEL_BYTES = 256
_TEXT_BYTES = 32_767
_DAY = slice(92, 101)
_TIME = slice(101, 109)
"""Where the header of an SPSS file holds the day and the time at which it was written."""

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)

CUT = " […]"
_MEASURES: dict[Kind, str] = {
    "words": "nominal",
    "name": "nominal",
    "whole": "scale",
    "number": "scale",
}


def as_parquet(sheet: Sheet, target: Path) -> list[Path]:
    """Write Parquet: each column of its kind, names of few as a dictionary, no cell as a guess."""
    pa, parquet = _needed("pyarrow"), _needed("pyarrow.parquet")
    kinds = {
        "words": pa.string(),
        "name": pa.dictionary(pa.int32(), pa.string()),
        "whole": pa.int64(),
        "number": pa.float64(),
    }
    columns = [
        pa.array(values, pa.string()).dictionary_encode()
        if column.kind == "name"
        else pa.array(values, kinds[column.kind])
        for column, values in _columns(sheet)
    ]
    told = {"title": sheet.title, "journal entry": str(sheet.n), "day": sheet.day}
    schema = pa.schema(
        [(column.name, kinds[column.kind]) for column in sheet.columns], metadata=told
    )
    made = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(columns, schema=schema), made)
    write_whole(target, made.getvalue())
    return [target]


def as_spss(sheet: Sheet, target: Path) -> list[Path]:
    """Write an SPSS file (.sav): names that SPSS takes, the whole name as the label of each.

    Words longer than SPSS holds (32,767 bytes) are cut, with a mark. The date in the file is that
    of the journal entry, so the same study gives the same bytes.
    """
    pandas, pyreadstat = _needed("pandas"), _needed("pyreadstat")
    names = spss_names(sheet.names)
    data = {
        name: pandas.Series(_spss_values(column.kind, values), dtype=_dtype(column.kind))
        for name, (column, values) in zip(names, _columns(sheet), strict=True)
    }
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.sav"
        pyreadstat.write_sav(
            pandas.DataFrame(data, columns=names),
            draft,
            file_label=_fit(f"{sheet.title}, journal entry {sheet.n}", 64),
            column_labels=[_fit(name, _LABEL_BYTES) for name in sheet.names],
            variable_measure={
                name: _MEASURES[column.kind]
                for name, column in zip(names, sheet.columns, strict=True)
            },
        )
        body = bytearray(draft.read_bytes())
    body[_DAY] = _spss_day(sheet.day)
    body[_TIME] = b"00:00:00"
    write_whole(target, bytes(body))
    return [target]


def spss_names(names: list[str]) -> list[str]:
    """Names that SPSS takes: letters, digits and _, at most 64 bytes, no two alike in any case."""
    found: list[str] = []
    taken: set[str] = set()
    for at, name in enumerate(names, start=1):
        plain = _UNFIT.sub("_", name).strip("_")[: _NAME_BYTES - 8]
        first = plain if plain[:1].isalpha() else f"v{at}_{plain}".rstrip("_")
        made, count = first, 1
        while made.casefold() in taken or made.upper() in _RESERVED:
            count += 1
            made = f"{first}_{count}"
        taken.add(made.casefold())
        found.append(made)
    return found


_RESERVED = frozenset(
    ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"]
)
"""Words that SPSS keeps for itself."""


def _columns(sheet: Sheet) -> list[tuple[Column, list[Any]]]:
    """Each column with its values, from top to bottom."""
    cells = list(zip(*sheet.rows, strict=True)) or [()] * len(sheet.columns)
    return [
        (column, [_plain(value, column.kind) for value in values])
        for column, values in zip(sheet.columns, cells, strict=True)
    ]


def _plain(value: object, kind: Kind) -> object:
    if value is None or kind in ("whole", "number"):
        return value
    return clean(str(value))


def _dtype(kind: Kind) -> str:
    return "float64" if kind in ("whole", "number") else "object"


def _spss_values(kind: Kind, values: list[Any]) -> list[Any]:
    if kind in ("whole", "number"):
        return values
    return ["" if value is None else _fit(value, _TEXT_BYTES) for value in values]


def _fit(text: str, most: int) -> str:
    """The text in at most so many bytes of UTF-8; a mark where it was cut."""
    body = text.encode()
    if len(body) <= most:
        return text
    return body[: most - len(CUT.encode())].decode(errors="ignore") + CUT


def _spss_day(day: str) -> bytes:
    """``2026-01-02`` as SPSS writes it, in English wherever it runs."""
    try:
        at = date.fromisoformat(day)
    except ValueError:
        at = date(1980, 1, 1)
    return f"{at.day:02} {_MONTHS[at.month - 1]} {at.year % 100:02}".encode()


def _needed(package: str) -> Any:
    """A package of the extra. Raises ``NotAllowed`` where it is not installed."""
    try:
        return import_module(package)
    except ImportError as error:
        name = package.partition(".")[0]
        raise NotAllowed(
            f"This kind of file needs the package {name}, which is not installed.",
            hint="pip install 'crosscase[tables]', or write .csv or .xlsx.",
        ) from error
