"""Whoever approves a plan approves who joins, and what each of them hears of."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import PlanVersion, Session, SharedSessionPlan
from collateral.models.topic import topics_for
from practice.models import User
from tests.booked import book, seat
from tests.clock import DAY, MINUTE, afternoon
from tests.planned import approve, goal_of, plan_sent, shown_of, write_out
from tests.refusals import refused_by, run
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def goals(jordan: Client) -> list[int]:
    return [goal_of(jordan).pk]


@pytest.fixture
def session(jordan: Client, ben: Contact, maria: Contact, goals: list[int]) -> Session:
    """Of a wish, approved with Ben alone; Maria could join by what was signed."""
    for person in (ben, maria):
        sign(person, topics=["sleep", "skills"])
        screen(person)
    made = book(jordan, [ben], afternoon(), status="held")
    SharedSessionPlan.objects.update(wish=wish_for(ben))
    topics_for(made.participants.all(), ["sleep"])
    approve(write_out(made, goals=goals))
    stand(made)
    return Session.objects.get(pk=made.pk)


def stand(session: Session) -> None:
    run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", session.pk)


def shown(browser: Browser, session: Session) -> str:
    return browser.get(reverse("session", args=[session.pk])).content.decode()


def test_whoever_joins_after_the_approval_waits_for_another(
    adas: Browser, session: Session, maria: Contact, goals: list[int]
) -> None:
    path = reverse("session_participants", args=[session.pk])
    answer = adas.post(path, {"contact": maria.pk}, follow=True)
    assert "on hold until the client approves that" in answer.content.decode()
    session.refresh_from_db()
    assert session.status == "held"
    kinds = list(ConsentEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["held", "joined"]
    assert "The plan says nothing yet of Maria" in shown(adas, session)
    again = reverse("session_reopening", args=[session.pk])
    everyone = [str(seat.contact_id) for seat in session.participants.all()]
    assert (
        adas.post(again, {"contacts": everyone, "shown": everyone}).status_code == 409
    )
    with refused_by("participant_plan_is_ready"):
        stand(session)
    goal = [str(goals[0])]
    sent = plan_sent(2, goals=goal, approved="on", shown=shown_of(session))
    answer = adas.post(reverse("plan_edit", args=[session.pk]), sent)
    assert answer["Location"] == again
    assert (
        adas.post(again, {"contacts": everyone, "shown": everyone}).status_code == 302
    )


def test_the_front_desk_is_not_told_that_a_plan_waits(
    client: Browser, finn: User, session: Session, maria: Contact
) -> None:
    client.force_login(finn)
    path = reverse("session_participants", args=[session.pk])
    page = client.post(path, {"contact": maria.pk}, follow=True).content.decode()
    assert "The session is on hold: ask the clinician." in page
    assert "approve" not in page
    session.refresh_from_db()
    assert session.status == "held"


def test_or_until_they_are_taken_out_again(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    path = reverse("session_participants", args=[session.pk])
    adas.post(path, {"contact": maria.pk})
    again = reverse("session_reopening", args=[session.pk])
    sent = {"contacts": [str(ben.pk)], "shown": [str(ben.pk), str(maria.pk)]}
    assert adas.post(again, sent).status_code == 302
    session.refresh_from_db()
    assert session.status == "scheduled"


def test_taking_someone_out_is_not_approved_anew(
    adas: Browser, session: Session, ben: Contact, maria: Contact, goals: list[int]
) -> None:
    Session.objects.update(status="held")
    session.refresh_from_db()
    seat(session, maria)
    approve(write_out(session, goals=goals))
    stand(session)
    again = reverse("session_reopening", args=[session.pk])
    sent = {"contacts": [str(ben.pk)], "shown": [str(ben.pk), str(maria.pk)]}
    assert adas.post(again, sent).status_code == 302
    session.refresh_from_db()
    assert session.status == "scheduled"


def test_the_database_seats_nobody_whom_the_client_did_not_approve(
    session: Session, maria: Contact
) -> None:
    with refused_by("participant_plan_is_ready"):
        seat(session, maria)
    with refused_by("participant_plan_is_ready"):
        run("UPDATE collateral_participant SET contact_id = %s", maria.pk)


def test_nor_lets_one_hear_of_what_another_is_to_hear(
    session: Session, ben: Contact, maria: Contact, goals: list[int]
) -> None:
    Session.objects.update(status="held")
    session.refresh_from_db()
    marias = seat(session, maria)
    topics_for([marias], ["skills"])
    approve(write_out(session, goals=goals))
    stand(session)
    with refused_by("participant_plan_is_ready"):
        topics_for(session.participants.filter(contact=ben), ["skills"])
    with refused_by("participant_plan_is_ready"):
        topics_for(session.participants.filter(contact=maria), ["sleep"])


def test_a_session_that_has_begun_is_joined_by_nobody_new(
    adas: Browser, ben: Contact, maria: Contact, goals: list[int]
) -> None:
    now = timezone.now()
    for person in (ben, maria):
        sign(person, starts=now - 3 * DAY)
        screen(person, asked_at=now - 2 * DAY)
    at = now - 10 * MINUTE
    begun = book(ben.client, [ben], at, booked_at=now - DAY, status="held")
    SharedSessionPlan.objects.update(wish=wish_for(ben))
    approve(write_out(begun, goals=goals))
    stand(begun)
    path = reverse("session_participants", args=[begun.pk])
    answer = adas.post(path, {"contact": maria.pk})
    assert answer.status_code == 409
    assert "The plan says nothing yet of Maria" in answer.content.decode()


# What was read


def test_the_version_that_was_read_is_approved_and_no_other(
    adas: Browser, jordan: Client, ben: Contact, goals: list[int]
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    write_out(session, goals=goals, topics="Evenings")
    path = reverse("plan_approval", args=[session.pk])
    opened = adas.get(path)
    form = opened.context["form"]
    assert "Not approved yet." in opened.content.decode()
    sent = {"number": form["number"].value(), "who": "consenter", "how": "told"}
    newer = write_out(session, goals=goals, topics="The diagnosis")
    for number in (sent["number"], "", "x"):
        answer = adas.post(path, {**sent, "number": number})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "The plan was changed while you had this page open." in page
        assert "The diagnosis" in page
        assert 'name="number" value="2"' in page
        assert answer.context["form"]["who"].value() == "consenter"
    assert not PlanVersion.objects.filter(approval__isnull=False).exists()
    assert adas.post(path, {**sent, "number": "2"}).status_code == 302
    assert PlanVersion.objects.get(approval__isnull=False) == newer


def test_what_is_not_of_who_joins_now_is_written_anew_first(
    adas: Browser, session: Session, maria: Contact, goals: list[int]
) -> None:
    Session.objects.update(status="held")
    session.refresh_from_db()
    write_out(session, goals=goals)
    seat(session, maria)
    path = reverse("plan_approval", args=[session.pk])
    edit = reverse("plan_edit", args=[session.pk])
    assert adas.get(path)["Location"] == edit
    sent = {"number": "2", "who": "client", "how": "told"}
    assert adas.post(path, sent)["Location"] == edit
    assert PlanVersion.objects.filter(approval__isnull=False).count() == 1
    assert "Maria" in adas.get(edit).content.decode()


def test_nobody_approves_who_joined_behind_the_page(
    adas: Browser, session: Session, maria: Contact, goals: list[int]
) -> None:
    edit = reverse("plan_edit", args=[session.pk])
    form = adas.get(edit).context["form"]
    seen = {"shown": form["shown"].value(), "approved": "on", "topics": "Mine"}
    Session.objects.update(status="held")
    session.refresh_from_db()
    seat(session, maria)
    sent = plan_sent(2, goals=[str(goals[0])], **seen)
    for wrong in (sent, {**sent, "shown": ""}):
        answer = adas.post(edit, wrong)
        assert answer.status_code == 422
        form = answer.context["form"]
        assert "was changed while you had this page open" in str(
            form.errors["approved"]
        )
        assert form["topics"].value() == "Mine"
    answer = adas.post(edit, {**sent, "shown": form["shown"].value()})
    assert answer.status_code == 302
    assert str(maria.pk) in PlanVersion.objects.newest_of(session.pk).hears
