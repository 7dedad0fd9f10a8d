"""Getting a calendar from outside: over https alone, in so much time, and no more of it."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin, urlsplit

from practice.calendars.net import Net, Pinned, https_of
from practice.calendars.trouble import Trouble

SECONDS = 20
MOST_BYTES = 8 * 1024 * 1024
MOST_REDIRECTS = 3
PIECE = 64 * 1024
MOVED = {301, 302, 303, 307, 308}
GONE = {401, 403, 404, 410}
OK = 200
HEADERS = {
    "User-Agent": "Third Chair",
    "Accept": "text/calendar, */*;q=0.1",
    "Accept-Encoding": "gzip",
}


def fetched(address: str, net: Net | None = None, seconds: float = SECONDS) -> bytes:
    """What is at ``address``. Raises ``Trouble``."""
    net, until = net or Net(), time.monotonic() + seconds
    address = https_of(address)
    for _ in range(MOST_REDIRECTS + 1):
        with closing(Pinned(urlsplit(address).hostname or "", net, _left(until))) as to:
            try:
                with closing(_asked(to, address)) as answer:
                    if answer.status not in MOVED:
                        return _body(answer, to, until)
                    location = answer.getheader("Location", "")
            except ssl.SSLCertVerificationError:
                raise Trouble("certificate") from None
            except TimeoutError:
                raise Trouble("slow") from None
            except (OSError, HTTPException, ValueError):
                raise Trouble("unreachable") from None
            address = _next(address, location)
    raise Trouble("redirects")


def _next(address: str, location: str) -> str:
    """Where it leads on, over https and nothing else."""
    try:
        address = urljoin(address, location)
        if urlsplit(address).scheme == "https":
            return https_of(address)
    except (ValueError, Trouble):
        pass
    raise Trouble("redirects")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Trouble("slow")
    return left


def _asked(to: Pinned, address: str) -> HTTPResponse:
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    to.request("GET", path, headers=HEADERS)
    return to.getresponse()


def _body(answer: HTTPResponse, to: Pinned, until: float) -> bytes:
    if answer.status != OK:
        raise Trouble("gone" if answer.status in GONE else "answer")
    if (answer.length or 0) > MOST_BYTES:
        raise Trouble("big")
    unfold = _unfolding(answer.getheader("Content-Encoding", ""))
    found, taken = bytearray(), 0
    while piece := _piece(answer, to, until):
        taken += len(piece)
        found += unfold(piece) if unfold else piece
        if max(taken, len(found)) > MOST_BYTES:
            raise Trouble("big")
    return bytes(found)


def _piece(answer: HTTPResponse, to: Pinned, until: float) -> bytes:
    to.wait_no_longer_than(_left(until))
    return answer.read1(PIECE)


def _unfolding(encoding: str) -> Callable[[bytes], bytes] | None:
    """Unfolds what was asked for, and no more at once than is taken. Raises ``Trouble``."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return None
    if encoding not in {"gzip", "x-gzip"}:
        raise Trouble("broken")
    inner = zlib.decompressobj(wbits=31)

    def unfold(piece: bytes) -> bytes:
        try:
            found = inner.decompress(piece, MOST_BYTES + 1)
        except zlib.error:
            raise Trouble("broken") from None
        if inner.unconsumed_tail:
            raise Trouble("big")
        return found

    return unfold
