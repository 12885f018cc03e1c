"""Every command on one page, in the order of the method; imported only when it is invoked."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: its module in this folder, its panel, and the first line of its docstring."""

    name: str
    module: str
    panel: str
    help: str

    @property
    def function(self) -> str:
        """The function has the name of the command; ``import`` is a word of Python: ``import_``."""
        return self.name.replace("-", "_") + "_" * iskeyword(self.name)


_PANELS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "The workbench": (
        ("open", "workbench", "Open the workbench in the browser; without a study: its home page."),
    ),
    "Bring in": (
        ("new", "study", "Make an empty study file, or a study folder to fill in."),
        ("load", "study", "Bring a folder of interviews into a study; names go to the key file."),
        ("add", "study", "Bring more files into a study."),
        ("transcribe", "transcribe", "Write down what is said in recordings, and who says it."),
        (
            "listened",
            "listened",
            "Show how much of each recording was heard, in the first and second pass.",
        ),
        (
            "import",
            "exchange",
            "Bring in codings of another program: a project, a table, Word comments.",
        ),
        ("correct", "study", "Take a corrected transcript; every coding is carried across."),
    ),
    "Keywords": (
        ("tie", "suggest", "Propose which stretch of each interview answers which question."),
        ("abstract", "suggest", "Propose a keyword for each meaning unit, and what to discard."),
        ("merge", "suggest", "Propose keywords that mean the same for merging."),
        (
            "structure",
            "structure",
            "Show concepts, themes and dimensions with their weak places, or draw them.",
        ),
        ("split", "suggest", "Take a merge back: the keyword speaks for itself again."),
        ("assign", "suggest", "Propose a construct for each keyword that has none."),
    ),
    "Decide": (
        ("decide", "decide", "Accept, reject or change suggestions, or list what waits."),
        ("sample", "decide", "Draw a random blind sample, to judge before accepting in bulk."),
    ),
    "Compare": (
        ("count", "count", "Count mentions, people and cases; nothing undecided is counted."),
        ("quotes", "count", "Show the words behind a count, with speaker and source."),
        (
            "double-code",
            "double_code",
            "Freeze units for a blind second coder, say when done, settle disagreements.",
        ),
        ("agree", "agree", "Compare two coders: every coefficient, and where they differ."),
        ("saturation", "saturation", "Show what each interview added, and when it ran dry."),
        ("case", "case", "Show one case: people, outcome, constructs, keywords, evidence."),
        (
            "framework",
            "framework",
            "Show the framework matrix: summaries of each case or participant by construct.",
        ),
        ("compare", "compare", "Compare cases (who mentions what) or groups (how sure)."),
        ("prioritise", "prioritise", "Rank what survey respondents list, by salience."),
        ("best-worst", "best_worst", "Draw up sets to judge best and worst, or score the answers."),
    ),
    "Propositions and model": (
        ("propose", "propose", "Show how each proposition stands, and without each case."),
        (
            "contrary",
            "contrary",
            "Search for passages that may speak against a proposition, to be read and decided.",
        ),
        ("model", "model", "Draw the model from the propositions, or show its arrows."),
    ),
    "People": (
        ("consent", "report", "Write the form on which participants say what they allow."),
        ("protect", "protect", "Find names inside speech, and put pseudonyms in their place."),
        (
            "silence",
            "silence",
            "Make a recording silent where names are said: list, copy or replace.",
        ),
        ("key", "key", "Tell of the file with the real names, or write a recovery copy."),
        ("reidentify", "reidentify", "Show combinations of attributes that few people share."),
        ("retire", "retire", "Delete recordings and people that are past their last day."),
        ("withdraw", "withdraw", "Take a participant and their words out of the study, for good."),
    ),
    "Check and report": (
        ("method", "method", "Say how the study is analysed, or show it: check asks accordingly."),
        ("check", "check", "Ask what a reviewer would ask. Status 3 when there is a flaw."),
        ("rules", "check", "Print the page of all rules, in Markdown."),
        (
            "checklist",
            "checklist",
            "Show a guide for reporting as the study answers it, and which topics are open.",
        ),
        ("report", "report", "Write the report as .html, .docx or .pdf."),
        (
            "export",
            "export",
            "Write the study for other programs: a project, a table for analysis, or the model.",
        ),
        (
            "package",
            "package",
            "Write a replication package (.zip): data as consent allows, tables, codebook, "
            "literature.",
        ),
        ("rebuild", "package", "Make the study and its report from a replication package."),
    ),
    "The study file": (
        ("history", "journal", "Show the journal: who did what, when, why."),
        ("undo", "journal", "Undo your last act; refused while later acts rest on it."),
        ("redo", "journal", "Do again what you undid last."),
        ("sync", "sync", "Bring the work that was done in another copy of the study into it."),
        ("backup", "study", "Write one compact copy of the study, to mail or to keep."),
        ("restore", "study", "Put a backup in the place of a study, which is laid aside."),
    ),
}

MENU: dict[str, Entry] = {
    name: Entry(name, module, panel, told)
    for panel, entries in _PANELS.items()
    for name, module, told in entries
}
"""Every command by its name, in the order in which a study goes."""


def command(name: str) -> Any:
    """The command itself, its module imported now: what Typer makes of the function."""
    entry = MENU[name]
    one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    one.command(name)(getattr(import_module(f"crosscase.cli.{entry.module}"), entry.function))
    return typer.main.get_command(one)


class Menu(TyperGroup):
    """Lists the commands by name and help alone, and fetches the one that is invoked.

    All of them together take most of a second to import, which nobody wants to wait for who asks
    for help or makes a typing error.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {
            e.name: TyperCommand(e.name, help=e.help, rich_help_panel=e.panel)
            for e in MENU.values()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, and the words left over."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, command(str(name)), rest
