"""What came of sessions, what is practiced and what was seen, full of the canary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Arrival, HomePractice, Observation, Session
from tests.arrived import came_to
from tests.booked import book
from tests.cast import contact_of
from tests.clock import DAY, HOUR
from tests.debriefed import debrief_of, practice_of, seen_by
from tests.privacy.canary import CANARY
from tests.signed import sign


@dataclass(frozen=True)
class Afterwards:
    """Two sessions that began, the second with a debrief; what someone practices and saw."""

    pia: Contact
    begun: Session
    debriefed: Session
    practice: HomePractice
    arrived: Arrival
    seen: Observation

    def ids(self, route: str) -> dict[str, Any]:
        sessions = {
            "session_debrief": self.begun,
            "session_debrief_correction": self.debriefed,
            "session_arrival": self.begun,
        }
        ids = {
            "practice_id": self.practice.pk,
            "observation_id": self.seen.pk,
            "arrival_id": self.arrived.pk,
        }
        found = sessions.get(route)
        return {**ids, **({"session_id": found.pk} if found else {})}

    def sends(self, contact: Contact) -> dict[str, dict[str, Any]]:
        """What fills each form; of Jordan's ``contact`` where it asks for one."""
        today = timezone.localdate()
        debrief = {
            "client_came": "yes",
            f"came_{self.pia.pk}": "no",
            "purpose_met": "partly",
            "agreed": f"What {CANARY} asked.",
            "individual": f"What {CANARY} takes up.",
            "next_step": "another",
        }
        seen = {
            "place": "school",
            "seen_on": today.isoformat(),
            "words": f"That {CANARY} sits alone.",
        }
        wrong = {"correction": f"Not of {CANARY}."}
        return {
            "session_arrival": {
                "how_client": "here",
                f"how_{self.pia.pk}": "absent",
            },
            "arrival_undoing": {"reason": f"It was {CANARY}."},
            "session_debrief": debrief,
            "session_debrief_correction": debrief | wrong,
            "home_practice_new": {
                "contact": str(contact.pk),
                "what": f"What {CANARY} does at night.",
                "due_on": (today + timedelta(days=7)).isoformat(),
            },
            "home_practice_closing": {"closed_as": "done"},
            "observation_new": seen | {"contact": str(contact.pk)},
            "observation_correction": seen | wrong | {"contact": str(self.pia.pk)},
        }


def afterwards(client: Client, mark: str, words: str) -> Afterwards:
    """Of ``client``, with someone of their own; what is clinical holds ``words``."""
    pia = contact_of(client, f"Pia {mark}")
    sign(pia, timezone.now() - 10 * DAY)
    begun, debriefed = (
        book(client, [pia], starts, booked_at=starts - HOUR)
        for starts in (timezone.now() - 3 * DAY, timezone.now() - 5 * DAY)
    )
    debrief_of(debriefed, agreed=f"Of {words}.", individual=f"For {words}.")
    return Afterwards(
        arrived=came_to(debriefed),
        pia=pia,
        begun=begun,
        debriefed=debriefed,
        practice=practice_of(pia, what=f"Sit in {words}."),
        seen=seen_by(pia, words=f"Slept in {words}."),
    )
