"""What a notebook asks of its own tables, without a study.

Not in ``crosscase.analysis`` itself, whose ``agreement`` and ``saturation`` are the modules that
ask a study. The command line imports nothing from here, so that it starts no later.
"""

from crosscase.analysis.coefficients import agreement, gamma, unitizing, unitizing_sources
from crosscase.analysis.contrasts.corrected import corrected_share
from crosscase.analysis.contrasts.correspondence import correspondence
from crosscase.analysis.contrasts.log_odds import log_odds
from crosscase.analysis.contrasts.pairs import case_pairs
from crosscase.analysis.contrasts.power import smallest_seen
from crosscase.analysis.data_structure import data_structure
from crosscase.analysis.priorities.ahp import ahp
from crosscase.analysis.priorities.best_worst import best_worst
from crosscase.analysis.priorities.best_worst_design import best_worst_design
from crosscase.analysis.priorities.concordance import concordance
from crosscase.analysis.priorities.free_lists import free_lists
from crosscase.analysis.priorities.qsort import qsort
from crosscase.analysis.qca import calibrate, qca
from crosscase.analysis.table_saturation import saturation

__all__ = [
    "agreement",
    "ahp",
    "best_worst",
    "best_worst_design",
    "calibrate",
    "case_pairs",
    "concordance",
    "corrected_share",
    "correspondence",
    "data_structure",
    "free_lists",
    "gamma",
    "log_odds",
    "qca",
    "qsort",
    "saturation",
    "smallest_seen",
    "unitizing",
    "unitizing_sources",
]
