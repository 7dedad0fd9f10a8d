"""What is usual for a client, by modality and age, and where it is proposed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact, Modality
from collateral.models import Session, SessionSeries
from collateral.rhythm.usual import band_of, usual_of
from practice.models import Room, User
from practice.spans import local_day
from releases.models import Format, Place
from tests.booked import book, typed
from tests.cast import client_of, emancipated
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.signed import sign

LEAP = date(2020, 2, 29)


def treated(client: Client, modality: Modality, **details: Any) -> Client:
    """The same client, treated in another way."""
    Client.objects.filter(pk=client.pk).update(modality=modality, **details)
    client.refresh_from_db()
    return client


def aged(years: int) -> date:
    """The birthday of someone who is so old, and half a year."""
    today = timezone.localdate()
    return today.replace(year=today.year - years, day=1) - 180 * DAY


@pytest.mark.parametrize(
    ("day", "band"),
    [
        (date(2027, 2, 28), "young"),
        (date(2027, 3, 1), "child"),
        (date(2033, 2, 28), "child"),
        (date(2033, 3, 1), "adolescent"),
        (date(2038, 2, 28), "adolescent"),
        (date(2038, 3, 1), "adult"),
    ],
)
def test_whoever_was_born_on_29_february_is_older_on_1_march(
    ada: User, day: date, band: str
) -> None:
    assert band_of(client_of(ada, "Mia Stone", born=LEAP), day) == band


def test_an_adult_is_whoever_is_of_age_where_they_live(ada: User) -> None:
    day = date(2038, 3, 1)  # eighteen
    assert band_of(client_of(ada, "Mia Stone", born=LEAP, state="AL"), day) != "adult"
    free = client_of(ada, "Kit Stone", born=date(2010, 1, 1), **emancipated())
    assert band_of(free, timezone.localdate()) == "adult"


@pytest.mark.parametrize(
    ("modality", "years", "series", "format_", "in_person"),
    [
        (Modality.PCIT, 4, "every", Format.JOINT, True),
        (Modality.FAMILY, 34, "every", Format.JOINT, True),
        (Modality.CBT, 9, "periodic", Format.JOINT, True),
        (Modality.PLAY, 5, "separate", Format.COLLATERAL, False),
        (Modality.DBT, 15, "periodic", Format.JOINT, False),
        (Modality.INDIVIDUAL, 5, "every", Format.JOINT, True),
        (Modality.INDIVIDUAL, 9, "periodic", Format.JOINT, False),
        (Modality.INDIVIDUAL, 15, "periodic", Format.JOINT, False),
        (Modality.INDIVIDUAL, 34, "invited", Format.JOINT, False),
    ],
)
def test_each_modality_has_its_rhythm(
    ada: User,
    modality: Modality,
    years: int,
    series: str,
    format_: Format,
    in_person: bool,
) -> None:
    client = treated(client_of(ada, "Mia Stone", born=aged(years)), modality)
    usual = usual_of(client, timezone.localdate())
    assert (usual.series, usual.format) == (series, format_)
    assert usual.in_person is in_person


@pytest.mark.parametrize("modality", list(Modality))
@pytest.mark.parametrize("years", [4, 9, 15, 34])
def test_something_is_usual_for_everyone_and_says_why(
    ada: User, modality: Modality, years: int
) -> None:
    client = treated(client_of(ada, "Mia Stone", born=aged(years)), modality)
    usual = usual_of(client, timezone.localdate())
    assert usual.says
    assert usual.because


def test_adolescents_in_dbt_agree_on_what_stays_private(teo: Client) -> None:
    usual = usual_of(treated(teo, Modality.DBT), timezone.localdate())
    assert "confidentiality agreement" in usual.says
    alone = usual_of(treated(teo, Modality.CBT), timezone.localdate())
    assert "seen alone first" in alone.says


# The booking page


def chosen(browser: Browser, client: Client) -> tuple[str, str]:
    """With or without the client, and where, as the page proposes it."""
    html = browser.get(reverse("booking", args=[client.pk])).content.decode()
    return _selected(html, "format"), _selected(html, "room")


def _selected(html: str, name: str) -> str:
    select = html.split(f'<select name="{name}"')[1].split("</select>", maxsplit=1)[0]
    option = next(each for each in select.split("<option") if " selected" in each)
    return option.split('value="')[1].split('"')[0]


def test_the_booking_page_proposes_what_is_usual(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    jordan = treated(jordan, Modality.PLAY, date_of_birth=aged(5))
    assert chosen(adas, jordan) == ("collateral", "video")
    html = adas.get(reverse("booking", args=[jordan.pk])).content.decode()
    assert "without the client" in html
    assert "not in the playroom" in html
    assert "Sessions of their own&nbsp;· Collateral: without the client" in html


def test_in_person_is_in_the_clinicians_usual_room(
    adas: Browser, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    jordan = treated(jordan, Modality.FAMILY)
    assert chosen(adas, jordan) == ("joint", str(blue_room.pk))
    green = Room.objects.create(name="Green room")
    sign(ben)
    book(jordan, [ben], afternoon(), room=green)
    assert chosen(adas, jordan) == ("joint", str(green.pk))


def test_without_a_room_it_stays_where_it_was(adas: Browser, jordan: Client) -> None:
    jordan = treated(jordan, Modality.FAMILY)
    assert chosen(adas, jordan) == ("joint", "video")


def proposed(browser: Browser, client: Client) -> tuple[Any, Any]:
    """How often it repeats, and how many times."""
    form = browser.get(reverse("booking", args=[client.pk])).context["form"]
    return form["repeat"].value(), form["times"].value()


def test_where_others_join_every_session_a_series_is_proposed(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    assert proposed(adas, jordan) == (None, None)
    treated(jordan, Modality.FAMILY)
    assert proposed(adas, jordan) == ("week", 8)
    sign(ben)
    series = SessionSeries.objects.create(
        client=jordan,
        clinician=jordan.clinician,
        every="week",
        until="times",
        until_on=local_day(afternoon(10)),
        started_by=jordan.clinician,
        started_at=timezone.now(),
    )
    book(jordan, [ben], afternoon(3), series=series)
    assert proposed(adas, jordan) == (None, None)
    Session.objects.update(status="cancelled")
    assert proposed(adas, jordan) == ("week", 8)


def test_what_is_chosen_stands_whatever_is_usual(
    adas: Browser, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    treated(jordan, Modality.FAMILY)
    sign(ben)
    path = reverse("booking", args=[jordan.pk])
    sent = typed([ben], afternoon(), format="collateral", room="phone")
    assert adas.post(path, sent).status_code == 302
    session = Session.objects.get()
    assert (session.format, session.place) == (Format.COLLATERAL, Place.PHONE)


def test_the_gate_blocks_what_is_usual(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    treated(jordan, Modality.FAMILY)
    path = reverse("booking", args=[jordan.pk])
    adas.post(path, typed([ben], afternoon()))
    assert not Session.objects.exists()


# Who chooses it, and who sees what is proposed


def test_the_clients_page_proposes_it_to_their_clinician_alone(
    adas: Browser, finn: User, nora: User, jordan: Client
) -> None:
    path = reverse("client", args=[jordan.pk])
    assert "own choice" in adas.get(path).content.decode()
    for who in (finn, nora):
        assert "own choice" not in browser_of(who).get(path).content.decode()


def test_the_clinician_chooses_the_modality_and_the_desk_does_not(
    adas: Browser, finn: User, jordan: Client
) -> None:
    path = reverse("client_edit", args=[jordan.pk])
    assert 'name="modality"' in adas.get(path).content.decode()
    desk = browser_of(finn)
    page = desk.get(path).content.decode()
    assert 'name="modality"' not in page
    sent = {
        "legal_name": jordan.legal_name,
        "date_of_birth": jordan.date_of_birth.isoformat(),
        "state": jordan.state,
        "language": "Spanish",
        "clinician": str(jordan.clinician_id),
        "modality": "dbt",
    }
    assert desk.post(path, sent).status_code == 302
    jordan.refresh_from_db()
    assert (jordan.language, jordan.modality) == ("Spanish", Modality.INDIVIDUAL)
