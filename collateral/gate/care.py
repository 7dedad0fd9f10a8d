"""Whether a client is still in care."""

from __future__ import annotations

from clients.models import Client
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year


def of_care(client: Client) -> Reason | None:
    """That nothing is booked for a client who was discharged, or has died."""
    if client.deceased_on:
        how, day = "died", client.deceased_on
    elif client.discharged_on:
        how, day = "was discharged", client.discharged_on
    else:
        return None
    sentence = f"{client.name} {how} on {say_day_short_year(day)}."
    return Reason(Code.CLIENT_ENDED, sentence)
