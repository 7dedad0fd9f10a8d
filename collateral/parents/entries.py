"""What there is to write down of a client's parents: each kind on a page of one shape."""

from __future__ import annotations

from dataclasses import dataclass

from clients.models import EventKind
from collateral.parents.forms import (
    CheckInForm,
    EntryForm,
    ExpectationForm,
    InquiryForm,
    IntakeForm,
)


@dataclass(frozen=True)
class Entry:
    """How a page asks for it; ``day`` is the field that begins as today."""

    form: type[EntryForm]
    kind: EventKind
    day: str
    title: str
    lead: str
    said: str


INTAKE = Entry(
    IntakeForm,
    EventKind.INTAKE_TAKEN,
    "said_on",
    "Intake with a parent",
    "Write it in the parent’s own words. It is added to and never changed.",
    "The intake is written down.",
)
CHECK_IN = Entry(
    CheckInForm,
    EventKind.CHECK_IN_NOTED,
    "said_on",
    "Check-in with a parent",
    "What they said before or after a session, or by phone.",
    "The check-in is written down.",
)
EXPECTATION = Entry(
    ExpectationForm,
    EventKind.EXPECTATION_TOLD,
    "told_on",
    "What is expected of a parent",
    "What you told them is expected of them, so that nobody has to guess.",
    "What is expected is written down.",
)
INQUIRY = Entry(
    InquiryForm,
    EventKind.INQUIRY_RECEIVED,
    "asked_on",
    "A parent called or wrote",
    "Someone turned to you of their own accord. To listen is to tell nothing.",
    "It is written down, and waits for an answer.",
)
