"""The door: each is checked in, or did not come, and what was wrong is taken back."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Arrival, Attendance, Session, Status
from practice.models import User
from releases.models import Release, SignedForm
from tests.arrived import came_to, how
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.debriefed import debrief_of
from tests.revoked import revoke

CLIENT = {"how_client": "here"}


@pytest.fixture
def desk(finn: User, client: Browser) -> Browser:
    client.force_login(finn)
    return client


def door(session: Session) -> str:
    return reverse("session_arrival", args=[session.pk])


def kinds() -> list[str]:
    return [event.kind for event in ConsentEvent.objects.order_by("pk")]


def standing() -> dict[str, str]:
    told = Arrival.objects.standing().select_related("contact")
    return {each.contact.name if each.contact else "": each.how for each in told}


def test_the_desk_checks_in_who_came(
    desk: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    before = len(kinds())
    sent = CLIENT | how(ben, "late") | how(maria, "absent")
    page = desk.post(door(session), sent, follow=True).content.decode()
    assert "Checked in: Jordan Reyes and Ben Hart. Did not come: Maria Reyes." in page
    assert standing() == {"": "here", "Ben Hart": "late", "Maria Reyes": "absent"}
    session.refresh_from_db()
    assert session.status == Status.CHECKED_IN
    assert kinds()[before:] == ["checked_in", "checked_in", "did_not_come"]
    assert "it is said whether they came" in page


def test_each_may_come_in_their_own_time(
    desk: Browser, session: Session, ben: Contact
) -> None:
    desk.post(door(session), CLIENT)
    session.refresh_from_db()
    assert session.status == Status.SCHEDULED
    page = desk.get(door(session)).content.decode()
    assert "Still expected" in page
    assert 'name="how_client"' not in page
    desk.post(door(session), how(ben))
    assert standing() == {"": "here", "Ben Hart": "here"}
    answer = desk.post(door(session), {})
    assert answer.status_code == 422
    assert "Say of at least one person" in answer.content.decode()


def test_a_tab_that_says_otherwise_of_who_is_checked_in_says_nothing(
    desk: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    desk.post(door(session), how(ben) | CLIENT)
    answer = desk.post(door(session), how(ben, "absent") | how(maria))
    assert answer.status_code == 422
    assert "Somebody said so just now." in answer.content.decode()
    assert standing() == {"": "here", "Ben Hart": "here"}
    desk.post(door(session), how(ben) | how(maria))
    assert standing() == {"": "here", "Ben Hart": "here", "Maria Reyes": "here"}


def test_whose_release_was_revoked_waits_and_the_others_go_on_without_them(
    adas: Browser, ada: User, session: Session, ben: Contact, maria: Contact
) -> None:
    revoke(ben.releases.get(), "He asked.", ada)
    answer = adas.post(door(session), how(maria))
    assert answer.status_code == 422
    assert "This session is on hold: nobody is checked in" in answer.content.decode()
    leaving = {"contacts": [maria.pk], "shown": [ben.pk, maria.pk]}
    adas.post(reverse("session_reopening", args=[session.pk]), leaving)
    adas.post(door(session), how(maria))
    assert standing() == {"Maria Reyes": "here"}


def test_who_has_not_signed_what_it_means_waits_and_nobody_else(
    desk: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    SignedForm.objects.filter(contact=ben).update(
        withdrawn_at=timezone.now(), withdrawn_by=ben.client.clinician
    )
    answer = desk.post(door(session), how(ben) | how(maria))
    assert answer.status_code == 422
    assert (
        "Ben Hart has not signed the acknowledgement: check-in waits for it."
        in answer.content.decode()
    )
    assert standing() == {}
    desk.post(door(session), how(maria))
    assert standing() == {"Maria Reyes": "here"}


def test_a_wrong_check_in_is_taken_back_and_that_is_recorded(
    desk: Browser, session: Session, ben: Contact
) -> None:
    desk.post(door(session), how(ben))
    undoing = reverse("arrival_undoing", args=[Arrival.objects.get().pk])
    assert desk.post(undoing, {"reason": ""}).status_code == 422
    desk.post(undoing, {"reason": "It was his brother."})
    session.refresh_from_db()
    assert (standing(), session.status) == ({}, Status.SCHEDULED)
    event = ConsentEvent.objects.latest("pk")
    assert (event.kind, event.reason) == ("arrival_undone", "It was his brother.")
    page = desk.post(undoing, {"reason": "Again."}, follow=True).content.decode()
    assert "Somebody undid this already." in page
    assert ConsentEvent.objects.latest("pk") == event


def test_nobody_is_checked_in_before_the_day(
    desk: Browser, session: Session, jordan: Client, ben: Contact
) -> None:
    ahead = book(jordan, [ben], timezone.now() + 3 * DAY)
    assert "on the day of the session" in desk.get(door(ahead)).content.decode()
    assert desk.post(door(ahead), how(ben)).status_code == 422
    assert standing() == {}


def test_nor_for_one_that_was_cancelled(
    desk: Browser, session: Session, ben: Contact
) -> None:
    Session.objects.update(status=Status.CANCELLED)
    assert (
        "was cancelled: nobody is checked in"
        in desk.get(door(session)).content.decode()
    )
    assert desk.post(door(session), how(ben)).status_code == 422


def test_where_somebody_came_the_session_is_not_moved(
    adas: Browser, session: Session, ben: Contact
) -> None:
    came_to(session, ben)
    at = timezone.localtime(session.during.lower + DAY)
    sent = {
        "date": at.date().isoformat(),
        "start": f"{at:%H:%M}",
        "length": "50",
        "room": "video",
    }
    moving = reverse("session_move", args=[session.pk])
    page = adas.post(moving, sent)
    assert page.status_code == 422
    assert "Somebody is checked in for this session" in page.content.decode()


def test_someone_may_join_and_leave_one_that_is_checked_in(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    adas.post(door(session), how(ben))
    leaving = {"contacts": [ben.pk], "shown": [ben.pk, maria.pk]}
    adas.post(reverse("session_reopening", args=[session.pk]), leaving)
    session.refresh_from_db()
    assert session.status == Status.CHECKED_IN
    joining = reverse("session_participants", args=[session.pk])
    adas.post(joining, {"contact": maria.pk})
    session.refresh_from_db()
    assert session.participants.count() == 2
    assert session.status == Status.CHECKED_IN


def test_once_the_only_one_who_came_has_left_nobody_is_checked_in(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    adas.post(door(session), how(ben))
    leaving = {"contacts": [maria.pk], "shown": [ben.pk, maria.pk]}
    adas.post(reverse("session_reopening", args=[session.pk]), leaving)
    session.refresh_from_db()
    assert session.status == Status.SCHEDULED
    adas.post(door(session), how(maria, "late"))
    session.refresh_from_db()
    assert session.status == Status.CHECKED_IN


def test_a_client_who_withdraws_at_the_door_leaves_no_mark_on_the_release(
    desk: Browser, session: Session, ben: Contact
) -> None:
    desk.post(door(session), CLIENT | how(ben))
    before = list(Release.objects.order_by("pk").values())
    sent = {"whose": "client", "why": "unwanted"}
    desk.post(reverse("session_cancellation", args=[session.pk]), sent)
    session.refresh_from_db()
    assert session.status == Status.CANCELLED
    assert (session.cancellation.whose, session.cancellation.why) == (
        "client",
        "unwanted",
    )
    event = ConsentEvent.objects.latest("pk")
    assert (event.kind, event.release_id, event.reason) == ("cancelled", None, "")
    assert (event.detail["whose"], event.detail["why"]) == ("client", "unwanted")
    assert list(Release.objects.order_by("pk").values()) == before


def test_a_cancellation_says_by_whom_and_why(desk: Browser, session: Session) -> None:
    here = reverse("session_cancellation", args=[session.pk])
    for sent, said in (
        ({"reason": "snow"}, "Say who called it off."),
        ({"whose": "practice", "why": "other"}, "Say in a few words what it was."),
        (
            {"whose": "practice", "why": "no_show"},
            "Say whether the client did not come",
        ),
    ):
        answer = desk.post(here, sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    asked = desk.get(f"{here}?whose=client&why=no_show").content.decode()
    assert asked.count("checked") == 2
    page = desk.post(here, {"whose": "client", "why": "no_show"}, follow=True)
    assert "The client: Did not come." in page.content.decode()


def test_the_debrief_has_who_came_from_the_door(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    adas.post(door(session), CLIENT | how(ben) | how(maria, "absent"))
    here = reverse("session_debrief", args=[session.pk])
    assert "As was seen at the door." in adas.get(here).content.decode()
    adas.post(here, {"purpose_met": "yes", "next_step": "none"})
    came = dict(Attendance.objects.values_list("contact__name", "came"))
    assert came == {"Ben Hart": True, "Maria Reyes": False}


def test_whom_the_debrief_has_come_is_not_missing_at_the_door_afterwards(
    desk: Browser, session: Session, ben: Contact
) -> None:
    debrief_of(session)
    answer = desk.post(door(session), how(ben, "absent"))
    assert answer.status_code == 422
    assert "Its clinician corrects that first." in answer.content.decode()
    desk.post(door(session), how(ben))
    assert standing() == {"Ben Hart": "here"}


def test_another_clinician_sees_no_door(
    client: Browser, cleo: User, session: Session, ben: Contact
) -> None:
    made = came_to(session, ben)
    client.force_login(cleo)
    assert client.get(door(session)).status_code == 404
    undoing = reverse("arrival_undoing", args=[made.pk])
    assert client.post(undoing, {"reason": "x"}).status_code == 404


def test_one_that_is_over_still_says_who_came(
    desk: Browser, jordan: Client, session: Session, ben: Contact
) -> None:
    began = timezone.now() - 2 * HOUR
    over = book(jordan, [ben], began, booked_at=began - HOUR)
    desk.post(door(over), how(ben))
    over.refresh_from_db()
    assert standing() == {"Ben Hart": "here"}
    assert over.status == Status.SCHEDULED
