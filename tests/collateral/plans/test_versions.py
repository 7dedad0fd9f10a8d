"""What is saved of a plan stays, and the database takes no version that does not fit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import PlanPrompt, PlanTemplate, PlanVersion, TreatmentGoal
from collateral.models.topic import topics_for
from tests.booked import book
from tests.clock import DAY, MINUTE, afternoon
from tests.planned import goal_of, version_of, write_out
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_the_newest_version_counts_and_the_others_stay(
    jordan: Client, ben: Contact
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    write_out(session, topics="Sleep")
    write_out(session, topics="Mornings")
    newest = PlanVersion.objects.newest_of(session.pk)
    assert newest is not None
    assert (newest.number, newest.topics) == (2, "Mornings")
    assert [each.topics for each in PlanVersion.objects.newest()] == ["Mornings"]
    with refused_by("plan_version_is_final"):
        run("UPDATE collateral_planversion SET topics = '' WHERE number = 1")
    with refused_by("plan_version_is_final"):
        run("DELETE FROM collateral_planversion")
    with refused_by("plan_version_is_not_truncated"):
        run("TRUNCATE collateral_planversion CASCADE")


@pytest.mark.parametrize("number", [1, 3, 0])
def test_versions_follow_each_other(jordan: Client, ben: Contact, number: int) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    write_out(session)
    with refused_by("plan_version_follows"):
        write_out(session, number=number)
    write_out(session)
    assert words_of("plan_version_has_its_number", version_of(session, number=2))
    assert not words_of("plan_version_has_its_number", version_of(session))
    settle()
    run("ALTER TABLE collateral_planversion DISABLE TRIGGER plan_version_follows")
    with refused_by("plan_version_has_its_number"):
        write_out(session, number=2)


def test_it_is_written_until_the_session_ends(jordan: Client, ben: Contact) -> None:
    now = timezone.now()
    sign(ben, starts=now - 2 * DAY)
    goes_on = book(jordan, [ben], now - 10 * MINUTE, booked_at=now - DAY)
    write_out(goes_on)
    ended = book(
        jordan, [ben], now - timedelta(hours=3), booked_at=now - DAY, status="scheduled"
    )
    with refused_by("plan_version_before_the_end"):
        write_out(ended)
    cancelled = book(jordan, [ben], afternoon(), status="cancelled")
    with refused_by("plan_version_before_the_end"):
        write_out(cancelled)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("plan_version_is_saved_now"):
        write_out(goes_on, saved_at=now - 2 * MINUTE)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan_version_has_a_purpose", {"purposes": []}),
        ("plan_version_has_a_purpose", {"purposes": ["gossip"]}),
        ("plan_version_is_of_the_lists", {"secrets": "?"}),
        ("plan_version_is_of_the_lists", {"off_limits": ["gossip"]}),
        ("plan_version_alone_for_an_hour_at_most", {"minutes_before": 61}),
        ("plan_version_alone_for_an_hour_at_most", {"minutes_after": 61}),
    ],
)
def test_what_a_version_cannot_say(
    jordan: Client, ben: Contact, name: str, said: dict[str, Any]
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    wrong = version_of(session, **said)
    assert words_of(name, wrong)
    with refused_by(name):
        wrong.save()
    write_out(session, minutes_before=60, minutes_after=0, off_limits=["sleep"])


def test_its_goals_are_the_clients_own(
    jordan: Client, ben: Contact, kim: Client
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    ours, theirs = goal_of(jordan), goal_of(kim)
    for goals in ([theirs.pk], [ours.pk, theirs.pk], [theirs.pk + 9]):
        with refused_by("plan_goal_of_client"):
            write_out(session, goals=goals)
    write_out(session, goals=[ours.pk])


def test_no_topic_of_a_session_is_off_limits(jordan: Client, ben: Contact) -> None:
    sign(ben, topics=["sleep", "skills"])
    session = book(jordan, [ben], afternoon())
    topics_for(session.participants.all(), ["sleep"])
    with refused_by("plan_topic_not_off_limits"):
        write_out(session, off_limits=["sleep"])
    write_out(session, off_limits=["skills"])
    with refused_by("topic_is_not_off_limits"):
        topics_for(session.participants.all(), ["skills"])
    write_out(session)
    topics_for(session.participants.all(), ["skills"])


def test_a_goal_says_what_and_how_and_is_closed_once(jordan: Client) -> None:
    for said in ({"words": " "}, {"known_by": ""}):
        wrong = TreatmentGoal(client=jordan, **{"words": "w", "known_by": "k", **said})
        assert words_of("goal_says_what_and_how_known", wrong)
        with refused_by("goal_says_what_and_how_known"):
            goal_of(jordan, **said)
    goal = goal_of(jordan)
    now = timezone.now()
    with refused_by("goal_closed_by_someone"):
        run("UPDATE collateral_treatmentgoal SET closed_at = %s", now)
    with refused_by("goal_is_final"):
        run("UPDATE collateral_treatmentgoal SET words = 'Other'")
    goal.closed_at, goal.closed_by = now, jordan.clinician
    goal.save(update_fields=["closed_at", "closed_by"])
    assert list(jordan.goals.open()) == []
    for sql in (
        "UPDATE collateral_treatmentgoal SET closed_at = now()",
        "DELETE FROM collateral_treatmentgoal",
        "TRUNCATE collateral_treatmentgoal CASCADE",
    ):
        with refused_by("goal_is_final"):
            run(sql)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("goal_is_written_now"):
        goal_of(jordan, written_at=now - 2 * MINUTE)


def test_the_library_holds_each_once(jordan: Client) -> None:
    first = PlanPrompt.objects.earliest("pk").words
    assert words_of("prompt_is_there_once", PlanPrompt(words=first))
    with refused_by("prompt_is_there_once"):
        PlanPrompt.objects.create(words=first)
    with refused_by("prompt_asks_something"):
        PlanPrompt.objects.create(words=" ")
    name = PlanTemplate.objects.earliest("pk").name
    with refused_by("plan_template_is_there_once"):
        PlanTemplate.objects.create(name=name)
    for said in ({"name": " "}, {"name": "New", "modality": "?"}):
        with refused_by("plan_template_has_a_name"):
            PlanTemplate.objects.create(**said)
    PlanTemplate.objects.create(name="New")
