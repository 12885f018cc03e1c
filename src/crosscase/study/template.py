"""A study folder to fill in."""

from __future__ import annotations

from pathlib import Path

from crosscase.errors import StudyFileError

_STUDY = """\
# The design of the study. Everything but the title may wait; `crosscase load` reads it.

[study]
title = "What drives … in …"
question = "Which factors …?"
language = "en"
method = "case study"

[concept]
name = "innovation"
definition = "What the study means by it."
mistaken_for = []            # words that people take for it

[interview]
minutes = [20, 30]

[[group]]
name = "enterprise"
label = "Enterprises"
cases = true                 # its people belong to cases

[[group]]
name = "government"
label = "Officers"
cases = false

[[question]]
id = "E1"
group = "enterprise"
text = "Which three factors influence it most?"
equivalent = "factors"       # the same item in the other guide
list = true
at_most = 3

[[construct]]
name = "Something that drives"
kind = "internal driver"     # internal driver, external driver, outcome
definition = "…"
sign = "+"                   # what the literature expects
references = []

[[construct]]
name = "The outcome"
kind = "outcome"
definition = "…"
"""
_TABLES = {
    "cases.csv": "case,industry,employees,location,founded\n",
    "participants.csv": (
        "name,other_names,pseudonym,group,case,role,file,approached,outcome,why_chosen,relation,"
        "minutes,consent_record,consent_quote,consent_audio,consent_machine,consent_share,"
        "consent_archive,consent_date,consent_version\n"
    ),
    "survey.csv": "respondent,group,case,factors\n",
    "codebook.csv": "name,kind,parent,definition,include,exclude,example,origin,sign,reference\n",
}


def write_template(folder: Path) -> None:
    """Write the folder. Raises ``StudyFileError`` when it is there and not empty."""
    if folder.exists() and any(folder.iterdir()):
        raise StudyFileError(f"{folder} is not empty.", hint="Choose another name.")
    for part in ("interviews", "notes"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(_STUDY, encoding="utf-8")
    for name, head in _TABLES.items():
        (folder / name).write_text(head, encoding="utf-8")
