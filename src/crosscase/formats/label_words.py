"""Words that tell what stands before a colon: a role, a fact about the talk, or no speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from crosscase.domain.reading import Role

_remembered = lru_cache(maxsize=4096)  # a study has few labels, and each stands on many lines


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWERS = _words(
    "interviewer interviewers moderator host researcher facilitator chair chairman chairwoman "
    "chairperson mc i q iv int question entrevistador entrevistadora intervieweur enquêteur "
    "主持人 主持 访谈者 访谈人 采访者 采访人 记者 访问者 访员 研究者 问 "
    "訪談者 採訪者 記者 訪問者 研究員 主席"
)
PARTICIPANTS = _words(
    "interviewee participant respondent informant guest subject witness candidate expert officer "
    "p a r answer entrevistado entrevistada enquêté "
    "受访者 受访人 被访者 被访人 嘉宾 参与者 被采访者 答 受訪者 被訪者 參與者"
)
SHORT = _words("i q a p r iv int 问 答 question answer")
"""Roles so short, or so like a heading, that they count only where somebody else speaks too."""

NUMBERED = _words("speaker person voice spk unknown 发言人 發言人 说话人 說話人 讲者 講者")
NO_SPEAKER = _words(
    "note notes nb ps question questions answer answers example examples warning caution important "
    "summary conclusion first second third fourth fifth finally definition rule prompt description "
    "source sources table figure method methods result results background introduction discussion "
    "purpose risks benefits contact license licence copyright references appendix step option "
    "comment comments remark remarks todo update edit http https url see tip hint advantages "
    "disadvantages pros cons problem solution reason goal goals task tasks implicit explicit "
    "注 注意 备注 備註 例如 比如 问题 問題 原因 总结 總結 结论 結論 第一 第二 第三 其一 其二 "
    "其三 首先 其次 最后 說明 说明 提示 来源 來源 编者按 定义 目的 方法 摘要 关键词 正文 参考文献"
)
BREAKS = _words(
    "break music intermission pause ad ads advert sponsor intro outro jingle 广告 休息 音乐 间歇"
)
_FACT_WORDS = {
    "title": "title|subject|topic|标题|题目|主题|標題|主題",
    "date": "date|interview date|recorded|recorded on|日期|访谈日期|采访日期|时间|访谈时间|"
    "采访时间|時間",
    "minutes": "duration|length|minutes|时长|访谈时长|時長|录音时长",
    "place": "location|place|venue|地点|访谈地点|采访地点|地點",
    "abridged": "abridged|excerpt|节选",
    "language": "language|语言|語言",
    "case": "case|company|organisation|organization|企业|公司|单位",
    "group": "group|sector",
    "transcriber": "transcriber|transcribed by|transcription|记录人|整理人",
    "file": "file|filename|file name|recording|audio|文件",
    "participants": "participants|speakers|interviewees|present|attendees|与会者|参会人",
    "": "time|project|version|author|id|code|编号|project name|interview|interview no|"
    "interview number",
}
FACTS = {word: name for name, words in _FACT_WORDS.items() for word in words.split("|")}
"""What a head says of a talk, by the words it is said with; "" keeps the word itself."""

_NUMBER = re.compile(r"[\s_#.-]*(?:\d{1,4}|[A-Z])$")
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{0,80}(?:\([^()]{0,60}\)[^()]{0,20})?[)）\]]\s*$")
_MANNER = re.compile(
    r"[\s,(（\[-]+(?:typing|typed|typed in chat|in chat|via chat|chat|writing|reading|laughing|"
    r"continued|continues|cont'?d?\.?|on phone|translated|through interpreter|续|打字)[)）\]]?$",
    re.IGNORECASE,
)


@_remembered
def key_of(label: str) -> str:
    """What spellings of one label share: case, spaces and marks aside."""
    return " ".join(re.sub(r"[*_#\\\[\]<>.]", " ", label).casefold().split())


@_remembered
def without_manner(label: str) -> str:
    """``MEL (typed)`` and ``MEL, TYPING`` are said by ``MEL``."""
    return _MANNER.sub("", label)


def without_aside(label: str) -> str:
    """``The Chair (Hon. Anthony Rota)`` without its brackets."""
    return _ASIDE.sub("", label) or label


@_remembered
def stem_of(label: str) -> str:
    """A label without its number, brackets and article: ``Participant 3`` is a participant."""
    stem = _NUMBER.sub("", without_aside(without_manner(label)).strip())
    return key_of(stem).removeprefix("the ").removeprefix("acting ").strip()


def is_numbered(label: str) -> bool:
    """Whether a program made the name up: ``Speaker 1``, ``SPEAKER_00``, ``发言人3``."""
    return stem_of(label) in NUMBERED or label.strip().isdigit()


@_remembered
def role_of(label: str) -> tuple[Role, bool]:
    """The role a label names, and whether a typing error had to be forgiven for it.

    ``interviewr`` is an interviewer; what is as near to ``interviewee`` stays unknown.
    """
    stem = stem_of(label)
    words = [stem, *key_of(label).split()[:1]] if " " not in stem else [stem]
    for word in (*words, stem.removeprefix("acting ")):
        if word in INTERVIEWERS:
            return "interviewer", False
        if word in PARTICIPANTS:
            return "participant", False
    if len(stem) < 8 or not stem.isascii() or " " in stem:
        return "unknown", False
    asking = min(_distance(stem, word) for word in INTERVIEWERS if len(word) >= 8)
    saying = min(_distance(stem, word) for word in PARTICIPANTS if len(word) >= 8)
    if min(asking, saying) > 2 or asking == saying:
        return "unknown", False
    return ("interviewer" if asking < saying else "participant"), True


def _distance(one: str, other: str) -> int:
    return Levenshtein.distance(one, other, score_cutoff=2)


def is_typo_of(rare: str, frequent: str) -> bool:
    """Whether one letter parts two long labels, and no number does."""
    return (
        min(len(rare), len(frequent)) >= 6
        and re.sub(r"\D", "", rare) == re.sub(r"\D", "", frequent)
        and " " not in rare.strip()
        and Levenshtein.distance(key_of(rare), key_of(frequent), score_cutoff=1) == 1
    )
