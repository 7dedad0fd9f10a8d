"""Two people of one name are asked about once, and may both be there."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact, ContactCorrection
from practice.models import User
from tests.cast import client_of, contact_of
from tests.said import errors_in
from tests.signed import draft_for

SAME = "Another client has this name and birth date"
SAME_CONTACT = "Another contact of this client has this name"


def client_sent(name: str, born: str = "1990-05-02", **more: str) -> dict[str, str]:
    return {
        "legal_name": name,
        "date_of_birth": born,
        "state": "NY",
        "language": "English",
        "modality": "cbt",
        **more,
    }


def contact_sent(name: str, **more: str) -> dict[str, str]:
    return {"name": name, "relationship": "aunt", "language": "English", **more}


def anyway(page: Any) -> dict[str, str]:
    """What the form sends besides that came back to be saved anyway."""
    assert " anyway</button>" in page.text
    (others,) = re.findall(r'name="others" value="([^"]+)"', page.text)
    return {"others": others}


@pytest.mark.parametrize("name", ["Jordan Reyes", "JORDAN  Réyes", "Jo Reyes"])
def test_a_client_of_one_name_and_birth_is_asked_about_once(
    adas: Browser, jordan: Client, name: str
) -> None:
    Client.objects.filter(pk=jordan.pk).update(chosen_name="Jo Reyes")
    asked = adas.post(reverse("client_new"), client_sent(name))
    assert asked.status_code == 422
    assert SAME in errors_in(asked)
    assert f'href="/clients/{jordan.pk}/" target="_blank"' in asked.text
    assert f'value="{name}"' in asked.text
    saved = adas.post(reverse("client_new"), client_sent(name) | anyway(asked))
    assert saved.status_code == 302
    assert Client.objects.filter(legal_name=name).exists()


@pytest.mark.parametrize(
    ("name", "born"), [("Jordan Reyes", "1990-05-03"), ("Jordan Reye", "1990-05-02")]
)
def test_a_client_born_or_called_otherwise_is_not_asked_about(
    adas: Browser, jordan: Client, name: str, born: str
) -> None:
    assert adas.post(reverse("client_new"), client_sent(name, born)).status_code == 302


def test_nobody_learns_that_another_clinician_treats_someone(
    adas: Browser, kim: Client
) -> None:
    sent = client_sent("Kim Park")
    assert adas.post(reverse("client_new"), sent).status_code == 302


def test_the_front_desk_is_asked_about_everyone(
    client: Browser, finn: User, kim: Client
) -> None:
    client.force_login(finn)
    sent = client_sent("Kim Park", clinician=str(kim.clinician_id))
    assert SAME in errors_in(client.post(reverse("client_new"), sent))


def test_another_namesake_is_asked_about_anew(adas: Browser, jordan: Client) -> None:
    client_of(jordan.clinician, "Ana Reyes")
    known = anyway(adas.post(reverse("client_new"), client_sent("Jordan Reyes")))
    asked = adas.post(reverse("client_new"), client_sent("Ana Reyes") | known)
    assert SAME in errors_in(asked)


def test_a_change_that_leaves_the_name_alone_is_not_asked_about(
    adas: Browser, jordan: Client
) -> None:
    client_of(jordan.clinician, "Jordan Reyes")
    url = reverse("client_edit", args=[jordan.pk])
    sent = client_sent("Jordan Reyes", language="Spanish")
    assert adas.post(url, sent).status_code == 302
    other = client_of(jordan.clinician, "Ana Reyes", born=date(1990, 5, 2))
    url = reverse("client_edit", args=[other.pk])
    assert SAME in errors_in(adas.post(url, sent))


def test_a_contact_of_one_name_is_asked_about_once(
    adas: Browser, maria: Contact
) -> None:
    url = reverse("contact_new", args=[maria.client_id])
    sent = contact_sent("María Reyes")
    asked = adas.post(url, sent)
    assert SAME_CONTACT in errors_in(asked)
    assert f'href="/contacts/{maria.pk}/edit/" target="_blank"' in asked.text
    assert "Maria Reyes, mother" in errors_in(asked)
    assert adas.post(url, sent | anyway(asked)).status_code == 302
    assert maria.client.contacts.count() == 2


def test_another_clients_contact_of_one_name_is_not_asked_about(
    adas: Browser, teo: Client, maria: Contact
) -> None:
    url = reverse("contact_new", args=[teo.pk])
    assert adas.post(url, contact_sent("Maria Reyes")).status_code == 302


def test_a_correction_to_anothers_name_is_asked_about_once(
    adas: Browser, ada: User, maria: Contact
) -> None:
    marta = contact_of(maria.client, "Marta Reyes", "mother")
    draft_for(marta, ada)
    url = reverse("contact_correction", args=[marta.pk])
    sent = {
        "name": "Maria Reyes",
        "relationship": "mother",
        "reason": "Misspelled.",
        "same_person": "yes",
    }
    asked = adas.post(url, sent)
    assert SAME_CONTACT in errors_in(asked)
    assert not ContactCorrection.objects.exists()
    assert adas.post(url, sent | anyway(asked)).status_code == 302
    assert ContactCorrection.objects.get().contact == marta
