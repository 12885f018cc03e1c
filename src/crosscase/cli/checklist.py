"""checklist: what COREQ, SRQR and JARS-Qual ask, and what the study answers."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, reader, writer
from crosscase.cli.say import give, say, table
from crosscase.errors import NotAllowed, NotInStudy


def checklist(
    path: StudyPath,
    name: Annotated[
        str, typer.Argument(metavar="GUIDE", help="It names one of: coreq, srqr, jars-qual.")
    ] = "coreq",
    says: Annotated[
        list[str] | None,
        typer.Option("--say", metavar="TOPIC=TEXT", help="Answer a topic; may be repeated."),
    ] = None,
    who: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show a guide for reporting as the study answers it, and which topics are open.

    One answer serves every guide that asks it. Answers are facts of the design, written as one act
    each; the report prints the guides that the fact `reporting.guides` names, else COREQ.
    """
    from crosscase.report.build import Wishes, chapter_of
    from crosscase.report.guides import GUIDES, NOT_REPORTED, TOPICS, answers, fill

    if name.casefold() not in GUIDES:
        raise NotInStudy.named("guide", name, GUIDES)
    given = [_topic(said) for said in says or ()]
    for topic, _ in given:
        if topic not in TOPICS:
            raise NotInStudy.named("topic", topic, TOPICS)
    if given:
        with writer(path, who, passphrase_file) as study:
            for topic, text in given:
                study.entries.state(f"reporting.{topic}", text)
    with reader(path, passphrase_file) as study:
        chapter = chapter_of(study.snapshot(), Wishes())
    guide = GUIDES[name.casefold()]
    told = fill(guide, answers(chapter))
    if json:
        give(
            {
                "guide": guide.name,
                "items": [
                    {
                        "item": one.item.number,
                        "asks": one.asks,
                        "reported": one.reported,
                        "open": one.open,
                    }
                    for one in told
                ],
            }
        )
        return
    rows = [
        (one.item.number, one.asks, one.reported or NOT_REPORTED, " ".join(one.open))
        for one in told
    ]
    table(f"{guide.name} ({guide.source})", ("", "asks", "reported", "open topics"), rows)
    left = len({topic for one in told for topic in one.open})
    say(f"{left} topics are open. Answer one: --say TOPIC='…'", quiet=quiet)


def _topic(said: str) -> tuple[str, str]:
    topic, equals, text = said.partition("=")
    if not equals or not text.strip():
        raise NotAllowed(f"{said!r} answers nothing.", hint="Write TOPIC=TEXT.")
    return topic.strip(), text.strip()
