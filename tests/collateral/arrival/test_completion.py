"""A session is completed once its time is over, by who was in the room; where nobody was,
it is a no-show.
"""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import Cancellation, Session
from practice.models import User
from tests.arrived import came_to
from tests.booked import book
from tests.clock import HOUR, MINUTE, afternoon
from tests.needing import kinds_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.releases.history.happenings import read, words


@pytest.fixture
def over(session: Session) -> Session:
    """The session with Ben and Maria ended a minute ago."""
    people = [seat.contact for seat in session.participants.all()]
    began = timezone.now() - 3 * HOUR
    return book(
        session.client,
        people,
        began,
        ends=began + HOUR,
        booked_at=began - HOUR,
        format="collateral",
    )


def complete(browser: Browser, session: Session) -> str:
    path = f"/sessions/{session.pk}/completion/"
    return words(browser.post(path, follow=True).content.decode())


def status(session: Session) -> str:
    session.refresh_from_db()
    return session.status


def test_who_was_in_the_room_is_stated_and_completes_it(
    adas: Browser, nora: User, over: Session, ben: Contact, maria: Contact
) -> None:
    came_to(over, ben)
    came_to(over, maria, how="absent")
    page = words(adas.get(f"/sessions/{over.pk}/arrival/").content.decode())
    assert "in the room were Ben Hart, and that Maria Reyes did not come" in page
    told = complete(adas, over)
    assert "Completed." in told
    assert "In the room: Ben Hart. Did not come: Maria Reyes." in told
    assert status(over) == "completed"
    history = read(browser_of(nora))
    assert "stated who was in the room: Ben Hart (Jordan Reyes)" in history


def test_the_desk_may_too_and_is_asked_for_it(
    finn: User, ada: User, over: Session, ben: Contact, maria: Contact
) -> None:
    assert "not_completed" in kinds_of(finn)
    assert "not_completed" not in kinds_of(ada)  # who writes the debrief
    for contact in (ben, maria):
        came_to(over, contact)
    complete(browser_of(finn), over)
    assert status(over) == "completed"
    assert "not_completed" not in kinds_of(finn)


def test_a_session_under_way_is_not_completed(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    for contact in (None, ben, maria):
        came_to(session, contact)
    assert "This session goes on." in complete(adas, session)
    assert status(session) == "scheduled"


def test_nor_one_of_which_something_is_not_said(
    adas: Browser, over: Session, ben: Contact
) -> None:
    came_to(over, ben)
    page = adas.get(f"/sessions/{over.pk}/arrival/").content.decode()
    assert "/completion/" not in page
    assert "Say of everyone whether they were there" in complete(adas, over)
    assert status(over) == "scheduled"


def test_nobody_came_is_a_no_show_even_afterwards(
    adas: Browser, over: Session, ben: Contact, maria: Contact
) -> None:
    for contact in (ben, maria):
        came_to(over, contact, how="absent")
    page = words(adas.get(f"/sessions/{over.pk}/arrival/").content.decode())
    assert "nobody who was to join came. It is cancelled as a no-show" in page
    assert "Cancelled as a no-show" in complete(adas, over)
    assert status(over) == "cancelled"
    found = Cancellation.objects.get()
    assert (found.whose, found.why) == ("contact", "no_show")
    assert ben.releases.get().revoked_at is None


def test_where_the_client_did_not_come_to_a_joint_one_it_is_theirs(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    people = [ben, maria]
    began = timezone.now() - 3 * HOUR
    joint = book(
        session.client, people, began, ends=began + HOUR, booked_at=began - HOUR
    )
    came_to(joint, ben)
    came_to(joint, None, how="absent")
    assert "Cancelled as a no-show" in complete(adas, joint)
    assert Cancellation.objects.get().whose == "client"


def test_completed_is_completed_once(
    adas: Browser, over: Session, ben: Contact, maria: Contact
) -> None:
    for contact in (ben, maria):
        came_to(over, contact)
    complete(adas, over)
    assert "completed or cancelled already" in complete(adas, over)
    page = words(adas.get(f"/sessions/{over.pk}/arrival/").content.decode())
    assert "This session is completed" in page
    assert "This is wrong" not in page


def test_a_session_ahead_has_no_such_door(
    adas: Browser, session: Session, ben: Contact
) -> None:
    ahead = book(session.client, [ben], afternoon(3))
    assert "This session goes on." in complete(adas, ahead)


# The database


def now_only() -> None:
    run("SET LOCAL third_chair.past = ''")


def completes(session: Session) -> int:
    return Session.objects.filter(pk=session.pk).update(status="completed")


def test_it_is_completed_by_who_was_there(
    over: Session, ben: Contact, maria: Contact
) -> None:
    now_only()
    with refused_by("session_completed_says_who_was_there"):
        completes(over)
    came_to(over, ben)
    with refused_by("session_completed_says_who_was_there"):
        completes(over)
    came_to(over, maria, how="absent")
    assert completes(over) == 1


def test_and_never_where_nobody_was(
    over: Session, ben: Contact, maria: Contact
) -> None:
    now_only()
    for contact in (ben, maria):
        came_to(over, contact, how="absent")
    with refused_by("session_completed_says_who_was_there"):
        completes(over)


def test_nor_before_its_time_is_over(
    session: Session, ben: Contact, maria: Contact
) -> None:
    now_only()
    for contact in (None, ben, maria):
        came_to(session, contact)
    with refused_by("session_completed_says_who_was_there"):
        completes(session)


def test_a_joint_one_says_whether_the_client_was_there(
    session: Session, ben: Contact, maria: Contact
) -> None:
    began = timezone.now() - 3 * HOUR
    joint = book(
        session.client, [ben], began, ends=began + HOUR, booked_at=began - HOUR
    )
    now_only()
    came_to(joint, ben)
    with refused_by("session_completed_says_who_was_there"):
        completes(joint)
    came_to(joint, None)
    assert completes(joint) == 1


def test_none_is_written_as_completed(ben: Contact, session: Session) -> None:
    now_only()
    with refused_by("session_completed_says_who_was_there"):
        book(
            session.client,
            [ben],
            timezone.now() + 9 * HOUR,
            booked_at=timezone.now(),
            status="completed",
        )


def test_what_was_stated_stays(
    over: Session, ada: User, ben: Contact, maria: Contact
) -> None:
    first = came_to(over, ben)
    came_to(over, maria)
    completes(over)
    first.undone_at, first.undone_by, first.undone_why = timezone.now(), ada, "x"
    with refused_by("arrival_stays_once_completed"):
        first.save()


def test_what_took_place_is_cancelled_only_where_nobody_was_there(
    over: Session, ben: Contact, maria: Contact
) -> None:
    cancel = "UPDATE collateral_session SET status = 'cancelled' WHERE id = %s"
    with refused_by("session_keeps_what_it_was"):
        run(cancel, over.pk)
    came_to(over, ben, how="absent")
    with refused_by("session_keeps_what_it_was"):
        run(cancel, over.pk)
    came_to(over, maria, how="absent")
    assert run(cancel, over.pk) == 1


def test_nothing_else_of_it_changes_even_then(
    over: Session, ben: Contact, maria: Contact
) -> None:
    for contact in (ben, maria):
        came_to(over, contact, how="absent")
    later = timezone.now() - MINUTE
    with refused_by("session_keeps_what_it_was"):
        run(
            "UPDATE collateral_session SET status = 'cancelled', booked_at = %s "
            "WHERE id = %s",
            later,
            over.pk,
        )
