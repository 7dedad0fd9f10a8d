"""Ewa’s session without and with a consent to treat, asked of gate and database at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from clients.models import Client, Contact
from collateral import gate
from practice.spans import span
from releases.models import SignedForm
from tests.booked import book
from tests.clock import FIFTY
from tests.formed import form_signed
from tests.refusals import refusal_of

RULE = "participant_has_consent"


def asked(contact: Contact, starts: Any) -> gate.Line:
    during = span(starts, starts + FIFTY)
    by = contact.client.clinician
    proposal = gate.Proposal(
        contact.client, (contact,), by, during, None, "joint", "video"
    )
    (line,) = gate.ask(proposal).lines
    return line


def code(contact: Contact, starts: Any) -> str:
    """The gate's answer; the database gives the same."""
    line = asked(contact, starts)
    with transaction.atomic():
        refused = refusal_of(lambda: book(contact.client, [contact], starts))
        transaction.set_rollback(True)
    assert refused == ("" if line.covered else RULE), (refused, line.sentence)
    return line.code.value


def by_ola(client: Client, **columns: Any) -> SignedForm:
    """The consent of Ewa’s mother, as it is kept."""
    form = form_signed(client, signer="Ola Nowak", **columns)
    return SignedForm.objects.get(pk=form.pk)
