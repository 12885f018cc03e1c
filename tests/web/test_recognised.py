"""People tells who can be recognised, by which combination, and what coarser values would do."""

from __future__ import annotations

import json
from typing import Any

from crosscase import study
from crosscase.analysis.reidentify import reidentify

from .conftest import Workbench


def test_the_page_tells_what_the_analysis_finds(looking: Any, shown: Workbench):
    known = ("group", "case", "gender")
    with study.open_study(shown.path, "") as opened:
        everything = reidentify(opened.snapshot(), 3)
        few = {k: reidentify(opened.snapshot(), k, known) for k in (2, 3)}
    assert few[2].exposed < few[3].exposed < everything.exposed
    looking.goto(f"{shown.root}/s/{shown.id}/people/recognised")
    looking.get_by_text(f"{everything.exposed} of {everything.people} people stand out").wait_for()
    for name in set(everything.columns) - set(known):
        looking.get_by_label(name, exact=True).uncheck()
    for k in (3, 2):
        looking.get_by_label("Fewer people than this").select_option(str(k))
        looking.get_by_text(f"{few[k].exposed} of {few[k].people} people stand out").wait_for()
        rows = looking.get_by_role("table", name="What singles them out").locator("tbody tr")
        assert rows.count() == min(100, len(few[k].singled_out))
    assert ", ".join(few[2].singled_out[0].people) in rows.first.inner_text()
    helps = [name for name, left in few[2].without if left < few[2].exposed]
    assert helps
    table = looking.get_by_role("table", name="What coarser values would do")
    assert [name for name in helps if name not in table.inner_text()] == []


def test_a_k_of_one_is_refused(shown: Workbench):
    status, _, said = shown.ask(f"/api/studies/{shown.id}/people/recognised?k=1")
    assert status == 422, said
    assert json.loads(said)["kind"] == "Request"
