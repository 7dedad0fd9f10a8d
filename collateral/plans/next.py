"""Where whoever had a plan approved goes on."""

from __future__ import annotations

from django.urls import reverse

from collateral.models import Session, Status
from collateral.plans.serving import others_of


def next_of(session: Session, *, approved: bool) -> str:
    """What waited for the approval can be booked again; of a series, all of it at once."""
    if not approved or session.status != Status.HELD:
        return reverse("session", args=[session.pk])
    if any(each.status == Status.HELD for each in others_of(session)):
        return reverse("series_reopening", args=[session.series_id])
    return reverse("session_reopening", args=[session.pk])
