"""Read a project of Taguette (``.sqlite3``) as the plain values of a project.

Its highlights count UTF-8 bytes of the text between the tags of a document, and keep their words.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import check_text
from crosscase.formats.databases.database import Database, Row, opened, text_of, whole
from crosscase.formats.databases.placed import Draft, doubts, place
from crosscase.formats.databases.taguette_html import Page
from crosscase.formats.refi.offsets import Marked
from crosscase.formats.refi.project import (
    Applied,
    Project,
    ProjectCode,
    Quotation,
    TextSource,
    User,
)

ORIGIN = "Taguette"

Judged = dict[tuple[int, int], tuple[str, str]]
"""Who put a tag on a highlight, and when: by the ids of both."""


def taguette_of(data: bytes, file: str) -> Project:
    """The only project in a database of Taguette; each highlight is read back.

    Raises ``UnreadableFile`` for what is none, or holds several.
    """
    with opened(data, file) as db:
        projects = db.rows("projects", ("id", "name", "description"))
        if len(projects) != 1:
            raise UnreadableFile(
                f"it holds {len(projects)} projects, not one.",
                file=file,
                hint="Open the project in Taguette and export it as SQLite3.",
            )
        tags = db.rows("tags", ("id", "path", "description"))
        documents = db.rows("documents", ("id", "name", "description", "contents"))
        columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
        highlights = db.rows("highlights", columns)
        links = db.rows("highlight_tags", ("highlight_id", "tag_id"))
        judged, acts = _judged(db, {str(path): number for number, path, _ in tags})
    ((_, name, description),) = projects
    drafts = list(_drafts(documents, highlights, links, judged, file))
    sources, verified = place(drafts, f"{ORIGIN} (.sqlite3)")
    remarks = list(doubts(verified, "taguette-doubtful"))
    if acts:
        told = f"{acts} entries of its history are left out, but for who tagged what"
        remarks.append(Remark("taguette-left-out", told, "note", file))
    logins = sorted({login for login, _ in judged.values()})
    return Project(
        str(name or "") or file,
        ORIGIN,
        str(description or ""),
        users=tuple(User(f"user {login}", login) for login in logins),
        codes=tuple(_codes(tags)),
        sources=sources,
        verified=verified,
        remarks=tuple(remarks),
    )


def _codes(tags: list[Row]) -> Iterator[ProjectCode]:
    """Tags; ``a.b`` stands below ``a`` where that is a tag too, and keeps its whole name."""
    known = {str(path): number for number, path, _ in tags}
    for number, path, description in sorted(tags, key=lambda tag: str(tag[1])):
        above, _, _ = str(path).rpartition(".")
        parent = f"tag {known[above]}" if above in known else ""
        yield ProjectCode(f"tag {number}", str(path), parent, description=str(description or ""))


def _judged(db: Database, tags: Mapping[str, int]) -> tuple[Judged, int]:
    """Who tagged what by the history of the project, and how long that is.

    An act names all tags of its highlight, by their ids (of old, by their paths): whoever named
    one first put it there.
    """
    if not db.has("commands"):
        return {}, 0
    found: Judged = {}
    acts = db.rows("commands", ("id", "date", "user_login", "payload"))
    for _, date, login, payload in sorted(acts, key=lambda act: int(act[0])):
        said = _payload(payload)
        number, named = said.get("highlight_id"), said.get("tags", [])
        if not isinstance(number, int) or not isinstance(named, list):
            continue
        kept = {key: who for key, who in found.items() if key[0] == number}
        for key in kept:
            del found[key]
        if said.get("type") != "highlight_add":
            continue
        for tag in named:
            key = (number, tags.get(tag, 0) if isinstance(tag, str) else tag)
            found[key] = kept.get(key, (str(login), f"{str(date)[:10]}"))
    return found, len(acts)


def _payload(text: object) -> dict[str, Any]:
    try:
        said = json.loads(str(text))
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _drafts(
    documents: list[Row], highlights: list[Row], links: list[Row], judged: Judged, file: str
) -> Iterator[Draft]:
    """Each document with its highlights, in the order in which they stand."""
    tagged: dict[int, list[int]] = defaultdict(list)
    for highlight, tag in links:
        tagged[highlight].append(tag)
    marked: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(highlights, key=lambda row: (whole(row[2]), whole(row[0]))):
        marked[row[1]].append(row)
    for document, name, description, contents in documents:
        html = text_of(contents)
        page = Page(check_text(html, file))
        quotations = tuple(
            Quotation(
                f"highlight {row[0]}",
                "",
                None,
                codings=tuple(_applied(row[0], tag, judged) for tag in tagged[row[0]]),
            )
            for row in marked[document]
        )
        passages = [
            Marked(whole(start), whole(end), Page(text_of(snippet)).raw)
            for _, _, start, end, snippet in marked[document]
        ]
        sha = hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest()
        told = (text_of(name), page.text, sha, text_of(description))
        source = TextSource(f"document {document}", *told, quotations)
        yield Draft(source, page.raw, passages, page.span)


def _applied(highlight: int, tag: int, judged: Judged) -> Applied:
    login, date = judged.get((highlight, tag), ("", ""))
    user = f"user {login}" if login else ""
    return Applied(f"coding {highlight} {tag}", f"tag {tag}", user, at=date)
