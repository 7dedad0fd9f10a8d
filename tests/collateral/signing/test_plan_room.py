"""A plan in the signing room: read alone, and approved or not by whom it was handed to."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, ConsentEvent, Contact
from collateral.models import PlanApproval, PlanVersion, Session
from collateral.models.topic import topics_for
from practice.models import User
from releases.models import HowEnded, SigningSession
from tests.booked import book
from tests.clock import afternoon
from tests.collateral.signing.plans import NOT_SO, YES, approval, hand_over, how
from tests.planned import goal_of, write_out
from tests.room import leave
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_whoever_it_is_for_reads_what_is_for_them_and_nothing_else(
    adas: Browser, session: Session, handed: SigningSession
) -> None:
    page = adas.get("/room/", follow=True).content.decode()
    for said in (
        "The plan for your session",
        "Ben Hart",
        "Sleep",
        "Evenings.",
        "What stays out",
        "The year in Ohio.",
        "Ask for help before a bad evening",
        "Not like this",
    ):
        assert said in page
    for unsaid in ("kettle", "Coping skills", "Schedule", "Other"):
        assert unsaid not in page
    assert page.count("btn-outline-secondary btn-lg") == 2
    there = ("/week/", approval(session), "/room/read/", "/room/form/")
    for path in (*there, "/room/refusal/"):
        assert adas.get(path).url == "/room/"
    assert hand_over(adas, session).url == "/room/"
    adas.post("/room/paper/")
    assert (
        adas.post(reverse("client_stop", args=[session.client_id])).status_code == 403
    )
    assert SigningSession.objects.get().ended_at is None


def test_what_they_approve_is_the_version_that_they_read(
    adas: Browser,
    ada: User,
    session: Session,
    version: PlanVersion,
    handed: SigningSession,
) -> None:
    assert adas.post("/room/plan/", YES).url == "/room/"
    told = errors_in(adas.get("/room/", follow=True))
    assert "You said yes to the plan as you read it." in told
    assert adas.post("/room/plan/", YES).url == "/room/"
    given = PlanApproval.objects.get()
    assert (given.version, given.who, given.how) == (version, "client", "tablet")
    assert (given.read_in_id, given.recorded_by) == (handed.pk, ada)
    assert how(handed) == HowEnded.APPROVED
    assert ConsentEvent.objects.filter(kind="plan_approved").count() == 1
    back = leave(adas, follow=True)
    assert "The plan is approved." in errors_in(back)
    assert "read alone, on a screen handed over by" in back.content.decode()


def test_what_waited_for_it_is_booked_again_next(
    adas: Browser, session: Session, handed: SigningSession
) -> None:
    Session.objects.update(status="held")
    adas.post("/room/plan/", YES)
    assert leave(adas).url == reverse("session_reopening", args=[session.pk])


def test_not_like_this_is_said_by_one_button_and_told_to_the_clinician(
    adas: Browser, session: Session, handed: SigningSession
) -> None:
    assert adas.post("/room/plan/", NOT_SO).url == "/room/"
    told = errors_in(adas.get("/room/", follow=True))
    assert "Nothing of it is decided." in told
    assert how(handed) == HowEnded.REFUSED
    assert not PlanApproval.objects.exists()
    back = leave(adas, follow=True)
    assert "They want it otherwise." in errors_in(back)
    assert back.request["PATH_INFO"] == reverse("session", args=[session.pk])
    page = back.content.decode()
    assert "Not approved yet." in page
    assert "it is wanted otherwise" in page


def test_either_is_pressed(adas: Browser, handed: SigningSession) -> None:
    for sent in ({}, {"answer": "perhaps"}):
        answer = adas.post("/room/plan/", sent)
        assert answer.status_code == 422
        assert "Press one of the two below." in answer.content.decode()
    assert how(handed) == ""


def test_in_spanish_for_whom_speaks_it(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    Client.objects.update(language="Spanish")
    hand_over(adas, session, "consenter")
    page = adas.get("/room/", follow=True).content.decode()
    assert '<html lang="es"' in page
    assert "El plan para Jordan" in page
    assert "Así no" in page
    adas.post("/room/plan/", NOT_SO)
    assert "lo quiere de otro modo" in adas.get("/room/", follow=True).content.decode()


def test_only_what_will_be_is_read_alone(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    session.participants.get().topics.all().delete()
    answer = hand_over(adas, session)
    assert answer.status_code == 422
    assert "Change the plan first" in errors_in(answer)
    assert not SigningSession.objects.exists()
    write_out(session)
    assert "Choose a goal first" in errors_in(hand_over(adas, session))
    write_out(session, goals=version.goals)
    assert hand_over(adas, session).url == "/room/"


def test_a_minor_has_said_something_to_it_first(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    made, goals = book(teo, [rosa], afternoon()), [goal_of(teo).pk]
    write_out(made, goals=goals)
    assert "what the minor said" in errors_in(hand_over(adas, made, "consenter"))
    write_out(made, goals=goals, assent="“OK, if it’s short.”")
    assert hand_over(adas, made, "consenter").url == "/room/"


def test_one_plan_of_a_series_is_read_once_for_all(
    adas: Browser, session: Session, version: PlanVersion, ben: Contact
) -> None:
    other = book(session.client, [ben], afternoon(5))
    topics_for(other.participants.all(), ["sleep"])
    write_out(other, goals=version.goals, written_with=version)
    hand_over(adas, session)
    adas.post("/room/plan/", YES)
    assert PlanApproval.objects.filter(how="tablet").count() == 2
