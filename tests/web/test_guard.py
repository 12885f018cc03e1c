"""Who may talk to the workbench.

another machine --x--> 127.0.0.1 only
another user    --x--> no cookie
another page    --x--> wrong Origin, wrong Host
our page        ----> cookie + Origin + JSON
"""

from __future__ import annotations

import http.client
import json

import pytest

from crosscase import study
from crosscase.web.guard import MOST_JSON

from .conftest import Workbench


def visit(workbench: Workbench, path: str) -> tuple[int, dict[str, str]]:
    """One request without a cookie; redirects are not followed."""
    line = http.client.HTTPConnection("127.0.0.1", workbench.port, timeout=10)
    line.request("GET", path)
    answer = line.getresponse()
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def test_the_launch_code_lets_one_browser_in_once(workbench: Workbench):
    code = workbench.keys.code
    assert visit(workbench, "/launch?code=guessed")[0] == 403
    status, heads = visit(workbench, f"/launch?code={code}&to=/s/s1")
    assert (status, heads["location"]) == (303, "/s/s1")
    assert visit(workbench, f"/launch?code={code}")[0] == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(workbench: Workbench):
    """And the launch leads to no other machine."""
    _, heads = visit(workbench, f"/launch?code={workbench.keys.code}&to=//evil.example")
    assert "HttpOnly" in heads["set-cookie"]
    assert "SameSite=strict" in heads["set-cookie"]
    assert heads["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/api/home", "/static/js/app.js", "/api/openapi.json"])
def test_without_the_cookie_nothing_is_shown(shown: Workbench, path: str):
    status, _, told = shown.ask(path, Cookie="")
    assert status == 403
    assert "crosscase open" in told


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_another_name_for_this_machine_is_refused(shown: Workbench, host: str):
    """A page whose name was made to point here (DNS rebinding) gets nothing."""
    status, _, _ = shown.ask("/api/home", Host=host or "localhost")
    assert status == 403


@pytest.mark.parametrize(
    "heads",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "multipart/form-data"},
    ],
)
def test_another_page_changes_nothing(shown: Workbench, heads: dict[str, str]):
    with study.open_study(shown.path, "") as opened:
        before = opened.journal.last()
    body = {"values": {"kind": "comment", "text": "not ours"}}
    status, _, _ = shown.ask(f"/api/studies/{shown.id}/entries/memo", body, **heads)
    assert status == 403
    with study.open_study(shown.path, "") as opened:
        assert opened.journal.last() == before


def test_nothing_is_changed_by_looking(shown: Workbench):
    """Every route that answers GET leaves the journal as it was; undo by GET does not exist."""
    _, _, text = shown.ask("/api/openapi.json")
    last = shown.workspace[shown.id].last()
    for path, methods in json.loads(text)["paths"].items():
        if "get" in methods and "{study}" in path and not path.endswith("/events"):
            shown.ask(path.replace("{study}", shown.id).replace("{source}", "1"))
    shown.ask(f"/api/studies/{shown.id}/undo")
    assert shown.workspace[shown.id].last() == last


@pytest.mark.parametrize("path", ["/", "/api/home", "/static/js/app.js", "/nowhere"])
def test_every_answer_carries_the_policy(shown: Workbench, path: str):
    _, heads, _ = shown.ask(path)
    policy = heads["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert heads["x-content-type-options"] == "nosniff"


def test_a_request_of_any_length_is_not_read(shown: Workbench):
    """More than eight megabytes of JSON end the connection."""
    body = {"values": {"kind": "comment", "text": "x" * (MOST_JSON + 1)}}
    try:
        status, _, _ = shown.ask(f"/api/studies/{shown.id}/entries/memo", body)
    except OSError:
        status = 0
    assert status != 200


def test_a_file_of_ours_is_all_that_static_gives(shown: Workbench):
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/js/../../guard.py"):
        _, _, text = shown.ask(path)
        assert "Refuses every request" not in text
        assert "make_app" not in text
