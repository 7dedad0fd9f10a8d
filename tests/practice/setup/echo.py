"""An application that reads what is sent and says how much that was, when it may."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    read = environ["wsgi.input"].read(length)
    if begun := environ.get("HTTP_X_BEGUN"):
        Path(begun).write_bytes(b"")  # a pipe, and another: until it is opened there
        Path(environ["HTTP_X_ENDS"]).read_bytes()
    said = f"{environ['PATH_INFO']} {len(read)}".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]
