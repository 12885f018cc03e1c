"""Start the workbench: find a port, print the address, open the browser, serve until stopped."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from urllib.parse import quote

import uvicorn

from crosscase.errors import NotAllowed
from crosscase.web.app import make_app
from crosscase.web.guard import Keys
from crosscase.web.workspace import Workspace


def serve(
    workspace: Workspace,
    *,
    to: str = "/",
    port: int = 0,
    browser: bool = True,
    tell: Callable[[str], None],
) -> None:
    """Serve the workspace on this machine alone until Ctrl-C.

    ``to``: the page to open first. ``port`` 0 takes a free one. ``tell`` is called with the
    address, which lets one browser in, once. Raises ``NotAllowed`` when the port is taken.
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
    except OSError as error:
        raise NotAllowed(
            f"Port {port} is taken.", hint="Leave --port away, or give another."
        ) from error
    door.listen()  # who is told the address may knock at once
    port = door.getsockname()[1]
    keys = Keys()
    address = f"http://127.0.0.1:{port}/launch?code={keys.code}&to={quote(to)}"
    config = uvicorn.Config(
        make_app(workspace, keys, port),
        log_level="warning",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    tell(address)
    if browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    uvicorn.Server(config).run(sockets=[door])
