"""What was booked before forms were asked for stands, until it is moved."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Client, Contact
from collateral.models import Session
from practice.database.comparison import weaknesses
from practice.models import User
from practice.spans import end_of, span
from releases.models import SignedForm
from tests.booked import book
from tests.cast import authority_of
from tests.clock import DAY, FIFTY, afternoon
from tests.formed import form_signed
from tests.migrating import migrate
from tests.refusals import refused_by
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_a_minors_session_stands_until_it_is_moved(teo: Client, rosa: Contact) -> None:
    sign(rosa, ends=afternoon(60))
    session = book(teo, [rosa], afternoon())
    migrate(
        ("releases", "0038_sessions_stay"),
        ("collateral", "0014_screening"),
        ("clients", "0030_screening"),
    )
    migrate()
    assert weaknesses(connection) == []
    assert not SignedForm.objects.exists()
    session.refresh_from_db()
    assert session.status == "scheduled"
    later = afternoon() + DAY
    moved = Session.objects.filter(pk=session.pk)
    with refused_by("participant_has_consent"):
        moved.update(during=span(later, later + FIFTY))
    form_signed(teo)
    moved.update(during=span(later, later + FIFTY))


def test_what_was_signed_before_ends_with_its_signers_papers(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    letters = authority_of(teo, finn, "Luis Ortega", "letters", verified_by=ada)
    first = form_signed(teo, signer="Luis Ortega", authority="guardian", whole=False)
    hers = authority_of(teo, ada, rosa)
    last, alone = (form_signed(teo, signer="Rosa Vance") for _ in range(2))
    migrate(("releases", "0043_forms_by_link"))
    migrate()
    assert weaknesses(connection) == []
    for each in (first, last, alone):
        each.refresh_from_db()
    assert letters.ends_on
    assert (first.rests_on, first.ends_at) == (letters, end_of(letters.ends_on))
    assert (last.rests_on, last.ends_at) == (hers, first.ends_at)
    assert (alone.rests_on, alone.ends_at) == (hers, None)
