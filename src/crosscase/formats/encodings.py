"""Bytes to text: which encoding, and what could not be kept."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import check_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (docx and xlsx are such)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, xls)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"RIFF", "a recording"),
    (b"OggS", "a recording"),
    (b"fLaC", "a recording"),
    (b"ID3", "a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "a SQLite database"),
)
_SAMPLE = 256 * 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发"
    "后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开"
    "但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重"
    "這個們來為國時說會對於過發後裡種經學現當沒動還進樣開從實無與長機間問點關業將兩"
    "请谢谢您企业政府创新技术您吗呢吧啊，。：、？！“”（）"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read with, and what was noticed."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """The text in ``data``: by its byte order mark, else UTF-8, UTF-16, Chinese, others.

    Raises ``UnreadableFile`` when the bytes are no text.
    """
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if bom:
        encoding = bom[1]
        text, remarks = _decode(data[len(bom[0]) :], encoding, file)
    else:
        _refuse_known(data, file)
        encoding, told = _guess(data, file)
        text, remarks = _decode(data, encoding, file)
        remarks = told + remarks
    text, cleaned = clean(text, file)
    return Decoded(check_text(text, file), encoding, (*remarks, *cleaned))


def clean(text: str, file: str) -> tuple[str, tuple[Remark, ...]]:
    """The text with ``\\n`` line ends; what no text may hold is replaced with U+FFFD."""
    if _BREAKS.search(text):
        text = _BREAKS.sub("\n", text)
    text = text.removeprefix("\ufeff")
    first = _UNFIT.search(text)
    if first is None:
        return text, ()
    line = text.count("\n", 0, first.start()) + 1
    text, count = _UNFIT.subn("\ufffd", text)
    told = f"{count} characters that no text may hold (NUL, control, half surrogate) became U+FFFD."
    return text, (Remark("unfit-characters", told, "doubt", file, line),)


def _decode(data: bytes, encoding: str, file: str) -> tuple[str, tuple[Remark, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode(encoding, errors="replace")
    told = f"some bytes are not {encoding}; they became U+FFFD."
    return text, (Remark("broken-bytes", told, "doubt", file, line),)


def _refuse_known(data: bytes, file: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _binary(f"this is {what}, whatever its name says.", file)
    if data[4:8] == b"ftyp":
        raise _binary("this is a recording or film, whatever its name says.", file)


def _binary(message: str, file: str) -> UnreadableFile:
    return UnreadableFile(
        message, file=file, hint="Give it the ending that fits, or save it as text (UTF-8)."
    )


def _guess(data: bytes, file: str) -> tuple[str, tuple[Remark, ...]]:
    sample = data[:_SAMPLE]
    wide = _wide(sample)
    if wide:
        return wide, (_chosen(wide, file, 1),)
    share = len(_CONTROL.findall(sample)) / max(len(sample), 1)
    if share > 0.1 and len(sample) > 32:
        raise _binary("these bytes are no text.", file)
    try:
        data.decode("utf-8")
        return "utf-8", ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if share > 0.02:
        raise _binary("these bytes are no text.", file)
    if _mostly_utf8(sample):
        return "utf-8", ()
    encoding = _chinese(sample) or _other(sample)
    return encoding, (_chosen(encoding, file, line),)


def _chosen(encoding: str, file: str, line: int) -> Remark:
    told = f"read as {encoding}, judged by its bytes; if words look wrong, save it as UTF-8."
    return Remark("encoding-guessed", told, "note", file, line)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark shows in NULs at every second byte, or in common Chinese signs."""
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample:
        return ""
    even = sample[0::2].count(0) / half
    odd = sample[1::2].count(0) / half
    if max(even, odd) > 0.3 and min(even, odd) < 0.05:
        return "utf-16-le" if odd > even else "utf-16-be"
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: half * 2].decode(name, errors="replace")
        if _commonness(text) > 0.25:
            return name
    return ""


def _commonness(text: str) -> float:
    """The share of common Chinese signs among all that is not ASCII."""
    signs = [sign for sign in text if sign > "\x7f"]
    return sum(sign in _COMMON for sign in signs) / len(signs) if signs else 0.0


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(sign > "\x7f" for sign in text) - broken
    return whole >= 10 * broken


def _chinese(sample: bytes) -> str:
    scores: dict[str, float] = {}
    for name in ("gb18030", "big5"):
        text = sample.decode(name, errors="replace")
        signs = sum(sign > "\x7f" for sign in text)
        if text.count("\ufffd") <= signs * 0.01 + 1:
            scores[name] = _commonness(text)
    if scores and max(scores.values()) >= 0.15:
        return max(scores, key=lambda name: scores[name])
    runs = _HIGH_RUN.findall(sample)
    pairs = sum(len(run) % 2 == 0 for run in runs)
    first = [byte for run in runs for byte in run[0::2]]
    plain = sum(0xA1 <= byte <= 0xD7 for byte in first)
    if "gb18030" in scores and pairs == len(runs) and plain >= 0.95 * len(first):
        return "gb18030"
    return ""


def _other(sample: bytes) -> str:
    runs = _HIGH_RUN.findall(sample)
    if sum(len(run) == 1 for run in runs) >= 0.8 * len(runs):
        return "cp1252"
    import charset_normalizer  # slow to import, and seldom needed

    best = charset_normalizer.from_bytes(sample[: 32 * 1024]).best()
    return best.encoding if best and best.encoding not in {"ascii", "utf_8"} else "cp1252"
