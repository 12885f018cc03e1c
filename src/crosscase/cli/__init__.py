"""crosscase on the command line: parse, call, say."""

from __future__ import annotations

import io
import sys
import tempfile
import traceback

import typer

from crosscase.cli.menu import Menu, command
from crosscase.cli.say import complain
from crosscase.errors import CrosscaseError

STATUSES = {
    0: "done",
    1: "an error that can be mended; what to do is said with it",
    2: "wrong usage: an option or an argument that the command does not know",
    3: "`check` found a flaw",
    70: "a bug in crosscase; the study is as it was, and a file says what happened",
}
"""The exit statuses of every command."""

app = typer.Typer(cls=Menu, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def crosscase(context: typer.Context) -> None:
    """From interviews to a factor model in which every claim leads back to the words.

    Without a command it opens the workbench.
    """
    if context.invoked_subcommand is None:
        command("open")([], standalone_mode=False)


def main() -> None:
    """Run one command. 0 done, 1 to be mended, 2 wrong usage, 3 `check` found a flaw, 70 a bug."""
    if sys.stderr is None:  # started from a menu: there is no terminal to speak to
        sys.stdout = sys.stderr = io.StringIO()
    try:
        app(prog_name="crosscase")
    except CrosscaseError as error:
        complain(error)
        sys.exit(error.exit_code)
    except Exception:  # noqa: BLE001 - the last line: a bug is written down, not shown raw
        sys.stderr.write(
            f"This is a bug in crosscase; your study is as it was. What happened: {_written()}\n"
            f"Please send it along (read it first: it may hold names of files).\n"
        )
        sys.exit(70)


def _written() -> str:
    """The file that tells of the bug, or the bug itself where no file can be written."""
    told = traceback.format_exc()
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="crosscase-bug-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(told)
    except OSError:
        return told
    return file.name
