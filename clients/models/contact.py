"""A contact: someone in one client's life."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value

from clients.findable import findable_field
from clients.models.client import Client
from practice.addresses import email_address
from practice.database.triggers import Function, Trigger
from practice.formats import say_born
from practice.models import User

# Who a contact is: another in any of these may be another person.
IDENTITY = ("name", "relationship", "organisation", "date_of_birth")
WHO = """
CREATE FUNCTION contact_identity(contact clients_contact) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'name', contact.name,
        'relationship', contact.relationship,
        'organisation', contact.organisation,
        'date_of_birth', contact.date_of_birth
    )
$$
"""

# What is signed for someone must not become another's: who they are changes only as the
# newest correction says, and no correction is left to be carried out later.
STAYS_WHO_THEY_ARE = """
BEGIN
    IF NEW.identity_is_final AND contact_identity(NEW) = contact_identity(OLD) THEN
        RETURN NEW;
    END IF;
    PERFORM FROM clients_contactcorrection AS correction
        WHERE correction.before = contact_identity(OLD)
            AND correction.after = contact_identity(NEW)
            AND correction.id = (
                SELECT max(id) FROM clients_contactcorrection WHERE contact_id = OLD.id
            );
    IF NEW.identity_is_final AND FOUND THEN
        RETURN NEW;
    END IF;
    RAISE 'contact % is named by a release', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'contact_stays_who_they_are';
END
"""


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> ContactQuerySet:
        """Contacts of the clients whom ``user`` may see."""
        return self.filter(client__in=Client.objects.visible_to(user))


class Contact(models.Model):
    """Someone in one client's life. Two clients' mother is two contacts.

    Who they are is final once a draft or a release names them, as triggers of those
    note; only a ``ContactCorrection`` sets it right.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="contacts", db_index=False
    )
    name = models.CharField(max_length=200)
    relationship = models.CharField(
        max_length=60, help_text="To the client: mother, partner, friend, teacher …"
    )
    organisation = models.CharField(
        "organization",
        max_length=120,
        blank=True,
        help_text="Where they take part for one: a school, an agency.",
    )
    date_of_birth = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(
        "e-mail", max_length=254, blank=True, validators=[email_address]
    )
    language = models.CharField(max_length=60, default="English")
    identity_is_final = models.BooleanField(
        default=False, db_default=False, editable=False
    )

    findable = findable_field("name", Value(""))

    objects = ContactQuerySet.as_manager()

    class Meta:
        # What they are found by begins with their name, folded as people sort it.
        ordering: ClassVar = ["findable", "pk"]
        indexes: ClassVar = [
            # Search by any part of a word, as fast after many were added.
            GinIndex(
                fields=["findable"],
                opclasses=["gin_trgm_ops"],
                fastupdate=False,
                name="contact_findable_part",
            ),
        ]
        constraints: ClassVar = [
            # What other tables refer to when they say whose contact someone is.
            models.UniqueConstraint(fields=["client", "id"], name="contact_client_key"),
            models.CheckConstraint(
                name="contact_has_a_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Enter the contact's name.",
            ),
            Function(
                name="contact_identity",
                create=WHO,
                drop="contact_identity(clients_contact)",
            ),
            Trigger(
                name="contact_stays_who_they_are",
                fires="BEFORE UPDATE",
                when="OLD.identity_is_final",
                body=STAYS_WHO_THEY_ARE,
                violation_error_message=(
                    "A release names this contact. Correct who they are, or add another "
                    "contact."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def described(self) -> str:
        """Whom of all contacts a list means: two of one name may be in one life."""
        told = (self.name, self.relationship, say_born(self.date_of_birth))
        return ", ".join(filter(None, told))

    @property
    def identity(self) -> dict[str, Any]:
        """As the database's ``contact_identity`` writes it."""
        born = self.date_of_birth
        written = {name: getattr(self, name) for name in IDENTITY}
        return written | {"date_of_birth": born.isoformat() if born else None}
