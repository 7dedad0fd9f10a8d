"""By which name a session of ours stands in a calendar: it tells nothing, and is known again.

Whoever copies our calendar into theirs, which is then read here, is not busy with what
stands here already.
"""

from __future__ import annotations

import re

from django.utils.crypto import constant_time_compare, salted_hmac

OF_OURS = re.compile(r"([0-9a-f]{32})-([0-9a-f]{32})@third-chair\.invalid")


def uid_of(session_id: int) -> str:
    """Whoever reads it learns no number, and nobody else can make one."""
    name = _hashed("session in a calendar", str(session_id))
    return f"{name}-{_proof(name)}@third-chair.invalid"


def looks_like_ours(uid: str) -> bool:
    """It may be that of another practice that works with Third Chair: see ``is_ours``."""
    return OF_OURS.fullmatch(uid) is not None


def is_ours(uid: str) -> bool:
    found = OF_OURS.fullmatch(uid)
    return found is not None and constant_time_compare(_proof(found[1]), found[2])


def _proof(name: str) -> str:
    return _hashed("ours in a calendar", name)


def _hashed(of: str, value: str) -> str:
    return salted_hmac(of, value, algorithm="sha256").hexdigest()[:32]
