"""What a paper that was signed by hand is of: one release, or one form beside releases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clients.law.signers import Capacity
from practice.database.constraints import ForeignKeyConstraint
from releases.models.form_kinds import WHO_SIGNS_ON_PAPER, FormKind

OF_ONE_PAPER: list[models.BaseConstraint] = [
    models.CheckConstraint(
        name="by_hand_is_of_one_paper",
        condition=Q(
            draft__isnull=False,
            client=None,
            contact=None,
            form_kind="",
            capacity__in=Capacity.values,
        )
        | WHO_SIGNS_ON_PAPER
        & Q(draft=None, client__isnull=False, initials={}, witness=""),
        violation_error_message="It is of one release, or of one form.",
    ),
    models.CheckConstraint(
        name="by_hand_says_who_joins",
        condition=Q(form_kind=FormKind.ACKNOWLEDGEMENT, contact__isnull=False)
        | ~Q(form_kind=FormKind.ACKNOWLEDGEMENT) & Q(contact=None),
        violation_error_message="Say whose acknowledgement it is.",
    ),
    ForeignKeyConstraint(
        name="by_hand_contact_of_client",
        fields=("client", "contact"),
        to="clients.Contact",
        to_fields=("client", "id"),
        violation_error_message="Choose one of this client's own contacts.",
    ),
    models.UniqueConstraint(
        name="by_hand_form_entered_once",
        fields=["client", "form_kind", "contact", "signer", "capacity"],
        nulls_distinct=False,
        condition=Q(draft=None, checked_at=None),
        violation_error_message="Somebody has entered this paper already.",
    ),
]
