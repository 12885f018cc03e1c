"""The coefficients of agreement on plain tables, from any program or notebook."""

from crosscase.analysis.coefficients.agree import agreement
from crosscase.analysis.coefficients.answer import Coefficient, Coefficients, TableAgreement
from crosscase.analysis.coefficients.gamma import Gamma, gamma
from crosscase.analysis.coefficients.unitizing import CategoryAlpha, Unitizing, unitizing
from crosscase.analysis.coefficients.unitizing_sources import unitizing_sources

__all__ = [
    "CategoryAlpha",
    "Coefficient",
    "Coefficients",
    "Gamma",
    "TableAgreement",
    "Unitizing",
    "agreement",
    "gamma",
    "unitizing",
    "unitizing_sources",
]
