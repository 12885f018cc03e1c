"""The coefficients of agreement on plain tables, from any program or notebook."""

from crosscase.analysis.coefficients.agree import agreement
from crosscase.analysis.coefficients.answer import Coefficient, Coefficients, TableAgreement

__all__ = ["Coefficient", "Coefficients", "TableAgreement", "agreement"]
