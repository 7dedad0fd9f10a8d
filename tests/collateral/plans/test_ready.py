"""No plan is ready with a topic outside a release or off limits, whatever is planned."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Client, Contact
from collateral import gate
from collateral.models import PlanVersion, Session, SharedSessionPlan
from collateral.models.topic import topics_for
from collateral.plans.status import READY, readiness_of
from collateral.sessions.proposing import proposal_of
from releases.models import Topic
from tests.booked import book
from tests.cast import contact_of
from tests.clock import afternoon
from tests.planned import approve, goal_of, write_out
from tests.refusals import refused_by, run, settle
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for

pytestmark = pytest.mark.usefixtures("unprinted")
TOPICS = [topic.value for topic in Topic][:4]
SOME = st.sets(st.sampled_from(TOPICS))
NUMBERS = count(2)


def tried(*acts: object) -> None:
    """Each act, or nothing of it where the database refuses."""
    for act in acts:
        try:
            with transaction.atomic():
                act()  # type: ignore[operator]
                settle()
        except IntegrityError:
            continue


def is_ready(session: Session) -> bool:
    found = Session.objects.select_related("client", "clinician", "plan").get(
        pk=session.pk
    )
    people = [seat.contact for seat in found.participants.select_related("contact")]
    verdict = gate.ask(proposal_of(found, people))
    newest = PlanVersion.objects.newest_of(found.pk)
    covered = not verdict.gaps
    return readiness_of(found, found.plan, newest, covered=covered) == READY


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    granted=SOME.filter(bool),
    planned=SOME,
    off_limits=SOME,
    heard_first=st.booleans(),
    screened=st.booleans(),
    approved=st.booleans(),
    aimed=st.booleans(),
)
def test_no_plan_is_ready_that_should_not_be(
    jordan: Client,
    granted: set[str],
    planned: set[str],
    off_limits: set[str],
    heard_first: bool,
    screened: bool,
    approved: bool,
    aimed: bool,
) -> None:
    with transaction.atomic():
        heard, newest = _lay(
            jordan,
            (granted, planned, off_limits),
            heard_first=heard_first,
            screened=screened,
            approved=approved,
            aimed=aimed,
        )
        session = Session.objects.latest("pk")
        stands = session.stands and is_ready(session)
        assert not (heard & set(newest.off_limits if newest else ()))
        planned_well = newest is not None and approved and aimed
        planned_for = newest.hears.values() if newest else ()
        may = heard <= granted & {each for codes in planned_for for each in codes}
        assert stands == (screened and planned_well and may)
        transaction.set_rollback(True)


def _lay(
    client: Client, sets: tuple[set[str], set[str], set[str]], **said: bool
) -> tuple[set[str], PlanVersion | None]:
    """A session from a wish as far as the database lets it; what it is about, and not."""
    granted, planned, off_limits = sets
    person = contact_of(client, f"Person {next(NUMBERS)}")
    sign(person, topics=sorted(granted))
    if said["screened"]:
        screen(person)
    session = book(client, [person], afternoon(), status="held")
    SharedSessionPlan.objects.filter(pk=session.pk).update(wish=wish_for(person))
    goals = [goal_of(client).pk] if said["aimed"] else []
    hears = [
        lambda each=each: topics_for(session.participants.all(), [each])
        for each in sorted(planned)
    ]
    writes = [lambda: write_out(session, goals=goals, off_limits=sorted(off_limits))]
    tried(*(hears + writes if said["heard_first"] else writes + hears))
    newest = PlanVersion.objects.newest_of(session.pk)
    if said["approved"] and newest:
        tried(lambda: approve(newest))
    set_standing = "UPDATE collateral_session SET status = 'scheduled' WHERE id = %s"
    tried(lambda: run(set_standing, session.pk))
    seat = session.participants.get()
    heard = set(seat.topics.values_list("topic", flat=True))
    return heard, newest


def test_the_nearest_plan_that_is_ready(jordan: Client, ben: Contact) -> None:
    sign(ben, topics=["sleep", "skills"])
    screen(ben)
    session = book(jordan, [ben], afternoon(), status="held")
    SharedSessionPlan.objects.update(wish=wish_for(ben))
    topics_for(session.participants.all(), ["sleep"])
    goals = [goal_of(jordan).pk]
    approve(write_out(session, goals=goals, off_limits=["skills"]))
    with refused_by("topic_is_not_off_limits"):
        topics_for(session.participants.all(), ["skills"])
    run("UPDATE collateral_session SET status = 'scheduled'")
    assert is_ready(session)
    with refused_by("topic_release_in_force"):
        topics_for(session.participants.all(), ["school"])
    with refused_by("participant_plan_is_ready"):
        topics_for(session.participants.all(), ["skills"])
