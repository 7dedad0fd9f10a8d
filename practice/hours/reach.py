"""How far ahead anything is entered."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

AHEAD = timedelta(days=2 * 365)


def within_reach(day: date) -> date:
    """``day``, where it is today or within two years. Raises ValidationError."""
    today = timezone.localdate()
    if day < today:
        message = "This day has passed. Choose today or a later day."
        raise ValidationError(message)
    if day > today + AHEAD:
        message = "Choose a day within the next two years."
        raise ValidationError(message)
    return day
