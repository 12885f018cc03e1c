"""Databases in which something runs, and media, PDFs and studies that are not what they say."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections.abc import Iterator

PROGRAMS = {
    "taguette": (
        "CREATE TABLE projects (id INTEGER, name, description);"
        "INSERT INTO projects VALUES (1, 'p', '');"
        "CREATE TABLE tags (id INTEGER, path, description);"
        "INSERT INTO tags VALUES (1, 'slow', '');"
        "CREATE TABLE documents (id INTEGER, name, description, contents);"
        "INSERT INTO documents VALUES (1, 'd', '', '<p>We waited.</p>');"
        "CREATE TABLE highlights (id INTEGER, document_id, start_offset, end_offset, snippet);"
        "INSERT INTO highlights VALUES (1, 1, 0, 2, 'We');"
        "CREATE TABLE highlight_tags (highlight_id, tag_id);"
        "INSERT INTO highlight_tags VALUES (1, 1);",
        "documents",
        "contents",
    ),
    "qualcoder": (
        "CREATE TABLE project (databaseversion, memo); INSERT INTO project VALUES ('v17', '');"
        "CREATE TABLE source (id, name, fulltext, mediapath, memo);"
        "INSERT INTO source VALUES (1, 'd', 'We waited.', NULL, '');"
        "CREATE TABLE code_cat (catid, name, memo, supercatid);"
        "CREATE TABLE code_name (cid, name, memo, catid, color);"
        "INSERT INTO code_name VALUES (1, 'slow', '', NULL, '');"
        "CREATE TABLE code_text (ctid, cid, fid, pos0, pos1, seltext, owner, memo, date);"
        "INSERT INTO code_text VALUES (1, 1, 1, 0, 2, 'We', 'eve', '', '');",
        "source",
        "fulltext",
    ),
    "rqda": (
        "CREATE TABLE source (id, name, file, memo, status);"
        "INSERT INTO source VALUES (1, 'd', 'We waited.', '', 1);"
        "CREATE TABLE freecode (id, name, memo, status);"
        "INSERT INTO freecode VALUES (1, 'slow', '', 1);"
        "CREATE TABLE coding (cid, fid, selfirst, selend, seltext, owner, memo, date, status);"
        "INSERT INTO coding VALUES (1, 1, 0, 2, 'We', 'eve', '', '', 1);",
        "source",
        "file",
    ),
}
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
TRICKS = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON {t} BEGIN DELETE FROM {t}; END;",
    "view": "ALTER TABLE {t} RENAME TO old; CREATE VIEW {t} AS SELECT * FROM old;",
    "endless": f"ALTER TABLE {{t}} RENAME TO old; CREATE VIEW {{t}} AS {ENDLESS};",
    "virtual": "ALTER TABLE {t} RENAME TO old; CREATE VIRTUAL TABLE {t} USING fts5({c});",
    "computed": "ALTER TABLE {t} ADD COLUMN evil AS (length({c}) + abs(-9223372036854775807));",
    "blob": "UPDATE {t} SET {c} = zeroblob(900000000);",
    "bytes": "UPDATE {t} SET {c} = x'ff00fe';",
    "numbers": "UPDATE {t} SET {c} = 1e308;",
    "huge": "UPDATE {t} SET {c} = hex(zeroblob(30000000));",
    "nothing": "DELETE FROM {t};",
    "dropped": "DROP TABLE {t};",
    "index": "CREATE INDEX evil ON {t} (abs(length({c})));",
    "loop": "UPDATE {t} SET id = NULL;",
}


def database(script: str) -> bytes:
    db = sqlite3.connect(":memory:")
    db.executescript(script)
    data = db.serialize()
    db.close()
    return data


def databases() -> Iterator[tuple[str, bytes]]:
    """Every trick in a database of every program."""
    for program, (script, table, column) in PROGRAMS.items():
        for name, trick in TRICKS.items():
            done = script + trick.format(t=table, c=column)
            yield f"{name}-{program}.sqlite3", database(done)
        data = bytearray(database(script))
        yield f"cut-{program}.sqlite3", bytes(data[: len(data) // 2])
        data[100:140] = b"\xff" * 40
        yield f"page-{program}.sqlite3", bytes(data)
        wild = bytearray(database(script))
        wild[28:32] = struct.pack(">I", 0x7FFFFFFF)  # it says how many pages it has
        yield f"pages-{program}.sqlite3", bytes(wild)
        text = database(script).replace(b"CREATE TABLE", b"CREATE TABLe", 1)
        yield f"schema-{program}.sqlite3", text.replace(b"CREATE TABLe", b"CREATE VIEW ", 1)


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, with a table of where they stand."""
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = b"/Size %d " % (len(objects) + 1)
    return data + b"trailer\n<< " + size + trailer + b" >>\nstartxref\n%d\n%%%%EOF" % start


def forms(deep: int) -> bytes:
    """A page that draws a form that draws ten forms that draw ten forms each, so many deep."""
    held = b"/Resources << /XObject << /X %d 0 R >> >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R " + held % 5 + b" >>"
    )
    kept = b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Length %d "
    body = b"/X Do " * 10
    drawn = [
        kept % len(body) + held % (6 + n) + b" >>\nstream\n" + body + b"\nendstream"
        for n in range(deep)
    ]
    last = kept % 10 + b">>\nstream\n1 1 9 9 re S\nendstream"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
        *drawn,
        last,
    )


def pdfs() -> Iterator[tuple[str, bytes]]:
    """Loops, bombs, scripts and pages that are not there."""
    root = b"<< /Type /Catalog /Pages 2 0 R >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    packed = zlib.compress(bytes(200 * 1024**2))
    stream = b"<< /Length %d /Filter /FlateDecode >> stream\n" % len(packed)
    yield "loop.pdf", pdf(root, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield "count.pdf", pdf(root, b"<< /Type /Pages /Kids [3 0 R] /Count 99999999 >>", page)
    yield "bomb.pdf", pdf(root, pages, page, stream + packed + b"\nendstream")
    yield (
        "twice.pdf",
        pdf(
            root,
            pages,
            page,
            b"<< /Length 9 /Filter [/FlateDecode /FlateDecode] >> stream\n%s\nendstream"
            % zlib.compress(packed),
        ),
    )
    for count in (150_000, 900_000, 5_000_000):
        drawn = zlib.compress(b"1 1 90 90 re S\n" * count)
        one = b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(drawn), drawn)
        yield f"boxes-{count}.pdf", pdf(root, pages, page, one)
    for deep in (4, 9, 3_000):
        yield f"forms-{deep}.pdf", forms(deep)
    script = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"
    )
    yield "script.pdf", pdf(script, pages, page)
    many = b" ".join(b"3 0 R" for _ in range(60_000))
    yield "many.pdf", pdf(root, b"<< /Type /Pages /Kids [" + many + b"] /Count 60000 >>", page)
    yield "box.pdf", pdf(root, pages, page.replace(b"0 0 99 99", b"0 0 1e30 -1e30"))
    yield "deep.pdf", pdf(b"[" * 100_000)
    yield "start.pdf", b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF"
    yield "locked.pdf", pdf(root, pages, page, trailer=b"/Root 1 0 R /Encrypt 3 0 R")


def media() -> Iterator[tuple[str, bytes]]:
    """Recordings that lie about how long they are, or are none."""
    head = b"RIFF" + struct.pack("<I", 0x7FFFFFFF) + b"WAVEfmt "
    form = struct.pack("<IHHIIHH", 16, 1, 1, 16000, 32000, 2, 16)
    yield "long.wav", head + form + b"data" + struct.pack("<I", 0x7FFFFFFF) + b"\x00" * 100
    yield "rate.wav", head + struct.pack("<IHHIIHH", 16, 1, 1, 0, 0, 0, 0) + b"data\x00\x00\x00\x00"
    wide = struct.pack("<IHHIIHH", 16, 1, 65535, 0xFFFFFFFF, 1, 65535, 64)
    yield "wide.wav", head + wide + b"data" + struct.pack("<I", 8) + b"\x00" * 8
    yield "head.wav", head
    yield "zeros.mp3", b"\xff\xfb" + bytes(5000)
    yield "text.m4a", b"Anna: Why?\n"
    yield "fake.flac", b"fLaC" + b"\xff" * 400
    yield "loop.ogg", b"OggS" * 2000
