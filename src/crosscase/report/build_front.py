"""The first page: what the study asked, what it rests on, and what it says in short."""

from __future__ import annotations

from crosscase.analysis.consent import PARAPHRASED
from crosscase.report.build_findings import numbers_of
from crosscase.report.chapter import Chapter, notice, text
from crosscase.report.document import Block, Bullets, Line, Section, Strong, clean
from crosscase.report.words import count, ended, listed, share


def front(chapter: Chapter) -> list[Section]:
    """Notices and the summary."""
    return [Section("Summary", (*_notices(chapter), *_summary(chapter)))]


def _notices(chapter: Chapter) -> list[Block]:
    found: list[Block] = []
    if not chapter.wishes.scanned:
        found.append(
            notice(
                Strong("Not checked for real names. "),
                "No key file was at hand when this report was written, so nobody compared it with "
                "the names of the participants. Read it before it leaves the team.",
            )
        )
    if chapter.numbers.unreviewed:
        found.append(
            notice(
                Strong(f"{count(chapter.numbers.unreviewed, 'decision')} unreviewed. "),
                "They were made by a rule and no coder looked at them; the report labels them "
                "where they show, and every count that holds them is provisional.",
            )
        )
    first = sum(e.kind == "first" for e in chapter.study.current_editions.values())
    if first and chapter.wishes.quotes and not chapter.wishes.hide:
        found.append(
            notice(
                Strong("Unprotected. "),
                f"{share(first, len(chapter.study.current_editions))} sources are as they came: "
                "names that were spoken in them may stand in the quotations.",
            )
        )
    if chapter.wishes.hide:
        found.append(
            notice(
                Strong("Names hidden. "),
                "The real names of the key file are replaced by pseudonyms in brackets, in "
                "quotations too; names of other people and places stand as they were spoken.",
            )
        )
    withheld, refusing = chapter.quoter.withheld(), chapter.quoter.refusing
    instead = chapter.quoter.paraphrased()
    stands = f" A coder's paraphrase stands in {instead} places, {PARAPHRASED}." if instead else ""
    if withheld:
        found.append(
            notice(
                Strong(f"{count(withheld, 'quotation')} withheld. "),
                f"{count(refusing, 'participant')} did not agree to be quoted; their passages are "
                f"counted, and their words are not shown.{stands}",
            )
        )
    if not chapter.wishes.quotes:
        found.append(notice("This edition shows where passages stand, not their words."))
    return found


def _summary(chapter: Chapter) -> list[Block]:
    study, numbers = chapter.study, chapter.numbers
    question = chapter.fact("question")
    heard, talks = len(numbers.heard), len(numbers.heard) - len(numbers.writers)
    said = [f"The study asks: {ended(question)} " if question else ""]
    said.append(f"It draws on {count(heard, 'person', 'people')}")
    if numbers.writers and talks:
        said.append(
            f" ({talks} in interviews, {len(numbers.writers)} in writing through open-ended "
            "questions)"
        )
    named = [g for g in study.groups if numbers.heard_of(g)]
    if len(named) > 1:
        parts = [f"{numbers.heard_of(g)} of {clean(g.label or g.name)}" for g in named]
        said.append(f": {listed(parts)}")
    said.append(
        f", in {count(len(numbers.cases), 'case')}. " if numbers.cases else ", in no case. "
    )
    left = heard - len(numbers.read)
    if left and numbers.read:
        said.append(f"The words of {left} of them are not coded yet and are in no count. ")
    said.append("From ")
    passages = numbers.found.segment.tolist()
    contrary = [s for s in passages if s in numbers.contradicting]
    opened = chapter.quoter.number(
        count(len(set(passages)), "passage"), "All coded passages", passages, contrary
    )
    rest = (
        f" coders abstracted {count(len(numbers.keywords), 'different keyword')} "
        f"({count(len(numbers.found.coding), 'valid mention')})."
    )
    blocks: list[Block] = [text("".join(said), opened, rest)]
    lines = [_verdict(chapter, claim.label) for claim in study.propositions if not claim.parent]
    if lines:
        blocks.append(text("How the propositions stand:"))
        blocks.append(Bullets(tuple(lines)))
    return blocks


def _verdict(chapter: Chapter, label: str) -> Line:
    claim = next(p for p in chapter.study.propositions if p.label == label)
    status = chapter.numbers.statuses[label]
    return (
        Strong(f"{clean(label)}, {status.status}. "),
        f"{ended(chapter.quoter.safe(claim.statement))} ",
        *numbers_of(chapter, claim),
    )
