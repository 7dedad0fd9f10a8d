"""What passed between Jordan's family and Ada, full of the canary, and its forms."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import Inquiry
from collateral.models.intake import ASKED
from tests.family import asked, checked_in, intake_with, told_to_expect
from tests.privacy.canary import CANARY


def spoken_with(contact: Contact, mark: str) -> Inquiry:
    """One of each; the one that waits for its answer."""
    intake_with(contact, concerns=f"That {mark} worries.")
    checked_in(contact, words=f"That {mark} sleeps.")
    told_to_expect(contact, words=f"To bring {mark}.")
    return asked(contact, words=f"How is {mark}?")


def parents_forms(contact: Contact) -> dict[str, dict[str, Any]]:
    """What fills the forms of what parents say."""
    today, who = timezone.localdate().isoformat(), {"contact": str(contact.pk)}
    said = {"words": f"As {CANARY} says."}
    return {
        "intake_new": {
            **who,
            "said_on": today,
            **dict.fromkeys(ASKED, f"As {CANARY} says."),
        },
        "check_in_new": {**who, "occasion": "phone", "said_on": today, **said},
        "expectation_new": {**who, "told_on": today, **said},
        "inquiry_new": {**who, "channel": "phone", "asked_on": today, **said},
        "inquiry_answer": {"answered_as": "listened"},
    }
