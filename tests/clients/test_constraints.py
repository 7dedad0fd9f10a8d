from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import ProtectedError

from clients.models import Client, Contact
from clients.people.forms import ContactForm
from practice.models import User
from tests.cast import client_of, contact_of
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import draft_for, sign


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_a_client_has_a_name(ada: User, name: str) -> None:
    nameless = Client(
        legal_name=name, clinician=ada, date_of_birth="1990-05-02", state="NY"
    )
    assert words_of("client_has_a_name", nameless) == "Enter the client's legal name."
    with refused_by("client_has_a_name"):
        nameless.save()


@pytest.mark.parametrize("name", ["Ó", "李", "نور", "'"])
def test_one_letter_of_any_script_is_a_name(ada: User, name: str) -> None:
    client = client_of(ada, name)
    assert words_of("client_has_a_name", client) == ""
    assert words_of("contact_has_a_name", contact_of(client, name)) == ""


def test_a_contact_has_a_name(jordan: Client) -> None:
    nameless = Contact(client=jordan, name=" ", relationship="friend")
    assert words_of("contact_has_a_name", nameless) == "Enter the contact's name."
    with refused_by("contact_has_a_name"):
        nameless.save()


def test_a_form_asks_for_the_contacts_name(jordan: Client) -> None:
    form = ContactForm(
        {"name": "", "relationship": "friend", "language": "English"},
        instance=Contact(client=jordan),
    )
    assert set(form.errors) == {"name"}


def test_a_contact_for_whom_something_is_prepared_stays_this_clients(
    ben: Contact, kim: Client
) -> None:
    draft_for(ben, ben.client.clinician)
    with refused_by("draft_contact_of_client"):
        Contact.objects.filter(pk=ben.pk).update(client=kim)


def test_a_contact_of_whom_nothing_is_signed_may_be_given_to_another_client(
    ben: Contact, kim: Client
) -> None:
    assert Contact.objects.filter(pk=ben.pk).update(client=kim) == 1


def test_a_contact_is_told_from_all_others_by_client_and_id(ben: Contact) -> None:
    assert words_of("contact_client_key", ben) == ""
    settle()
    run("ALTER TABLE clients_contact DROP CONSTRAINT clients_contact_pkey CASCADE")
    written = "id, client_id, name, relationship, organisation, phone, email, language"
    copy = (
        f"INSERT INTO clients_contact ({written}) SELECT {written} FROM clients_contact"
    )
    with refused_by("contact_client_key"):
        run(copy)


def test_who_is_in_a_history_cannot_be_deleted(jordan: Client, ben: Contact) -> None:
    """Case 69 of the domain's."""
    sign(ben)
    with refused_by("event_contact_of_client"):
        run("DELETE FROM clients_contact WHERE id = %s", ben.pk)
    with pytest.raises(ProtectedError):
        jordan.delete()
    with refused_by(name_of_key("clients_contact", "clients_client")):
        run("DELETE FROM clients_client WHERE id = %s", jordan.pk)


def name_of_key(table: str, other: str) -> str:
    """The name that Django gave the foreign key from ``table`` to ``other``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' "
            "AND conrelid = %s::regclass AND confrelid = %s::regclass",
            [table, other],
        )
        return str(cursor.fetchone()[0])
