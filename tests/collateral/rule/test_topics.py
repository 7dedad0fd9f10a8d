"""Nobody hears of a topic that was not ticked, and initialed where that is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending, gate
from collateral.ending import ripple
from collateral.models import Participant, Session, SessionTopic, Status
from collateral.models.participant import MIRRORED_BY_TOPICS
from collateral.models.topic import topics_for
from practice.models import User
from practice.spans import span
from releases.models import Grant
from tests.booked import book
from tests.clock import DAY, FIFTY, afternoon
from tests.refusals import refused_by, run, settle, words_of
from tests.revoked import parted, revoke
from tests.signed import draft_for, sign, signature_of

KEY = "topic_release_in_force"


def line_of(client: Client, contact: Contact, *topics: str) -> gate.Line:
    """What the gate says of a session about ``topics``."""
    during = span(afternoon(), afternoon() + FIFTY)
    asked = gate.Proposal(
        client, (contact,), client.clinician, during, None, "joint", "video", topics
    )
    (line,) = gate.ask(asked).lines
    return line


def booked_about(client: Client, contact: Contact, *topics: str) -> Session:
    """Booked past the gate."""
    session = book(client, [contact], afternoon())
    topics_for(session.participants.all(), topics)
    settle()
    return session


# Triggers of one rule, "topic_is_kept": "topic_was_heard", "topic_is_no_other" and
# "topic_is_not_truncated".


def topic_of(session: Session, topic: str, **columns: Any) -> SessionTopic:
    """For who has the first seat; not saved."""
    seat = session.participants.first()
    mirrored = {name: getattr(seat, name) for name in MIRRORED_BY_TOPICS}
    return SessionTopic(participant=seat, topic=topic, **{**mirrored, **columns})


def test_nobody_hears_of_what_was_not_ticked(jordan: Client, ben: Contact) -> None:
    sign(ben, topics=["sleep"])
    line = line_of(jordan, ben, "sleep", "diagnosis")
    assert line.codes == (gate.Code.TOPIC,)
    assert line.sentence == "The release does not let Ben Hart hear of “Diagnosis”."
    assert line.plain == "The release does not permit all that this session is about."
    assert line_of(jordan, ben, "sleep").covered
    session = booked_about(jordan, ben, "sleep")
    wrong, right = topic_of(session, "diagnosis"), topic_of(session, "sleep")
    for each in (wrong, right):
        each.relies_on = span(session.booked_at, session.during.upper)
    says = "No release lets them hear of this for the whole session."
    assert (words_of(KEY, wrong), words_of(KEY, right)) == (says, "")
    with refused_by(KEY):
        topic_of(session, "diagnosis").save()


def test_case_19_of_what_was_revoked_in_part_nobody_hears(
    jordan: Client, ben: Contact
) -> None:
    release = sign(ben, topics=["sleep", "diagnosis"])
    ended = Grant.objects.filter(release=release, what="diagnosis")
    ended.update(**parted(ben, jordan.clinician, ["diagnosis"]))
    line = line_of(jordan, ben, "sleep", "diagnosis")
    assert line.codes == (gate.Code.TOPIC,)
    assert "Ben Hart’s release no longer covers diagnosis, since" in line.sentence
    assert "What remains: sleep, daily routine and health habits; " in line.sentence
    assert line_of(jordan, ben, "sleep").covered
    booked_about(jordan, ben, "sleep")
    with refused_by(KEY):
        topics_for(Participant.objects.all(), ["diagnosis"])


def test_case_33_what_is_sensitive_needs_initials(jordan: Client, ben: Contact) -> None:
    sign(ben, topics=["sleep"])
    line = line_of(jordan, ben, "hiv", "sleep")
    assert line.codes == (gate.Code.SENSITIVE_NOT_INITIALED,)
    assert line_of(jordan, ben, "sleep").covered
    with refused_by(KEY):
        booked_about(jordan, ben, "hiv")


def test_what_is_sensitive_and_initialed_is_heard(jordan: Client, ben: Contact) -> None:
    sign(ben, sensitive_topics=["hiv"])
    assert line_of(jordan, ben, "hiv").covered
    booked_about(jordan, ben, "hiv")


def test_what_is_off_limits_is_said_to_be(jordan: Client, ben: Contact) -> None:
    sign(ben, off_limit_topics=["diagnosis", "tests"])
    line = line_of(jordan, ben, "diagnosis", "tests")
    assert line.codes == (gate.Code.TOPIC,)
    assert "“Diagnosis” stays private: the release keeps it from Ben Hart." in (
        line.sentence
    )


def test_a_topic_goes_where_its_session_goes(jordan: Client, ben: Contact) -> None:
    sign(ben, ends=afternoon(30), topics=["sleep"])
    session = booked_about(jordan, ben, "sleep")
    mine = Session.objects.filter(pk=session.pk)
    mine.update(status="held")
    assert SessionTopic.objects.get().relies_on is None
    mine.update(during=span(afternoon(8), afternoon(8) + FIFTY))
    mine.update(status="scheduled")
    topic = SessionTopic.objects.get()
    assert topic.relies_on.upper == afternoon(8) + FIFTY
    with refused_by("participant_release_in_force"):
        mine.update(during=span(afternoon(40), afternoon(40) + FIFTY))


def test_no_grant_ends_under_a_topic_that_stands(jordan: Client, ben: Contact) -> None:
    release = sign(ben, topics=["sleep", "skills"])
    session = booked_about(jordan, ben, "sleep")
    sleep = Grant.objects.filter(release=release, what="sleep")
    ended = parted(ben, jordan.clinician, ["sleep"])
    with refused_by(KEY):
        sleep.update(**ended)
    SessionTopic.objects.all().delete()
    sleep.update(**ended)
    settle()
    session.refresh_from_db()
    assert session.status == Status.SCHEDULED


def test_the_whole_release_is_revoked_as_before(
    ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben)
    session = booked_about(jordan, ben, "skills")
    assert revoke(release, "asked", ada) == [session]
    settle()


def test_a_renewal_that_leaves_a_topic_out_holds_what_leaned_on_it(
    ada: User, jordan: Client, ben: Contact, unprinted: None
) -> None:
    sign(ben, topics=["sleep", "diagnosis"])
    held = booked_about(jordan, ben, "diagnosis")
    kept = book(jordan, [ben], afternoon(8))
    topics_for(kept.participants.all(), ["sleep"])
    draft = draft_for(ben, ada, topics=["sleep"])
    assert ripple.of_signing(draft, "client").held == [held]
    typed_name = signature_of(jordan, timezone.now())
    _, sessions = ending.sign(draft, typed_name, ada)
    assert sessions == [held]
    settle()
    assert not Participant.objects.uncovered().exists()
    assert not SessionTopic.objects.uncovered().exists()


def test_a_topic_that_stands_uncovered_is_found(jordan: Client, ben: Contact) -> None:
    sign(ben, topics=["sleep"])
    session = booked_about(jordan, ben, "sleep")
    assert not SessionTopic.objects.uncovered().exists()
    run("ALTER TABLE collateral_sessiontopic ALTER CONSTRAINT " + KEY + " NOT ENFORCED")
    topic_of(session, "diagnosis").save()
    assert SessionTopic.objects.uncovered().get().topic == "diagnosis"
    assert Participant.objects.uncovered().get().session == session


def test_a_topic_mirrors_its_seat(jordan: Client, ben: Contact, maria: Contact) -> None:
    sign(ben), sign(maria)
    session = book(jordan, [ben], afternoon())
    wrong = topic_of(session, "skills", contact=maria)
    assert words_of("topic_mirrors_seat", wrong) == "A topic must match its seat."
    with refused_by("topic_mirrors_seat"):
        wrong.save()
    assert words_of("topic_mirrors_seat", topic_of(session, "skills")) == ""
    topic_of(session, "skills").save()


def test_a_seat_is_one_row(jordan: Client, ben: Contact) -> None:
    sign(ben)
    book(jordan, [ben], afternoon())
    assert words_of("participant_mirrored", Participant.objects.get()) == ""
    settle()
    table = "collateral_participant"
    for name in (
        f"{table}_pkey",
        "participant_has_one_seat",
        "participant_contact_free",
    ):
        run(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")
    with refused_by("participant_mirrored"):
        Participant.objects.bulk_create(Participant.objects.all())


def test_a_topic_is_heard_once_and_of_the_list(jordan: Client, ben: Contact) -> None:
    sign(ben)
    session = booked_about(jordan, ben, "skills")
    twice = topic_of(session, "skills")
    assert words_of("topic_is_heard_once", twice) == "They hear of this already."
    with refused_by("topic_is_heard_once"):
        twice.save()
    odd = topic_of(session, "joint")
    assert words_of("topic_is_of_the_list", odd) == "Choose a topic of the list."
    with refused_by("topic_is_of_the_list"):
        odd.save()
    topic_of(session, "attendance").save()


def test_what_a_session_was_about_stays(jordan: Client, ben: Contact) -> None:
    sign(ben)
    session = booked_about(jordan, ben, "skills")
    with refused_by("topic_is_kept"):  # topic_is_no_other
        SessionTopic.objects.update(topic="attendance")
    with refused_by("topic_is_kept"):  # topic_is_not_truncated
        run("TRUNCATE collateral_sessiontopic")
    Session.objects.filter(pk=session.pk).update(status="completed")
    with refused_by("topic_is_kept"):
        SessionTopic.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_heard_afterwards(jordan: Client, ben: Contact) -> None:
    """Each statement in a transaction of its own, as time goes by: topic_was_heard."""
    sign(ben)
    session = book(jordan, [ben], afternoon())
    Session.objects.update(status="completed")
    session.refresh_from_db()
    with refused_by("topic_is_kept"):
        topic_of(session, "attendance").save()


def test_a_session_that_is_over_is_written_with_its_topics(
    jordan: Client, ben: Contact
) -> None:
    past = timezone.now() - 3 * DAY
    sign(ben, past - 6 * DAY)
    session = book(jordan, [ben], past, booked_at=past - DAY)
    topics_for(session.participants.all(), ["skills"])
    settle()
