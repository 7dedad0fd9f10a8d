"""What admins are told on every page."""

from __future__ import annotations

from typing import Any

from django import template

from practice.models import Role
from releases.models import PaperAlarm

register = template.Library()


@register.simple_tag
def standing_alarms(user: Any) -> int:
    """How many papers are not what was sealed; asked for admins alone."""
    if getattr(user, "role", "") != Role.ADMIN:
        return 0
    return PaperAlarm.objects.standing().count()
