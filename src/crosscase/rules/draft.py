"""Rules about the draft: its quotations and its "most"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from crosscase.analysis.judgements import lookup
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import segment_source, texts
from crosscase.rules.rule import Hit, Rule, rule
from crosscase.rules.words import plain, quoted, sentences, short

_SAID = re.compile(
    r"\b(?:said|says|told|added|put it|responded|stated|answered|explained|reported|replied)\b"
    r"|[:：]\s*$|说",
    re.IGNORECASE,
)
_CITED = re.compile(r"\((?:[^()]*,\s*)?(?:19|20)\d\d\)[^.]*$")
"""A work is quoted here and no participant: "Dosi (1988) said: …"."""

_MOST = re.compile(
    r"\b(?:most|many|the majority|nearly all|almost all|few)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:\w+\s+){0,2}?"
    r"(?:enterprises|firms|companies|smes|cases|people|participants|interviewees|respondents|"
    r"officers|employees|founders|managers|organi[sz]ations)\b|大多数|多数|许多|很多",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|half)\b|[一二三四五六七八九十百]+(?:家|人|位|名|个)",
    re.IGNORECASE,
)


@rule(
    "quote-mismatch",
    "flaw",
    reason="A quotation that stands in no transcript is invented or altered.",
    reference="Yin 2018 (chain of evidence)",
    todo="Quote the words as they were said, or take the quotation out.",
)
def quote_mismatch(snapshot: Snapshot) -> Iterable[Hit]:
    """Passages whose kept words are not those at their place, and quoted speech nobody said."""
    columns = snapshot.segments
    length = lookup({edition.id: len(edition.text) for edition in snapshot.editions})
    outside = (columns.start >= columns.end) | (columns.end > length[columns.edition])
    for row in outside.nonzero()[0].tolist() if len(columns.id) else []:
        place = f"{columns.start[row]} to {columns.end[row]}"
        yield Hit("segments", f"Segment {place} is outside its text.", (int(columns.id[row]),))
    for number, stored in snapshot.misquoted:
        now = short(snapshot.quote(number), 80)
        text = f'Kept as "{short(stored, 80)}"; at its place stands "{now}".'
        yield Hit(segment_source(snapshot, number), text, (number,))
    ids = {s.id for s, _ in texts(snapshot, "transcript", "recording", "answers", "note")}
    spoken = [plain(e.text) for e in snapshot.editions if e.source in ids]
    for source, edition in texts(snapshot, "document"):
        after = re.compile(r"^[\"”,.]*\s*(?:says|said|told|added|put|explained)", re.IGNORECASE)
        for said, before in quoted(edition.text):
            tail = edition.text.split(said, 1)[1][:40]
            if not (_SAID.search(before) or after.match(tail)) or _CITED.search(before):
                continue
            parts = [plain(part) for part in re.split(r"…|\.\.\.|\[[^\]]*\]", said) if plain(part)]
            if all(any(part in text for text in spoken) for part in parts):
                continue
            whole = " ".join(parts)
            near = max((fuzz.partial_ratio(whole, text) for text in spoken), default=0.0)
            how = "stands there in other words" if near >= 88 else "stands in no transcript"
            yield Hit(source.name, f'"{short(said, 110)}" {how}.')


@rule(
    "unquantified-most",
    "doubt",
    reason='"Most" without a number can mean six of ten or two of three.',
    reference="Maxwell 2010",
    todo="Say how many of how many.",
)
def unquantified_most(snapshot: Snapshot) -> Iterable[Hit]:
    """Sentences of documents with "most firms" and the like, and no number."""
    for source, edition in texts(snapshot, "document"):
        found = [
            sentence
            for sentence in sentences(edition.text)
            if _MOST.search(sentence) and not _NUMBER.search(sentence)
        ]
        if found:
            more = f" and {len(found) - 1} more sentences" if len(found) > 1 else ""
            yield Hit(source.name, f'"{short(found[0], 110)}"{more}: no number.')


RULES: tuple[Rule, ...] = (quote_mismatch, unquantified_most)
