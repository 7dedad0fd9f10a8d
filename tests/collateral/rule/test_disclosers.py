"""Who tells: a release that names one clinician books no other, whatever the path."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending, gate
from collateral.ending import ripple
from collateral.gate import Proposal
from collateral.models import Participant, Session, Status
from practice.models import User
from practice.spans import span
from releases.models import (
    PRACTICE,
    Format,
    Grant,
    Mark,
    Place,
    Release,
    Signature,
)
from tests.booked import book, seat
from tests.clock import DAY, FIFTY, HOUR, afternoon
from tests.refusals import refused_by, run, settle, words_of
from tests.revoked import parted
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")

THE_RULE = "participant_release_in_force"


def by_name(contact: Contact, clinician: User, **dates: object) -> Release:
    """What the client signs for one clinician alone, now."""
    draft = draft_for(contact, clinician, disclosers=[clinician.pk], **dates)
    name = contact.client.legal_name
    typed = Signature(signer=name, capacity="client", mark=Mark.TYPED, typed_name=name)
    return ending.sign(draft, typed, clinician)[0]


def proposal(client: Client, contact: Contact, clinician: User) -> Proposal:
    starts = afternoon()
    during = span(starts, starts + FIFTY)
    return Proposal(
        client, (contact,), clinician, during, None, Format.JOINT, Place.VIDEO
    )


def test_a_release_that_names_a_clinician_books_that_clinician(
    ada: User, ben: Contact, jordan: Client
) -> None:
    release = by_name(ben, ada)
    assert release.discloser == ada.pk
    (line,) = gate.ask(proposal(jordan, ben, ada)).lines
    assert (line.covered, line.disclosers) == (True, (ada.pk,))


def test_and_books_no_other(
    ada: User, cleo: User, ben: Contact, jordan: Client
) -> None:
    by_name(ben, ada)
    (gap,) = gate.ask(proposal(jordan, ben, cleo)).gaps
    assert (gap.code, gap.status.label) == ("WRONG_DISCLOSER", "For another clinician")
    assert gap.sentence == "The release lets only Dr. Ada Okafor speak with Ben Hart."
    for discloser in (PRACTICE, cleo.pk):
        with refused_by(THE_RULE), transaction.atomic():
            session = book(jordan, [], afternoon(), clinician=cleo)
            seat(session, ben, discloser=discloser)


def test_nor_by_raw_sql(ada: User, cleo: User, ben: Contact, jordan: Client) -> None:
    by_name(ben, ada)
    held = book(jordan, [ben], afternoon(), clinician=cleo, status=Status.HELD)
    for discloser in (PRACTICE, cleo.pk):
        run("UPDATE collateral_participant SET discloser = %s", discloser)
        with refused_by(THE_RULE):
            run("UPDATE collateral_session SET status = 'scheduled'")
    with refused_by("participant_told_by_a_discloser"):
        run("UPDATE collateral_participant SET discloser = %s", ada.pk)
    assert Session.objects.get().status == held.status


def test_only_a_sessions_own_clinician_tells_in_it(
    ada: User, cleo: User, ben: Contact, jordan: Client
) -> None:
    by_name(ben, ada)
    session = book(jordan, [], afternoon(), status=Status.HELD)
    wrong = Participant(
        session=session,
        contact=ben,
        client=jordan,
        clinician=ada,
        format=session.format,
        place=session.place,
        during=session.during,
        status=session.status,
        booked_at=session.booked_at,
        discloser=cleo.pk,
    )
    assert words_of("participant_told_by_a_discloser", wrong) == (
        "Only the session's clinician tells in it."
    )
    with refused_by("participant_told_by_a_discloser"):
        wrong.save()
    wrong.discloser = ada.pk
    assert words_of("participant_told_by_a_discloser", wrong) == ""
    wrong.save()


def test_a_session_that_stands_is_not_handed_to_another(
    ada: User, cleo: User, ben: Contact, jordan: Client
) -> None:
    by_name(ben, ada)
    session = book(jordan, [], afternoon(), status=Status.HELD)
    seat(session, ben, discloser=ada.pk)
    Session.objects.update(status=Status.SCHEDULED)
    with refused_by("participant_told_by_a_discloser"):
        Session.objects.update(clinician=cleo)


def test_it_grants_the_formats_that_it_grants_and_no_more(
    ada: User, ben: Contact, jordan: Client
) -> None:
    """Revoked in part, a release still books in what is left of it."""
    release = sign(ben)
    session = book(jordan, [ben], afternoon())
    ended = parted(ben, ada, [Format.JOINT, Format.COLLATERAL])
    with refused_by(THE_RULE):
        release.grants.filter(what=Format.JOINT).update(**ended)
    release.grants.filter(what=Format.COLLATERAL).update(**ended)
    with refused_by(THE_RULE):
        Session.objects.update(format=Format.COLLATERAL)
    session.refresh_from_db()
    assert session.format == Format.JOINT


@pytest.mark.parametrize("named_first", [True, False])
def test_a_session_crosses_from_one_who_tells_to_another(
    ada: User, ben: Contact, jordan: Client, named_first: bool
) -> None:
    """Signed for the whole practice and for one clinician, in either order."""
    first, then = (ada.pk, PRACTICE) if named_first else (PRACTICE, ada.pk)
    sign(ben, ends=afternoon(3), discloser=first)
    sign(ben, afternoon(3), afternoon(60), discloser=then)
    (line,) = gate.ask(proposal(jordan, ben, ada)).lines
    assert line.disclosers == (ada.pk,)
    session = book(jordan, [], afternoon(), status=Status.HELD)
    seat(session, ben, discloser=ada.pk)
    Session.objects.update(status=Status.SCHEDULED)
    settle()


def test_what_was_booked_on_the_practices_release_stands_on_the_named_one(
    ada: User, cleo: User, ben: Contact, jordan: Client
) -> None:
    sign(ben)
    kept = book(jordan, [ben], afternoon())
    lost = book(jordan, [ben], afternoon(8), clinician=cleo)
    draft = draft_for(ben, ada, disclosers=[ada.pk])
    assert ripple.of_signing(draft, "client").held == [lost]
    release = by_name(ben, ada)
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.status, lost.status) == (Status.SCHEDULED, Status.HELD)
    assert kept.participants.get().discloser == ada.pk
    assert release.in_force.lower - timezone.now() < timedelta(minutes=1)
    settle()
    assert not Participant.objects.uncovered().exists()


def test_what_is_signed_for_the_practice_carries_on_who_was_named(
    ada: User, ben: Contact, jordan: Client
) -> None:
    by_name(ben, ada)
    session = book(jordan, [], afternoon(), status=Status.HELD)
    seat(session, ben, discloser=ada.pk)
    Session.objects.update(status=Status.SCHEDULED)
    typed = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
    )
    _, held = ending.sign(draft_for(ben, ada), typed, ada)
    assert held == []
    session.refresh_from_db()
    assert session.status == Status.SCHEDULED
    settle()


def test_a_gap_between_them_is_a_gap(ada: User, ben: Contact, jordan: Client) -> None:
    sign(ben, ends=timezone.now() + DAY)
    sign(ben, timezone.now() + DAY + HOUR, afternoon(60), discloser=ada.pk)
    assert not Grant.objects.filter(discloser=ada.pk, release__discloser=0).exists()
    assert gate.ask(proposal(jordan, ben, ada)).gaps
