"""case: one case on its own page."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis.within import Quote, case_page
from crosscase.cli.options import Json, PassphraseFile, StudyPath, reader
from crosscase.cli.say import give, say, table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(case)


def case(
    path: StudyPath,
    name: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    most: Annotated[int, typer.Option("--most", help="Keywords to show.")] = 15,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Show one case: variables, people, outcome with its quotes, constructs, keywords, evidence."""
    with reader(path, passphrase_file) as study:
        page = case_page(study.snapshot(), name)
    if json:
        give(page)
        return
    outcome = "not rated" if page.outcome is None else f"{page.outcome:g}"
    table(f"Case {page.case}", ("variable", "value"), [*page.attributes, ("outcome", outcome)])
    table(
        f"\n{page.heard} people heard, {page.uncoded} of them not yet coded",
        ("who", "role", "in", "mentions"),
        [(p.participant, p.role, " ".join(p.sources), p.mentions) for p in page.participants],
    )
    if page.ratings:
        table(
            "\nOutcome",
            ("rating", "coder", "why", "words"),
            [(f"{r.value:g}", r.coder, r.why, _words(r.quote)) for r in page.ratings],
        )
    table(
        "\nConstructs",
        ("construct", "people", "mentions", "words"),
        [(c.code, c.participants, c.mentions, _words(*c.quotes[:1])) for c in page.constructs],
    )
    table(
        "\nKeywords",
        ("keyword", "people", "mentions", "words"),
        [(k.code, k.participants, k.mentions, _words(*k.quotes[:1])) for k in page.keywords[:most]],
    )
    if page.evidence:
        table(
            "\nEvidence",
            ("proposition", "", "kind", "why", "words"),
            [(e.proposition, e.stance, e.kind, e.why, _words(e.quote)) for e in page.evidence],
        )
    if len(page.keywords) > most:
        say(f"{len(page.keywords) - most} more keywords: --most {len(page.keywords)}")


def _words(quote: Quote | None = None) -> str:
    return f"{quote.participant}: “{quote.words}”" if quote else ""
