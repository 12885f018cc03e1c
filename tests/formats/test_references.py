"""References of a literature manager, as they come: RIS, BibTeX, and what is neither."""

from __future__ import annotations

import pytest

from crosscase.errors import CrosscaseError, UnreadableFile
from crosscase.formats.references import read_references

RIS = """TY  - JOUR
AU  - Lee, Bo
AU  - Wu, Na
PY  - 2010/03/01
TI  - Demand pulls
JO  - Journal of Demand
ER  -

TY  - BOOK
AU  - 张三
PY  - 2015
TI  - 创新
ER  -
"""
BIB = r"""@article{lee, author = {Lee, Bo and M{\"u}ller, Kim and Wu, Na}, title = {{Demand}
  pulls}, year = 2009, journal = {J}}
@misc{x, title = {No author}, date = {1999-04-01}}
@article{broken, author = {
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_ris_is_read_in_any_encoding(encoding: str):
    found, _ = read_references(RIS.encode(encoding), "x.ris")
    assert [work.short for work in found] == ["Lee and Wu 2010", "张三 2015"]
    assert found[0].where == "Journal of Demand"


def test_bibtex_is_read_without_its_braces_and_the_broken_entry_is_told_with_its_line():
    found, remarks = read_references(BIB.encode(), "x.bib")
    assert [work.short for work in found] == ["Lee and others 2009", "No author 1999"]
    assert found[0].authors == ("Lee", "Müller", "Wu")
    assert found[0].title == "Demand pulls"
    assert [remark.code for remark in remarks] == ["unread-reference"]


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\x01\x02\xff" * 9, b"@article{", b"TY  -"])
def test_what_is_no_list_of_references_is_refused(data: bytes):
    with pytest.raises(CrosscaseError):
        read_references(data, "x.ris")
    with pytest.raises(UnreadableFile):
        read_references(data, "x.bib")
