"""open: the workbench in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, coder, passphrase, settings
from crosscase.cli.say import give, say

HOME = "~/crosscase"
"""Where studies are kept unless another folder is named."""


def open(
    path: Annotated[
        Path | None, typer.Argument(metavar="[STUDY]", help="The study; without it: the home page.")
    ] = None,
    port: Annotated[int, typer.Option("--port", help="Where to serve; 0 takes a free one.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open nothing.")
    ] = False,
    home: Annotated[
        str, typer.Option("--home", envvar="CROSSCASE_HOME", help="Where studies are kept.")
    ] = HOME,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Open the workbench in the browser; without a study: its home page."""
    from crosscase.web import serve
    from crosscase.web.workspace import Workspace

    workspace = Workspace(Path(home).expanduser(), settings(), name.strip())
    to = "/"
    if path is not None:
        workspace.coder = workspace.coder or coder(name)
        to = f"/s/{workspace.open(path, passphrase(passphrase_file)).id}"

    def tell(address: str) -> None:
        if json:
            give({"address": address})
            return
        say(f"The workbench is at {address}")
        say("The address works once, on this machine. Ctrl-C closes the workbench.", quiet=quiet)

    serve(workspace, to=to, port=port, browser=not no_browser, tell=tell)
