"""Whom a court keeps away from a client: they join nothing, whatever was signed."""

from __future__ import annotations

from clients.models import Contact, CourtOrder
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year


def kept_apart(contact: Contact, order: CourtOrder) -> Reason:
    """Neutral for the front desk; what was ordered is for the clinician."""
    plain = f"{contact.name} takes part in no sessions with this client."
    day = say_day_short_year(order.dated_on)
    detail = f"A court ordered on {day} that there is no contact."
    return Reason(Code.NO_CONTACT, f"{plain} {detail}", plain)
