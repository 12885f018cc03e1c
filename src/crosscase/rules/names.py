"""Real names where they must not stand. Without the key file: not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosscase.domain.names import owners
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import texts, turns_of
from crosscase.rules.rule import Hit, Names, Rule, rule_with_key
from crosscase.rules.words import listed


@rule_with_key(
    "name-leak",
    "flaw",
    reason="A real name in what is kept or shared breaks the promise of the consent form.",
    reference="GDPR art. 4(5), Tong et al. 2007 (COREQ 29)",
    todo="Replace the name by the pseudonym: `protect` for speech, by hand in your own texts.",
)
def name_leak(snapshot: Snapshot, names: Names) -> Iterable[Hit]:
    """Real names in names of sources, documents, notes, codes, memos, summaries, advice, speech.

    The text of a finding names the pseudonym, never the name.
    """
    people = {p.pseudonym for p in snapshot.participants}
    pattern, owner_of = owners(
        {
            pseudonym: [s for s in own if s.casefold() not in {p.casefold() for p in people}]
            for pseudonym, own in names.items()
            if pseudonym in people
        }
    )
    if pattern is None:
        return

    def who(text: str) -> list[str]:
        return sorted({owner_of(found) for found in pattern.findall(text)})

    for where, what, text in _own_words(snapshot):
        if found := who(text):
            yield Hit(where, f"{what} holds the real name of {listed(found)}.")
    turns = turns_of(snapshot)
    for source, edition in texts(snapshot, "transcript", "recording", "answers"):
        spoken = turns.get(edition.id, [])
        head = edition.text[: spoken[0].start] if spoken else ""
        if found := who(head):
            yield Hit(source.name, f"The head of the file holds the real name of {listed(found)}.")
        if found := who(edition.text[len(head) :]):
            text = f"Unprotected speech holds the real name of {listed(found)}."
            yield Hit(source.name, text, severity="doubt")


def _own_words(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """What the researcher wrote: where, what it is, and the words."""
    for source in snapshot.sources:
        yield source.name, "The name of the source", source.name
    for source, edition in texts(snapshot, "document", "note"):
        yield source.name, f"The {source.kind}", edition.text
    for code in snapshot.codes:
        words = (code.name, code.definition, code.include, code.exclude, code.example)
        yield code.name, f"The {code.kind}", "\n".join(words)
    for memo in snapshot.memos:
        yield "memo", "A memo", memo.text
    for summary in snapshot.summaries:
        yield "framework matrix", "A summary", summary.text
    for claim in snapshot.propositions:
        yield claim.label, "The proposition", f"{claim.statement}\n{claim.condition}"
    for advice in snapshot.recommendations:
        yield "recommendation", "A recommendation", advice.text
    for item in snapshot.attributes:
        yield "attribute", f"The column {item.name}", item.value


RULES: tuple[Rule, ...] = (name_leak,)
