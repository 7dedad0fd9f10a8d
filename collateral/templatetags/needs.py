"""How much needs a user, for the menu of every page."""

from __future__ import annotations

from typing import Any

from django import template

from collateral.needs.lines import count_of

register = template.Library()

MOST = 99


@register.inclusion_tag("collateral/needs/_count.html", takes_context=True)
def needs_count(context: Any) -> dict[str, Any]:
    """What is for today, where something is; else all of it. One query a page."""
    total, today = count_of(context["request"])
    number = today or total
    shown = f"{MOST}+" if number > MOST else number
    return {"total": total, "today": today, "shown": shown}
