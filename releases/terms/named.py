"""A form to fill by hand that says already whom it is about."""

from __future__ import annotations

from django.utils import timezone

from clients.law.rules import rules_for
from clients.models import Contact
from releases.terms.content import Content, blank
from releases.terms.wording import current


def named(contact: Contact, code: str) -> Content:
    """A blank form as the law of ``contact``'s client asks for it, in this language."""
    client = contact.client
    rules = rules_for(client, timezone.localdate(), video=True)
    form = blank(current(code), rules, client.part2)
    return {
        **form,
        "client": {
            "name": client.legal_name,
            "chosen_name": client.chosen_name,
            "date_of_birth": client.date_of_birth.isoformat(),
        },
        "contact": {
            **form["contact"],
            "name": contact.name,
            "relationship": contact.relationship,
            "organisation": contact.organisation,
        },
    }
