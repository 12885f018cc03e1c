"""Rules about the quotations of a document: spread over people, and each used once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import present, texts
from crosscase.rules.rule import Hit, Rule, rule
from crosscase.rules.words import plain, quoted, short

_ENOUGH, _SHARE = 6, 0.4
"""Of so many quotations one person should not give more than this share."""


@rule(
    "quotation-twice",
    "doubt",
    reason="One passage quoted twice looks like two pieces of evidence.",
    reference="Eisenhardt and Graebner 2007",
    todo="Quote it once, and refer to it the second time.",
)
def quotation_twice(snapshot: Snapshot) -> Iterable[Hit]:
    """Quoted speech of a document that stands in it more than once."""
    for source, edition in texts(snapshot, "document"):
        said = [words for words, _ in quoted(edition.text)]
        times = Counter(plain(words) for words in said)
        first = {plain(words): words for words in reversed(said)}
        for words, count in times.items():
            if count > 1:
                yield Hit(source.name, f'Quoted {count} times: "{short(first[words], 90)}"')


@rule(
    "over-quoted-person",
    "doubt",
    reason="When one person is quoted for all, the reader hears one voice.",
    reference="O'Brien et al. 2014 (SRQR)",
    todo="Quote others who say it too, or say why this one speaks for them.",
)
def over_quoted_person(snapshot: Snapshot) -> Iterable[Hit]:
    """People who give more than two fifths of six quotations or more of a document."""
    there = present(snapshot)
    spoken = [
        (plain(edition.text), there.get(source.id, []))
        for source, edition in texts(snapshot, "transcript", "recording", "answers")
    ]
    for _, edition in texts(snapshot, "document"):
        voices: Counter[str] = Counter()
        for words in {plain(said) for said, _ in quoted(edition.text)}:
            people = [who for text, who in spoken if words in text]
            if len(people) == 1 and len(people[0]) == 1:
                voices[people[0][0].pseudonym] += 1
        total = voices.total()
        for who, count in voices.most_common(1):
            if total >= _ENOUGH and count > _SHARE * total:
                yield Hit(who, f"{count} of the {total} quotations are of this one person.")


RULES: tuple[Rule, ...] = (quotation_twice, over_quoted_person)
