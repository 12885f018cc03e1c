"""The items of three guides, in our words, and the topics that answer each.

COREQ: Tong, Sainsbury and Craig 2007 (doi 10.1093/intqhc/mzm042), 32 items. SRQR: O'Brien, Harris,
Beckman, Reed and Cook 2014 (doi 10.1097/ACM.0000000000000388), 21 items. JARS-Qual: Levitt,
Bamberg, Creswell, Frost, Josselson and Suárez-Orozco 2018 (doi 10.1037/amp0000151), table 1, whose
items have names and no numbers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a guide asks: its number or name there, its part, and what answers it."""

    number: str
    part: str
    asks: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide for reporting: its name, its source, its items in order."""

    name: str
    source: str
    items: tuple[Item, ...]


def _coreq() -> tuple[Item, ...]:
    """One topic an item, and the label of the topic is the item."""
    parts = {
        "Team": "interviewers degrees occupation gender training ties known_of_interviewer "
        "leanings",
        "Design": "approach sampling approached participants refusals setting others_present "
        "sample guide repeats recording field_notes duration saturation transcripts_returned",
        "Analysis": "coders code_tree theme_origin software findings_returned quotations "
        "consistency major_themes minor_themes",
    }
    asked = [(part, topic) for part, topics in parts.items() for topic in topics.split()]
    return tuple(
        Item(str(at), part, "", (topic,)) for at, (part, topic) in enumerate(asked, start=1)
    )


def _items(rows: tuple[tuple[str, str, str, str], ...]) -> tuple[Item, ...]:
    return tuple(Item(no, part, asks, tuple(topics.split())) for no, part, asks, topics in rows)


_SRQR = (
    ("S1", "Front", "Title", "title"),
    ("S2", "Front", "Abstract", "abstract"),
    ("S3", "Introduction", "The problem and why it matters", "problem"),
    ("S4", "Introduction", "Purpose or question", "question aims"),
    ("S5", "Methods", "Approach and paradigm", "approach paradigm"),
    (
        "S6",
        "Methods",
        "The researchers and their part in it",
        "interviewers degrees occupation training ties leanings",
    ),
    ("S7", "Methods", "Context", "context setting"),
    ("S8", "Methods", "Sampling, and when it ended", "sampling saturation"),
    ("S9", "Methods", "Ethics", "ethics"),
    ("S10", "Methods", "How data were collected", "procedures approached repeats duration"),
    ("S11", "Methods", "Instruments and devices", "guide recording field_notes"),
    ("S12", "Methods", "Units of study", "participants refusals sample cases"),
    ("S13", "Methods", "How data were processed", "processing software"),
    ("S14", "Methods", "How data were analysed", "analysis coders theme_origin"),
    (
        "S15",
        "Methods",
        "What makes it trustworthy",
        "trustworthiness transcripts_returned findings_returned",
    ),
    ("S16", "Results", "Synthesis and interpretation", "interpretation major_themes minor_themes"),
    ("S17", "Results", "Ties to the data", "quotations consistency"),
    ("S18", "Discussion", "Earlier work, what is added, where it may hold", "prior_work transfer"),
    ("S19", "Discussion", "Limits", "limits"),
    ("S20", "Other", "Conflicts of interest", "interests"),
    ("S21", "Other", "Funding", "funding"),
)
_JARS = (
    ("Title", "Title page", "What was studied", "title"),
    ("Author note", "Title page", "Authors, funding, interests", "author_note funding interests"),
    ("Abstract", "Abstract", "The whole in short", "abstract"),
    ("Problem", "Introduction", "The problem or question", "problem question prior_work"),
    ("Objectives", "Introduction", "Aims, and the approach that fits", "aims approach paradigm"),
    ("Design", "Method", "Overview of the design", "approach analysis"),
    (
        "Researchers",
        "Method",
        "Who the researchers are",
        "interviewers degrees occupation training leanings",
    ),
    (
        "Participants",
        "Method",
        "People and other sources",
        "participants sample cases context",
    ),
    ("Relationship", "Method", "Researchers and participants", "ties known_of_interviewer"),
    ("Recruitment", "Method", "How people were reached", "approached refusals ethics"),
    ("Selection", "Method", "How people were chosen, and how many", "sampling saturation"),
    (
        "Collection",
        "Method",
        "How data were collected",
        "procedures guide setting others_present repeats duration",
    ),
    ("Recording", "Method", "Recorded and made into text", "recording field_notes processing"),
    (
        "Strategies",
        "Method",
        "How data were analysed",
        "analysis coders code_tree theme_origin software",
    ),
    (
        "Integrity",
        "Method",
        "Integrity of the method",
        "trustworthiness transcripts_returned findings_returned consistency",
    ),
    (
        "Findings",
        "Findings",
        "Findings with their grounds",
        "interpretation major_themes minor_themes quotations",
    ),
    ("Discussion", "Discussion", "Meaning, limits, use", "prior_work transfer limits"),
)

GUIDES: dict[str, Guide] = {
    "coreq": Guide("COREQ", "Tong et al. 2007", _coreq()),
    "srqr": Guide("SRQR", "O’Brien et al. 2014", _items(_SRQR)),
    "jars-qual": Guide("JARS-Qual", "Levitt et al. 2018", _items(_JARS)),
}
"""Each guide by the name that a command or a fact says."""
