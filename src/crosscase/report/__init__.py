"""Answers on paper and on screen: one document, three writers, and the model as a figure."""

from __future__ import annotations

from collections.abc import Callable

from crosscase.report.build import Finding, Wishes, build
from crosscase.report.document import Document
from crosscase.report.docx import write_docx
from crosscase.report.draw_model import draw_model
from crosscase.report.html import write_html
from crosscase.report.model import Arrow, Model, model_of
from crosscase.report.pdf import write_pdf

__all__ = [
    "WRITERS",
    "Arrow",
    "Finding",
    "Model",
    "Wishes",
    "build",
    "draw_model",
    "model_of",
    "write_docx",
    "write_html",
    "write_pdf",
]

WRITERS: dict[str, Callable[[Document], bytes]] = {
    ".html": write_html,
    ".docx": write_docx,
    ".pdf": write_pdf,
}
"""What writes a report, by the ending of the file."""
