"""What templates ask of a session that its columns alone cannot say."""

from __future__ import annotations

from django import template
from django.utils import timezone

from collateral.models import Session

register = template.Library()


@register.filter
def took_place(session: Session) -> bool:
    """Whether the session was held and is over by now."""
    return session.took_place_by(timezone.now())
