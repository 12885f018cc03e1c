"""The one place where an engine opens a connection: to an address it was given, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crosscase.errors import EngineError

if TYPE_CHECKING:
    from openai import OpenAI


def connect(address: str, key: str, *, seconds: float = 60.0) -> OpenAI:
    """A client for an OpenAI-compatible ``address`` such as ``http://127.0.0.1:8080/v1``.

    No proxy, address or key is taken from the environment. Raises ``EngineError`` when the address
    is not http(s) or the package ``openai`` is absent.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineError(
            f"{address!r} is not an address.", hint="Give one such as http://127.0.0.1:8080/v1."
        )
    try:
        import openai
    except ImportError as error:
        raise EngineError(
            "A language model needs the package openai, which is not installed.",
            hint="pip install 'crosscase[llm]'",
        ) from error
    return openai.OpenAI(
        base_url=address,
        api_key=key,
        organization="",
        project="",
        timeout=seconds,
        max_retries=1,
        http_client=openai.DefaultHttpxClient(
            trust_env=False, timeout=seconds, follow_redirects=False
        ),
    )
