"""Having a root stamped by somebody else's clock (RFC 3161)."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from http.client import HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

import certifi
from asn1crypto import cms, tsp  # type: ignore[import-untyped]
from django.conf import settings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

SECONDS = 20
MOST_BYTES = 64 * 1024
OK = 200
HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}


class NotStampedError(Exception):
    """No stamp this time, or none that is of what was asked."""


class Stamper(TimeStamper):
    async def async_request_tsa_response(
        self, req: tsp.TimeStampReq
    ) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(posted(settings.TIMESTAMP_URL, req.dump()))


def stamped(sha256: str) -> bytes:
    """A token for this hash. Raises ``NotStampedError``."""
    # pyHanko runs an event loop, of which a thread can have but one: take another.
    with ThreadPoolExecutor(1) as thread:
        asked = Stamper().async_timestamp(  # type: ignore[no-untyped-call]
            bytes.fromhex(sha256), "sha256"
        )
        try:
            token: bytes = thread.submit(asyncio.run, asked).result().dump()
            stamped_at(token, sha256)
        except (OSError, HTTPException, LookupError, TypeError, ValueError) as error:
            raise NotStampedError from error
    return token


def stamped_at(token: bytes, sha256: str) -> datetime:
    """When this hash was stamped, by the token's own word. Raises ``ValueError`` if the
    token is of something else, or was changed. Whose it is, its certificate says.
    """
    try:
        return _at(cms.ContentInfo.load(token)["content"], sha256)
    except (AttributeError, LookupError, TypeError) as error:
        raise ValueError from error


def _at(signed: Any, sha256: str) -> datetime:
    (signer,) = signed["signer_infos"]
    held = signed["encap_content_info"]["content"]
    info: tsp.TSTInfo = held.parsed
    imprint = info["message_imprint"]
    if (
        imprint["hash_algorithm"]["algorithm"].native != "sha256"
        or imprint["hashed_message"].native.hex() != sha256
    ):
        message = "the stamp is of something else"
        raise ValueError(message)
    serial = signer["sid"].chosen["serial_number"].native
    certificates = [each.chosen for each in signed["certificates"]]
    (certificate,) = (each for each in certificates if each.serial_number == serial)
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, bytes(held))
    whole = validate_sig_integrity(signer, certificate, "tst_info", digest.digest())
    if whole != (True, True):
        message = "the stamp was changed"
        raise ValueError(message)
    at: datetime = info["gen_time"].native
    return at


def posted(address: str, body: bytes) -> bytes:
    """What the service answers. Raises ``OSError`` or ``HTTPException``. A redirection is
    no answer.
    """
    parts = urlsplit(address)
    trust = ssl.create_default_context()
    trust.load_verify_locations(certifi.where())
    to = HTTPSConnection(
        parts.hostname or "", parts.port, timeout=SECONDS, context=trust
    )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with closing(to):
        to.request("POST", path, body, HEADERS)
        answer = to.getresponse()
        found = answer.read(MOST_BYTES + 1)
    if answer.status != OK or len(found) > MOST_BYTES:
        raise OSError
    return found
