"""Whoever signs for a contact and whoever corrects them take turns, at any moment."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import IntegrityError, transaction

from clients.models import Contact, ContactCorrection
from clients.people.acts import change_contact, correct_contact
from collateral import ending
from practice.database.constraints import violated
from practice.models import User
from releases.models import Mark, Release, ReleaseDraft, Signature
from releases.signing.sign import DraftChanged
from releases.terms import content
from tests.cast import contact_of
from tests.collateral.rule.rivals import rivals
from tests.signed import draft_for

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def correct(contact: Contact, by: User) -> None:
    contact.name = "Maria Lopez"
    correct_contact(contact, ["name"], "Married.", by)


@transaction.atomic
def promote(contact: Contact, by: User) -> None:
    contact.relationship = "stepmother"
    correct_contact(contact, ["relationship"], "Asked her.", by)


@transaction.atomic
def rename(contact: Contact, by: User) -> None:
    contact.name = "Victor Stone"
    change_contact(contact, ["name"], by)


def sign(draft: ReleaseDraft, read: str) -> Release:
    typed = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
    )
    release, _ = ending.sign(draft, typed, draft.prepared_by, version=read)
    return release


def test_what_is_signed_names_whom_the_signer_read_of(
    ada: User, maria: Contact, unprinted: None
) -> None:
    waited, changed = 0, 0
    with rivals() as (one, other):
        for statement in count(1):
            contact = contact_of(maria.client, "Maria Reyes")
            draft = draft_for(contact, ada)
            read = content.sha256_of(content.of_draft(draft))
            one.start(lambda d=draft, r=read: sign(d, r), statement)
            if not one.reaches_its_stop():
                break
            known = Contact.objects.get(pk=contact.pk)
            other.start(lambda c=known: correct(c, ada))
            waited += other.goes_as_far_as_it_can() == "waits"
            one.goes_on()
            signed, corrected = one.outcome(), other.outcome()
            assert corrected is None
            assert Contact.objects.get(pk=contact.pk).name == "Maria Lopez"
            assert ContactCorrection.objects.filter(contact=contact).count() == 1
            if isinstance(signed, DraftChanged):
                changed += 1
                assert not Release.objects.filter(contact=contact).exists()
            else:
                says = signed.document.content["contact"]
                assert says["name"] == "Maria Reyes"
    assert waited
    assert changed


def test_two_who_correct_at_once_undo_neither(ada: User, maria: Contact) -> None:
    waited = 0
    with rivals() as (one, other):
        for statement in count(1):
            contact = contact_of(maria.client, "Maria Reyes", "mother")
            draft_for(contact, ada)
            known, too = (Contact.objects.get(pk=contact.pk) for _ in range(2))
            one.start(lambda c=known: correct(c, ada), statement)
            if not one.reaches_its_stop():
                break
            other.start(lambda c=too: promote(c, ada))
            waited += other.goes_as_far_as_it_can() == "waits"
            one.goes_on()
            assert (one.outcome(), other.outcome()) == (None, None)
            now = Contact.objects.get(pk=contact.pk)
            assert (now.name, now.relationship) == ("Maria Lopez", "stepmother")
    assert waited


def test_nobody_is_renamed_as_a_draft_names_them(ada: User, maria: Contact) -> None:
    waited, refused = 0, 0
    with rivals() as (one, other):
        for statement in count(1):
            contact = contact_of(maria.client, "Maria Reyes")
            named = Contact.objects.get(pk=contact.pk)
            one.start(lambda c=named: prepare(c, ada), statement)
            if not one.reaches_its_stop():
                break
            other.start(lambda c=contact: rename(c, ada))
            went = other.goes_as_far_as_it_can()
            waited += went == "waits"
            one.goes_on()
            assert one.outcome() is None
            renamed = other.outcome()
            if isinstance(renamed, IntegrityError):
                refused += 1
                assert violated(renamed) == "contact_stays_who_they_are"
                assert Contact.objects.get(pk=contact.pk).name == "Maria Reyes"
            else:  # before the draft named them
                assert renamed is None
                assert went == "done"
    assert waited
    assert refused


@transaction.atomic
def prepare(contact: Contact, by: User) -> None:
    draft_for(contact, by)
