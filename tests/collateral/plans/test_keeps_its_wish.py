"""A plan stays with the wish it began with, which asks for a screening and an approval."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Participant, Session, SharedSessionPlan, Wish
from collateral.wishes.act import close_wish
from practice.models import User
from tests.booked import book, typed
from tests.cast import contact_of
from tests.clock import afternoon
from tests.planned import goal_of, write_out
from tests.refusals import refused_by, run
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    """From a wish, on hold and with nothing approved."""
    sign(ben)
    made = book(jordan, [ben], afternoon(), status="held")
    SharedSessionPlan.objects.update(wish=wish_for(ben))
    return made


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE collateral_sharedsessionplan SET wish_id = NULL",
        "UPDATE collateral_sharedsessionplan SET wish_id = %s",
        "UPDATE collateral_sharedsessionplan SET session_id = session_id + 1000",
        "DELETE FROM collateral_sharedsessionplan",
    ],
)
def test_it_is_not_taken_from_its_wish(
    session: Session, ben: Contact, sql: str
) -> None:
    other = wish_for(ben)
    with refused_by("plan_keeps_its_wish", "plan_is_from_an_open_wish"):
        run(sql, *([other.pk] if "%s" in sql else []))


def test_plans_are_not_emptied_at_once(session: Session) -> None:
    with refused_by("plan_keeps_its_wish"):
        run("TRUNCATE collateral_sharedsessionplan CASCADE")


def test_its_words_and_a_plan_of_no_wish_may_change(
    session: Session, jordan: Client, ben: Contact
) -> None:
    SharedSessionPlan.objects.update(topics="Evenings")
    book(jordan, [ben], afternoon(3))
    SharedSessionPlan.objects.filter(wish=None).delete()


def test_nothing_comes_to_stand_once_it_is_gone(session: Session) -> None:
    with refused_by("participant_plan_is_ready"):
        run("UPDATE collateral_session SET status = 'scheduled'")


def test_it_begins_with_an_open_wish_for_someone_who_joins(
    jordan: Client, teo: Client, ben: Contact, maria: Contact, rosa: Contact, ada: User
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(), status="held")
    mine = SharedSessionPlan.objects.filter(session=session)
    closed = wish_for(ben)
    close_wish(closed, "withdrawn", "", ada)
    for wrong in (closed, wish_for(maria), wish_for(rosa)):
        with refused_by("plan_is_from_an_open_wish"):
            mine.update(wish=wrong)
    mine.update(wish=wish_for(ben))


def test_a_booking_says_whom_the_wish_is_for(
    adas: Browser, ben: Contact, maria: Contact
) -> None:
    for person in (ben, maria):
        sign(person)
        screen(person)
    wish = wish_for(ben)
    path = reverse("booking", args=[ben.client_id])
    answer = adas.post(path, typed([maria], afternoon(), wish=str(wish.pk)))
    assert answer.status_code == 422
    assert "Tick Ben Hart too" in str(answer.context["form"].errors["contacts"])
    assert not Session.objects.exists()
    both = typed([ben, maria], afternoon(), wish=str(wish.pk))
    assert adas.post(path, both).status_code == 302
    assert Wish.objects.get().plans.exists()


def test_a_session_with_a_plan_goes_to_no_other_client(
    session: Session, jordan: Client, teo: Client, ben: Contact
) -> None:
    Participant.objects.all().delete()
    with refused_by("plan_keeps_its_client"):
        Session.objects.update(client=teo)
    other = book(jordan, [], afternoon(9), status="held")
    Session.objects.filter(pk=other.pk).update(client=teo)
    Session.objects.filter(pk=other.pk).update(client=jordan)
    write_out(other, goals=[goal_of(jordan).pk])
    with refused_by("plan_keeps_its_client"):
        Session.objects.filter(pk=other.pk).update(client=teo)


def test_two_people_of_one_name_are_two(jordan: Client, ben: Contact) -> None:
    namesake = contact_of(jordan, ben.name)
    sign(namesake)
    session = book(jordan, [namesake], afternoon(), status="held")
    with refused_by("plan_is_from_an_open_wish"):
        SharedSessionPlan.objects.filter(session=session).update(
            wish=wish_for(ben, asked_on=timezone.localdate())
        )
