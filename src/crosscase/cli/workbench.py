"""open: the workbench in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase.cli.options import PassphraseFile, passphrase
from crosscase.cli.say import say


def open(
    path: Annotated[
        Path | None, typer.Argument(metavar="[STUDY]", help="The study; without it: the home page.")
    ] = None,
    port: Annotated[int, typer.Option("--port", help="Where to serve; 0: any free port.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open nothing.")
    ] = False,
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", envvar="CROSSCASE_CODER", help="Who judges.")
    ] = "",
    home: Annotated[
        Path, typer.Option("--home", envvar="CROSSCASE_HOME", help="Where studies are kept.")
    ] = Path.home() / "crosscase",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Open the workbench in the browser: on this machine, for this browser alone."""
    from crosscase.web import serve
    from crosscase.web.workspace import Workspace

    workspace = Workspace(home, Path(typer.get_app_dir("crosscase")), name.strip())
    to = "/"
    if path is not None:
        workspace.coder = workspace.coder or "me"
        to = f"/s/{workspace.open(path, passphrase(passphrase_file)).id}"
    serve(workspace, to=to, port=port, browser=not no_browser, say=say)
