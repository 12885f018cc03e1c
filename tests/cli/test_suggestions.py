"""Engines propose, people decide, and nothing undecided is counted."""

import csv
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

TALK = """INTERVIEWER: What drives innovation here?

LU MING: Our customers keep asking for new products. The city pays us a subsidy for research.

INTERVIEWER: And who does it?

LU MING: We trained our engineers for two years. Hello, can you hear me?
"""


@pytest.fixture
def study(folder: Path, crosscase) -> str:
    (folder / "interviews" / "a.txt").write_text(TALK)
    assert crosscase("load", str(folder), "-o", "s.crosscase", "--as", "ana").returncode == 0
    done = crosscase("abstract", "s.crosscase", "--as", "ana")
    assert done.returncode == 0, done.stderr
    return "s.crosscase"


def wait(crosscase, study: str, about: str) -> list[dict]:
    return json.loads(crosscase("decide", study, "--about", about, "--json").stdout)


def count(crosscase, study: str) -> list[dict]:
    return json.loads(crosscase("count", study, "--json").stdout)


def test_what_waits_is_not_counted_and_what_is_accepted_is(study: str, crosscase):
    """A suggestion becomes a coding by a decision and by nothing else."""
    first = wait(crosscase, study, "keyword")
    assert first
    assert count(crosscase, study) == []
    taken = crosscase("decide", study, "--accept", str(first[0]["id"]), "--as", "ana")
    assert taken.returncode == 0, taken.stderr
    (coded,) = count(crosscase, study)
    assert (coded["code"], coded["mentions"], coded["unreviewed"]) == (first[0]["name"], 1, 0)
    left = wait(crosscase, study, "keyword")
    assert len(left) == len(first) - 1


def test_a_passage_that_does_not_answer_is_proposed_for_discarding(study: str, crosscase):
    """ "can you hear me" is no answer; the reason says why."""
    quotes = [item["reason"] for item in wait(crosscase, study, "discard")]
    assert len(quotes) == 1


def test_a_change_takes_the_coders_name_for_it(study: str, crosscase):
    """The proposal is kept with the decision, the coder's name with the coding."""
    first = wait(crosscase, study, "keyword")[0]["id"]
    named = ("--change", str(first), "--name", "demand of customers", "--as", "ana")
    assert crosscase("decide", study, *named).returncode == 0
    assert [f["code"] for f in count(crosscase, study)] == ["demand of customers"]


def test_what_was_rejected_is_not_proposed_again(study: str, crosscase):
    """The next run has learned it."""
    items = wait(crosscase, study, "keyword")
    gone = items[0]
    crosscase("decide", study, "--reject", str(gone["id"]), "--as", "ana", "--why", "too vague")
    assert crosscase("abstract", study, "--as", "ana").returncode == 0
    again = wait(crosscase, study, "keyword")
    assert gone["segment"] not in {item["segment"] for item in again}
    assert len(again) == len(items) - 1


def test_what_a_rule_accepted_is_labelled_unreviewed(study: str, crosscase):
    """Bulk acceptance by a score alone shows as such in every count."""
    before = len(wait(crosscase, study, "keyword"))
    by_rule = ("--above", "0", "--by-rule", "--about", "keyword", "--as", "ana")
    done = crosscase("decide", study, *by_rule)
    assert done.returncode == 0, done.stderr
    found = count(crosscase, study)
    assert sum(f["mentions"] for f in found) == before
    assert all(f["unreviewed"] == f["mentions"] for f in found)
    assert "no random sample of them was judged" in crosscase("count", study).stderr


def test_bulk_acceptance_rests_on_a_judged_blind_sample(study: str, crosscase, tmp_path: Path):
    """The sample shows no score; what it showed stands in the journal with its interval."""
    drawn = ("sample", study, "-o", "sample.csv", "--above", "0", "--size", "3")
    assert crosscase(*drawn).returncode == 0
    path = tmp_path / "sample.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert "score" not in rows[0]
    for at, row in enumerate(rows):
        row["right"] = "no" if at == 0 else "yes"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)
    sampled = ("decide", study, "--above", "0", "--sample", "sample.csv", "--as", "ana")
    done = crosscase(*sampled)
    assert done.returncode == 0, done.stderr
    assert f"all: {len(rows) - 1} of {len(rows)} right" in done.stderr
    last = json.loads(crosscase("history", study, "--json").stdout)[-1]
    assert f"{len(rows) - 1} of {len(rows)} right" in last["why"]
    reviewed = sum(f["mentions"] - f["unreviewed"] for f in count(crosscase, study))
    assert reviewed == len(rows) - 1
    unseen = sum(f["unreviewed"] for f in count(crosscase, study))
    told = crosscase("count", study).stderr
    assert f"{unseen} keywords were accepted unreviewed; by the blind sample" in told
    assert f"({len(rows) - 1} of {len(rows)} right)" in told


def test_bulk_acceptance_needs_a_score(study: str, crosscase):
    """Nothing is accepted in bulk by accident."""
    done = crosscase("decide", study, "--by-rule", "--as", "ana")
    assert done.returncode == 1
    assert "--above" in done.stderr


def test_decisions_go_to_a_table_and_come_back(study: str, crosscase, tmp_path: Path):
    """`--to` writes what waits, `--from` takes the verdicts; an empty one waits on."""
    items = wait(crosscase, study, "keyword")
    to = ("decide", study, "--about", "keyword", "--to", "w.csv", "--quiet")
    assert crosscase(*to).returncode == 0
    path = tmp_path / "w.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(items)
    rows[0]["verdict"] = "accept"
    rows[1] |= {"verdict": "change", "new name": "research subsidy"}
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)
    done = crosscase("decide", study, "--from", "w.csv", "--as", "ana")
    assert "1 accepted (0 of them unreviewed), 1 changed, 0 rejected." in done.stderr
    assert "research subsidy" in {f["code"] for f in count(crosscase, study)}
    assert len(wait(crosscase, study, "keyword")) == len(items) - 2


def test_a_merge_is_undone_by_a_split(decided: Path, crosscase):
    """demand was merged into customers ask; split, it speaks for itself."""
    assert crosscase("split", str(decided), "demand", "--as", "ana").returncode == 0
    assert "demand" in {
        f["code"] for f in json.loads(crosscase("count", str(decided), "--json").stdout)
    }


def test_keywords_without_a_construct_are_proposed_one(decided: Path, crosscase):
    """The frame's construct or a new one, each with a reason."""
    assert crosscase("assign", str(decided), "--as", "ana").returncode == 0
    found = wait(crosscase, str(decided), "assign")
    assert {item["code"] for item in found}
    assert all(item["reason"] for item in found)
    everything = ",".join(str(item["id"]) for item in found)
    done = crosscase("decide", str(decided), "--accept", everything, "--as", "ana")
    assert done.returncode == 0, done.stderr


class _Model(BaseHTTPRequestHandler):
    """A chat-completions server that quotes one passage rightly and one it made up."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = json.loads(body["messages"][1]["content"])
        first = asked["passages"][0]["text"]
        items = [
            {"passage": 0, "keyword": "a real one", "quote": first[:12], "reason": "said so"},
            {"passage": 0, "keyword": "made up", "quote": "nobody said this", "reason": "no"},
        ]
        answer = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {
                        "role": "assistant",
                        "content": json.dumps({"proposals": items}),
                    },
                }
            ],
        }
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_quotation_a_language_model_made_up_is_dropped_and_counted(study: str, crosscase):
    """The address is named before anything is sent, and only what was said is proposed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        asked = ("--language-model", address, "--model", "m", "--as", "ana")
        done = crosscase("abstract", study, *asked)
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 0, done.stderr
    assert f"is sent to {address}, and nowhere else" in done.stderr
    assert "1 invented quotations were dropped" in done.stderr
    assert {item["name"] for item in wait(crosscase, study, "keyword")} == {"a real one"}


def test_who_allows_no_machine_help_is_withheld_from_engines(folder: Path, crosscase):
    """Consent is enforced, and the number of withheld passages told."""
    table = folder / "participants.csv"
    head, *rows = table.read_text().splitlines()
    said = [f"{row},{'no' if 'A-CEO' in row else 'yes'}" for row in rows]
    table.write_text("\n".join([head + ",consent_machine", *said]) + "\n")
    crosscase("load", str(folder), "-o", "s.crosscase", "--as", "ana")
    done = crosscase("abstract", "s.crosscase", "--as", "ana", "--json")
    told = json.loads(done.stdout)
    assert told["withheld"] > 0
    assert told["over"] > 0
