"""COREQ's 32 items (Tong 2007, doi 10.1093/intqhc/mzm042), filled where the study file knows.

What only the researchers can know is asked through the facts ``coreq.1`` to ``coreq.32``; where
neither they nor the file answer, the report says so. Nothing is invented.
"""

from __future__ import annotations

from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.coreq_known import known_answers
from crosscase.report.document import Section
from crosscase.report.words import share

NOT_REPORTED = "not reported"

ITEMS: tuple[tuple[str, str], ...] = (
    ("Team", "Who held the interviews"),
    ("Team", "Their degrees"),
    ("Team", "Their occupation at that time"),
    ("Team", "Their gender"),
    ("Team", "Their training and practice in interviewing"),
    ("Team", "Ties to participants before the study"),
    ("Team", "What participants knew of the interviewer"),
    ("Team", "Interests and leanings of the interviewer"),
    ("Design", "School of method behind the study"),
    ("Design", "How participants were chosen"),
    ("Design", "How they were approached"),
    ("Design", "How many took part"),
    ("Design", "How many refused or left, and why"),
    ("Design", "Where the talks took place"),
    ("Design", "Whether others were present"),
    ("Design", "What the sample looks like"),
    ("Design", "Guide: questions, prompts, trial run"),
    ("Design", "Interviews that were repeated"),
    ("Design", "Sound or picture recorded"),
    ("Design", "Field notes"),
    ("Design", "How long the talks lasted"),
    ("Design", "Saturation"),
    ("Design", "Transcripts shown to participants"),
    ("Analysis", "How many people coded"),
    ("Analysis", "The tree of codes"),
    ("Analysis", "Where the themes come from"),
    ("Analysis", "Software"),
    ("Analysis", "Findings shown to participants"),
    ("Analysis", "Quotations, each with its speaker"),
    ("Analysis", "Data and findings agree"),
    ("Analysis", "Main themes are clear"),
    ("Analysis", "Minor themes and odd cases are clear"),
)


def coreq(chapter: Chapter) -> list[Section]:
    """The table a journal asks for."""
    known = known_answers(chapter)
    rows = []
    answered = 0
    for at, (domain, title) in enumerate(ITEMS, 1):
        said = chapter.fact(f"coreq.{at}")
        told = " ".join(filter(None, (said, known.get(at, "")))) or NOT_REPORTED
        answered += told != NOT_REPORTED
        rows.append((cell(at), cell(domain), cell(title), cell(told)))
    return [
        Section(
            "COREQ",
            (
                text(
                    f"Of COREQ’s {len(ITEMS)} items for interview studies "
                    f"{share(answered, len(ITEMS))} are answered from the study file; the others "
                    "are not reported."
                ),
                table(
                    "COREQ: what is reported and what is not",
                    ("No.", "Domain", "Item", "Reported"),
                    rows,
                    {0},
                ),
            ),
        )
    ]
