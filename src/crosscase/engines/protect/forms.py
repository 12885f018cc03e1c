"""The forms of e-mails, phones, identity and account numbers and links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crosscase.domain.names import NameKind
from crosscase.engines.protect import checksums


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of number is written; a group ``it`` marks it among the words around it.

    ``holds`` says whether a found text can be one at all; ``money`` that a sum may look the same.
    """

    kind: NameKind
    score: float
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    money: bool = False


_L, _R = r"(?<![A-Za-z0-9])(?<!\d[.,])", r"(?![A-Za-z0-9])(?![.,]\d)"
_P, _E = r"(?<![A-Za-z0-9_.])", r"(?![A-Za-z0-9_])"
_STOP = r"\s<>\"'，。、；）)】\]\u3400-\u9fff"
_TOP = (
    "com|org|net|edu|gov|info|biz|io|co|ai|app|dev|cn|uk|de|fr|es|it|nl|pl|pt|ru|jp|kr|in|ch|at|be|"
    "cz|dk|se|no|fi|ie|eu|us|ca|au|nz|br|mx|za|ng|ke|hk|tw|sg|tr|gr|hu|ro|me|tv|xyz|top|site|online"
)
_NEAR_PHONE = (
    r"(?i:\b(?:phone|telephone|tel|mobile|cell|fax|whatsapp|viber|hotline|ring|call|text|dial)s?\b"
    r"(?:\s+(?:number|no|nr|us|me|him|her|them|on|at|is|was|are|it's|my|the))*"
    r"|(?:my|his|her|the|new|home|work|office|contact) number(?: is| was)?|\bnumber is)"
    r"|电话|手机|座机|联系方式|热线|传真|号码|微信同号"
)
_NEAR_ACCOUNT = (
    r"(?i:\b(?:account|acct|a/c|card|iban|sort code|routing)"
    r"(?:\s+(?:number|no|nr|is|was|ending))*)"
    r"|账号|账户|卡号|银行卡|信用卡|储蓄卡|对公户"
)
_NEAR_IDENTITY = (
    r"(?i:\b(?:passport|ssn|social security|national id|identity|id card|id|tax id|licen[cs]e|"
    r"registration|employee|student|badge|policy|patient|insurance|vat|nino|nhs)"
    r"(?:\s+(?:number|no|nr|is|was|card|plate))*)"
    r"|身份证|护照|证件|社保|工号|学号|执照|信用代码|编号"
)
_PLATE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_EXT = r"(?:\s?(?i:x|ext\.?)\s?\d{1,5})?"


def _digits(low: int, high: int) -> Callable[[str], bool]:
    return lambda number: low <= sum(sign.isdecimal() for sign in number) <= high


def _form(kind: NameKind, score: float, *pattern: str, holds: Callable[[str], bool] = bool) -> Form:
    return Form(kind, score, re.compile("".join(pattern)), holds)


def _near(kind: NameKind, words: str, number: str, low: int, high: int) -> Form:
    whole = rf"(?:{words})[\s:：#№.是为号码]{{0,6}}(?P<it>{number})"
    return Form(kind, 0.9, re.compile(whole), _digits(low, high), kind != "identity")


FORMS = (
    _form(
        "e-mail",
        1.0,
        r"(?<![A-Za-z0-9_.+%'-])[A-Za-z0-9][A-Za-z0-9_.+%'-]{0,63}@",
        r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[A-Za-z]{2,}",
    ),
    _form("link", 1.0, r"(?i:https?://|ftp://|www\.)", rf"[^{_STOP}]*[\w/=#&-]"),
    _form(
        "link",
        0.9,
        r"(?<![A-Za-z0-9_@.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}",
        rf"(?i:{_TOP})(?![A-Za-z0-9_-]|\.[A-Za-z0-9])(?:/[^{_STOP}]*[\w/])?",
    ),
    _form(
        "link",
        0.9,
        r"(?<![A-Za-z0-9_@.])@(?=[\w-]*[^\W\d_])",
        r"(?:[A-Za-z0-9_-]{2,30}(?![\u3400-\u9fff])|[\u3400-\u9fffA-Za-z0-9_-]{2,8})",
    ),
    _form(
        "link",
        0.9,
        r"(?i:\bskype|wechat|微信号?|QQ号?)(?:\s(?:id|number|name|is))*[\s:：是为]{0,4}",
        r"(?P<it>[1-9][0-9]{4,10}(?!\d)|[A-Za-z](?=\w*[\d_-])[A-Za-z0-9_-]{5,19})",
    ),
    _form("link", 0.9, rf"(?<![\d.])(?:{_BYTE}\.){{3}}{_BYTE}(?!\d|\.\d)"),
    _form("link", 0.9, r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){5,7}[0-9a-fA-F]{1,4}(?![\w:])"),
    _form("identity", 1.0, rf"{_L}[1-9]\d{{16}}[\dXx]{_R}", holds=checksums.chinese_id),
    _form("identity", 0.9, rf"{_L}[1-9]\d{{16}}[\dXx]{_R}", holds=checksums.born),
    _form("identity", 1.0, rf"{_L}[0-9A-Z]{{18}}{_R}", holds=checksums.credit_code),
    _form(
        "identity",
        0.95,
        rf"{_L}\d{{3}}([- ])\d{{2}}\1\d{{4}}{_R}",
        holds=checksums.social_security,
    ),
    _form(
        "identity",
        0.95,
        rf"{_L}(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]",
        rf" ?\d\d ?\d\d ?\d\d ?[A-D]{_R}",
    ),
    _form(
        "identity",
        1.0,
        rf"{_L}\d{{2}}\.?\d{{3}}\.?\d{{3}}[- ]?[A-Z]{_R}",
        holds=checksums.spanish_id,
    ),
    _form(
        "identity",
        0.95,
        rf"[{_PLATE}][A-Z][·\s]?(?=[A-Z]*\d)[A-Z0-9]{{5,6}}(?![A-Za-z0-9])",
    ),
    _near("identity", _NEAR_IDENTITY, rf"[A-Z]{{0,3}}[0-9][0-9A-Z-]{{4,18}}[0-9A-Z]{_R}", 5, 18),
    _form(
        "account",
        1.0,
        rf"{_L}[A-Za-z]{{2}}\d\d(?:[ -]?[A-Za-z0-9]{{4}}){{2,7}}(?:[ -]?[A-Za-z0-9]{{1,4}})?{_R}",
        holds=checksums.iban,
    ),
    _form(
        "account",
        0.95,
        rf"{_L}[1-9]\d{{3}}([ -]?)\d{{4}}\1\d{{4}}(?:\1\d{{1,4}}(?:\1\d{{1,3}})?)?{_R}",
        holds=checksums.luhn,
    ),
    _form("account", 0.95, rf"{_L}3[47]\d\d([ -]?)\d{{6}}\1\d{{5}}{_R}", holds=checksums.luhn),
    _near("account", _NEAR_ACCOUNT, r"\d[\d -]{3,24}\d" + _R, 4, 22),
    Form("account", 0.6, re.compile(rf"{_L}\d{{9,34}}{_R}"), money=True),
    _form(
        "phone",
        0.95,
        r"(?<![A-Za-z0-9+])(?:\+|00(?=[1-9]))\d{1,3}[\s.-]?(?:\(0?\d{1,4}\)[\s.-]?)?",
        rf"\d{{1,5}}(?:[ .-]?\d{{1,5}}){{1,5}}{_EXT}(?!\d)",
        holds=_digits(8, 17),
    ),
    _form("phone", 0.95, rf"{_P}(?:(?:\+|00)?86[- ]?)?1[3-9]\d([- ]?)\d{{4}}\1\d{{4}}{_E}"),
    _form(
        "phone",
        0.9,
        rf"{_P}[(（]?0(?:10|2\d|[3-9]\d\d)(?:[)）]\s?|[- ])",
        rf"[2-8]\d{{3}}[- ]?\d{{3,4}}(?:(?:-|转)\d{{1,5}})?{_E}",
    ),
    _form("phone", 0.9, rf"{_P}[48]00(?:([- ]?)\d{{3}}\1\d{{4}}|-?\d{{4}}-?\d{{3}}){_E}"),
    _form(
        "phone",
        0.9,
        rf"{_P}(?:1[-. ])?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[-. ])\d{{3}}[-. ]\d{{4}}{_EXT}{_E}",
    ),
    _form(
        "phone",
        0.9,
        rf"{_P}\(?0\d{{2,5}}\)?[ /-]\d{{2,4}}(?:[ -]?\d{{2,4}}){{1,3}}{_E}",
        holds=_digits(9, 12),
    ),
    _form("phone", 0.9, rf"{_P}0\d(?:[ .-]\d\d){{4}}{_E}|{_P}0[1-9]\d{{8,9}}{_E}"),
    _near("phone", _NEAR_PHONE, rf"[+(]?\d[\d\s()./-]{{3,20}}\d(?:\s?x\d{{1,5}})?{_E}", 5, 16),
)
