"""Tables for other programs: csv and xlsx in which no cell is a formula."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import xlsxwriter

from crosscase.errors import NoSpace, TooLarge

Value = str | int | float | bool | None
MAX_XLSX_ROWS = 1_048_575
MAX_XLSX_CELL = 32_767
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_LONG_AGO = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a date in the file, the same always


def harmless(value: Value) -> Value:
    """``value``, with an apostrophe before words that a spreadsheet would run as a formula."""
    if isinstance(value, str) and value.startswith(_LEADS) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_csv(
    path: Path | str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    byte_order_mark: bool = False,
) -> None:
    """Writes ``rows`` as csv (UTF-8, CRLF). ``byte_order_mark``: for Excel, which needs it."""
    encoding = "utf-8-sig" if byte_order_mark else "utf-8"
    with (
        _whole_or_nothing(Path(path)) as part,
        part.open("w", encoding=encoding, newline="") as stream,
    ):
        writer = csv.writer(stream)
        writer.writerow([harmless(column) for column in columns])
        writer.writerows([harmless(value) for value in row] for row in rows)


def write_xlsx(
    path: Path | str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    sheet: str = "Table",
) -> None:
    """Writes ``rows`` as an xlsx file with one sheet; the same rows give the same bytes."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    path = Path(path)
    with _whole_or_nothing(path) as part, part.open("wb") as stream:
        book = xlsxwriter.Workbook(stream, options)
        try:
            book.set_properties({"created": _LONG_AGO})
            page = book.add_worksheet(sheet[:31])
            for at, column in enumerate(columns):
                page.write_string(0, at, column)
            for number, row in enumerate(rows, start=1):
                if number > MAX_XLSX_ROWS:
                    raise _too_large(f"over {MAX_XLSX_ROWS:,} rows", path)
                _write_row(page, number, row, path)
        finally:
            book.close()


def _write_row(page: Any, number: int, row: Sequence[Value], path: Path) -> None:
    for at, value in enumerate(row):
        if isinstance(value, str):
            if len(value) > MAX_XLSX_CELL:
                raise _too_large(f"a cell of {len(value):,} characters", path)
            page.write_string(number, at, value)
        elif isinstance(value, bool):
            page.write_boolean(number, at, value)
        elif value is not None:
            page.write_number(number, at, value)


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write to; it takes the place of ``path`` when all went well."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise NoSpace(
            f"{path} cannot be written ({error}).", hint="Choose another place."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _too_large(what: str, path: Path) -> TooLarge:
    return TooLarge(f"xlsx cannot hold {what}.", file=path.name, hint="Write csv instead.")
