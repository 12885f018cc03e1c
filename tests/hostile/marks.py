"""Marks that are too many or too large, or stand in files that are hostile themselves."""

from __future__ import annotations

from collections.abc import Iterator

from .archives import project, zipped
from .binaries import pdf, pdfs

ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
    b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def written(lines: int, words: bytes) -> bytes:
    """A PDF of one page with so many lines of these words."""
    body = b"".join(
        b"BT /F1 3 Tf 9 %d Td (%s) Tj ET\n" % (790 - n % 780, words) for n in range(lines)
    )
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)
    return pdf(ROOT, PAGES, PAGE, stream)


def source(marks: str, text: bytes | None, data: bytes) -> bytes:
    """A project with one PDF, its text and the marks on its pages."""
    held = '<Representation guid="4" plainTextPath="internal://t.txt"/>' if text else ""
    inside = f'<PDFSource guid="2" name="t" path="internal://t.pdf">{marks}{held}</PDFSource>'
    parts = [("project.qde", project(f"<Sources>{inside}</Sources>")), ("Sources/t.pdf", data)]
    return zipped(*parts, *([("Sources/t.txt", text)] if text else []))


def rectangles(count: int, page: object = 0, wide: object = 600) -> str:
    return "".join(
        f'<PDFSelection guid="r{n}" page="{page}" firstX="0" firstY="{n / count:.6f}" '
        f'secondX="{wide}" secondY="800"/>'
        for n in range(count)
    )


def marking() -> Iterator[tuple[str, bytes]]:
    """Rectangles without number, pages that are none, points of time that run in circles."""
    full = written(700, b"We waited three weeks and nobody called us back at all. " * 2)
    yield "rectangles.qdpx", source(rectangles(20_000), None, full)
    yield "elsewhere.qdpx", source(rectangles(2_000), b"Nothing of it. " * 100_000, full)
    yield "one-letter.qdpx", source(rectangles(5_000), b"a " * 500_000, written(1, b"a"))
    for name, page in (("far", 10**17), ("below", -(10**17)), ("none", "first")):
        yield f"page-{name}.qdpx", source(rectangles(9, page), None, full)
    for wide in ("nan", "inf", "1e999", "x", "-1"):
        yield f"wide-{wide}.qdpx", source(rectangles(9, 0, wide), None, full)
    for name, data in pdfs():
        yield f"{name}.qdpx", source(rectangles(9), None, data)
    points = "".join(
        f'<SyncPoint guid="p{n}" position="{n % 977}" timeStamp="{(n * 7919) % 10**6}"/>'
        for n in range(50_000)
    )
    told = "".join(
        f'<AudioSelection guid="s{n}" begin="{n}" end="{10**17}"/>'
        f'<AudioSelection guid="q{n}" begin="{n * 10}" end="{n * 10 + 1}"/>'
        for n in range(5_000)
    )
    text = f"<PlainTextContent>{'We waited. ' * 100}</PlainTextContent>"
    held = f'<Transcript guid="3">{text}{points}</Transcript>'
    inside = f'<AudioSource guid="2" name="t">{held}{told}</AudioSource>'
    yield "circles.qdpx", zipped(("project.qde", project(f"<Sources>{inside}</Sources>")))


def reporting() -> Iterator[tuple[str, bytes]]:
    """Tables without end, tables within tables, marks that open and never close."""
    head = b"<table><tr><td>Name<td>Description<td>Files"
    for name, body in {
        "rows": b"<tr>" * 3_000_000,
        "cells": b"<td>" * 3_000_000,
        "nested": b"<tr><td>" + b"<table><tr><td>" * 300_000,
        "tables": b"<table></table>" * 300_000,
        "open": b"<tr><td>" + b"<" * 1_000_000,
        "quoted": b'<tr><td a="' + b"'" * 1_000_000,
        "set-in": b"".join(b"<tr><td>%s a%d" % (b"&nbsp;" * (n % 300), n) for n in range(3_000)),
    }.items():
        yield f"{name}-codes.html", head + body
    for name, text in {
        "brackets": b"[a]" * 300_000 + b"x[/a]",
        "braces": b"{{" * 300_000 + b"x|a}}",
        "bars": b"{{x|a}}" + b"|a" * 500_000,
        "qcode": b"(QCODE)x(/QCODE){#a}" + b"(/QCODE){#" * 200_000,
        "names": b"".join(b"[%d]x[/%d]" % (n, n) for n in range(5_000)),
    }.items():
        yield f"{name}-codes.txt", text
    deep = "".join(f"{'c: ' * (n % 200)}{n};x\n" for n in range(5_000))
    yield "levels-codes.csv", f"code;comment\n{deep}".encode()
    for name, data in pdfs():
        yield name.replace(".pdf", "-codes.pdf"), data
    for name, drawn in {
        "cells": b"".join(
            b"%d %d 9 3.2 re S BT /F1 1 Tf %d %d Td (a) Tj ET\n" % (x, y, x + 2, y + 1)
            for x in range(0, 590, 10)
            for y in range(0, 790, 4)
        ),
        "lines": b"".join(b"%d 0 m %d 800 l S\n" % (n, n) for n in range(30_000)),
        "letters": b"0 0 m 500 0 l 0 9 m 500 9 l 0 0 m 0 9 l 500 0 m 500 9 l S\n"
        + b"BT /F1 3 Tf 9 3 Td (%s) Tj ET\n" % (b"a " * 100_000),
    }.items():
        stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
        yield f"{name}-codes.pdf", pdf(ROOT, PAGES, PAGE, stream)
