"""Qualitative comparative analysis on plain tables, from any program or notebook."""

from crosscase.analysis.qca.answer import Comparison, Model, Necessity, Solution, Term
from crosscase.analysis.qca.calibrate import calibrate
from crosscase.analysis.qca.compare import qca
from crosscase.analysis.qca.truth import Row, TruthTable

__all__ = [
    "Comparison",
    "Model",
    "Necessity",
    "Row",
    "Solution",
    "Term",
    "TruthTable",
    "calibrate",
    "qca",
]
