"""Sessions that were held in a room, or in none, say where they take place."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import Room
from practice.spans import span
from tests.booked import book
from tests.clock import DAY, FIFTY, afternoon
from tests.migrating import migrate
from tests.refusals import run, settle
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_what_was_in_a_room_is_in_person_and_the_rest_by_video(
    jordan: Client, ben: Contact, blue_room: Room
) -> None:
    past = timezone.now() - 3 * DAY
    sign(ben, past - 9 * DAY, afternoon(60))
    over = book(
        jordan,
        [ben],
        past,
        ends=past + FIFTY,
        booked_at=past - DAY,
        room=blue_room,
        status="completed",
    )
    ahead = book(jordan, [ben], afternoon(), place="phone")
    migrate(("collateral", "0003_over_stays_over"))
    columns = run("SELECT FROM information_schema.columns WHERE column_name = 'place'")
    assert columns == 0
    migrate()
    assert {
        session.pk: (session.place, session.participants.get().place)
        for session in Session.objects.all()
    } == {over.pk: ("in_person", "in_person"), ahead.pk: ("video", "video")}
    # And the rule is asked of the place, of what is carried over too.
    Session.objects.filter(pk=ahead.pk).update(place="phone")
    assert ahead.participants.get().place == "phone"
    settle()
    assert span(past, past + FIFTY) == Session.objects.get(pk=over.pk).during
