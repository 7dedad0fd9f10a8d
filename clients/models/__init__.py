"""Clients, the contacts in their lives, and the history of their consent."""

from __future__ import annotations

from clients.models.client import Client, ClientQuerySet, Modality
from clients.models.contact import IDENTITY, Contact, ContactQuerySet
from clients.models.correction import ContactCorrection
from clients.models.event import ConsentEvent, EventKind
from clients.models.state_profile import StateProfile, StateProfileQuerySet

__all__ = [
    "IDENTITY",
    "Client",
    "ClientQuerySet",
    "ConsentEvent",
    "Contact",
    "ContactCorrection",
    "ContactQuerySet",
    "EventKind",
    "Modality",
    "StateProfile",
    "StateProfileQuerySet",
]
