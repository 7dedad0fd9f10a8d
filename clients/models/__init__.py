"""Clients, the contacts in their lives, and the history of their consent."""

from __future__ import annotations

from clients.models.authority import (
    FOR_AN_ADULT,
    Acts,
    Authority,
    AuthorityKind,
    AuthorityQuerySet,
)
from clients.models.client import Client, ClientQuerySet
from clients.models.contact import IDENTITY, Contact, ContactQuerySet
from clients.models.correction import ContactCorrection
from clients.models.cover import Cover
from clients.models.emergency import EmergencyAccess
from clients.models.event import ConsentEvent
from clients.models.event_kind import EventKind
from clients.models.modality import Modality
from clients.models.order import APART, SAYS, About, CourtOrder, Ruling
from clients.models.state_profile import StateProfile, StateProfileQuerySet

__all__ = [
    "APART",
    "FOR_AN_ADULT",
    "IDENTITY",
    "SAYS",
    "About",
    "Acts",
    "Authority",
    "AuthorityKind",
    "AuthorityQuerySet",
    "Client",
    "ClientQuerySet",
    "ConsentEvent",
    "Contact",
    "ContactCorrection",
    "ContactQuerySet",
    "CourtOrder",
    "Cover",
    "EmergencyAccess",
    "EventKind",
    "Modality",
    "Ruling",
    "StateProfile",
    "StateProfileQuerySet",
]
