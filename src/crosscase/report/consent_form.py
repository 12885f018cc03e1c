"""A consent form to sign: what the study is for, which uses are asked, how to leave."""

from __future__ import annotations

from typing import Literal, get_args

from crosscase.analysis.retention import RECORDINGS, TRANSCRIPTS
from crosscase.domain.people import USES, Use
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed
from crosscase.report.document import Document, Line, Paragraph, Section, Table, clean

FormLanguage = Literal["en", "zh"]

_USES: dict[FormLanguage, dict[Use, str]] = {
    "en": {
        "record": "The interview may be recorded.",
        "quote": "My words may be quoted word for word, without my name.",
        "audio": "My voice may be played to people outside the research team.",
        "machine": "Programs on the researchers' own machines may read my words.",
        "share": "The transcript, without names, may be shared with other researchers.",
        "archive": "The transcript, without names, may be kept in an archive.",
    },
    "zh": {
        "record": "可以对访谈录音。",
        "quote": "可以在不署名的情况下逐字引用我的话。",
        "audio": "可以向研究团队以外的人播放我的声音。",
        "machine": "可以由研究者自己机器上的程序阅读我的话，以提出关键词建议。",
        "share": "可以把去除姓名的转录稿分享给其他研究者。",
        "archive": "可以把去除姓名的转录稿存入档案库。",
    },
}
_WORDS: dict[FormLanguage, dict[str, str]] = {
    "en": {
        "form": "Consent to an interview",
        "purpose": "What the study is for",
        "asks": "The study asks: {question}",
        "concept": "By {name} we mean: {definition}",
        "length": "The interview takes about {minutes} minutes.",
        "sensitive": "Some questions may be sensitive; you need not answer any of them:",
        "uses": "What you allow",
        "use": "Use",
        "yes": "Yes",
        "no": "No",
        "tick": "Tick yes or no in each row. You can take part whatever you tick.",
        "leave": "How to leave the study",
        "free": "You are free to leave at any time, during the interview and after it, without a "
        "reason and without a disadvantage. Then your recording and your words are removed from "
        "the study and from the copies that the researchers hold. What has been printed by then "
        "cannot be called back.",
        "kept": "How long it is kept",
        "until": "Recordings and transcripts are kept until: {until}",
        "names": "Your name is kept apart from what you say, in an encrypted file.",
        "sign": "Signatures",
        "you": "Participant: name, date, signature",
        "we": "Researcher: name, date, signature",
        "contact": "Questions and withdrawal: {contact}",
        "version": "Version of this form: {version}",
    },
    "zh": {
        "form": "访谈知情同意书",
        "purpose": "研究目的",
        "asks": "本研究的问题是：{question}",
        "concept": "{name}是指：{definition}",
        "length": "访谈约需 {minutes} 分钟。",
        "sensitive": "有些问题可能比较敏感，您可以不回答其中任何一个：",
        "uses": "您同意的用途",
        "use": "用途",
        "yes": "同意",
        "no": "不同意",
        "tick": "请在每一行勾选同意或不同意。无论如何勾选，您都可以参加。",
        "leave": "如何退出研究",
        "free": "在访谈期间和之后，您可以随时退出，无需说明理由，也不会有任何不利。"
        "届时您的录音和话语将从研究及研究者持有的副本中删除。此前已经印出的内容无法收回。",
        "kept": "保存多久",
        "until": "录音和转录稿保存至：{until}",
        "names": "您的姓名与所说的话分开保存，存放在加密文件中。",
        "sign": "签名",
        "you": "参与者：姓名、日期、签名",
        "we": "研究者：姓名、日期、签名",
        "contact": "咨询与退出请联系：{contact}",
        "version": "本表版本：{version}",
    },
}
_BLANK = "______________________________"


def consent_form(snapshot: Snapshot, language: str = "") -> Document:
    """The form of this study, in its own language or in ``language`` (en or zh).

    Purpose, concept, length and sensitive questions come from the design; until when things are
    kept, whom to ask and the form's version from the statements ``consent.until``,
    ``consent.contact`` and ``consent.version``; what is not stated stays blank, to be filled in by
    hand. Raises ``NotAllowed`` for another language.
    """
    facts = snapshot.facts_by_key
    spoken = language or facts.get("language", "en")
    known: tuple[FormLanguage, ...] = get_args(FormLanguage)
    tongue = next((one for one in known if one == spoken), None)
    if tongue is None:
        raise NotAllowed(
            f"There is no consent form in {spoken!r}.",
            hint="It can be one of: en, zh. Write it as docx and translate that.",
        )
    words = _WORDS[tongue]

    def say(key: str, **values: str) -> Paragraph:
        return Paragraph((words[key].format(**{k: clean(v) for k, v in values.items()}),))

    def stated(key: str) -> str:
        days = dict.fromkeys((facts.get(RECORDINGS, ""), facts.get(TRANSCRIPTS, "")))
        known = " / ".join(filter(None, days)) if key == "until" else ""
        return facts.get(f"consent.{key}", "") or known or _BLANK

    purpose = [say("asks", question=facts.get("question", "") or _BLANK)]
    if facts.get("concept.definition"):
        name, definition = facts.get("concept.name", ""), facts["concept.definition"]
        purpose.append(say("concept", name=name, definition=definition))
    if facts.get("interview.minutes"):
        purpose.append(say("length", minutes=facts["interview.minutes"].strip("[]")))
    touchy = [clean(q.wording) for q in snapshot.questions if q.sensitive]
    if touchy:
        purpose += [say("sensitive"), *(Paragraph((f"– {wording}",)) for wording in touchy)]
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((_USES[tongue][use],), ("☐",), ("☐",)) for use in USES
    )
    table = Table(words["uses"], (words["use"], words["yes"], words["no"]), rows)
    sections = (
        Section(words["purpose"], tuple(purpose)),
        Section(words["uses"], (say("tick"), table)),
        Section(words["leave"], (say("free"), say("contact", contact=stated("contact")))),
        Section(words["kept"], (say("until", until=stated("until")), say("names"))),
        Section(
            words["sign"],
            tuple(Paragraph((f"{text}: {_BLANK}",)) for text in (words["you"], words["we"])),
        ),
    )
    return Document(
        clean(facts.get("title", "")) or words["form"],
        f"{words['form']} ({words['version'].format(version=clean(stated('version')))})",
        snapshot.at[:10],
        snapshot.n,
        tongue,
        sections,
    )
