"""listened: which recordings were heard once, and which twice."""

from __future__ import annotations

from crosscase.cli.options import Json, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table


def listened(
    path: StudyPath,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show how much of each recording was heard, in the first and second pass.

    The listening room of the workbench writes down what is really played, up to twice the speed. A
    transcript without a recording is marked by hand, on the page Sources.
    """
    with reader(path, passphrase_file) as study:
        found = study.listening()
    if json:
        give({"listening": found, "sentence": found.sentence})
        return
    table(
        "",
        ("interview", "coder", "minutes", "first", "second", "read again", "found in the second"),
        [
            (
                one.name,
                one.coder,
                f"{one.seconds / 60:.1f}",
                f"{one.first:.0%}",
                f"{one.second:.0%}",
                "by hand" if one.by_hand else "",
                "; ".join(one.found),
            )
            for one in found.shares
        ],
        quiet=quiet,
    )
    say(found.sentence, quiet=quiet)
