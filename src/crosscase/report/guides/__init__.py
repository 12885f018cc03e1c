"""Guides for reporting: COREQ, SRQR and JARS-Qual, filled from one set of answers.

What only the researchers can know is asked through facts ``reporting.TOPIC``; where neither they
nor the study file answer, the report says so. Nothing is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Section
from crosscase.report.guides.items import GUIDES, Guide, Item
from crosscase.report.guides.known import known_answers
from crosscase.report.guides.topics import TOPICS
from crosscase.report.words import share

__all__ = ["GUIDES", "NOT_REPORTED", "TOPICS", "Guide", "Item", "Told", "answers", "fill", "guides"]

NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class Told:
    """An item, what it asks, what is reported of it ("" for nothing), and the topics still open."""

    item: Item
    asks: str
    reported: str
    open: tuple[str, ...]


def answers(chapter: Chapter) -> dict[str, str]:
    """What is known of each topic: what the researchers say, then what the file holds."""
    known = known_answers(chapter)
    found = {}
    for topic in TOPICS:
        said = " ".join(filter(None, (chapter.fact(f"reporting.{topic}"), known.get(topic, ""))))
        if said:
            found[topic] = said
    return found


def fill(guide: Guide, known: Mapping[str, str]) -> list[Told]:
    """The items of a guide with what is reported of each."""
    return [
        Told(
            item,
            item.asks or TOPICS[item.topics[0]],
            " ".join(known[topic] for topic in item.topics if topic in known),
            tuple(topic for topic in item.topics if topic not in known),
        )
        for item in guide.items
    ]


def guides(chapter: Chapter) -> list[Section]:
    """The tables a journal asks for: those that the fact ``reporting.guides`` names, else COREQ."""
    asked = chapter.fact("reporting.guides").casefold()
    wanted = [name for name in GUIDES if name in asked.split()] or ["coreq"]
    known = answers(chapter)
    return [_section(GUIDES[name], fill(GUIDES[name], known)) for name in wanted]


def _section(guide: Guide, told: list[Told]) -> Section:
    answered = sum(bool(one.reported) for one in told)
    rows = [
        (
            cell(one.item.number),
            cell(one.item.part),
            cell(one.asks),
            cell(one.reported or NOT_REPORTED),
        )
        for one in told
    ]
    return Section(
        guide.name,
        (
            text(
                f"Of the {len(told)} items of {guide.name} ({guide.source}) "
                f"{share(answered, len(told))} are answered from the study file; the others are "
                "not reported."
            ),
            table(
                f"{guide.name}: what is reported and what is not",
                ("No.", "Domain", "Item", "Reported"),
                rows,
                {0} if guide.items[0].number.isdigit() else set(),
            ),
        ),
    )
