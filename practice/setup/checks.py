"""What the machine must have, asked whenever Django checks the project."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from practice.paper import pango


@register
def pango_loads(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Without Pango there is no PDF, so no release can be signed."""
    if not (missing := pango.missing()):
        return []
    message = f"WeasyPrint cannot load {', '.join(missing)}."
    return [Error(message, hint=f"Install: {pango.advice()}", id="practice.E001")]
