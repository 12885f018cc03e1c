r"""What NVivo writes of one code: each document in angle brackets, each passage with its share.

    <Files\\Interviews\\Anna> - § 2 references coded  [1.35% Coverage]

    Reference 1 - 0.72% Coverage

    They were honest with us.

The words between the signs depend on NVivo's language. The code is called as a line ``Name: …``
above says, else as the file is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath

from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.formats.quotes.read import Given, quoted_in
from crosscase.formats.refi.project import Project

_DOCUMENT = re.compile(
    r"<([^<>]{1,500})>\s{0,3}-\s{0,3}§\s{0,3}(\d{1,6})\s[^\[\]]{0,80}\[[^\[\]%]{0,40}%[^\[\]]{0,40}\]"
)
_PASSAGE = re.compile(r"\S{1,40}\s{1,3}\d{1,6}\s{0,3}-\s{0,3}[^%]{1,40}%.{0,40}")
_NAMED = re.compile(r"\s{0,9}(?:Name|Nom|Nombre|Nome|名称|名前)\s?[:：][ \t]{0,9}(\S[^\n]{0,300})")
_FIRST = 50
"""Lines among which such a report begins."""


def is_coding_report(text: str) -> bool:
    """Whether the text begins with a document in angle brackets and a passage with its share."""
    said = [line.strip() for line in text.split("\n", _FIRST)[:_FIRST] if line.strip()]
    return any(
        _DOCUMENT.fullmatch(line) and _PASSAGE.fullmatch(after) for line, after in pairwise(said)
    )


def coding_report_in(text: str, file: str, given: Given) -> Project:
    """The passages of a coding report of one code, each found in its document."""
    named = _NAMED.match(text)
    code = named[1].strip() if named else PurePath(file).stem
    announced: Counter[str] = Counter()
    passages: list[tuple[str, int, list[str]]] = []
    document, inside = "", False
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _DOCUMENT.fullmatch(line.strip()):
            document, inside = re.split(r"[\\/]+", found[1].strip("\\/ "))[-1].strip(), False
            announced[document] += int(found[2])
        elif document and _PASSAGE.fullmatch(line.strip()):
            passages.append((document, number, []))
            inside = True
        elif inside:
            passages[-1][2].append(line)
    rows = tuple((of, code, "\n".join(words).strip()) for of, _, words in passages)
    there = Counter(of for of, _, _ in passages)
    remarks: list[Remark] = []
    if not named:
        told = f"its code is called as the file is: {code!r}"
        remarks.append(Remark("coding-report", told, "note", file))
    for of, count in announced.items():
        if there[of] != count:
            told = f"{of}: {count} passages are announced, {there[of]} stand there"
            remarks.append(Remark("coding-report-count", told, "doubt", file))
    lines = tuple(number for _, number, _ in passages)
    table = Table(("document", "code", "quotation"), rows, lines, tuple(remarks))
    return replace(quoted_in(table, file, given), origin="a coding report of NVivo")
