"""Archives that want out of their folder, or that unpack to more than a disk holds."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

QDE = (
    '<?xml version="1.0" encoding="utf-8"?><Project name="p" origin="x" '
    'xmlns="urn:QDA-XML:project:1.0"><Users><User guid="1" name="eve"/></Users>{}</Project>'
)
DOCX = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
XLSX = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml", "qdpx": "project.qde"}

UP = (
    *("../evil.txt", "../../evil.txt", "../../../../../../../../tmp/evil.txt", "a/../../evil.txt"),
    *("./../evil.txt", "a/b/../../../evil.txt", "Sources/../../evil.txt", ".//..//evil.txt"),
    *("..\\evil.txt", "..\\..\\evil.txt", "a\\..\\..\\evil.txt", "Sources\\..\\..\\evil.txt"),
    *("..\\/evil.txt", "../\\evil.txt", "a/..\\../evil.txt", "a\\../..\\evil.txt"),
    *("/evil.txt", "//evil.txt", "///evil.txt", "/tmp/evil.txt", "/etc/cron.d/evil"),
    *("\\evil.txt", "\\\\server\\share\\evil.txt", "\\\\?\\C:\\evil.txt", "\\tmp\\evil.txt"),
    *("C:evil.txt", "C:/evil.txt", "C:\\evil.txt", "c:\\..\\evil.txt", "file:///tmp/evil.txt"),
    *("evil.txt:stream", "a/evil.txt:$DATA", "//./C:/evil.txt", "\\\\.\\pipe\\evil"),
    *("../evil.txt\x00.txt", "..", "../", "../../", "a/..", "a/../..", "Sources/..", "/"),
    *("....//....//evil.txt/../../../x", "%2e%2e/../evil.txt", "\uff0e\uff0e/../evil.txt"),
)


def zipped(*parts: tuple[str, bytes], mode: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts, in this order, whatever they are called."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", mode) as out:
        for name, content in parts:
            entry = zipfile.ZipInfo("x")
            entry.filename = name  # as it is: the library would tidy it
            entry.compress_type = mode
            out.writestr(entry, content)
            out.NameToInfo.clear()  # or a second part of one name is warned of
    return made.getvalue()


def project(body: str = "") -> bytes:
    return QDE.format(body).encode()


def sound(kind: str, body: str = "") -> bytes:
    """The one part that an archive of this kind needs."""
    return {"docx": DOCX, "xlsx": XLSX, "qdpx": QDE}[kind].format(body).encode()


def climbing() -> Iterator[tuple[str, bytes]]:
    """Names that lead out of the folder, each beside a sound project."""
    for at, name in enumerate(UP):
        yield f"climb-{at}.qdpx", zipped(("project.qde", project()), (name, b"evil"))
    for at, name in enumerate(UP[:6]):
        yield f"climb-{at}.docx", zipped((PARTS["docx"], sound("docx")), (name, b"evil"))
    link = zipfile.ZipInfo("Sources/link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("project.qde", project())
        out.writestr(link, "/etc/passwd")
    yield "link.qdpx", made.getvalue()
    for path in ("internal://../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd"):
        source = f'<Sources><TextSource guid="2" name="t" plainTextPath="{path}"/></Sources>'
        data = zipped(("project.qde", project(source)))
        yield f"outside-{path.count('/')}{path[0]}.qdpx".replace("/", "s"), data


def bombs() -> Iterator[tuple[str, bytes]]:
    """Flat, nested, overlapping, of very many entries, and with sizes that lie."""
    big = bytes(300 * 1024**2)
    packed = {kind: zipped((PARTS[kind], big)) for kind in PARTS}
    del big
    for kind, data in packed.items():
        yield f"flat.{kind}", data
        yield f"beside.{kind}", zipped((PARTS[kind], sound(kind)), ("x.bin", bytes(60 * 1024**2)))
        yield f"nested.{kind}", zipped((PARTS[kind], sound(kind)), ("x.zip", data))
        yield f"entries.{kind}", entries(kind, 6_000)
        yield f"lying.{kind}", lying(kind)
        yield f"overlapping.{kind}", overlapping(kind)
        yield f"cut.{kind}", data[: len(data) // 2]
        yield f"trailer.{kind}", b"\x00" * 1024 + zipped((PARTS[kind], sound(kind)))
    yield "million.qdpx", entries("qdpx", 1_000_000)


def entries(kind: str, count: int) -> bytes:
    """One sound part and so many empty ones, written by hand: the library takes minutes."""
    made = bytearray(zipped((PARTS[kind], sound(kind))))
    end = made.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", made[end + 16 : end + 20])[0]
    first, directory = bytes(made[:start]), bytearray(made[start:end])
    for at in range(count):
        name = b"x%d" % at
        directory += struct.pack(
            "<4s4B4HL2L5H2L",
            b"PK\x01\x02",
            *(20, 3, 20, 0),
            *(0, 0, 0, 0),
            *(0, 0, 0),
            *(len(name), 0, 0, 0, 0),
            0,
            0,
        )
        directory += name
    tail = struct.pack(
        "<4s4H2LH",
        b"PK\x05\x06",
        0,
        0,
        min(count + 1, 65535),
        min(count + 1, 65535),
        len(directory),
        len(first),
        0,
    )
    return first + bytes(directory) + tail


def lying(kind: str) -> bytes:
    """An archive whose directory says that it unpacks to next to nothing."""
    data = zipped((PARTS[kind], bytes(20 * 1024**2)))
    at = data.rindex(b"PK\x01\x02") + 24
    return data[:at] + (1000).to_bytes(4, "little") + data[at + 4 :]


def overlapping(kind: str) -> bytes:
    """Many entries that all unpack the same bytes of the file."""
    content = bytes(2 * 1024**2)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = pack.compress(content) + pack.flush()
    name = PARTS[kind].encode()
    local = (
        struct.pack(
            "<4s2B4HL2L2H",
            b"PK\x03\x04",
            20,
            0,
            0,
            8,
            0,
            0,
            zlib.crc32(content),
            len(packed),
            len(content),
            len(name),
            0,
        )
        + name
    )
    body = local + packed
    directory = b""
    for at in range(400):
        other = name if not at else b"x%d.xml" % at
        directory += (
            struct.pack(
                "<4s4B4HL2L5H2L",
                b"PK\x01\x02",
                *(20, 3, 20, 0),
                *(0, 8, 0, 0),
                zlib.crc32(content),
                len(packed),
                len(content),
                *(len(other), 0, 0, 0, 0),
                0,
                0,
            )
            + other
        )
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 400, 400, len(directory), len(body), 0)
    return body + directory + tail


def clashing() -> Iterator[tuple[str, bytes]]:
    """Things of one name, and things that hold themselves."""
    text = b"We waited."
    source = '<Sources><TextSource guid="2" name="t" plainTextPath="internal://t.txt"/></Sources>'
    yield (
        "twice.qdpx",
        zipped(
            ("project.qde", project(source)), ("Sources/t.txt", text), ("Sources/t.txt", b"Other.")
        ),
    )
    yield (
        "case.qdpx",
        zipped(
            ("project.qde", project(source)), ("Sources/T.txt", text), ("sources/t.TXT", b"Other.")
        ),
    )
    yield "two.qdpx", zipped(("a.qde", project(source)), ("b.qde", project()), ("t.txt", text))
    code = '<Code guid="7" name="slow" isCodable="true"{}'
    same = f"<CodeBook><Codes>{code.format('/>') * 3}</Codes></CodeBook>"
    yield "one-guid.qde", project(same)
    deep = code.format(">") * 3000 + "</Code>" * 3000
    yield "deep-codes.qde", project(f"<CodeBook><Codes>{deep}</Codes></CodeBook>")
    yield (
        "no-guid.qde",
        project("<CodeBook><Codes><Code/></Codes></CodeBook><Cases><Case/></Cases>"),
    )
    own = '<Sets><Set guid="9" name="s"><MemberCode targetGUID="9"/></Set></Sets>'
    yield "own-set.qde", project(own)
    loop = '<Links><Link guid="8" name="l" originGUID="8" targetGUID="8" direction="x"/></Links>'
    yield "own-link.qde", project(loop)
