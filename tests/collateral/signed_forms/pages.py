"""Where a form is signed, filed, sent or printed, and what a client’s page of forms shows."""

from __future__ import annotations

from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from releases.models import FormKind


def path(
    client: Client, kind: FormKind, contact: Contact | None = None, how: str = ""
) -> str:
    """Where ``client`` is asked for a form of ``kind``, or what is done there: ``how``."""
    where = f"/clients/{client.pk}/forms/{kind.value}/{how}"
    return f"{where}?contact={contact.pk}" if contact else where


def shown(browser: Browser, client: Client) -> str:
    return browser.get(reverse("client_forms", args=[client.pk])).content.decode()
