"""count, quotes: how often, by how many, and the words behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis import counts
from crosscase.analysis.bulk import bulk
from crosscase.analysis.translation import Translations
from crosscase.analysis.within import quote
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table
from crosscase.errors import NotInStudy


def count(
    path: StudyPath,
    constructs: Annotated[
        bool, typer.Option("--constructs", help="Count constructs, not keywords.")
    ] = False,
    most: Most = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Count mentions, people and cases; nothing undecided is counted.

    The keyword (or construct) that is mentioned most comes first.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found = counts.frequencies(snapshot, constructs=constructs)
    if json:
        give(found)
        return
    table(
        "",
        (
            "construct" if constructs else "keyword",
            "mentions",
            "people",
            "cases",
            "prompted",
            "unreviewed",
        ),
        [(f.code, f.mentions, f.participants, f.cases, f.prompted, f.unreviewed) for f in found],
        most=most,
        quiet=quiet,
    )
    unseen = bulk(snapshot)
    if unseen:
        say(unseen.sentence, quiet=quiet)


def quotes(
    path: StudyPath,
    code: Annotated[str, typer.Argument(help="A keyword or construct.")],
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show the words behind a count, with speaker and source.

    Words that have an aligned translation stand with it.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found = counts.frequencies(snapshot) + counts.frequencies(snapshot, constructs=True)
    behind = next((f for f in found if f.code == code), None)
    if behind is None:
        raise NotInStudy.named("code with quotes", code, [f.code for f in found])
    translations = Translations(snapshot)
    rows = [
        (quote(snapshot, number), translations.of(number), translations.is_translated(number))
        for number in behind.segments
    ]
    if json:
        give(
            [
                {
                    "participant": said.participant,
                    "source": said.source,
                    "quote": said.words,
                    "translation": translation,
                    "translated": translated,
                }
                for said, translation, translated in rows
            ]
        )
        return
    table(
        f"{code}: {len(rows)} quotes",
        ("who", "source", "words"),
        [(q.participant, q.source, _shown(q.words, t, own)) for q, t, own in rows],
    )


def _shown(words: str, translation: str, translated: bool) -> str:
    """The words, with what an aligned translation says below them."""
    if translation:
        return f"{words}\n(translated: {translation})"
    return f"{words} (translated)" if translated else words
