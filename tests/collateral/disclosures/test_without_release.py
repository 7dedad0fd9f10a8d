"""Recording what was told without a release: an emergency, a report, a court, a mistake."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Disclosure, Session
from releases.history.sentences import Known, sentence
from tests.clock import HOUR
from tests.collateral.disclosures.told import sent
from tests.releases.history.happenings import words
from tests.said import errors_in


def page_of(client: Client) -> str:
    return reverse("client_disclosure", args=[client.pk])


def crisis(**changed: Any) -> dict[str, Any]:
    return sent(
        timezone.now() - HOUR,
        **{
            "basis": "threat",
            "recipient": "Officer Lund, Albany police",
            "address": "165 Henry Johnson Blvd",
            "said": "That he means to jump.",
            "why": "To keep him from it.",
            **changed,
        },
    )


def test_a_teen_in_danger_is_told_of_without_a_session(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    """Case 63: a call to his mother, without a release, by 45 CFR 164.512(j)."""
    response = adas.post(page_of(teo), crisis(contact=str(rosa.pk), recipient=""))
    assert response.url == reverse("client_disclosures", args=[teo.pk])
    told = Disclosure.objects.get()
    assert (told.basis, told.contact, told.recipient) == ("threat", rosa, "Rosa Vance")
    assert (told.release, told.session, told.part2_ground) == (None, None, "")
    assert not Session.objects.exists()
    today = timezone.localdate()
    first, last = timezone.now() - 2 * HOUR, timezone.now()
    assert list(Disclosure.objects.accountable(first, last)) == [told]
    assert today >= timezone.localdate(told.told_at)


def test_of_part_2_records_its_own_ground_is_asked(
    adas: Browser, jordan: Client
) -> None:
    """Case 63 of such a client: 42 CFR 2.51."""
    Client.objects.update(part2=True)
    response = adas.post(page_of(jordan), crisis())
    assert response.status_code == 422
    assert "Say what lets this be told." in errors_in(response)
    assert not Disclosure.objects.exists()
    odd = adas.post(page_of(jordan), crisis(part2_ground="order"))
    assert "Part 2 has no such ground for this basis." in errors_in(odd)
    adas.post(page_of(jordan), crisis(part2_ground="medical"))
    assert Disclosure.objects.get().part2_ground == "medical"


def test_of_other_records_no_such_ground_is_asked(
    adas: Browser, jordan: Client
) -> None:
    assert "part2_ground" not in adas.get(page_of(jordan)).content.decode()
    adas.post(page_of(jordan), crisis(part2_ground="medical"))
    assert Disclosure.objects.get().part2_ground == ""


def test_a_ground_goes_with_its_basis(adas: Browser, jordan: Client) -> None:
    """Chosen for a threat, before "by mistake" was: nothing to be wrong about."""
    Client.objects.update(part2=True)
    response = adas.post(
        page_of(jordan), crisis(basis="nothing", part2_ground="medical")
    )
    assert response.status_code == 302
    assert Disclosure.objects.get().part2_ground == ""


@pytest.mark.parametrize(
    "basis", ["threat", "child_abuse", "adult_abuse", "court", "nothing"]
)
def test_each_basis_is_one_to_choose(adas: Browser, jordan: Client, basis: str) -> None:
    assert adas.post(page_of(jordan), crisis(basis=basis)).status_code == 302
    assert Disclosure.objects.get().basis == basis


def test_a_release_is_none_of_them(adas: Browser, jordan: Client) -> None:
    assert adas.post(page_of(jordan), crisis(basis="release")).status_code == 422
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("basis", "This field is required."),
        ("recipient", "Say who was told."),
        ("said", "This field is required."),
        ("why", "This field is required."),
        ("told_on", "This field is required."),
    ],
)
def test_what_is_missing_is_said_beside_it(
    adas: Browser, jordan: Client, field: str, words: str
) -> None:
    response = adas.post(page_of(jordan), crisis(**{field: ""}))
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {field: [words]}
    assert not Disclosure.objects.exists()


def test_one_of_two_who_are_named_is_not_dropped_in_silence(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    """The accounting would leave out whom else it names."""
    response = adas.post(page_of(teo), crisis(contact=str(rosa.pk)))
    assert response.status_code == 422
    assert "You chose Rosa Vance above." in errors_in(response)
    assert not Disclosure.objects.exists()


def test_another_clients_contact_cannot_be_chosen(
    adas: Browser, jordan: Client, lee: Contact
) -> None:
    response = adas.post(page_of(jordan), crisis(contact=str(lee.pk)))
    assert response.status_code == 422
    assert not Disclosure.objects.exists()


def test_the_history_says_neither_who_nor_what(adas: Browser, jordan: Client) -> None:
    adas.post(page_of(jordan), crisis())
    event = ConsentEvent.objects.get()
    assert words(sentence(event, Known.of([event]))) == (
        "Dr. Ada Okafor recorded what was told without a release (Jordan Reyes)."
    )
    assert "Lund" not in event.body
    assert "jump" not in event.body
