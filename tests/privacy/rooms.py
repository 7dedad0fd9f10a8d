"""Who and what stands in the house, by names that every test knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from clients.models import Authority, Client, Contact, EmergencyAccess
from collateral.models import (
    Call,
    Disclosure,
    Inquiry,
    ParentEntry,
    Session,
    Stop,
    TreatmentGoal,
    Wish,
)
from practice.models import Invitation, Room, System, User
from releases.models import (
    PaperAlarm,
    Release,
    ReleaseDraft,
    ReleasePreset,
    ReleaseWording,
    Restoration,
    Revocation,
    ScannedPage,
    SignatureLink,
    SignedByHand,
    SignedForm,
)
from tests.privacy.debriefed import Afterwards
from tests.privacy.doors import arguments
from tests.privacy.ids import ids_of
from tests.privacy.printouts import Printouts
from tests.privacy.repeated import Repeated
from tests.privacy.sends import sends_of
from tests.privacy.times import Times


@dataclass(frozen=True, eq=False)
class House:
    """Ada's client Jordan with five contacts, and Cleo's client Kim with one.

    Ben has a release in force, a session that stands on it and one on hold; Maria's
    release awaits signature; Sam's is in force; no release names Una;
    Ira's was revoked by word of mouth. Lee's session is
    tomorrow.
    """

    ada: User
    cleo: User
    finn: User
    nora: User
    jordan: Client
    ben: Contact
    maria: Contact
    sam: Contact
    una: Contact
    bens: Release
    marias: ReleaseDraft
    sams: SignedByHand
    booked: Session
    held: Session
    kim: Client
    lee: Contact
    lees: Release
    kims: ReleaseDraft
    kims_session: Session
    iras: Revocation
    papers: Authority
    teos: ReleaseDraft
    wording: ReleaseWording
    preset: ReleasePreset
    alarm: PaperAlarm
    restored: Restoration
    emergency: EmergencyAccess  # over
    system: System
    blue: Room
    invitation: Invitation
    joins: str  # where it leads to
    job: int
    link: SignatureLink
    token: str
    stops: str
    told: Disclosure
    scan: ScannedPage
    prints: Printouts
    wish: Wish
    stop: Stop
    entry: ParentEntry
    inquiry: Inquiry
    call: Call
    afterwards: Afterwards
    form: SignedForm
    form_paper: SignedByHand
    goal: TreatmentGoal
    repeated: Repeated
    times: Times
    reminded: str  # the secret by which Ben stops reminders of sessions

    def ids(self, route: str) -> dict[str, Any]:
        """Whatever id a route of Ada's may ask for."""
        return ids_of(self, route)

    def path(self, route: str) -> str:
        """Where ``route`` leads to among Ada's."""
        asked = {name: self.ids(route)[name] for name in arguments(route)}
        return reverse(route, kwargs=asked)

    def sends(self, route: str) -> dict[str, Any]:
        """What fills the whole form of ``route`` so that nothing is wrong with it."""
        return sends_of(self, route)
