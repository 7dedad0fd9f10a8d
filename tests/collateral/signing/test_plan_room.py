"""A plan in the signing room: read alone, and approved or not by whom it was handed to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import PlanApproval, PlanReading, PlanVersion, Session
from collateral.models.topic import topics_for
from collateral.signing import plan_room
from practice.models import User
from releases.models import HowEnded, SigningSession
from releases.signing.room import key_hash_of
from tests.booked import book
from tests.clock import afternoon
from tests.planned import approval_of, approve, goal_of, stand, write_out
from tests.refusals import refused_by, run, words_of
from tests.room import leave
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")

YES, NOT_SO = {"answer": "yes"}, {"answer": "not_so"}


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    sign(ben, topics=["sleep", "skills"])
    made = book(jordan, [ben], afternoon())
    topics_for(made.participants.all(), ["sleep"])
    return Session.objects.get(pk=made.pk)


@pytest.fixture
def version(session: Session) -> PlanVersion:
    """With words that are for the clinician alone among them."""
    return write_out(
        session,
        goals=[goal_of(session.client).pk],
        topics="Evenings.",
        why_person="The kettle.",
        separate_exit="By the kettle.",
        prompts=["Is there a kettle?"],
        off_limits=["diagnosis"],
        off_limits_words="The year in Ohio.",
        on_medication="Nothing.",
    )


def approval(session: Session) -> str:
    return reverse("plan_approval", args=[session.pk])


def hand_over(browser: Browser, session: Session, who: str = "client") -> Any:
    newest = PlanVersion.objects.newest_of(session.pk)
    sent = {"number": newest and newest.number, "who": who, "how": "tablet"}
    return browser.post(approval(session), sent)


@pytest.fixture
def handed(adas: Browser, session: Session, version: PlanVersion) -> SigningSession:
    """Ada's browser, handed to Jordan."""
    assert hand_over(adas, session).url == "/room/"
    return SigningSession.objects.get()


def how(signing: SigningSession) -> str:
    signing.refresh_from_db()
    return signing.ended_how


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


# What the database keeps of it


def room_of(client: Client, ada: User, **columns: Any) -> SigningSession:
    now = timezone.now()
    return SigningSession.objects.create(
        client=client,
        language="en",
        way="room",
        key_hash=key_hash_of(str(client.pk)),
        opened_by=ada,
        opened_at=now,
        last_seen=now,
        **columns,
    )


def test_a_room_for_no_paper_says_for_which_plan(jordan: Client, ada: User) -> None:
    with refused_by("signing_session_says_which_plan"):
        room_of(jordan, ada)


def test_a_plan_is_read_by_its_own_client(
    teo: Client, jordan: Client, ada: User, version: PlanVersion
) -> None:
    form = {"form_kind": "consent", "form_signer": "client-1"}
    with refused_by("reading_is_of_its_client"):
        PlanReading.objects.create(
            signing=room_of(teo, ada), version=version, who="client"
        )
    with refused_by("reading_is_of_its_client"):
        PlanReading.objects.create(
            signing=room_of(jordan, ada, **form), version=version, who="client"
        )
    wrong = PlanReading(version=version, who="?")
    assert words_of("reading_says_who", wrong) == "Say who reads the plan."
    with refused_by("reading_says_who"):
        wrong.signing = room_of(jordan, ada)
        wrong.save()
    signing = room_of(jordan, ada)
    PlanReading.objects.create(signing=signing, version=version, who="client")


def test_nothing_is_approved_on_a_screen_that_was_not_read_on_it(
    jordan: Client, ada: User, session: Session, version: PlanVersion
) -> None:
    rule = "approval_on_a_screen_was_read"
    with refused_by(rule):
        approve(version, how="tablet")
    signing = room_of(jordan, ada)
    reading = PlanReading.objects.create(
        signing=signing, version=version, who="consenter"
    )
    with refused_by(rule):
        approve(version, how="tablet", read_in=reading)
    told = approval_of(version, who="consenter", read_in=reading)
    said = "approval_that_was_told_was_not_read"
    assert words_of(said, told) == "Say that they read it on a screen."
    with refused_by(said):
        told.save()
    newer = write_out(session, goals=version.goals)
    with refused_by(rule):
        approve(newer, how="tablet", who="consenter", read_in=reading)
    reading = PlanReading.objects.get()
    with refused_by("reading_is_final"):
        PlanReading.objects.update(version=newer)
    with refused_by("reading_is_final"):
        reading.delete()
    with refused_by("reading_is_not_truncated"):
        run("TRUNCATE collateral_planreading CASCADE")


def test_nor_once_the_room_is_over(
    jordan: Client, ada: User, session: Session, version: PlanVersion
) -> None:
    signing = room_of(jordan, ada)
    reading = PlanReading.objects.create(signing=signing, version=version, who="client")
    SigningSession.objects.update(ended_at=timezone.now(), ended_how="idle")
    with refused_by("approval_on_a_screen_was_read"):
        approve(version, how="tablet", read_in=reading)


def test_before_it_is_over_it_is_approved(
    jordan: Client, ada: User, session: Session, version: PlanVersion
) -> None:
    signing = room_of(jordan, ada)
    reading = PlanReading.objects.create(signing=signing, version=version, who="client")
    approve(version, how="tablet", read_in=reading)
    stand(session)
