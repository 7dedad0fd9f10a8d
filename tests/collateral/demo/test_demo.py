"""The demo practice: believable, complete, and the same on every run."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral import gate
from collateral.demo.practice import fill, made_on
from collateral.models import (
    CheckIn,
    Expectation,
    FamilyMember,
    Inquiry,
    Intake,
    Participant,
    Session,
    Status,
)
from collateral.sessions.proposing import proposal_of, seats_of
from practice.models import Busy, Role, Room, User
from practice.spans import local_day, span, start_of
from releases.history.verification import verify
from releases.models import Paper, Release, ReleaseDraft, Signature
from releases.status import status_of, status_of_contact
from releases.terms.content import sha256_of

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# A Saturday, whose Sunday the clocks go forward.
SATURDAY = date(2026, 3, 7)
CHIPS = {
    "active",
    "ending",
    "not_yet",
    "expired",
    "lapsed",
    "event_occurred",
    "revoked",
    "superseded",
    "voided",
}


def filled(today: date, times: int = 1) -> None:
    fill(today, times, may_sign_in=False)


def noon(day: date) -> datetime:
    return start_of(day) + timedelta(hours=12)


@pytest.mark.parametrize("today", [SATURDAY, date(2025, 11, 26), date(2025, 12, 31)])
def test_nobody_is_elsewhere_while_they_have_a_session(today: date) -> None:
    filled(today)
    assert {each.clinician.username for each in Busy.objects.all()} == {
        "okafor",
        "chen",
    }
    for each in Busy.objects.all():
        theirs = Session.objects.filter(clinician=each.clinician)
        assert not theirs.filter(during__overlap=each.during).exists()


def test_the_practice_has_its_people() -> None:
    filled(SATURDAY)
    assert Counter(User.objects.values_list("role", flat=True)) == {
        Role.CLINICIAN: 3,
        Role.FRONT_DESK: 2,
        Role.ADMIN: 1,
    }
    assert Client.objects.count() == 40
    assert Contact.objects.count() == 88
    assert Room.objects.count() == 4
    assert 300 < Session.objects.count() < 450
    assert Signature.objects.count() == Release.objects.count()
    assert not Paper.objects.exists()
    assert set(Client.objects.values_list("modality", flat=True)) == {
        "individual",
        "cbt",
        "play",
        "pcit",
        "dbt",
        "family",
    }
    assert Client.objects.exclude(chosen_name="").count() == 3
    assert Client.objects.filter(part2=True).count() == 1


def test_every_state_of_a_release_is_shown_by_some_chip() -> None:
    filled(SATURDAY)
    at = noon(SATURDAY)
    assert {status_of(release, at).code for release in Release.objects.all()} == CHIPS
    drafts = ReleaseDraft.objects.awaiting_signature()
    awaiting = set(drafts.values_list("contact", flat=True))
    shown = Counter(
        status_of_contact(
            contact.releases.all(), at, awaiting=contact.pk in awaiting
        ).code
        for contact in Contact.objects.prefetch_related("releases")
    )
    assert shown["none"] > 5
    assert shown["awaiting"] == 3


def test_a_renewal_carries_on_without_a_gap() -> None:
    filled(SATURDAY)
    old, new = Release.objects.filter(contact__name="Emi Nakamura").order_by("pk")
    assert old.in_force.upper == new.in_force.lower


def test_content_is_what_was_hashed() -> None:
    filled(SATURDAY)
    for release in Release.objects.all():
        assert sha256_of(release.document.content) == release.document.content_sha256
        assert (
            release.document.content["signatures"][0]["signer"]
            == release.document.signatures.get().signer
        )


def test_everyone_who_stands_is_covered() -> None:
    filled(SATURDAY)
    assert Participant.objects.standing().count() > 400
    assert not Participant.objects.uncovered().exists()


def test_sessions_are_held_refused_moved_and_opened_again() -> None:
    filled(SATURDAY)
    statuses = Counter(Session.objects.values_list("status", flat=True))
    assert statuses[Status.HELD] >= 3
    assert statuses[Status.CANCELLED] >= 10
    kinds = Counter(ConsentEvent.objects.values_list("kind", flat=True))
    for kind in (EventKind.REFUSED, EventKind.HELD, EventKind.MOVED):
        assert kinds[kind] >= 3, kind
    for kind in (EventKind.REOPENED, EventKind.REVOKED, EventKind.DRAFT_WITHDRAWN):
        assert kinds[kind] >= 1, kind


def test_the_history_verifies() -> None:
    filled(SATURDAY)
    assert verify().misfit is None


def test_jordan_cannot_book_sam_three_weeks_ahead() -> None:
    """The story that the booking page was drawn with."""
    today = timezone.localdate()
    filled(today)
    jordan = Client.objects.get(legal_name="Jordan Reyes")
    assert jordan.age_on(today) == 34
    assert jordan.clinician.name == "Dr. Amara Okafor"
    start = noon(today + timedelta(days=21))
    proposal = gate.Proposal(
        client=jordan,
        contacts=tuple(jordan.contacts.order_by("pk")),
        clinician=jordan.clinician,
        during=span(start, start + timedelta(minutes=50)),
        room=None,
        format="joint",
        place="video",
    )
    codes = {line.contact.name: line.code for line in gate.ask(proposal).lines}
    assert codes == {
        "Maria Reyes": gate.Code.COVERED,
        "Sam Whitfield": gate.Code.EXPIRES_BEFORE_SESSION,
        "Leo Reyes": gate.Code.AWAITING_SIGNATURE,
    }


@pytest.mark.parametrize(
    "today",
    [
        pytest.param(date(2026, 3, 8), id="a Sunday, as the clocks go forward"),
        pytest.param(date(2026, 3, 9), id="a Monday"),
        pytest.param(date(2026, 3, 10), id="a Tuesday"),
        pytest.param(date(2026, 3, 13), id="a Friday"),
        pytest.param(date(2025, 11, 1), id="the day before the clocks go back"),
        pytest.param(date(2024, 2, 29), id="29 February"),
        pytest.param(date(2025, 12, 31), id="the year's last day"),
    ],
)
def test_on_any_day_someone_comes_today_and_tomorrow(today: date) -> None:
    filled(today)
    days = Counter(
        local_day(during.lower)
        for during in Session.objects.exclude(status=Status.CANCELLED).values_list(
            "during", flat=True
        )
    )
    assert days[today] >= 3
    assert days[today + timedelta(days=1)] >= 3
    assert min(days) >= today - timedelta(days=8 * 7 + 6)
    alone = Session.objects.filter(series=None).latest("during__startswith")
    assert local_day(alone.during.lower) <= today + timedelta(days=6 * 7)
    assert {
        status_of(release, noon(today)).code for release in Release.objects.all()
    } == CHIPS
    assert made_on() == today


def test_nothing_stands_ahead_that_the_gate_would_refuse() -> None:
    filled(timezone.localdate())
    ahead = Session.objects.filter(
        status=Status.SCHEDULED, during__endswith__gt=timezone.now()
    )
    refused = [
        gap.sentence
        for session in ahead.select_related("client__clinician", "clinician", "room")
        for gap in gate.ask(
            proposal_of(session, [seat.contact for seat in seats_of(session)])
        ).gaps
    ]
    assert ahead.count() > 20
    assert refused == []


def test_parents_are_heard_in_some_stories() -> None:
    filled(SATURDAY)
    (intake,) = Intake.objects.all()
    assert intake.contact.name == "Eleni Papadakis"
    assert intake.recorded_at < noon(SATURDAY)
    rossi = FamilyMember.objects.expected().values_list("contact__name", flat=True)
    assert len(rossi) == 3
    for model in (CheckIn, Expectation, Inquiry):
        assert model.objects.exists()
