"""A contact: someone in one client's life."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from clients.models.client import Client
from clients.names import first_name_of
from practice.models import User


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> ContactQuerySet:
        """Contacts of the clients whom ``user`` may see."""
        return self.filter(client__in=Client.objects.visible_to(user))


class Contact(models.Model):
    """Someone in one client's life. Two clients' mother is two contacts."""

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
    email = models.EmailField("e-mail", blank=True)
    language = models.CharField(max_length=60, default="English")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            # What other tables refer to when they say whose contact someone is.
            models.UniqueConstraint(fields=["client", "id"], name="contact_client_key"),
            models.CheckConstraint(
                name="contact_has_a_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Enter the contact's name.",
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def first_name(self) -> str:
        """What people call the contact in a sentence."""
        return first_name_of(self.name)
