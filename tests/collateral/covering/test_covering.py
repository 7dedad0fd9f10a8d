"""A colleague covers a client from a day through a day, and sees them so long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.covering.act import end_cover, name_cover
from clients.models import Client, ConsentEvent, Contact, Cover, EventKind
from clients.people.acts import hand_over
from collateral.booking.form import BookingForm
from collateral.models import Session
from practice.models import Role, User
from practice.people.acts import let_sign_in
from practice.spans import span
from releases.history.sentences import Known, sentence
from releases.staff.closing import deactivate
from tests.booked import book, seat
from tests.booked import typed as typed_session
from tests.cast import user
from tests.clock import DAY, afternoon
from tests.emergencies import seen_by
from tests.privacy.doors import browser_of
from tests.signed import sign


def path_of(client: Client, to: User | None = None) -> str:
    return f"/clients/{client.pk}/cover/" + (f"?to={to.pk}" if to else "")


def typed(
    colleague: User, first: int = 0, last: int = 6, **other: Any
) -> dict[str, Any]:
    """What a browser sends that names ``colleague``, in so many days."""
    today = timezone.localdate()
    return {
        "colleague": str(colleague.pk),
        "first": (today + first * DAY).isoformat(),
        "last": (today + last * DAY).isoformat(),
        **other,
    }


def covered(client: Client, by: User, first: int = 0, last: int = 6) -> Cover:
    today = timezone.localdate()
    return name_cover(
        client, by, today + first * DAY, today + last * DAY, client.clinician
    )


def test_whoever_treats_names_a_colleague_who_sees_the_client(
    adas: Browser, jordan: Client, teo: Client, cleo: User
) -> None:
    answer = adas.post(path_of(jordan), typed(cleo))
    assert answer.headers["Location"] == path_of(jordan, cleo)
    page = browser_of(cleo).get(f"/clients/{jordan.pk}/").content.decode()
    assert "Covered by <bdi>Cleo Marsh" in page
    assert f"/clients/{jordan.pk}/goals/" in page
    assert list(Client.objects.visible_to(cleo)) == [jordan]
    assert jordan.is_visible_to(cleo)
    assert not teo.is_visible_to(cleo)


def test_before_its_first_day_it_opens_nothing(jordan: Client, cleo: User) -> None:
    covered(jordan, cleo, first=1)
    assert not jordan.is_visible_to(cleo)
    assert not Client.objects.visible_to(cleo).exists()


def test_after_its_last_day_it_opens_nothing(jordan: Client, cleo: User) -> None:
    now = timezone.now()
    over = span(now - 3 * DAY, now - DAY)
    Cover.objects.create(
        client=jordan, clinician=cleo, during=over, named_at=now - 4 * DAY
    )
    assert not jordan.is_visible_to(cleo)
    assert not Client.objects.visible_to(cleo).exists()


def test_its_days_are_the_practices_whole_ones(jordan: Client, cleo: User) -> None:
    cover = name_cover(
        jordan, cleo, date(2028, 3, 12), date(2028, 3, 12), jordan.clinician
    )
    assert cover.during.lower == datetime(2028, 3, 12, 5, tzinfo=UTC)
    assert cover.during.upper == datetime(2028, 3, 13, 4, tzinfo=UTC)


def test_it_is_ended_early(adas: Browser, jordan: Client, cleo: User) -> None:
    cover = covered(jordan, cleo)
    for _ in range(2):
        adas.post(path_of(jordan), {"ending": str(cover.pk)})
    assert not jordan.is_visible_to(cleo)
    kinds = list(ConsentEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == [EventKind.COVERED, EventKind.COVER_ENDED]
    covered(jordan, cleo)


def test_the_history_tells_who_covers_from_when_through_when(
    jordan: Client, cleo: User, nora: User
) -> None:
    days = date(2028, 2, 29), date(2028, 12, 31)
    end_cover(name_cover(jordan, cleo, *days, nora), nora)
    ended, named = ConsentEvent.objects.order_by("-pk")[:2]
    said = [sentence(each, Known.of([each])) for each in (named, ended)]
    plain = [each.replace("<bdi>", "").replace("</bdi>", "") for each in said]
    assert plain == [
        "Nora Lind named Cleo Marsh to cover Jordan Reyes from Feb 29, 2028 through "
        "Dec 31, 2028.",
        "Nora Lind ended that Cleo Marsh covers Jordan Reyes, which was to be from "
        "Feb 29, 2028 through Dec 31, 2028.",
    ]


def test_what_the_releases_do_not_let_the_colleague_tell_is_listed(
    adas: Browser, jordan: Client, ben: Contact, ada: User, cleo: User
) -> None:
    sign(ben, discloser=ada.pk)
    within, after = book(jordan, [], afternoon(2)), book(jordan, [], afternoon(20))
    for each in (within, after):
        seat(each, ben, discloser=ada.pk)
    covered(jordan, cleo)
    html = adas.get(path_of(jordan, cleo)).content.decode()
    assert "The release for <bdi>Ben Hart</bdi></a> lets only" in html
    assert f'href="/sessions/{within.pk}/"' in html
    assert f'href="/sessions/{after.pk}/"' not in html


def test_with_the_account_it_ends(jordan: Client, cleo: User, nora: User) -> None:
    cover = covered(jordan, cleo)
    deactivate(cleo, nora)
    let_sign_in(cleo, nora, may=True)
    assert not jordan.is_visible_to(cleo)
    cover.refresh_from_db()
    assert cover.ended_at
    last = ConsentEvent.objects.latest("pk")
    assert (last.kind, last.actor) == (EventKind.COVER_ENDED, nora)


def test_as_the_client_is_handed_over_it_ends(
    jordan: Client, cleo: User, nora: User
) -> None:
    dan = user("dan", "Dan Ito", Role.CLINICIAN)
    covered(jordan, cleo)
    hand_over(jordan, dan, nora)
    assert not jordan.is_visible_to(cleo)
    ended = ConsentEvent.objects.get(kind=EventKind.COVER_ENDED)
    assert (ended.client, ended.actor) == (jordan, nora)


def test_sessions_are_seen_so_long(jordan: Client, ben: Contact, cleo: User) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(3))
    covered(jordan, cleo)
    assert list(Session.objects.visible_to(cleo)) == [session]


def test_what_the_colleague_books_they_lead(
    jordan: Client, ada: User, cleo: User, finn: User
) -> None:
    def leads(who: User) -> User:
        return BookingForm(jordan, who).session.clinician

    seen_by(cleo, jordan)
    assert leads(cleo) == ada
    covered(jordan, cleo)
    assert (leads(cleo), leads(finn)) == (cleo, ada)


@pytest.mark.parametrize(
    ("ahead", "repeated", "wrong"),
    [
        (5, {}, set()),
        (8, {}, {"date"}),
        (1, {"repeat": "week", "ends": "times", "times": "2"}, {"repeat"}),
    ],
)
def test_what_comes_after_their_days_the_colleague_does_not_book(
    ahead: int,
    repeated: dict[str, str],
    wrong: set[str],
    jordan: Client,
    ben: Contact,
    cleo: User,
) -> None:
    covered(jordan, cleo)
    sent = typed_session([ben], afternoon(ahead)) | repeated
    form = BookingForm(jordan, cleo, sent)
    form.is_valid()
    assert set(form.errors) == wrong
    if wrong:
        assert "Jordan Reyes through" in str(form.errors)


def test_the_list_of_clients_says_whose_they_are(jordan: Client, cleo: User) -> None:
    covered(jordan, cleo)
    listed = browser_of(cleo).get("/clients/").content.decode()
    assert "treated by <bdi>Dr. Ada Okafor" in listed


# Refused


def test_whoever_covers_names_nobody_else(
    jordan: Client, cleo: User, nora: User
) -> None:
    cover = covered(jordan, cleo)
    cleos = browser_of(cleo)
    assert cleos.get(path_of(jordan)).status_code == 404
    assert cleos.post(path_of(jordan), {"ending": str(cover.pk)}).status_code == 404
    assert browser_of(nora).get(path_of(jordan)).status_code == 200
