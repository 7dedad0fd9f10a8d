"""Sixty, thirty and seven days before a right to sign ends, somebody is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.ending import authority
from collateral.ending.rights import RightEnding, ending_of
from practice.models import User
from practice.spans import start_of
from tests.cast import authority_of, client_of, contact_of
from tests.clock import DAY
from tests.collateral.ending.test_order import order_about
from tests.needing import needs_of
from tests.privacy.doors import browser_of
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")
RIGHTS = ("of_age", "papers")


def of(client: Client) -> list[RightEnding]:
    orders = client.orders.in_effect()
    found = ending_of(client.authorities.all(), client.releases.all(), orders)
    # What is said on the client's page is what needs whoever arranges releases.
    told = [each.due for each in needs_of(client.clinician) if each.kind in RIGHTS]
    assert sorted(told) == [start_of(each.day) for each in found]
    return found


def of_age_in(days: int, ada: User) -> Client:
    """Teo, who is eighteen in so many days."""
    day = timezone.localdate() + days * DAY
    try:
        born = day.replace(year=day.year - 18)
    except ValueError:  # of a leap day
        born = date(day.year - 18, 3, 1)
    return client_of(ada, "Teo Vance", born=born)


def parents(client: Client) -> None:
    """What a parent signed for his aunt."""
    aunt = contact_of(client, "Ines Vance", "aunt")
    sign(aunt, authority_ends_at=start_of(client.comes_of_age_on))


@pytest.mark.parametrize(
    ("days", "within"),
    [(60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (61, None)],
)
def test_a_parents_right_ends_as_the_client_is_of_age(
    ada: User, days: int, within: int | None
) -> None:
    teo = of_age_in(days, ada)
    parents(teo)
    found = of(teo)
    assert [each.within for each in found] == [f"Within {within} days"] * bool(within)
    assert all(each.left == days and each.why == "of age" for each in found)
    assert all(each.then.startswith("One release that someone") for each in found)


def test_papers_end_after_their_last_day(ada: User, teo: Client) -> None:
    today = timezone.localdate()
    for days, kind in ((0, "agency"), (6, "letters"), (60, "guardian")):
        authority_of(teo, ada, "Luis Ortega", kind, ends_on=today + timedelta(days))
    told = [(each.left, each.within) for each in of(teo)]
    assert told == [(1, "Within 7 days"), (7, "Within 7 days")]
    assert of(teo)[0].then == "Luis Ortega signs by them. Ask for new ones."


def test_whoever_arranges_releases_is_told(
    client: Browser, ada: User, finn: User, cleo: User
) -> None:
    teo = of_age_in(20, ada)
    parents(teo)
    desk = errors_in(browser_of(finn).get("/day/"))
    assert "T.V." in desk
    assert "Teo" not in desk
    assert "of age from" in desk
    week = errors_in(browser_of(ada).get("/week/"))
    assert "of age from" in week
    assert "Teo" not in week
    page = errors_in(browser_of(ada).get(f"/clients/{teo.pk}/"))
    assert "Within 30 days" in page
    assert "of age from" not in errors_in(browser_of(cleo).get("/week/"))


def test_what_a_minor_signed_is_no_task(ada: User) -> None:
    teo = of_age_in(20, ada)
    sign(contact_of(teo, "Ines Vance", "aunt"), ends=timezone.now() + 20 * DAY)
    assert of(teo) == []


def test_a_day_from_which_they_consent_alone_is_one(ada: User) -> None:
    teo = of_age_in(700, ada)
    parents(teo)
    ending = timezone.now() + 10 * DAY
    day = timezone.localdate(ending)
    teo.self_consent_from, teo.self_consent_law = day, "RCW 71.34.530"
    teo.self_consent_judged_by = ada
    authority.end(authority.foreseen(teo, ["self_consent_from"]), ada)
    (told,) = of(teo)
    assert (told.day, told.why) == (day, "consents to this care alone")


def test_whoever_has_no_say_is_asked_for_no_papers(
    ada: User, teo: Client, rosa: Contact
) -> None:
    last = timezone.localdate() + 9 * DAY
    authority_of(teo, ada, rosa, "letters", ends_on=last)
    assert len(of(teo)) == 1
    order_about(rosa, "no_decisions").save()
    assert of(teo) == []
