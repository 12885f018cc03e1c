"""Words that turn a keyword into its opposite: such keywords are never one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.engines.script import han, words
from crosscase.engines.stop_words import CHINESE_NEGATIONS, ENGLISH_NEGATIONS

_PAIRS = (
    "high:low higher:lower increase:decrease increasing:decreasing increased:decreased "
    "rise:fall rising:falling growth:decline grow:shrink more:less more:fewer many:few "
    "good:bad better:worse best:worst easy:difficult easy:hard easier:harder strong:weak "
    "support:oppose supportive:unsupportive cheap:expensive success:failure win:lose gain:loss "
    "rich:poor large:small big:small new:old fast:slow early:late stable:unstable "
    "internal:external inside:outside import:export importing:exporting public:private "
    "domestic:foreign domestic:international formal:informal sufficient:insufficient "
    "adequate:inadequate enough:insufficient fair:unfair equal:unequal safe:unsafe safe:dangerous "
    "certain:uncertain clear:unclear able:unable available:unavailable satisfied:dissatisfied "
    "satisfaction:dissatisfaction motivated:unmotivated trust:distrust trust:mistrust "
    "advantage:disadvantage benefit:harm improve:worsen accept:reject agree:disagree "
    "positive:negative open:closed long:short encourage:discourage employment:unemployment "
    "experienced:inexperienced skilled:unskilled flexible:inflexible reliable:unreliable "
    "cooperation:competition centralised:decentralised centralized:decentralized "
    "高:低 多:少 大:小 好:差 好:坏 强:弱 快:慢 新:旧 增加:减少 上升:下降 提高:降低 提升:降低 "
    "容易:困难 便宜:贵 成功:失败 内部:外部 国内:国外 进口:出口 支持:反对 稳定:不稳定 满意:不满 "
    "充足:不足 长期:短期 优势:劣势 公平:不公 宽松:严格"
)
_CHINESE = tuple(
    (a, b) for a, b in (pair.split(":") for pair in _PAIRS.split()) if han(a) and han(b)
)
_ENGLISH: dict[str, frozenset[str]] = {}
for _pair in _PAIRS.split():
    _a, _b = _pair.split(":")
    if not han(_a):
        _ENGLISH[_a] = _ENGLISH.get(_a, frozenset()) | {_b}
        _ENGLISH[_b] = _ENGLISH.get(_b, frozenset()) | {_a}


def negated(name: str) -> bool:
    """Whether ``name`` denies what it names: an odd number of words like "lack", "no", 没有."""
    count = sum(word in ENGLISH_NEGATIONS for word in words(name))
    if han(name):
        left = name
        for sign in CHINESE_NEGATIONS:
            count += left.count(sign)
            left = left.replace(sign, " ")
    return count % 2 == 1


def opposite(a: str, b: str) -> bool:
    """Whether one name turns the other round: negated against not, or high against low.

    Two turns cancel: "not expensive" and "cheap" are no opposites.
    """
    return (negated(a) != negated(b)) != _antonyms(a, b)


def opposites(names: Sequence[str]) -> NDArray[np.bool_]:
    """``opposite`` for every two of ``names``; shape (names, names), symmetric."""
    signs = np.array([negated(name) for name in names], dtype=bool)
    out: NDArray[np.bool_] = signs[:, None] != signs[None, :]
    turning = [i for i, name in enumerate(names) if _poles(name)]
    for at, i in enumerate(turning):
        for j in turning[at + 1 :]:
            if _antonyms(names[i], names[j]):
                out[i, j] = out[j, i] = not out[i, j]
    return out


def _poles(name: str) -> bool:
    return any(w in _ENGLISH for w in words(name)) or any(
        a in name or b in name for a, b in _CHINESE
    )


def _antonyms(a: str, b: str) -> bool:
    first, second = set(words(a)), set(words(b))
    turned = any(_ENGLISH.get(w, frozenset()) & (second - first) for w in first - second)
    if turned or not (han(a) and han(b)):
        return turned
    return any(
        (x in a and y in b and y not in a and x not in b)
        or (y in a and x in b and x not in a and y not in b)
        for x, y in _CHINESE
    )
