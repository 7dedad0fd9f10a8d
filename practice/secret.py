"""What is known to whoever holds it alone: of it, nothing but its hash is kept. And what
the practice has to know again, which only its own key opens.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from contextlib import suppress
from enum import StrEnum

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):  # noqa: N818 - it is what it is, not an error
    """Concealed with another key than the practice has now, or damaged."""


def fresh() -> str:
    """32 random bytes, as an address or a header may hold them."""
    return secrets.token_urlsafe(32)


def sha256_of(token: str) -> str:
    """All that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def concealed(text: str) -> bytes:
    """As the database may keep it: who has that alone learns nothing."""
    return _keys().encrypt(text.encode())


def revealed(kept: bytes) -> str:
    """Raises ``Unreadable``."""
    try:
        return _keys().decrypt(kept).decode()
    except InvalidToken:
        raise Unreadable from None


def concealed_anew(kept: bytes) -> bytes:
    """The same by the key of now. Raises ``Unreadable``."""
    try:
        return _keys().rotate(kept)
    except InvalidToken:
        raise Unreadable from None


class Concealed(StrEnum):
    """By which key something is."""

    NOW = "now"
    BEFORE = "before"
    BY_NONE = "by_none"


def how_concealed(kept: bytes) -> Concealed:
    """By the key of now, by one that was named before it, or by none that is known."""
    for keys, found in (
        (_key(settings.SECRET_KEY), Concealed.NOW),
        (_keys(), Concealed.BEFORE),
    ):
        with suppress(InvalidToken):
            keys.decrypt(kept)
            return found
    return Concealed.BY_NONE


def _keys() -> MultiFernet:
    """Made of SECRET_KEY, and to read with, of those that were before it."""
    return MultiFernet(
        _key(str(each))
        for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"third chair: what is concealed")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
