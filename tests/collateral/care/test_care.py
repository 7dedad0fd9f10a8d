"""Nothing is booked for a client whose care has ended: case 75."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import gate
from collateral.care.act import end_care, take_back
from collateral.models import Session
from practice.models import User
from practice.spans import span
from tests.booked import book, typed
from tests.clock import DAY, FIFTY, afternoon
from tests.collateral.rule.rivals import rivals
from tests.collateral.rule.stage import Stage, books, meetings
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import sign

RULE = "client_is_in_care"
HOW = {"discharged_on": "was discharged", "deceased_on": "died"}


@pytest.mark.parametrize("how", HOW)
def test_case_75_nothing_is_booked_once_care_has_ended(
    ada: User, jordan: Client, ben: Contact, how: str
) -> None:
    sign(ben)
    end_care(jordan, how, timezone.localdate(), ada)
    during = span(afternoon(), afternoon() + FIFTY)
    asked = gate.Proposal(jordan, (ben,), ada, during, None, "joint", "video")
    (line,) = gate.ask(asked).lines
    assert line.codes == (gate.Code.CLIENT_ENDED,)
    assert line.sentence.startswith(f"Jordan Reyes {HOW[how]} on ")
    with refused_by(RULE):
        book(jordan, [ben], afternoon())
    held = book(jordan, [ben], afternoon(), status="held")
    with refused_by(RULE):
        Session.objects.filter(pk=held.pk).update(status="scheduled")
    take_back(jordan, ada)
    assert gate.ask(asked).lines[0].covered
    Session.objects.filter(pk=held.pk).update(status="scheduled")


def test_what_is_ahead_is_held_and_what_took_place_stays(
    ada: User, jordan: Client, ben: Contact
) -> None:
    past = timezone.now() - 3 * DAY
    sign(ben, past - DAY)
    over = book(jordan, [ben], past, booked_at=past - DAY)
    coming = book(jordan, [ben], afternoon())
    settle()
    with refused_by(RULE):  # "client_leaves_nothing_ahead"
        run("UPDATE clients_client SET discharged_on = current_date")
    assert end_care(jordan, "discharged_on", timezone.localdate(), ada) == [coming]
    settle()
    assert Session.objects.get(pk=over.pk).status == "scheduled"
    assert Session.objects.get(pk=coming.pk).status == "held"
    kinds = ConsentEvent.objects.filter(client=jordan).order_by("number")
    assert list(kinds.values_list("kind", flat=True))[-2:] == ["client_ended", "held"]


def test_nobody_is_discharged_before_they_were_born(jordan: Client) -> None:
    jordan.discharged_on = jordan.date_of_birth - DAY
    says = "Care cannot end before the client was born."
    assert words_of("client_care_ends_after_birth", jordan) == says
    with refused_by("client_care_ends_after_birth"):
        run("UPDATE clients_client SET deceased_on = date_of_birth - 1")
    jordan.discharged_on = jordan.date_of_birth
    assert words_of("client_care_ends_after_birth", jordan) == ""
    jordan.save()


def test_the_page_shows_what_goes_on_hold_and_says_so_afterwards(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    url = f"/clients/{jordan.pk}/care/"
    assert "One session will go on hold" in adas.get(url).content.decode()
    ahead = (timezone.localdate() + DAY).isoformat()
    wrong = adas.post(url, {"how": "discharged_on", "day": ahead})
    assert "This day is ahead." in wrong.content.decode()
    today = timezone.localdate().isoformat()
    done = adas.post(url, {"how": "discharged_on", "day": today}, follow=True)
    said = done.content.decode()
    assert "One session was put on hold." in said
    assert "Discharged" in said
    refused = adas.post(
        f"/clients/{jordan.pk}/sessions/new/", typed([ben], afternoon(8))
    )
    assert refused.status_code == 409
    assert url in refused.content.decode()
    assert "is in care again" in " ".join(refused.content.decode().split())
    assert adas.post(url, {"again": "1"}).status_code == 302
    page = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert "Book it again" in page


def test_what_was_held_is_told_with_why(
    client: Browser, ada: User, nora: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], afternoon())
    end_care(jordan, "deceased_on", timezone.localdate(), ada)
    client.force_login(nora)
    page = client.get(f"/history/?client={jordan.pk}").content.decode()
    assert "noted that the care of" in page
    assert "Died: " in page


def ends_care(at: Stage) -> None:
    end_care(at.jordan, "discharged_on", timezone.localdate(), at.ada)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, -1])
def test_whoever_books_as_care_ends_books_nothing_that_stands(turn: int) -> None:
    acts = [books, ends_care][::turn]
    with rivals() as (one, other):
        stops = 0
        for stops, at, outcomes in meetings(one, other, *acts):
            ahead = Session.objects.filter(client=at.jordan, status="scheduled")
            assert not ahead.exists(), (stops, outcomes)
        assert stops > 1
