"""Answers on paper and on screen: one document, three writers, and the model as a figure."""

from __future__ import annotations

from crosscase.report.build import Finding, Wishes, build
from crosscase.report.docx import write_docx
from crosscase.report.draw_model import draw_model
from crosscase.report.html import write_html
from crosscase.report.model import Arrow, Model, model_of
from crosscase.report.pdf import write_pdf

__all__ = [
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
