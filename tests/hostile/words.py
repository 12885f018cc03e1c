"""Words that want to run, that count wrong, or whose encoding is not what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .archives import DOCX, PARTS, QDE, project, sound, zipped

SCRIPTS = (
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"),
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://evil","x")', "@SUM(1+1)*cmd|' /C calc'!A0"),
    *("'; DROP TABLE codes; --", "{{7*7}}", "${7*7}", "#set($x=7)", "%s%s%s%n", "\u202egnp.exe"),
)
DECLARES = {
    "laughs": '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    "file": '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "net": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/evil.dtd">',
    "parameter": '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1:9/evil.dtd"> %a;]>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY a "{"ha" * 50_000}">]>',
}
LIES = (
    *("-1", "-0", "99999999999999999999999", "1e999", "NaN", "0x10", "3.5", "", " 4 ", "٣", "²"),
    *("2147483648", "9007199254740993", "4;5", "null"),
)


def declaring() -> Iterator[tuple[str, bytes]]:
    """Document types, entities and includes, in the encodings in which they might hide."""
    for name, declared in DECLARES.items():
        xml = project("<Description>&a;</Description>").decode()
        hidden = xml.replace("<Project", declared + "<Project", 1)
        yield f"{name}.qde", hidden.encode()
        yield f"{name}-16.qde", hidden.replace("utf-8", "utf-16", 1).encode("utf-16")
        yield f"{name}.qdpx", zipped(("project.qde", hidden.encode()))
        for kind in ("docx", "xlsx"):
            part = sound(kind).decode().replace("?>", "?>" + declared, 1)
            yield f"{name}.{kind}", zipped((PARTS[kind], part.encode()))
            yield f"{name}-16.{kind}", zipped((PARTS[kind], part.encode("utf-16")))
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
    yield "include.qde", project(include)
    yield "include.docx", zipped((PARTS["docx"], DOCX.format(include).encode()))
    yield "deep.qde", project("<a>" * 100_000 + "</a>" * 100_000)
    yield "deep.docx", zipped((PARTS["docx"], DOCX.format("<a>" * 100_000).encode()))
    yield "attributes.qde", project("<a " + " ".join(f'b{n}="1"' for n in range(100_000)) + "/>")


def lying() -> Iterator[tuple[str, bytes]]:
    """Positions that no text has."""
    for at, lie in enumerate(LIES):
        body = (
            '<CodeBook><Codes><Code guid="3" name="slow" isCodable="true"/></Codes></CodeBook>'
            '<Sources><TextSource guid="2" name="t"><PlainTextContent>We waited.</PlainTextContent>'
            f'<PlainTextSelection guid="4" name="n" startPosition="{lie}" endPosition="6">'
            '<Coding guid="5"><CodeRef targetGUID="3"/></Coding></PlainTextSelection>'
            f'<PlainTextSelection guid="6" name="n" startPosition="3" endPosition="{lie}"/>'
            "</TextSource></Sources>"
        )
        yield f"lie-{at}.qde", project(body)


def running() -> Iterator[tuple[str, bytes]]:
    """Scripts, formulas and templates in every text of a file."""
    for at, script in enumerate(SCRIPTS):
        safe = script.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        book = (
            f'<CodeBook><Codes><Code guid="3" name="{safe}" isCodable="true"/></Codes></CodeBook>'
        )
        case = f'<Cases><Case guid="5" name="{safe}"/></Cases>'
        content = f'name="{safe}"><PlainTextContent>{safe}</PlainTextContent>'
        note = f'<Notes><Note guid="6" {content}</Note></Notes>'
        text = f'<Sources><TextSource guid="2" {content}</TextSource></Sources>'
        yield f"script-{at}.qde", project(book + case + text + note)
        yield f"script-{at}.txt", f"{script}: {script}\nAnna: {script}\n".encode()
        if at % 2:
            table = f'quote,code,source,coder\n"{script}","{script}","{script}","{script}"\n'
            yield f"script-{at}-quotes.csv", table.encode()
        else:
            yield f"script-{at}.json", json.dumps({"segments": [{"text": script}]}).encode()


def deceiving() -> Iterator[tuple[str, bytes]]:
    """Encodings that lie about themselves, and text that is none."""
    said = "Anna: Why? — 说吧。\nBen: So.\n"
    mixed = {
        "16-as-8": b"\xef\xbb\xbf" + said.encode("utf-16-le"),
        "8-as-16": b"\xff\xfe" + said.encode(),
        "32": said.encode("utf-32"),
        "odd-16": said.encode("utf-16")[:-1],
        "half-pair": b"\xff\xfeA\x00\x3d\xd8B\x00",
        "overlong": b"Anna: \xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\n",
        "surrogates": b"Anna: \xed\xa0\x80\xed\xb0\x80\n",
        "gbk-then-8": said.encode("gbk", "replace") + said.encode(),
        "nul": b"Anna: a\x00b\n" * 20,
        "controls": bytes(range(1, 32)) * 5,
        "utf7": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-\n",
        "zero-width": ("Anna: " + "\u200b\u200d\ufeff" * 5000 + "\n").encode(),
        "marks": ("Anna: a" + "\u0301" * 100_000 + "\n").encode(),
        "bidi": ("Anna: " + "\u202e\u2066" * 2000 + "x\n").encode(),
        "one-line": b"word " * 2_000_000,
        "breaks": b"\r\n" * 500_000 + b"Anna: x\n",
    }
    for name, data in mixed.items():
        for kind in ("txt", "csv", "srt") if len(data) < 100_000 else ("txt",):
            yield f"{name}.{kind}", data
    for name in ("utf-7", "cp037", "no-such", "utf-16", "ascii"):
        xml = QDE.format("<Description>说</Description>").replace("utf-8", name, 1)
        yield f"says-{name}.qde", xml.encode()


def swelling() -> Iterator[tuple[str, bytes]]:
    """Small files that unfold: nesting, wide tables, far cells, endless numbers."""
    yield "nested.json", b"[" * 200_000
    yield "nested-words.json", b'{"segments":' * 50_000 + b"1" + b"}" * 50_000
    yield "number.json", b'{"segments":[{"start":' + b"9" * 100_000 + b',"text":"x"}]}'
    yield "nan.json", b'{"segments":[{"start":NaN,"end":-Infinity,"text":"x"}]}'
    yield "keys.json", b"{" + b",".join(b'"a":1' for _ in range(200_000)) + b"}"
    yield "open.csv", b'speaker,text\nAnna,"' + b"x\n" * 400_000
    yield "wide.csv", b"," * 3_000_000
    yield "ragged.csv", b"a,b\n" + b"".join(b"," * (n % 50) + b"\n" for n in range(40_000))
    yield "quotes.csv", b'"' * 1_000_001
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield "far.xlsx", zipped((PARTS["xlsx"], sound("xlsx", far)))
    table = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
    yield "tables.docx", zipped((PARTS["docx"], sound("docx", table)))
    cues = "".join(f"{n}\n00:00:0{n % 9},000 --> 99:99:99,999\nx\n\n" for n in range(60_000))
    yield "cues.srt", cues.encode()
    yield "times.srt", b"1\n99999999999:99:99,999 --> 00:00:00,000\nAnna: x\n"
    yield "spans.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v A" * 200_000
    yield "marks.md", b"[" * 300_000 + b"](" * 300_000
    yield "stars.md", b"*" * 1_000_000 + b"\nAnna: x\n"
