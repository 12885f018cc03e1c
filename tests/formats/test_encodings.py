"""Bytes of any common encoding give the same words."""

from __future__ import annotations

import codecs

import pytest

from crosscase.errors import UnreadableFile
from crosscase.formats.encodings import clean, decode

CHINESE = "访谈者：请问贵公司有多少员工？\n张三：我们公司现在有五十个人，主要做软件开发。\n"
FRENCH = "Anna : Ça va très bien, merci. L’été à la campagne était agréable.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [CHINESE, FRENCH])
def test_unicode_in_every_form(encoding, text):
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
@pytest.mark.parametrize("text", [CHINESE, "张三：你好\n李四：好\n"])
def test_chinese_before_unicode_is_read_with_a_remark(encoding, text):
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert [remark.code for remark in decoded.remarks] == ["encoding-guessed"]


def test_traditional_chinese_in_big5():
    text = "訪談者：請問這個公司有多少人？\n張三：我們現在有五十個人，這是很好的。\n"
    assert decode(text.encode("big5"), "a.txt").text == text


def test_western_text_in_cp1252():
    assert decode(FRENCH.encode("cp1252"), "a.txt").text == FRENCH


def test_all_line_ends_become_one():
    assert decode(b"a\r\nb\rc\nd\xe2\x80\xa8e", "a.txt").text == "a\nb\nc\nd\ne"


def test_nul_and_half_surrogates_are_replaced_with_a_remark():
    decoded = decode(b"one\ntwo \x00 three and four and five and six and seven", "a.txt")
    assert decoded.text.split("\n")[1].startswith("two \ufffd three")
    assert (decoded.remarks[0].code, decoded.remarks[0].line) == ("unfit-characters", 2)
    text, remarks = clean("a\ud800b", "a.json")
    assert text == "a\ufffdb"
    assert len(remarks) == 1


def test_one_broken_byte_does_not_lose_the_file():
    data = CHINESE.encode() + b"\xff" + CHINESE.encode()
    decoded = decode(data, "a.txt")
    assert decoded.text == CHINESE + "\ufffd" + CHINESE
    assert (decoded.remarks[0].code, decoded.remarks[0].line) == ("broken-bytes", 3)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest",
        b"%PDF-1.4",
        b"\x89PNG\r\n",
        bytes(range(256)) * 8,
        codecs.BOM_UTF8[:1] * 9 + bytes(64),
    ],
)
def test_a_binary_file_named_txt_is_refused_with_the_next_step(data):
    with pytest.raises(UnreadableFile) as caught:
        decode(data, "talk.txt")
    assert str(caught.value).startswith("talk.txt: ")
    assert caught.value.hint
