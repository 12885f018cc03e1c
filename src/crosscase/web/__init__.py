"""The workbench: a server for one researcher on this machine, and the page it serves."""

from __future__ import annotations

from crosscase.web.serve import serve

__all__ = ["serve"]
