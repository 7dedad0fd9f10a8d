"""Who joins without having signed what that means: a warning until check-in, which waits
for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from clients.models import Contact
from releases.models import FormKind, SignedForm


def has_acknowledged(contact: str = "contact") -> Exists:
    """Whether an acknowledgement of whom the column ``contact`` names is in force."""
    signed = SignedForm.objects.in_force(FormKind.ACKNOWLEDGEMENT).order_by()
    return Exists(signed.filter(contact=OuterRef(contact)))


def unacknowledged(contacts: Iterable[Contact]) -> list[Contact]:
    """Those of ``contacts`` for whom none is in force. One query."""
    contacts = list(contacts)
    signed = SignedForm.objects.in_force(FormKind.ACKNOWLEDGEMENT).filter(
        contact__in=contacts
    )
    having = set(signed.values_list("contact", flat=True))
    return [contact for contact in contacts if contact.pk not in having]
