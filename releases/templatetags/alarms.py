"""What admins are told on every page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import F, Value

from practice.models import Role
from releases.models import PaperAlarm, Restoration

register = template.Library()

PAPER = 0


@register.simple_tag
def standing_alarms(user: Any) -> dict[str, Any]:
    """How many papers are not what was sealed, and the newest backup that was restored
    without a reason; asked for admins alone, at once.
    """
    if getattr(user, "role", "") != Role.ADMIN:
        return {}
    papers = PaperAlarm.objects.standing().order_by().values_list(Value(PAPER))
    restored = Restoration.objects.unexplained().order_by().values_list(F("pk"))
    found = [pk for (pk,) in papers.union(restored, all=True)]
    return {"papers": found.count(PAPER), "restoration": max(found, default=PAPER)}
