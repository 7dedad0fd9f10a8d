"""The accounting of disclosures: 45 CFR 164.528."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.disclosures.accounting import accounting, first_day, told_until, words
from collateral.models import Basis, Disclosure
from practice.models import User
from practice.spans import end_of, start_of
from releases.models import Release
from tests.clock import DAY, HOUR, TICK
from tests.collateral.disclosures.told import emergency, told_to
from tests.privacy.doors import browser_of
from tests.releases.printing.papers import opened, text_of
from tests.revoked import revoke, revoke_part


def listed(client: Client, last: date | None = None) -> list[Disclosure]:
    return told_until(client, last or timezone.localdate())


def at(client: Client, told_at: datetime) -> Disclosure:
    told = emergency(client, told_at=told_at)
    told.save()
    return told


def test_what_a_release_allowed_is_not_in_it(release: Release) -> None:
    told_to(release.contact, release).save()
    assert listed(release.client) == []


def test_what_went_beyond_a_release_is_in_it(release: Release) -> None:
    beyond = told_to(
        release.contact,
        release,
        topics=["skills", "diagnosis"],
        outside=["diagnosis"],
        why="He asked.",
    )
    beyond.save()
    assert listed(release.client) == [beyond]
    said = text_of(accounting(release.client, timezone.localdate(), "en"))
    assert "About: Diagnosis." in said
    assert "It went beyond a release. He asked." in said
    assert "Coping skills" not in said


def test_what_was_told_after_a_revocation_is_in_it(release: Release, ada: User) -> None:
    """It counts from when we received it; the release is in force until it is recorded."""
    now = timezone.now()
    before = told_to(release.contact, release, told_at=now - 3 * HOUR)
    at_once = told_to(release.contact, release, told_at=now - 2 * HOUR)
    before.save()
    at_once.save()
    assert listed(release.client) == []
    revoke(release, "asked", ada, received_at=now - 2 * HOUR)
    later = told_to(release.contact, release, told_at=now - HOUR, address="7 Oak St")
    later.save()
    assert listed(release.client) == [at_once, later]
    said = text_of(accounting(release.client, timezone.localdate(), "en"))
    assert "Ben Hart 7 Oak St About: Coping skills" in said
    assert "The release had been taken back by then." in said
    assert "It went beyond a release." not in said


def test_of_what_was_revoked_in_part_that_alone_is_in_it(
    release: Release, ada: User
) -> None:
    now = timezone.now()
    both = told_to(release.contact, release, topics=["attendance", "skills"])
    both.save()
    visits = told_to(release.contact, release, topics=["attendance"])
    visits.save()
    revoke_part(release, ["skills"], ada, received_at=now - 2 * HOUR)
    assert listed(release.client) == [both]
    said = text_of(accounting(release.client, timezone.localdate(), "en"))
    assert "About: Coping skills" in said
    assert "Visits" not in said


def test_the_list_says_what_was_revoked_before_it_was_told(
    adas: Browser, release: Release, ada: User
) -> None:
    told_to(release.contact, release).save()
    page = f"/clients/{release.client_id}/disclosures/"
    words = "Revoked before it was told"
    assert words not in adas.get(page).content.decode()
    revoke(release, "asked", ada, received_at=timezone.now() - 2 * HOUR)
    assert words in adas.get(page).content.decode()


@pytest.mark.parametrize(
    "basis", ["threat", "child_abuse", "adult_abuse", "court", "nothing"]
)
def test_what_was_told_without_a_release_is_in_it(jordan: Client, basis: str) -> None:
    told = emergency(jordan, basis=basis)
    told.save()
    assert listed(jordan) == [told]


def test_it_goes_six_years_back_and_no_further(jordan: Client) -> None:
    last = timezone.localdate() - DAY
    first = start_of(first_day(last))
    at(jordan, first - TICK)
    oldest, newest = at(jordan, first), at(jordan, end_of(last) - TICK)
    emergency(jordan, told_at=end_of(last)).save()
    assert listed(jordan, last) == [oldest, newest]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 11, 26), date(2020, 11, 26)),
        (date(2028, 2, 29), date(2022, 2, 28)),
    ],
)
def test_six_years_before_a_leap_day_there_is_a_day(last: date, first: date) -> None:
    assert first_day(last) == first


def test_it_is_of_one_client(jordan: Client, kim: Client) -> None:
    emergency(kim).save()
    assert listed(jordan) == []


def test_a_correction_stands_in_it_instead_of_the_mistake(jordan: Client) -> None:
    first = emergency(jordan)
    first.save()
    second = emergency(
        jordan, corrects=first, correction="Another.", said="That he ran."
    )
    second.save()
    assert listed(jordan) == [second]
    struck = emergency(jordan, corrects=second, correction="Not he.", struck=True)
    struck.save()
    assert listed(jordan) == []


def test_each_says_when_to_whom_what_and_why(jordan: Client) -> None:
    """45 CFR 164.528(b)(2)."""
    told = emergency(jordan)
    told.save()
    said = text_of(accounting(jordan, timezone.localdate(), "en"))
    day = timezone.localtime(told.told_at)
    assert f"{day:%b} {day.day}, {day.year}" in said
    assert "Crisis team 1 Elm St, Albany NY" in said
    assert "That he means to jump." in said
    assert "There was a serious danger right then (45 CFR 164.512(j))." in said
    assert "To keep him from it." in said
    assert "Jordan Reyes" in said
    assert "born May 2, 1990" in said


def test_an_unknown_address_is_said_to_be(jordan: Client) -> None:
    emergency(jordan, address="").save()
    said = text_of(accounting(jordan, timezone.localdate(), "en"))
    assert "We do not know their address." in said


def test_an_empty_one_says_so_in_a_sentence(jordan: Client) -> None:
    said = text_of(accounting(jordan, timezone.localdate(), "en"))
    assert words("en")["nobody"] in said
    assert "Whom we told What we told" not in said


def test_it_speaks_spanish(jordan: Client) -> None:
    emergency(jordan).save()
    pdf = accounting(jordan, timezone.localdate(), "es")
    said = text_of(pdf)
    assert str(opened(pdf).Root.Lang) == "es-US"
    assert "A quién le hablamos de usted" in said
    assert "Había un peligro grave en ese momento" in said
    assert "Whom we told" not in said


def test_both_languages_say_the_same_things() -> None:
    english, spanish = words("en"), words("es")
    assert english.keys() == spanish.keys()
    assert english["basis"].keys() == spanish["basis"].keys() == set(Basis.values)


# As it is asked for


def page_of(client: Client, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('client_accounting', args=[client.pk])}?{query}"


def test_printing_it_is_in_the_history(
    adas: Browser, ada: User, jordan: Client
) -> None:
    last = timezone.localdate() - 3 * DAY
    response = adas.get(page_of(jordan, until=last.isoformat(), language="es"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'inline; filename="accounting-{jordan.pk}.pdf"'
    )
    event = ConsentEvent.objects.get()
    assert (event.kind, event.actor) == ("accounting_printed", ada)
    assert event.detail == {"until": last.isoformat()}


def test_without_a_day_it_goes_up_to_today(adas: Browser, jordan: Client) -> None:
    assert adas.get(page_of(jordan)).status_code == 200
    today = timezone.localdate().isoformat()
    assert ConsentEvent.objects.get().detail == {"until": today}


@pytest.mark.parametrize("until", ["soon", "2026-13-01", "9999-12-31", "1000-01-01"])
def test_a_day_that_is_none_is_said_beside_it(
    adas: Browser, jordan: Client, until: str
) -> None:
    response = adas.get(page_of(jordan, until=until))
    assert response.status_code == 422
    assert 'id="accounting_until_error"' in response.content.decode()
    assert not ConsentEvent.objects.exists()


def test_what_comes_after_today_is_not_asked_for(adas: Browser, jordan: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = adas.get(page_of(jordan, until=tomorrow.isoformat()))
    assert response.status_code == 422
    assert "Choose today or a day before." in response.content.decode()


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_prints_it(
    who: str, jordan: Client, cleo: User, finn: User, nora: User
) -> None:
    people = {"cleo": cleo, "finn": finn, "nora": nora}
    assert browser_of(people[who]).get(page_of(jordan)).status_code == 404
    assert not ConsentEvent.objects.exists()


def test_it_is_printed_for_whom_a_call_was_made(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    """Case 63: what was told by 45 CFR 164.512(j) is accounted for."""
    emergency(teo, contact=rosa, recipient="Rosa Vance").save()
    response = adas.get(page_of(teo))
    assert "Rosa Vance" in text_of(response.content)
