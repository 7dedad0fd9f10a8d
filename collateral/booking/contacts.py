"""Contacts, ticked one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from clients.models import Client, Contact
from practice.database.worded import worded
from practice.web.requests import id_in


@worded
def _contacts_of(client: int) -> QuerySet[Contact]:
    return Contact.objects.filter(client=client)


class ContactChoices(forms.ModelMultipleChoiceField):
    """Contacts by name, ticked one by one. It gives a list, in the order of its choices."""

    client: Client | None = None

    def offer_all_of(self, client: Client) -> None:
        self.client, self.queryset = client, client.contacts.all()

    def _check_values(self, value: Iterable[Any]) -> Any:
        """All are read at once, being few; Django words a question for each that is ticked."""
        there = {str(contact.pk): contact for contact in self._read()}
        ticked = {str(each) for each in value}
        for each in ticked - there.keys():
            wrong = self.error_messages["invalid_choice"]
            raise ValidationError(wrong, "invalid_choice", {"value": each})
        return [contact for pk, contact in there.items() if pk in ticked]

    def _read(self) -> Iterable[Contact]:
        if self.client is None:
            return self.queryset or ()
        contacts = _contacts_of(self.client.pk)
        for each in contacts:
            each.client = self.client
        return contacts

    def label_from_instance(self, contact: Contact) -> str:
        return contact.described


def ticked(form: forms.BaseForm) -> set[int]:
    """The ids of the contacts who are ticked, whether or not the form is valid."""
    values = form["contacts"].value() or []
    return {pk for value in values if (pk := id_in(str(value)))}
