"""Rows as a data frame, where pandas is installed."""

from __future__ import annotations

import importlib
from typing import Any

from crosscase.errors import NotAllowed


def frame(rows: list[dict[str, Any]]) -> Any:
    """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError as error:
        raise NotAllowed(
            "A data frame needs pandas, which is not installed.",
            hint="pip install 'crosscase[tables]', or take .rows(), a list of dicts.",
        ) from error
    return pandas.DataFrame(rows)
