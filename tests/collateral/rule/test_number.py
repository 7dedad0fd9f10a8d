"""No more sessions stand on a release than it allows."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending, gate
from collateral.ending import ripple
from collateral.models import Participant, Session, Status
from collateral.models.keys import keys_wait
from practice.database.constraints import violated
from practice.models import User
from practice.spans import span
from tests.booked import book, seat, typed
from tests.clock import FIFTY, afternoon
from tests.collateral.rule.rivals import READ_COMMITTED, REPEATABLE_READ, rivals
from tests.collateral.rule.stage import Act, Stage, meetings
from tests.collateral.rule.stage import session as unsaved
from tests.refusals import refused_by, run, settle
from tests.signed import draft_for, sign, signature_of

RULE = "release_allows_so_many"


def line_of(client: Client, contact: Contact, starts: datetime) -> gate.Line:
    """What the gate says of one more session."""
    during = span(starts, starts + FIFTY)
    by = client.clinician
    asked = gate.Proposal(client, (contact,), by, during, None, "joint", "video")
    (line,) = gate.ask(asked).lines
    return line


def test_case_57_a_second_booking_waits_until_the_first_is_cancelled(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, most_sessions=1)
    assert line_of(jordan, ben, afternoon()).covered
    first = book(jordan, [ben], afternoon())
    line = line_of(jordan, ben, afternoon(8))
    assert line.codes == (gate.Code.MAX_SESSIONS,)
    assert line.sentence == (
        "The release allows one session, which is booked or took place."
    )
    with refused_by(RULE):
        book(jordan, [ben], afternoon(8))
    Session.objects.filter(pk=first.pk).update(status="cancelled")
    assert line_of(jordan, ben, afternoon(8)).covered
    book(jordan, [ben], afternoon(8))


def test_what_is_on_hold_does_not_count_until_it_is_booked_again(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, most_sessions=1)
    held = book(jordan, [ben], afternoon(), status="held")
    book(jordan, [ben], afternoon(8))
    with refused_by(RULE):
        Session.objects.filter(pk=held.pk).update(status="scheduled")


def test_a_session_is_moved_within_the_number(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, most_sessions=1)
    booked = book(jordan, [ben], afternoon())
    sent = typed([], afternoon(9))
    response = adas.post(f"/sessions/{booked.pk}/move/", sent)
    assert response.status_code == 302


def test_the_page_says_it_and_what_would_help(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, most_sessions=1)
    book(jordan, [ben], afternoon())
    url = f"/clients/{jordan.pk}/sessions/new/"
    response = adas.post(url, typed([ben], afternoon(8)))
    assert response.status_code == 409
    page = response.content.decode()
    assert "The release allows one session" in page
    assert "And it must permit this. One may not join so:" in page
    assert "is missing" not in page
    assert "Prepare a new release for" in page


def test_each_release_counts_its_own(jordan: Client, ben: Contact) -> None:
    sign(ben, ends=afternoon(5), most_sessions=1)
    sign(ben, afternoon(5), afternoon(60), most_sessions=1)
    book(jordan, [ben], afternoon(4))
    book(jordan, [ben], afternoon(8))
    with refused_by(RULE):
        book(jordan, [ben], afternoon(9))


def test_a_renewal_that_allows_fewer_holds_the_later_ones(
    ada: User, jordan: Client, ben: Contact, unprinted: None
) -> None:
    sign(ben)
    first, later = (book(jordan, [ben], afternoon(day)) for day in (4, 8))
    draft = draft_for(ben, ada, most_sessions=1)
    assert ripple.of_signing(draft, "client").held == [later]
    mark = signature_of(jordan, timezone.now())
    release, held = ending.sign(draft, mark, ada)
    assert (held, release.most_sessions) == ([later], 1)
    settle()
    first.refresh_from_db()
    assert first.status == "scheduled"
    assert not Participant.objects.over_the_number(release).exists()


def test_a_release_that_allows_fewer_than_stand_is_not_signed(
    jordan: Client, ben: Contact
) -> None:
    """Past the acts: "release_allows_what_stands"."""
    sign(ben, ends=afternoon(30))
    _, later = (book(jordan, [ben], afternoon(day)) for day in (4, 8))

    def replace() -> None:
        keys_wait()
        run("UPDATE releases_release SET superseded_at = %s", afternoon(3))
        sign(ben, afternoon(3), afternoon(60), most_sessions=1)

    with refused_by(RULE):
        replace()
    Session.objects.filter(pk=later.pk).update(status="held")
    replace()
    settle()


def one_more_on(day: int) -> Act:
    """Booked past the acts, with no lock on anyone, by who has looked around before."""

    @transaction.atomic
    def book_it(at: Stage) -> None:
        run("SELECT count(*) FROM collateral_participant")
        session = unsaved(at.jordan, day, Status.SCHEDULED)
        session.save()
        seat(session, at.ben)

    return book_it


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("isolation", [READ_COMMITTED, REPEATABLE_READ])
def test_of_two_who_book_the_last_session_at_once_one_does(isolation: str) -> None:
    """Two are booked with Ben already, and three are allowed."""
    with rivals(isolation) as (one, other):
        stops = 0
        for stops, at, outcomes in meetings(
            one,
            other,
            one_more_on(30),
            one_more_on(50),
            most_sessions=3,
        ):
            done = [outcome for outcome in outcomes if outcome is None]
            assert len(done) == 1, (stops, outcomes)
            (refusal,) = (outcome for outcome in outcomes if outcome is not None)
            assert not isinstance(refusal, IntegrityError) or violated(refusal) == RULE
            seats = Participant.objects.filter(contact=at.ben).standing()
            assert seats.count() == 3
        assert stops > 1
