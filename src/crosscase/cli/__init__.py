"""crosscase on the command line: parse, call, say."""

from __future__ import annotations

import sys
import tempfile
import traceback

import typer

from crosscase.cli import (
    agree,
    case,
    check,
    compare,
    decide,
    journal,
    model,
    prioritise,
    propose,
    report,
    saturation,
    study,
)
from crosscase.cli.say import complain
from crosscase.errors import CrosscaseError

app = typer.Typer(
    help="From interviews to a factor model in which every claim leads back to the words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (
    study,
    propose,
    decide,
    compare,
    journal,
    model,
    report,
    case,
    agree,
    saturation,
    prioritise,
    check,
):
    part.register(app)


def main() -> None:
    """Run one command: 0 done, 1 an error that can be mended, 2 wrong usage, 70 a bug."""
    try:
        app(prog_name="crosscase")
    except CrosscaseError as error:
        complain(error)
        sys.exit(error.exit_code)
    except Exception:  # noqa: BLE001 - the last line: a bug is written down, not shown raw
        with tempfile.NamedTemporaryFile(
            "w", prefix="crosscase-bug-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exc(file=file)
        sys.stderr.write(
            f"This is a bug in crosscase; your study is as it was. What happened: {file.name}\n"
            f"Please send it along (read it first: it may hold names of files).\n"
        )
        sys.exit(70)
