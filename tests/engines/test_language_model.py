from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import numpy as np
import pytest

from crosscase.domain.suggestions import Keyword, Passage
from crosscase.engines.client import connect
from crosscase.engines.embed.address import AddressEmbedder
from crosscase.engines.language_model import LanguageModel
from crosscase.errors import EngineError

PASSAGES = [
    Passage(7, "The government gave us a subsidy, and the colleagues are friendly."),
    Passage(8, "It is hard to find engineers."),
]


@contextmanager
def served(answer: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Iterator[tuple[str, list]]:
    """A server on this machine that speaks the OpenAI-compatible JSON; its address, and what it
    was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            said = json.dumps(answer(self.path, body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chat(content: str) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return lambda path, body: {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [choice],
    }


def item(passage: object, keyword: object, quote: object) -> dict[str, object]:
    return {"passage": passage, "keyword": keyword, "quote": quote, "reason": "said so"}


def test_a_quotation_that_is_not_in_the_passage_is_dropped_and_counted() -> None:
    items = [
        item(1, "shortage of engineers", "hard to find engineers"),
        item(0, "government subsidy", "gave us a subsidy"),
        item(0, "friendly colleagues", "the colleagues are friendly"),
        item(0, "tax relief", "The government gave us tax relief"),
        item(1, "subsidy", "gave us a subsidy"),
        item(1, "case", "IT IS HARD"),
        item(9, "no such passage", "It is hard"),
        item(True, "no number", "It is hard"),
        item(1, "", "It is hard"),
        item(1, "empty quote", " "),
        "nonsense",
    ]
    with served(chat(json.dumps({"proposals": items}))) as (address, asked):
        known = [Keyword(3, "government subsidy")]
        found = LanguageModel(address, "tiny").propose(PASSAGES, known)
    assert [(p.passage, p.keyword, p.name) for p in found.proposals] == [
        (7, 3, "government subsidy"),
        (7, None, "friendly colleagues"),
        (8, None, "shortage of engineers"),
    ]
    assert (found.invented, found.unread) == (3, 5)
    texts = {p.key: p.text for p in PASSAGES}
    for proposal, quote in zip(
        found.proposals,
        ["gave us a subsidy", "the colleagues are friendly", "hard to find engineers"],
        strict=True,
    ):
        assert proposal.span is not None
        assert proposal.span.of(texts[proposal.passage]) == quote
    assert asked[0]["temperature"] == 0
    assert asked[0]["response_format"]["type"] == "json_schema"
    assert asked[0]["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"proposals": 3}', '{"proposals": ['])
def test_an_answer_that_cannot_be_read_proposes_nothing(content: str) -> None:
    with served(chat(content)) as (address, _):
        found = LanguageModel(address, "tiny").propose(PASSAGES)
    assert found.proposals == ()
    assert (found.invented, found.unread) == (0, 1)


def test_an_address_that_does_not_answer_is_told_with_a_next_step() -> None:
    with served(chat("")) as (address, _):
        pass
    with pytest.raises(EngineError, match="failed") as told:
        LanguageModel(address, "tiny").propose(PASSAGES)
    assert told.value.hint


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "localhost:80", "http://"])
def test_only_an_address_is_connected_to(address: str) -> None:
    with pytest.raises(EngineError, match="not an address"):
        connect(address, "key")


def test_an_address_gives_vectors_in_the_order_of_the_texts() -> None:
    def embeddings(path: str, body: dict[str, Any]) -> dict[str, Any]:
        assert path == "/v1/embeddings"
        rows = [
            {"object": "embedding", "index": n, "embedding": [float(len(text)), 1.0]}
            for n, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return {"object": "list", "data": rows[::-1], "model": body["model"], "usage": usage}

    with served(embeddings) as (address, _):
        embedder = AddressEmbedder(address, "tiny")
        vectors = embedder.embed(["aaa", ""])
        assert embedder.embed([]).shape[0] == 0
    np.testing.assert_allclose(vectors, [[3 / 10**0.5, 1 / 10**0.5], [0, 1]], atol=1e-6)
