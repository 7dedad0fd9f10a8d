"""Whom a court keeps away from a client: they join nothing, whatever was signed."""

from __future__ import annotations

from datetime import date

from clients.models import Contact, Ruling
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year

ORDERED: dict[str, str] = {
    Ruling.NO_CONTACT: "there is no contact",
    Ruling.NO_INFORMATION: "they are told nothing about this client",
}


def kept_apart(contact: Contact, ruling: str, dated_on: date) -> Reason:
    """Neutral for the front desk; what was ordered is for the clinician."""
    plain = f"{contact.name} takes part in no sessions with this client."
    day = say_day_short_year(dated_on)
    detail = f"A court ordered on {day} that {ORDERED[ruling]}."
    return Reason(Code.NO_CONTACT, f"{plain} {detail}", plain)
