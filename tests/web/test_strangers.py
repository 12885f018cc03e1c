"""What strangers wrote is shown as text, in every place: nothing of it runs or asks elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.spans import Span

from .conftest import Workbench

_HOLES = [
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<iframe src=javascript:{}></iframe>",
    "<a href=javascript:{}>x</a>",
    "<body onload={}>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>x</details>",
    "<video><source onerror={}></video>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror={}>",
    "<template><script>{}</script></template>",
    "<object data=javascript:{}></object>",
    "<embed src=javascript:{}>",
    "<form><button formaction=javascript:{}>x</button></form>",
    "<style>@import 'http://evil.example/{}'</style>",
    "<link rel=stylesheet href=http://evil.example/{}>",
    "<img src=http://evil.example/{}>",
    "<base href=http://evil.example/{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "javascript:{}",
    "{{{{constructor.constructor('{}')()}}}}",
    "${{{}}}",
    "'-{}-'",
    '"><script>{}</script>',
    "'><img src=x onerror={}>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "&lt;script&gt;{}&lt;/script&gt;",
    "<ScRiPt>{}</sCrIpT>",
    "<scr<script>ipt>{}</script>",
    "<img/src='x'/onerror={}>",
    "<img src=x onerror\n={}>",
    "<svg/onload={}//",
    "<marquee onstart={}>x</marquee>",
    "<div style='background:url(http://evil.example/{})'>x</div>",
]
_ACTS = ["alert(1)", "window.ran=1", "fetch('//evil.example')", "document.title='ran'", "top.ran=1"]
PAYLOADS = [hole.format(act) for hole in _HOLES for act in _ACTS]


@pytest.fixture
def strange(workbench: Workbench, tmp_path: Path) -> Workbench:
    """A study in which every place that takes words holds such words."""
    with study.open_study(workbench.path, "ana") as opened:
        take = iter(PAYLOADS * 3)
        said = "\n\n".join(
            f"{'ANNA' if n % 2 else 'BEN'}: {text.replace(chr(10), ' ')}"
            for n, text in enumerate(PAYLOADS)
        )
        file = tmp_path / "strange <img src=x onerror=alert(1)>.txt"
        file.write_text(said, encoding="utf-8")
        opened.add([file], study.key_of(workbench.path))
        fill = opened.entries
        snapshot = opened.snapshot()
        code = next(c for c in snapshot.codes if c.kind == "keyword")
        fill.state("title", next(take))
        fill.state("question", next(take))
        source = max(s.id for s in snapshot.sources)
        edition = snapshot.current_editions[source].id
        for field in ("definition", "include", "exclude", "example", "reference"):
            fill.edit("code", code.id, {field: next(take)})
        for number, payload in zip(range(60), take, strict=False):
            fill.add("code", {"kind": "keyword", "name": f"{number} {payload}"})
        for payload, _ in zip(take, range(20), strict=False):
            fill.add("memo", {"kind": "comment", "text": payload, "about": "source", "of": source})
        for number in range(30):
            opened.codings.apply(edition, Span(20 * number, 20 * number + 15), next(take))
        for case in snapshot.cases[:3]:
            fill.edit("case", case.id, {"name": f"{case.name} {next(take)}"})
            fill.describe("case", case.id, next(take), next(take))
        for person in snapshot.participants[:5]:
            fill.edit("participant", person.id, {"role": next(take)})
        for claim in snapshot.propositions[:3]:
            fill.edit("proposition", claim.id, {"statement": next(take), "condition": next(take)})
        for group in snapshot.groups:
            fill.edit("group", group.id, {"label": next(take)})
        for question in snapshot.questions[:4]:
            fill.edit("question", question.id, {"wording": next(take)})
    return workbench


def pages() -> list[str]:
    """The pages, as the page itself lists them."""
    text = (Path(__file__).parents[2] / "src/crosscase/web/static/js/pages.js").read_text(
        encoding="utf-8"
    )
    return [
        line.split('name: "')[1].split('"')[0] for line in text.splitlines() if "name: " in line
    ]


def test_two_hundred_payloads_are_kept():
    assert len(set(PAYLOADS)) >= 200


def test_no_page_runs_what_a_stranger_wrote(page: Any, strange: Workbench):
    """No script of theirs, no dialog, no request elsewhere (the fixture watches), in any page."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name in pages():
        page.goto(f"{strange.root}/s/{strange.id}/{name}" if name != "home" else f"{strange.root}/")
        page.wait_for_selector("h1")
        page.wait_for_timeout(250)
        assert page.evaluate("window.ran === undefined && document.title !== 'ran'"), name
    sources = strange.workspace[strange.id].snapshot().sources
    page.goto(f"{strange.root}/s/{strange.id}/coding/{max(s.id for s in sources)}")
    page.wait_for_selector(".bars .bar")
    page.mouse.wheel(0, 3000)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.keyboard.type("<img src=x onerror=window.ran=1>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".side .one.focus")
    assert page.evaluate("window.ran === undefined")
    assert dialogs == []
