"""How wide the columns of a table on paper shall be."""

from __future__ import annotations

from crosscase.report.document import Table, plain


def widths(block: Table) -> list[float]:
    """Shares of the page: what a column usually holds, its longest word at least."""
    shares: list[float] = []
    for at, name in enumerate(block.columns):
        cells = [plain(row[at]) for row in block.rows]
        lengths = sorted(map(len, cells))
        usual = max(lengths[int(len(lengths) * 0.85)], lengths[-1] // 3) if lengths else 0
        words = [*name.split(), *(word for cell in cells for word in cell.split())]
        longest = min(max(map(len, words), default=1), 18)
        shares.append(max(longest * 1.3 + 2.5, min(usual, 21 if at in block.numeric else 48)))
    return shares
