"""How each contact stands towards reminders by mail, and in words why one gets none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from clients.models import Contact
from collateral.models import MailConsent
from releases.models import ReminderStop

BY_MAIL = "by mail"
NOT_ASKED = "not asked yet"


def with_reminders(contacts: QuerySet[Contact], at: datetime) -> QuerySet[Any]:
    """Each with the address ``agreed_to`` as of ``at``, and what else the database asks
    before it lets a reminder go.
    """
    given = MailConsent.objects.filter(contact=OuterRef("pk"), recorded_at__lte=at)
    standing = given.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    same = Func(
        F("email"),
        OuterRef("email"),
        function="same_email",
        output_field=BooleanField(),
    )
    others = Contact.objects.filter(client=OuterRef("client")).exclude(
        pk=OuterRef("pk")
    )
    return contacts.annotate(
        agreed_to=Subquery(standing.order_by("-pk").values("email")[:1]),
        agreed_once=Exists(given),
        others_read=Exists(others.alias(same=same).filter(same=True)),
        mail_stopped=Exists(ReminderStop.objects.of_mailbox(OuterRef("email"))),
    )


def said_of(contact: Any) -> str:
    """Of one of ``with_reminders``: by mail, or why not."""
    if not contact.email:
        return "no e-mail address on file"
    if contact.agreed_to is None:
        return "they want none any more" if contact.agreed_once else NOT_ASKED
    if contact.agreed_to != contact.email:
        return "they agreed to another address than the one on file"
    if contact.others_read:
        return "another of the client’s people has their address too"
    return "stopped from that mailbox" if contact.mail_stopped else BY_MAIL
