"""Revoking a part of a release ends that and no more, from that instant."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import gate
from collateral.ending.late import revoked_before, took_place_on
from collateral.gate import Proposal
from collateral.models import Session
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import span
from releases.models import Format, Grant, Place, Release, Revocation
from tests.booked import book
from tests.clock import DAY, FIFTY, HOUR
from tests.collateral.ending.leaning import LATER, SOON, kinds, statuses
from tests.refusals import refused_by
from tests.releases.history.happenings import read
from tests.revoked import revoke, revoke_part, revoked_form
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def bens(ben: Contact) -> Release:
    """For attendance and coping skills, joint and collateral."""
    return sign(ben)


def sent(browser: Browser, *releases: Release, **said: Any) -> Any:
    page = f"/releases/{releases[0].pk}/revocation/"
    return browser.post(page, revoked_form(*releases, **{"scope": "part", **said}))


def ended(release: Release) -> set[str]:
    grants = release.grants.exclude(ended_at=None)
    return set(grants.values_list("what", flat=True))


def test_case_19_what_is_revoked_ends_and_the_rest_stays(
    adas: Browser, jordan: Client, ben: Contact, bens: Release
) -> None:
    """As far as sessions lean on it: on formats; topics end with nothing to hold."""
    book(jordan, [ben], SOON)
    response = sent(adas, bens, part=["skills"])
    assert response.status_code == 302
    assert statuses() == ["scheduled"]
    assert ended(bens) == {"skills"}
    bens.refresh_from_db()
    assert bens.revoked_at is None
    (revocation,) = Revocation.objects.all()
    assert revocation.part == ["skills"]
    now = timezone.now()
    rest = Grant.objects.filter(release=bens, in_force__contains=now)
    ways = {"joint", "collateral", "in_person", "phone", "video"}
    assert set(rest.values_list("what", flat=True)) == {"attendance", *ways}
    assert kinds() == ["revoked_in_part"]


def test_the_sessions_that_need_it_are_held_in_the_same_step(
    ada: User, jordan: Client, ben: Contact, bens: Release
) -> None:
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER, format=Format.COLLATERAL)
    held = revoke_part(bens, ["collateral"], ada)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]
    assert kinds() == ["held", "revoked_in_part"]


def test_what_was_revoked_is_not_booked_and_what_remains_is(
    ada: User, jordan: Client, ben: Contact, bens: Release
) -> None:
    revoke_part(bens, ["collateral"], ada)
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], SOON, format=Format.COLLATERAL)
    (line,) = gate.ask(proposed(jordan, ben, ada, Format.COLLATERAL)).lines
    today = say_day_short_year(timezone.localdate())
    assert line.codes == (gate.Code.FORMAT,)
    assert line.sentence == (
        "Ben Hart’s release no longer covers collateral sessions, since "
        f"{today}. What remains: attendance and appointment times; coping skills and "
        "how to support them at home; joint sessions; sessions in person; sessions by "
        "phone; sessions by video."
    )
    assert gate.ask(proposed(jordan, ben, ada, Format.JOINT)).gaps == ()
    book(jordan, [ben], SOON)


def proposed(jordan: Client, ben: Contact, ada: User, way: Format) -> Proposal:
    during = span(SOON, SOON + FIFTY)
    return Proposal(
        client=jordan,
        contacts=(ben,),
        clinician=ada,
        during=during,
        room=None,
        place=Place.VIDEO,
        format=way,
    )


def test_a_renewal_loses_it_too_where_it_is_ticked(
    ada: User, jordan: Client, ben: Contact, adas: Browser
) -> None:
    first = sign(ben, ends=SOON)
    renewal = sign(ben, SOON, LATER + DAY, signed_at=timezone.now())
    book(jordan, [ben], LATER, format=Format.COLLATERAL)
    sent(adas, first, renewal, part=["collateral", "skills"])
    assert ended(first) == ended(renewal) == {"collateral", "skills"}
    assert statuses() == ["held"]
    assert kinds() == ["held", "revoked_in_part", "revoked_in_part"]


def test_the_same_part_revoked_twice_does_nothing_more(
    ada: User, bens: Release
) -> None:
    revoke_part(bens, ["skills"], ada)
    assert revoke_part(bens, ["skills"], ada) == []
    assert kinds() == ["revoked_in_part"]
    revoke_part(bens, ["skills", "attendance"], ada)
    assert Revocation.objects.last().part == ["attendance"]


def test_a_renewal_does_not_ask_again_for_what_was_revoked(
    adas: Browser, ada: User, ben: Contact, bens: Release
) -> None:
    revoke_part(bens, ["skills"], ada)
    form = adas.get(f"/contacts/{ben.pk}/release/").context["form"]
    assert form["topics"].value() == ["attendance"]


def test_what_is_left_can_be_revoked_whole(ada: User, bens: Release) -> None:
    revoke_part(bens, ["skills"], ada)
    revoke(bens, "all of it now", ada)
    bens.refresh_from_db()
    assert bens.revoked_at
    assert kinds() == ["revoked_in_part", "revoked"]


def test_the_form_offers_what_is_still_permitted(
    adas: Browser, ada: User, bens: Release
) -> None:
    revoke_part(bens, ["skills"], ada)
    page = adas.get(f"/releases/{bens.pk}/revocation/").content.decode()
    assert 'name="part" value="attendance"' in page
    assert 'name="part" value="collateral"' in page
    assert 'name="part" value="skills"' not in page


@pytest.mark.parametrize("part", [[], ["diagnosis"]])
def test_a_part_is_one_that_it_permits(
    adas: Browser, bens: Release, part: list[str]
) -> None:
    response = sent(adas, bens, part=part)
    assert response.status_code == 422
    assert "Tick what is revoked" in errors_in(response)
    assert ended(bens) == set()


def test_a_part_is_not_all_of_it(adas: Browser, bens: Release) -> None:
    every = ["attendance", "skills", *Format.values, *Place.values]
    response = sent(adas, bens, part=every)
    assert response.status_code == 422
    assert "That is all it permits." in errors_in(response)
    assert sent(adas, bens, part=every[:-1]).status_code == 302


def test_what_was_ticked_counts_only_where_it_is_a_part(
    adas: Browser, bens: Release
) -> None:
    sent(adas, bens, scope="whole", part=["skills"])
    bens.refresh_from_db()
    assert bens.revoked_at
    assert Revocation.objects.get().part == []


def test_a_release_signed_since_is_not_revoked_in_part(
    adas: Browser, ben: Contact
) -> None:
    release = sign(ben, timezone.now() - HOUR)
    before = (timezone.localdate() - 2 * DAY).isoformat()
    response = sent(adas, release, part=["skills"], received_on=before)
    assert response.status_code == 422
    assert "A release was signed later than this. Untick it." in errors_in(response)


def test_the_release_and_the_history_say_what_remains(
    client: Browser, ada: User, nora: User, bens: Release
) -> None:
    revoke_part(bens, ["skills"], ada)
    client.force_login(ada)
    page = errors_in(client.get(f"/releases/{bens.pk}/"))
    assert "it no longer covers coping skills and how to support them at home." in page
    remains = (
        "What remains: attendance and appointment times; joint sessions; collateral "
        "sessions; sessions in person; sessions by phone; sessions by video."
    )
    assert remains in page
    assert "Coping skills and how to support them at home (revoked)" in page
    client.force_login(nora)
    assert (
        "Ben Hart’s release no longer covers coping skills and how to support them at "
        "home: revoked by Jordan Reyes, by word of mouth; Dr. Ada Okafor recorded it. "
        + remains
    ) in read(client)


def test_as_of_a_day_what_was_revoked_later_was_heard(
    client: Browser, ada: User, nora: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, timezone.now() - 9 * DAY)
    revoke_part(release, ["skills"], ada)
    client.force_login(nora)
    days = [timezone.localdate() - DAY, timezone.localdate()]
    before, today = (
        client.get(f"/history/{jordan.pk}/day/", {"on": day.isoformat()})
        for day in days
    )
    heard = "<li>Coping skills and how to support them at home</li>"
    assert heard in before.content.decode()
    assert heard not in today.content.decode()
    assert "not coping skills" in errors_in(today)


def test_a_session_that_took_place_before_it_was_recorded_is_flagged(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    release = sign(ben, now - 9 * DAY)
    past = {"booked_at": now - 4 * DAY}
    book(jordan, [ben], now - 3 * HOUR, **past)
    alone = book(jordan, [ben], now - 5 * HOUR, format=Format.COLLATERAL, **past)
    revoke_part(release, ["collateral"], ada, received_at=now - DAY)
    assert list(took_place_on(release)) == [alone]
    assert [len(revoked_before(each)) for each in Session.objects.order_by("pk")] == [
        0,
        1,
    ]
