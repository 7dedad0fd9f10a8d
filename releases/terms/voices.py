"""Whom a release speaks to: whoever signs reads of "you", or of "your child"."""

from __future__ import annotations

from datetime import date

from clients.law.signers import (
    IN_PERSON,
    Capacity,
    usual_right_to_sign,
)
from clients.law.who import WhoMaySign, who_may_sign
from clients.models import Client
from releases.terms.wording import Voice


def voice_for(client: Client, capacity: str, day: date) -> Voice:
    """Of a release of ``client`` that is signed on ``day`` in that right."""
    if capacity in IN_PERSON:
        return Voice.CLIENT
    return Voice.CHILD if client.is_minor_on(day) else Voice.OTHER


def rights_by_voice(
    client: Client, day: date, who: WhoMaySign | None = None
) -> dict[Voice, list[Capacity]]:
    """Each right in which someone may sign for ``client`` on ``day``, by the voice that
    speaks to them; what is usual first. ``who`` may, where that was asked already.
    """
    usual = usual_right_to_sign(client, day)
    rights = (who or who_may_sign(client, day)).rights
    voices: dict[Voice, list[Capacity]] = {voice_for(client, usual, day): []}
    for right in Capacity:
        if right in rights:
            voices.setdefault(voice_for(client, right, day), []).append(right)
    return voices
