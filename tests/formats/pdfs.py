"""Small PDFs, drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence

Drawn = tuple[int, int, str] | str
"""Words with their place (x, y from below), or operators as they stand in a PDF."""


def box(left: int, low: int, right: int, high: int, how: str = "S") -> str:
    """A rectangle; ``how``: S ruled, f shaded, "W n" a window for what follows."""
    return f"{left} {low} {right - left} {high - low} re {how}\n"


def pdf(*pages: Sequence[Drawn], turned: int = 0) -> bytes:
    """A PDF whose pages hold what is drawn, words in 10 point Helvetica; shown turned clockwise."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids: list[str] = []
    for page in pages:
        body = "".join(map(_operators, page)).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n" % len(body) + body + b"endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (turned, len(objects))
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(made))
    )


def _operators(drawn: Drawn) -> str:
    if isinstance(drawn, str):
        return drawn
    x, y, words = drawn
    return f"BT /F1 10 Tf {x} {y} Td ({words}) Tj ET\n"
