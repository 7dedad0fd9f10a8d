"""A colleague who covers is mailed that they do, and then each next day of theirs."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.covering.act import end_cover
from clients.models import Client, Contact
from collateral.digest.words import words_of
from collateral.standing_in.act import stand_in
from practice.formats import say_day
from practice.models import User
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.collateral.covering.test_covering import covered
from tests.jobs import run_waiting, waiting
from tests.mailing import Server, text_of
from tests.signed import sign


@pytest.fixture
def cleos(cleo: User) -> User:
    """Cleo, who left an address."""
    User.objects.filter(pk=cleo.pk).update(email="cleo@elm-street.example")
    return User.objects.get(pk=cleo.pk)


def test_one_mail_says_from_when_until_when_and_for_how_many(
    post: Server, jordan: Client, teo: Client, ada: User, cleos: User
) -> None:
    today = timezone.localdate()
    stand_in(ada, cleos, today + DAY, today + 3 * DAY, ada)
    run_waiting()
    (mail,) = post.taken
    assert mail["To"] == "cleo@elm-street.example"
    days = f"{say_day(today + DAY)} through {say_day(today + 3 * DAY)}"
    assert mail["Subject"] == f"You stand in: {days}"
    words = text_of(mail)
    assert f"{days}, with two clients." in " ".join(words.split())
    for name in ("Jordan", "Reyes", "Teo", "Okafor"):
        assert name not in f"{words} {text_of(mail, 'html')}"


def test_what_was_ended_meanwhile_is_not_told(
    post: Server, jordan: Client, ada: User, cleos: User
) -> None:
    end_cover(covered(jordan, cleos), ada)
    run_waiting()
    assert not post.taken


def test_whose_address_is_gone_meanwhile_is_mailed_nothing(
    post: Server, jordan: Client, cleos: User
) -> None:
    covered(jordan, cleos)
    User.objects.filter(pk=cleos.pk).update(email="")
    run_waiting()
    assert not post.taken
    assert not waiting()


def test_who_left_no_address_is_mailed_nothing(
    post: Server, jordan: Client, cleo: User
) -> None:
    covered(jordan, cleo)
    assert not waiting()


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        pytest.param(7, 9, 1, id="from that day on"),
        pytest.param(0, 7, 1, id="through that day"),
        pytest.param(0, 6, 0, id="until the day before"),
        pytest.param(8, 9, 0, id="from the day after"),
    ],
)
def test_the_mail_of_a_day_has_the_sessions_of_whom_they_cover_then(
    first: int, last: int, told: int, jordan: Client, ben: Contact, cleo: User
) -> None:
    sign(ben)
    starts = afternoon(7)
    book(jordan, [ben], starts)
    cover = covered(jordan, cleo, first, last)
    words = words_of(cleo, timezone.localdate(starts))
    assert words.subject.endswith(f": {told}")
    assert ("J.R." in " ".join(words.paragraphs)) == bool(told)
    end_cover(cover, jordan.clinician)
    words = words_of(cleo, timezone.localdate(starts))
    assert words.subject.endswith(": 0")
