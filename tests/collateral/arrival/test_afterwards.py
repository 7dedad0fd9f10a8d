"""What becomes of a session once somebody is checked in: moved, left, cancelled, debriefed."""

from __future__ import annotations

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import Attendance, Session, Status
from releases.models import Release
from tests.arrived import CLIENT, came_to, door, how, standing
from tests.clock import DAY
from tests.debriefed import debrief_of


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
