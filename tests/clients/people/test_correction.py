"""Who a contact is, is set right on a page of its own, which asks whether it is them."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client as Browser

from clients.models import Client, ConsentEvent, Contact, ContactCorrection
from clients.people.acts import change_contact, correct_contact
from clients.people.forms import ContactForm
from collateral.models import Session
from practice.models import User
from tests.booked import typed
from tests.clock import afternoon
from tests.privacy.pages import Page
from tests.refusals import settle
from tests.releases.history.happenings import words
from tests.said import errors_in
from tests.signed import draft_for, sign

WHO = {"name": "Maria Reyes", "relationship": "mother", "organisation": ""}
REACHED = {"phone": "555 0100", "email": "", "language": "Spanish"}
LOPEZ = {
    **WHO,
    "name": "Maria Lopez",
    "reason": "Married.",
    "same_person": "yes",
}


def edit(contact: Contact) -> str:
    return f"/contacts/{contact.pk}/edit/"


def correction(contact: Contact) -> str:
    return f"/contacts/{contact.pk}/correction/"


def test_who_someone_is_is_shown_and_not_asked(adas: Browser, maria: Contact) -> None:
    sign(maria)
    html = adas.get(edit(maria)).content.decode()
    assert html.count(" disabled") == 4
    assert 'value="Maria Reyes"' in html
    assert "A draft or a release names this contact" in words(html)
    assert correction(maria) in Page(html).links
    assert adas.post(edit(maria), REACHED).status_code == 302
    maria.refresh_from_db()
    assert (maria.name, maria.phone) == ("Maria Reyes", "555 0100")


def test_before_a_release_names_them_it_is_asked(adas: Browser, maria: Contact) -> None:
    html = adas.get(edit(maria)).content.decode()
    assert " disabled" not in html
    assert adas.post(edit(maria), {**WHO, **REACHED, "name": "Mary"}).status_code == 302
    assert Contact.objects.get().name == "Mary"
    assert adas.get(correction(maria)).url == edit(maria)


def test_a_page_from_before_the_release_makes_nobody_someone_else(
    adas: Browser, jordan: Client, maria: Contact
) -> None:
    sign(maria)
    sent = {"name": "Victor Stone", "relationship": "ex-partner"}
    answer = adas.post(edit(maria), WHO | REACHED | sent)
    assert answer.status_code == 422
    assert "A release names this contact: correct this" in errors_in(answer)
    assert 'value="Victor Stone"' in answer.content.decode()
    url = f"/clients/{jordan.pk}/sessions/new/"
    assert adas.post(url, typed([maria], afternoon())).status_code == 302
    (seat,) = Session.objects.get().participants.all()
    assert seat.contact.name == "Maria Reyes"


def test_one_that_sends_who_they_are_saves_the_rest(
    adas: Browser, maria: Contact
) -> None:
    sign(maria)
    assert adas.post(edit(maria), WHO | REACHED).status_code == 302
    assert Contact.objects.get().language == "Spanish"


def test_a_release_that_comes_between_is_said(ada: User, maria: Contact) -> None:
    draft_for(Contact.objects.get(), ada)  # ``maria`` is as she was before
    form = ContactForm(WHO | REACHED | {"name": "Victor Stone"}, instance=maria)
    assert form.is_valid()
    with form.explaining_violations(), transaction.atomic():
        change_contact(maria, form.changed_data, ada)
    assert form.errors["name"] == [
        "A release names this contact. Correct who they are, or add another contact."
    ]


def test_a_correction_is_told_with_its_reason(
    adas: Browser, ada: User, maria: Contact
) -> None:
    release = sign(maria)
    answer = adas.post(correction(maria), LOPEZ, follow=True)
    said = words(answer.content.decode())
    assert "Maria Reyes is now Maria Lopez." in said
    assert "signed for Maria Reyes" in said
    settle()
    assert Contact.objects.get().name == "Maria Lopez"
    made = ContactCorrection.objects.get()
    assert (made.corrected_by, made.reason) == (ada, "Married.")
    assert made.changes == [("name", "Maria Reyes", "Maria Lopez")]
    event = ConsentEvent.objects.get(kind="contact_corrected")
    assert (event.contact_id, event.reason) == (maria.pk, "Married.")
    assert event.detail == {
        "correction": made.pk,
        "content": made.sha256,
        "fields": ["name"],
    }
    page = words(adas.get(f"/releases/{release.pk}/").content.decode())
    assert "Signed for Maria Reyes, now called Maria Lopez." in page
    assert "name from Maria Reyes to Maria Lopez" in page


def test_all_of_who_someone_is_can_be_corrected(adas: Browser, maria: Contact) -> None:
    sign(maria)
    sent = LOPEZ | {
        "relationship": "stepmother",
        "organisation": "Elm School",
        "date_of_birth": "1960-01-02",
    }
    assert adas.post(correction(maria), sent).status_code == 302
    settle()
    assert ContactCorrection.objects.get().changes == [
        ("name", "Maria Reyes", "Maria Lopez"),
        ("relationship", "mother", "stepmother"),
        ("organization", "nothing", "Elm School"),
        ("date of birth", "nothing", "Jan 2, 1960"),
    ]


def test_someone_else_is_another_contact(adas: Browser, maria: Contact) -> None:
    sign(maria)
    answer = adas.post(correction(maria), LOPEZ | WHO | {"same_person": "no"})
    assert answer.status_code == 422
    assert "Then nothing is corrected here. Add another contact" in errors_in(answer)
    assert "Nothing is different yet" not in errors_in(answer)
    html = answer.content.decode()
    assert f"/clients/{maria.client_id}/contacts/new/" in Page(html).links
    assert "Correct who Maria Reyes is" in words(html)
    assert not ContactCorrection.objects.exists()


def test_two_corrections_of_the_same_page_keep_both(ada: User, maria: Contact) -> None:
    sign(maria)
    names, roles = Contact.objects.get(), Contact.objects.get()
    names.name, roles.relationship = "Maria Lopez", "stepmother"
    correct_contact(names, ["name"], "Married.", ada)
    correct_contact(roles, ["relationship"], "Asked her.", ada)
    settle()
    known = Contact.objects.get()
    assert (known.name, known.relationship) == ("Maria Lopez", "stepmother")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("same_person", "", "This field is required."),
        ("reason", " ", "This field is required."),
        ("name", "", "This field is required."),
        ("name", "Maria Reyes", "Nothing is different yet. Change what is wrong."),
        ("date_of_birth", "2999-01-01", "cannot be ahead of today"),
    ],
)
def test_what_is_missing_in_a_correction_is_said(
    adas: Browser, maria: Contact, field: str, value: str, message: str
) -> None:
    sign(maria)
    answer = adas.post(correction(maria), LOPEZ | {field: value})
    assert answer.status_code == 422
    assert message in errors_in(answer)
    assert Contact.objects.get().name == "Maria Reyes"


def test_every_list_of_releases_says_for_whom_it_was_signed(
    adas: Browser, nora: User, maria: Contact
) -> None:
    soon = afternoon(20)
    release = sign(maria, ends=soon)
    pages = {
        f"/clients/{maria.client_id}/": "signed for Maria Reyes",
        "/releases/": "signed for Maria Reyes",
        f"/releases/{release.pk}/revocation/": "for Maria Reyes: Ends",
    }
    for url, says in pages.items():
        assert says not in words(adas.get(url).content.decode())
    assert adas.post(correction(maria), LOPEZ).status_code == 302
    for url, says in pages.items():
        assert says in words(adas.get(url).content.decode())
    adas.force_login(nora)
    url = f"/history/?client={maria.client_id}&to={afternoon(1).date()}"
    assert "signed for Maria Reyes" in words(adas.get(url).content.decode())
