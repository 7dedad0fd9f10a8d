"""Second factors: an app that shows codes, and what it shows now."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from practice.accounts.factors.recovery import made
from practice.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app_of(user: User) -> Authenticator:
    """An app that shows codes for ``user``, and the recovery codes that came with it."""
    made(user)
    return TOTP.activate(user, SECRET).instance


def shown(secret: str = SECRET, later: int = 0) -> str:
    """The code that an app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes_of(user: User) -> list[str]:
    """New ones, which are shown once."""
    return made(user)
