"""What the database keeps of a form that ends with the right of whoever signed it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Authority, Client, Contact
from collateral.ending.papers import close
from collateral.models import Session
from practice.models import User
from releases.models import FormKind, SignedForm
from tests.booked import book
from tests.cast import authority_of
from tests.clock import afternoon
from tests.collateral.signed_forms.consented import by_ola
from tests.formed import form_of, form_signed
from tests.refusals import refusal_of, refused_by, run, words_of

pytestmark = pytest.mark.usefixtures("unprinted")

WITHIN, RULE = "form_within_its_signers_papers", "participant_has_consent"
END = (
    "UPDATE clients_authority SET ended_at = clock_timestamp(), ended_by_id = %s, "
    "ended_reason = 'x' WHERE id = %s"
)


def test_whoever_forgets_it_is_refused(
    ada: User, letters: Authority, consent: SignedForm
) -> None:
    """By raw SQL; the nearest case that passes is papers by which nothing was signed."""
    with refused_by(WITHIN):
        run(END, ada.pk, letters.pk)
    other = authority_of(letters.client, ada, "Rosa Vance")
    assert run(END, ada.pk, other.pk) == 1


def test_it_does_not_end_under_a_session(
    ada: User, consent: SignedForm, session: Session
) -> None:
    consent.ended_at, consent.ended_by = timezone.now(), ada
    consent.ended_because = "papers"
    with refused_by(RULE):
        consent.save()
    Session.objects.update(status="held")
    consent.save()


def test_why_it_ended_is_said(consent: SignedForm, ada: User) -> None:
    consent.ended_at = timezone.now()
    said = "form_ended_for_a_reason"
    assert words_of(said, consent) == "Say why it ended."
    with refused_by(said):
        consent.save()


@pytest.mark.parametrize("other", [timedelta(hours=-2), timedelta(days=3)])
def test_it_ends_once_and_not_in_the_past(
    ada: User, consent: SignedForm, other: timedelta
) -> None:
    now = timezone.now()
    change: dict[str, Any] = {"ended_by": ada, "ended_because": "papers"}
    theirs = SignedForm.objects.filter(pk=consent.pk)
    with refused_by("form_is_final", "form_ended_for_a_reason"):
        theirs.update(**change, ended_at=now - timedelta(hours=2))
    theirs.update(**change, ended_at=now)
    with refused_by("form_is_final", "form_ended_for_a_reason"):
        theirs.update(ended_at=now + other)


def test_a_form_of_the_papers_order_is_not_forgotten(
    ada: User, ewa: Client, ola: Contact
) -> None:
    """``authority_leaves_no_form_beyond`` and ``order_leaves_no_form_beyond`` raise it."""
    form = form_of(ewa, FormKind.ACKNOWLEDGEMENT, ola)
    assert refusal_of(lambda: form.save(force_insert=True)) == ""
    form.refresh_from_db()
    assert (form.rests_on, form.until) == (None, None)


def test_of_two_who_signed_together_either_ends_it(
    ada: User, letters: Authority, ola: Contact, hers: Authority
) -> None:
    first = form_signed(
        letters.client, signer="Luis Ortega", authority="guardian", whole=False
    )
    last = by_ola(letters.client)
    first.refresh_from_db()
    assert last.until == first.until is not None
    session = book(letters.client, [ola], afternoon(3))
    with refused_by(WITHIN):
        run(END, ada.pk, letters.pk)
    assert close(letters, "taken back", ada) == [session]
    assert not letters.client.forms.standing().exists()
