"""Numbers in the draft against the tables, and the tables against themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from crosscase.analysis.people import group_label
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import interviewed, texts
from crosscase.rules.people import is_total, positions, role_words
from crosscase.rules.rule import Hit, Rule, not_checked, rule
from crosscase.rules.words import NUMBER, listed, number, sentences, short, stems

_PEOPLE = r"(?:people|persons|participants|employees|interviewees|respondents|informants)"
_INCLUDING = re.compile(
    rf"\b(?P<all>{NUMBER})\s+{_PEOPLE}\b(?P<between>[^.]*?)\b(?:including|among them|of whom)\s+"
    rf"(?P<part>{NUMBER})\s+(?P<who>\w+)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"\b(?:of|from)\s+(?:the\s+)?(?P<all>{NUMBER})\s+(?P<what>[\w\s]{{3,30}}?),?\s+"
    rf"(?P<a>{NUMBER})\s+(?P<first>[^,.;]{{2,40}}?)\s+and\s+(?P<b>{NUMBER})\s+(?P<last>[^,.;]{{2,40}})",
    re.IGNORECASE,
)


@rule(
    "head-count",
    "flaw",
    reason="The number of people heard is the first number a reviewer checks.",
    reference="Tong et al. 2007 (COREQ 12)",
    todo="Give one total, and the number of each group as the tables have it.",
)
def head_count(snapshot: Snapshot) -> Iterable[Hit]:
    """Sentences "50 people, including ten officers" whose numbers the tables do not give."""
    heads = _heads(snapshot)
    total = sum(heads.values())
    groups = {g.id: set(stems(f"{g.name} {group_label(snapshot, g.id)}")) for g in snapshot.groups}
    for source, edition in texts(snapshot, "document"):
        wrong = [
            (found, heads[group])
            for found in map(_INCLUDING.search, sentences(edition.text))
            for group, words in groups.items()
            if found
            and words & set(stems(found["who"]))
            and (number(found["part"]), number(found["all"])) != (heads[group], total)
        ]
        if wrong:
            found, here = wrong[0]
            again = f" (so {len(wrong)} times)" if len(wrong) > 1 else ""
            text = f'"{short(found.group(0), 90)}"{again}; the tables give {here} {found["who"]}'
            yield Hit(source.name, f"{text} and {total - here} others, {total} in all.")


def _heads(snapshot: Snapshot) -> Counter[int | None]:
    """People of each group: by the total of the positions table for its group, else by the list."""
    heads: Counter[int | None] = Counter(p.group for p in interviewed(snapshot))
    rows = positions(snapshot)
    total = next((_int(row.get("participants", "")) for row in rows if is_total(row)), None)
    known = [role_words(next(iter(row.values()))) for row in rows if not is_total(row)]
    groups = Counter(
        p.group
        for p in snapshot.participants
        if p.role and any(role_words(p.role) <= words for words in known)
    )
    if total is not None and groups:
        heads[groups.most_common(1)[0][0]] = total
    return heads


@rule(
    "numbers-do-not-add-up",
    "flaw",
    reason="Parts that are not the whole make every other number doubtful.",
    reference="Tong et al. 2007 (COREQ 16)",
    todo="Count again, and correct the text or the table.",
)
def numbers_do_not_add_up(snapshot: Snapshot) -> Iterable[Hit]:
    """Parts and wholes in documents, the number of cases, and the table of positions."""
    for source, edition in texts(snapshot, "document"):
        wrong = list(_wrong(snapshot, edition.text))
        if wrong:
            yield Hit(source.name, f"{'; '.join(wrong)}.")
    yield from _positions(snapshot)


def _wrong(snapshot: Snapshot, text: str) -> Iterable[str]:
    nouns = "enterprises|firms|companies|cases|smes"
    in_all = re.compile(
        rf"\b(?:in all|altogether|in total)\b[^.]{{0,20}}?\b(?P<a>{NUMBER})\s+(?:{nouns})\b"
        rf"|\b(?:from|sample of)\s+(?P<b>{NUMBER})\s+(?:{nouns})\b",
        re.IGNORECASE,
    )
    for sentence in sentences(text):
        if found := _PARTS.search(sentence):
            whole, a, b = number(found["all"]), number(found["a"]), number(found["b"])
            if a + b != whole:
                yield f'{a} and {b} are not {whole} ("{short(found.group(0), 70)}")'
        if snapshot.cases and (found := in_all.search(sentence)):
            told = number(found["a"] or found["b"])
            if told != len(snapshot.cases):
                said = short(found.group(0), 70)
                yield f'"{said}", where the study has {len(snapshot.cases)} cases'


def _positions(snapshot: Snapshot) -> Iterable[Hit]:
    rows = positions(snapshot)
    if not rows:
        yield not_checked("the study has no table of positions.")
        return
    parts = [row for row in rows if not is_total(row)]
    for row in rows:
        for column in list(row)[1:] if is_total(row) else []:
            values = [_int(part.get(column, "")) for part in parts]
            total = _int(row[column])
            if total is not None and None not in values and sum(v or 0 for v in values) != total:
                text = f"{column}: the rows sum to {sum(v or 0 for v in values)}, the total is"
                yield Hit("positions", f"{text} {total}.")
    heard = Counter(role_words(p.role) for p in interviewed(snapshot) if p.role)
    apart = []
    for row in parts:
        told, name = _int(row.get("participants", "")), next(iter(row.values()))
        count = sum(many for words, many in heard.items() if words <= role_words(name))
        if told is not None and told != count:
            apart.append(f"{name} {told} in the table and {count} on the list")
    if apart:
        yield Hit("positions", f"{listed(apart)}.", severity="doubt")


def _int(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None


RULES: tuple[Rule, ...] = (head_count, numbers_do_not_add_up)
