"""Tables for other programs: csv and xlsx in which no cell is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from crosscase.errors import NoSpace
from crosscase.formats.xlsx import Value, write_sheet

_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


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


def write_xlsx(path: Path | str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Writes ``rows`` as an xlsx file with one sheet; see ``formats.xlsx``."""
    path = Path(path)
    with _whole_or_nothing(path) as part:
        write_sheet(part, columns, rows, path.name)


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
