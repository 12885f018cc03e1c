"""The page of all commands (``docs/reference/cli.md``): ``python -m crosscase.cli.reference``."""

from __future__ import annotations

import sys
from itertools import groupby

import typer

from crosscase.cli import STATUSES
from crosscase.cli.menu import MENU, command

_TOP = """# The commands

Written by `python -m crosscase.cli.reference`; do not edit.

Every command also knows `--json` (print data as JSON, whole), `--quiet` (say nothing that is no
answer) and `--help`. Answers go to stdout, talk and errors to stderr. What would replace a file
that is there asks for `--yes`; without a terminal no command waits for an answer.

## Exit statuses

{statuses}
"""
_EVERYWHERE = ("--json", "--quiet")


def reference() -> str:
    """The page, in Markdown: panels and commands in the order of ``--help``."""
    parts = [_TOP.format(statuses="\n".join(f"- {n}: {told}." for n, told in STATUSES.items()))]
    for panel, entries in groupby(MENU.values(), key=lambda entry: entry.panel):
        parts.append(f"\n## {panel}\n")
        parts += [_command(entry.name) for entry in entries]
    return "".join(parts)


def _command(name: str) -> str:
    made = command(name)
    context = typer.Context(made, info_name=f"crosscase {name}")
    params = [(param, param.get_help_record(context)) for param in made.params]
    usage = [f"crosscase {name}"]
    usage += [p.metavar or p.name.upper() for p, _ in params if p.param_type_name == "argument"]
    known = [record for p, record in params if record and not set(p.opts) & set(_EVERYWHERE)]
    lines = [f"\n### {name}\n", f"    {' '.join(usage)}\n", f"{made.help.strip()}\n"]
    if known:
        lines += [f"- `{what}`: {' '.join(told.split())}" for what, told in known]
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
