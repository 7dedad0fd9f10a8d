"""What is known to whoever holds it alone: of it, nothing but its hash is kept."""

from __future__ import annotations

import hashlib
import secrets


def fresh() -> str:
    """32 random bytes, as an address or a header may hold them."""
    return secrets.token_urlsafe(32)


def sha256_of(token: str) -> str:
    """All that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()
