"""A sound study as a researcher makes it: a folder loaded, protected, coded twice, argued."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from crosscase import study
from crosscase.domain.snapshot import Snapshot

PEOPLE = {
    "A-CEO": ("Wei Hanlin", "Founder", "trolleys"),
    "A-ENG": ("Luo Jingyi", "Engineer", "wheels"),
    "B-CEO": ("Tang Mingde", "Founder", "lamps"),
    "B-ENG": ("Qiu Yawen", "Engineer", "lenses"),
    "C-CEO": ("Shi Guoping", "Founder", "pumps"),
    "C-ENG": ("Bao Lili", "Engineer", "valves"),
    "D-CEO": ("Fan Zhiyuan", "Founder", "looms"),
    "D-ENG": ("Gu Xinyi", "Engineer", "needles"),
    "O-1": ("Han Bowen", "Officer", "permits"),
    "O-2": ("Jin Shuyan", "Officer", "grants"),
}
"""Pseudonym: real name, role, and the thing that only this person speaks of."""

OUTPUT, DEMAND, SKILL, TRUST = (
    "Innovation output",
    "Market demand",
    "Engineering skill",
    "Partner trust",
)
KEYWORDS = {
    "new product in use": (OUTPUT, "Last year we sold the first new {} that we made ourselves."),
    "buyer wants change": (DEMAND, "A buyer came back and wanted quieter {}, so we built them."),
    "trial on the side": (SKILL, "Somebody tried the {} on a Friday and it worked."),
    "plans shown early": (TRUST, "Two suppliers showed us their plans for {} before we signed."),
}
"""Keyword: the construct it belongs to, and how each person says it."""

CHAT = "The tea beside the {} was cold."
ASKED = ("How important is innovation for you?", "Which factors influence it?")
CLAIMS = {
    "P1": (DEMAND, OUTPUT, "buyer wants change"),
    "P2": (SKILL, OUTPUT, "trial on the side"),
    "P3": (TRUST, SKILL, "plans shown early"),
}
RATED = {"A": 5, "B": 4, "C": 3, "D": 1}
TWICE = ("A-CEO", "B-ENG")
"""Interviews that both coders coded."""

DESIGN = """
[study]
title = "What makes small firms innovate"
question = "Which factors make small firms innovate?"
method = "case study"
[concept]
name = "innovation"
definition = "Something new that is put to use."
mistaken_for = ["R&D"]
[interview]
minutes = [20, 30]
[[group]]
name = "firm"
label = "Firms"
[[group]]
name = "office"
label = "Officers"
cases = false
"""


def said(person: str, keyword: str) -> str:
    """The passage in which a person says what the keyword says."""
    return KEYWORDS[keyword][1].format(PEOPLE[person][2])


def case_of(person: str) -> str:
    """The case of a person ("" for officers)."""
    return "" if person.startswith("O") else person[0]


def draft(quoted: Iterable[tuple[str, str]] = (), more: str = "") -> str:
    """The draft of the paper, with words of these people."""
    factors = "market demand, engineering skill, and partner trust"
    quotes = [f'{who} said: "{said(who, keyword)}"' for who, keyword in quoted or QUOTED]
    return "\n\n".join(
        [
            f"Abstract: The factors are {factors}.",
            "Ten people, including two officers, were heard.",
            "Enterprise A makes trolleys.",
            *quotes,
            *([more] if more else []),
            f"## Model\n\nThe model has the factors {factors}.",
        ]
    )


QUOTED = [
    (who, "buyer wants change" if at % 2 else "plans shown early")
    for at, who in enumerate(["A-CEO", "B-ENG", "C-CEO", "D-ENG", "O-1", "A-ENG"])
]


def write_folder(root: Path) -> None:
    """The study folder: design, tables, ten interviews, a draft."""
    for part in ("interviews", "notes"):
        (root / part).mkdir(parents=True)
    (root / "study.toml").write_text(_design(), encoding="utf-8")
    _table(
        root / "cases.csv",
        [
            {"case": case, "industry": PEOPLE[f"{case}-CEO"][2], "employees": 40 + ord(case)}
            for case in RATED
        ],
    )
    counts = {"Founder": 4, "Engineer": 4, "Total": 8}
    _table(root / "positions.csv", [{"position": p, "participants": n} for p, n in counts.items()])
    _table(root / "participants.csv", [_person(who, at) for at, who in enumerate(PEOPLE, 1)])
    for at, who in enumerate(PEOPLE, 1):
        (root / "interviews" / f"talk-{who}.txt").write_text(_talk(who, at), encoding="utf-8")
    (root / "notes" / "draft.txt").write_text(draft(), encoding="utf-8")


def _design() -> str:
    parts = [DESIGN]
    for name in (OUTPUT, DEMAND, SKILL, TRUST):
        role = {OUTPUT: "outcome", SKILL: "internal driver"}.get(name, "external driver")
        parts.append(
            f'[[construct]]\nname = "{name}"\nkind = "{role}"\nsign = "+"\n'
            f'definition = "What is meant by {name}."\ninclude = "What people do."'
        )
    for group in ("firm", "office"):
        for at, (wording, item) in enumerate(zip(ASKED, ("weight", "factors"), strict=True), 1):
            parts.append(
                f'[[question]]\nid = "{group[0].upper()}{at}"\ngroup = "{group}"\n'
                f'text = "{wording}"\nequivalent = "{item}"'
            )
    for at, (label, (cause, effect, _)) in enumerate(CLAIMS.items(), 1):
        parts.append(
            f'[[proposition]]\nid = "{label}"\nfrom = ["{cause}"]\nto = "{effect}"\n'
            f'direction = "+"\nstatement = "{cause} drives {effect}."'
        )
        parts.append(
            f'[[rival]]\nid = "R{at}"\nproposition = "{label}"\nstatement = "Luck, number {at}."'
        )
    parts.append('[[prediction]]\nproposition = "P1"\ncase = "A"\nexpected = "literal"')
    parts.append('[[recommendation]]\ntext = "Listen to the market."\npropositions = ["P1"]')
    return "\n\n".join(parts)


def _person(who: str, at: int) -> dict[str, object]:
    name, role, _ = PEOPLE[who]
    row = {"name": name, "pseudonym": who, "group": "firm" if case_of(who) else "office"}
    row |= {"case": case_of(who), "role": role, "file": f"talk-{who}", "outcome": "interviewed"}
    row |= {"approached": "2026-01-05", "why_chosen": "decides", "relation": "none"}
    consents = dict.fromkeys(("consent_record", "consent_quote"), "yes")
    return {**row, "minutes": 20 + at, **consents, "consent_date": "2026-01-20"}


def _talk(who: str, at: int) -> str:
    first, *others = (said(who, keyword) for keyword in KEYWORDS)
    turns = [("INTERVIEWER", ASKED[0]), (PEOPLE[who][0], first), ("INTERVIEWER", ASKED[1])]
    for words in (*others, CHAT.format(PEOPLE[who][2])):
        turns += [(PEOPLE[who][0], words), ("INTERVIEWER", "I see.")]
    head = f"date: 2026-02-{at:02d} | minutes: {20 + at}\n\n"
    return head + "".join(f"{speaker.upper()}: {words}\n\n" for speaker, words in turns)


def _table(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)


def _judgements() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []

    def row(act: str, who: str, words: str = "", **more: object) -> None:
        source = f"talk-{who}" if words else ""
        rows.append({"act": act, "source": source, "quote": words, "coder": "ana", **more})

    for who in PEOPLE:
        for keyword in KEYWORDS:
            row("code", who, said(who, keyword), keyword=keyword)
            if who in TWICE:
                row("code", who, said(who, keyword), keyword=keyword, coder="bo")
        row("discard", who, CHAT.format(PEOPLE[who][2]), why="about tea")
        for at, (label, (*_, keyword)) in enumerate(CLAIMS.items()):
            act = "qualify" if who in ("C-ENG", "O-2") else "support"
            kind = ("reported event", "mechanism")[at % 2]
            row(act, who, said(who, keyword), to=label, value=kind)
    row("discard", TWICE[1], CHAT.format(PEOPLE[TWICE[1]][2]), why="about tea", coder="bo")
    row(
        "code", TWICE[0], CHAT.format(PEOPLE[TWICE[0]][2]), keyword=next(iter(KEYWORDS)), coder="bo"
    )
    for keyword, (construct, _) in KEYWORDS.items():
        row("assign", "", keyword=keyword, to=construct)
    for case, value in RATED.items():
        who = f"{case}-CEO"
        row("rate", who, said(who, "new product in use"), to=case, value=value)
    keys = ("act", "coder", "source", "quote", "keyword", "to", "value", "why")
    return [{key: one.get(key, "") for key in keys} for one in rows]


def build(folder: Path, path: Path) -> dict[str, list[str]]:
    """Make the study at ``path`` by its own acts; the real names of its key file."""
    write_folder(folder)
    table = folder / "judgements.csv"
    _table(table, _judgements())
    with study.create(path, "ana") as made:
        key = study.key_of(path)
        made.load(folder, key)
        made.protect({name.spelling: name.pseudonym for name in made.names(key)}, key)
        number = made.double_codings.freeze(
            "turn", "bo", sources=[f"talk-{who}" for who in TWICE], why="a second reading"
        )
        assert made.decide_from(table).remarks == []
        made.double_codings.done(number)
    with study.open_study(path, "bo") as opened:
        opened.double_codings.done(number)
        snapshot = opened.snapshot()
        opened.double_codings.settle(_apart(snapshot), "first", "tea is no product")
    with study.open_study(path, "ana") as opened:
        opened.entries.add("memo", {"kind": "reflexive", "text": "I expected trust to matter."})
        _tie_answers(opened, snapshot)
    return dict(study.key_of(path).names)


def _apart(snapshot: Snapshot) -> int:
    """The unit of which the two coders say different things: the talk about tea."""
    words = CHAT.format(PEOPLE[TWICE[0]][2])
    return next(u.id for u in snapshot.double_units if snapshot.quote(u.segment) == words)


def _tie_answers(opened: study.Study, snapshot: Snapshot) -> None:
    """What each person said of the importance answers the first question of their guide."""
    first = {q.group: q.id for q in snapshot.questions if q.label.endswith("1")}
    there = {p.source: snapshot.participant_by_id[p.participant] for p in snapshot.presences}
    for source, edition in snapshot.current_editions.items():
        if source in there:
            person = there[source]
            words = said(person.pseudonym, "new product in use")
            start = edition.text.index(words)
            values = {"edition": edition.id, "start": start, "end": start + len(words)}
            values |= {"question": first[person.group], "participant": person.id}
            opened.entries.add("answer", values)
