"""Nothing starts without the gate, which stands where it knows who is asking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

GATE = "collateral.gate.middleware.ReleaseRequiredMiddleware"
AUTHENTICATION = (
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
)


@register
def gate_stands(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The middleware is there, after whoever finds out who is asking."""
    if GATE not in settings.MIDDLEWARE:
        hint = f"Add {GATE} at the end of MIDDLEWARE."
        return [
            Error(
                "Sessions can be scheduled past the gate.", hint, id="collateral.E001"
            )
        ]
    place = settings.MIDDLEWARE.index(GATE)
    if any(name not in settings.MIDDLEWARE[:place] for name in AUTHENTICATION):
        hint = f"Move {GATE} below {' and '.join(AUTHENTICATION)}."
        return [
            Error("The gate stands before authentication.", hint, id="collateral.E002")
        ]
    return []
