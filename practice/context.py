"""What every template may say about the practice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def practice(request: HttpRequest) -> dict[str, Any]:
    return {"PRACTICE_NAME": settings.PRACTICE_NAME, "DEMO": settings.DEMO}
