"""How the history tells of what passes between the practice and a client's family."""

from __future__ import annotations

from clients.models import EventKind

SENTENCES: dict[str, str] = {
    EventKind.FAMILY_JOINED: "{actor} expects {contact} in family therapy ({client}).",
    EventKind.FAMILY_LEFT: (
        "{actor} no longer expects {contact} in family therapy ({client})."
    ),
    EventKind.INTAKE_TAKEN: "{actor} wrote down an intake with {contact} ({client}).",
    EventKind.CHECK_IN_NOTED: "{actor} noted a check-in with {contact} ({client}).",
    EventKind.EXPECTATION_TOLD: (
        "{actor} told {contact} what is expected of them ({client})."
    ),
    EventKind.INQUIRY_RECEIVED: (
        "{contact} turned to the practice of their own accord; {actor} wrote it down "
        "({client})."
    ),
    EventKind.INQUIRY_ANSWERED: "{actor} noted that {contact} was answered ({client}).",
}
