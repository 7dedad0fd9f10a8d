"""What happens to a plan, or to the room, while it is read there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from collateral.models import PlanApproval, PlanVersion, Session
from collateral.signing import plan_room
from releases.models import HowEnded, SigningSession
from tests.collateral.signing.plans import YES, how
from tests.planned import approve, write_out
from tests.room import leave
from tests.said import errors_in

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.mark.parametrize("sent", [YES, {}])
def test_what_changed_meanwhile_is_not_approved(
    adas: Browser,
    session: Session,
    version: PlanVersion,
    handed: SigningSession,
    sent: dict[str, str],
) -> None:
    write_out(session, goals=version.goals, topics="The diagnosis")
    assert adas.post("/room/plan/", sent).url == "/room/"
    told = errors_in(adas.get("/room/", follow=True))
    assert "The plan was changed a moment ago." in told
    assert how(handed) == HowEnded.WITHDRAWN
    assert not PlanApproval.objects.exists()
    assert "It is not approved." in errors_in(leave(adas, follow=True))


def test_nor_is_what_they_hear_of_by_now(
    adas: Browser, session: Session, handed: SigningSession
) -> None:
    session.participants.get().topics.all().delete()
    adas.post("/room/plan/", YES)
    assert how(handed) == HowEnded.WITHDRAWN


@pytest.mark.parametrize("meanwhile", ["write", "hear", "tell", "cancel"])
def test_nor_what_changes_as_they_press(
    adas: Browser,
    session: Session,
    version: PlanVersion,
    handed: SigningSession,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: str,
) -> None:
    act = plan_room._approve_in_room

    def late(*args: Any) -> Any:
        match meanwhile:
            case "write":
                write_out(session, goals=version.goals)
            case "hear":
                session.participants.get().topics.all().delete()
            case "tell":
                approve(version)
            case "cancel":
                Session.objects.update(status="cancelled")
        return act(*args)

    monkeypatch.setattr(plan_room, "_approve_in_room", late)
    assert adas.post("/room/plan/", YES).url == "/room/"
    both = HowEnded.BY_ANOTHER if meanwhile == "tell" else HowEnded.WITHDRAWN
    assert how(handed) == both
    assert not PlanApproval.objects.filter(how="tablet").exists()
    assert adas.get("/room/", follow=True).status_code == 200
    leave(adas, follow=True)


def test_sent_twice_at_once_it_is_approved_once(
    adas: Browser, handed: SigningSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, first = plan_room._approve_in_room, []

    def after_the_other(*args: Any) -> Any:
        if not first:
            first.append(True)
            tab = Browser()
            tab.cookies = adas.cookies
            tab.post("/room/plan/", YES)
        return act(*args)

    monkeypatch.setattr(plan_room, "_approve_in_room", after_the_other)
    adas.post("/room/plan/", YES)
    assert PlanApproval.objects.count() == 1
    assert "The plan is approved." in errors_in(leave(adas, follow=True))


def test_nobody_there_for_five_minutes_it_is_over(
    adas: Browser, handed: SigningSession
) -> None:
    ago = timezone.now() - timedelta(minutes=6)
    SigningSession.objects.update(last_seen=ago)
    assert adas.post("/room/plan/", YES).url == "/room/"
    assert how(handed) == HowEnded.IDLE
    assert not PlanApproval.objects.exists()
    assert "The plan is not approved." in errors_in(leave(adas, follow=True))


def test_it_is_handed_back_unanswered(adas: Browser, handed: SigningSession) -> None:
    page = adas.get("/room/leaving/").content.decode()
    assert "Go back to the plan" in page
    assert "handed back before they answered" in errors_in(leave(adas, follow=True))
    assert how(handed) == HowEnded.HANDED_BACK
