"""case: one case on its own page."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis.within import Quote, case_page
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, table


def case(
    path: StudyPath,
    name: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    most: Most = 15,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show one case: people, outcome, constructs, keywords, evidence."""
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
        [(k.code, k.participants, k.mentions, _words(*k.quotes[:1])) for k in page.keywords],
        most=most,
        quiet=quiet,
    )
    if page.evidence:
        table(
            "\nEvidence",
            ("proposition", "", "kind", "why", "words"),
            [(e.proposition, e.stance, e.kind, e.why, _words(e.quote)) for e in page.evidence],
        )


def _words(quote: Quote | None = None) -> str:
    return f"{quote.participant}: “{quote.words}”" if quote else ""
