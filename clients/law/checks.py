"""Refuses to start where the practice is in no state whose law is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from clients.law.states import US_STATES


@register
def practice_is_in_a_state(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """``PRACTICE_STATE`` is empty, or one of the 51."""
    if settings.PRACTICE_STATE in ("", *dict(US_STATES)):
        return []
    hint = "Set PRACTICE_STATE to its two letters, such as NY, or leave it out."
    return [
        Error("The practice is in no state that is known.", hint, id="clients.E001")
    ]
