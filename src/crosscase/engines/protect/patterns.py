"""E-mails, phones, identity and account numbers, links and addresses: told by form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosscase.domain.names import Found
from crosscase.domain.spans import Span
from crosscase.engines.protect.addresses import addresses
from crosscase.engines.protect.apart import apart, placeholders
from crosscase.engines.protect.forms import FORMS

_DATED = re.compile(
    r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}"
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥￥₹₦₽]|\b(?:USD|EUR|GBP|RMB|CNY|CHF|Rs)\.?)\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥￥₹%％‰]|(?i:per ?cent|dollars?|euros?|pounds?|yuan|rmb|usd|eur|gbp|million|"
    r"billion|thousand|people|units|tonnes|tons|kg|km|m2|hours|years)\b"
    r"|元|块|万|亿|美元|欧元|人|吨|公里|平方|年|个|件)"
)


def patterns(text: str) -> list[Found]:
    """Every number, e-mail, link and street address that is told by its form, in order.

    Years, dates, times, sums of money and shares are not, nor is a placeholder.
    """
    return apart(text, [*_formed(text), *addresses(text)], keep=placeholders(text))


def _formed(text: str) -> Iterator[Found]:
    for form in FORMS:
        group = "it" if form.pattern.groupindex else 0
        for match in form.pattern.finditer(text):
            start, end = match.span(group)
            words = text[start:end]
            if form.kind in ("phone", "identity", "account") and _DATED.fullmatch(words):
                continue
            if form.money and _counted(text, start, end):
                continue
            if form.holds(words):
                yield Found(Span(start, end), form.kind, form.score)


def _counted(text: str, start: int, end: int) -> bool:
    before = _MONEY_BEFORE.search(text[max(0, start - 6) : start])
    return bool(before or _MONEY_AFTER.match(text, end))
