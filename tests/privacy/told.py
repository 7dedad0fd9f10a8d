"""What was told of a client, full of the canary; and the forms that tell of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Client
from collateral.models import Disclosure
from tests.privacy.canary import CANARY

CORRECTED = f"Not of {CANARY}."


def told_of(client: Client, words: str) -> Disclosure:
    """What was told in an emergency, just now, in these ``words``."""
    now = timezone.now()
    return Disclosure.objects.create(
        client=client,
        basis="threat",
        recipient=f"Officer of {words}",
        told_at=now,
        said=words,
        why=words,
        part2_ground="medical",
        told_by=client.clinician,
        recorded_by=client.clinician,
        recorded_at=now,
    )


def tellings() -> dict[str, dict[str, Any]]:
    """What fills each form, of this very minute."""
    now = timezone.localtime()
    when = {"told_on": now.date().isoformat(), "told_clock": f"{now:%H:%M}"}
    words = {"said": f"That {CANARY} is in danger.", "why": f"As {CANARY} asked."}
    emergency = {
        **when,
        **words,
        "basis": "threat",
        "contact": "",
        "recipient": f"Officer {CANARY}",
        "address": f"1 {CANARY} Street",
        "part2_ground": "medical",
    }
    return {
        "contact_disclosure": {
            **when,
            **words,
            "topics": ["skills"],
            "others": ["diagnosis"],
            "address": f"2 {CANARY} Street",
        },
        "client_disclosure": emergency,
        "disclosure_correction": emergency | {"correction": CORRECTED},
        "disclosure_striking": {"correction": CORRECTED},
    }
