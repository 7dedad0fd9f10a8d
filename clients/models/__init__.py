"""Clients, and the contacts in their lives."""

from __future__ import annotations

from clients.models.client import Client, ClientQuerySet, Modality
from clients.models.contact import Contact, ContactQuerySet

__all__ = ["Client", "ClientQuerySet", "Contact", "ContactQuerySet", "Modality"]
