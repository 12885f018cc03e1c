"""What a project says: which code stands on which words of which source."""

from __future__ import annotations

from crosscase.formats.refi.project import Project


def judged(project: Project) -> set[tuple[str, str, str]]:
    """Source, code, and the words, of every coding."""
    names = {code.guid: code.name for code in project.codes}
    return {
        (source.name, names[coding.code], quotation.span.of(source.text))
        for source in project.sources
        for quotation in source.quotations
        if quotation.span
        for coding in quotation.codings
    }
