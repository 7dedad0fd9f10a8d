"""What a link is for: one release, or one form beside releases; once for each signer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clients.law.signers import Capacity
from practice.database.constraints import ForeignKeyConstraint
from releases.models.form_kinds import WHO_SIGNS_BY_LINK, FormCapacity, FormKind

OF_ONE_PAPER: list[models.BaseConstraint] = [
    models.CheckConstraint(
        name="link_is_of_one_paper",
        condition=Q(
            draft__isnull=False,
            client=None,
            contact=None,
            form_kind="",
            language="",
            capacity__in=Capacity.values,
        )
        | WHO_SIGNS_BY_LINK
        & Q(draft=None, client__isnull=False, language__regex=r"\S"),
        violation_error_message=("Send one release, or one form, to whoever signs it."),
    ),
    models.CheckConstraint(
        name="link_says_who_joins",
        condition=Q(form_kind=FormKind.ACKNOWLEDGEMENT, contact__isnull=False)
        | ~Q(form_kind=FormKind.ACKNOWLEDGEMENT) & Q(contact=None),
        violation_error_message="Say whose acknowledgement it is.",
    ),
    models.CheckConstraint(
        name="link_asks_whoever_joins",
        condition=~Q(form_kind=FormKind.ACKNOWLEDGEMENT)
        | Q(asks_birth_of__isnull=False)
        & (Q(asks_birth_of=F("contact")) | ~Q(capacity=FormCapacity.PARTICIPANT)),
        violation_error_message=("Of whoever joins, their own date of birth is asked."),
    ),
    ForeignKeyConstraint(
        name="link_contact_of_client",
        fields=("client", "contact"),
        to="clients.Contact",
        to_fields=("client", "id"),
        violation_error_message="Choose one of this client's own contacts.",
    ),
    models.UniqueConstraint(
        name="link_one_a_signer",
        fields=["draft", "signer", "capacity"],
        condition=Q(used_at=None, withdrawn_at=None, locked_at=None),
        violation_error_message="Withdraw the link that they have first.",
    ),
    models.UniqueConstraint(
        name="link_one_a_signer_of_a_form",
        fields=["client", "form_kind", "contact", "signer", "capacity"],
        nulls_distinct=False,
        condition=Q(draft=None, used_at=None, withdrawn_at=None, locked_at=None),
        violation_error_message="Withdraw the link that they have first.",
    ),
]
