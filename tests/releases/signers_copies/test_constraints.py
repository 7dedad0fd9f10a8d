"""What the database keeps of the copy for someone who signed."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Mark, Signature, SignersCopy
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of
from tests.signed import draft_for, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature(ben: Contact) -> Signature:
    """Jordan's, on Ben's release."""
    return Signature.objects.get(document=sign(ben).document_id)


def copy(signature: Signature, by: User, **said: Any) -> SignersCopy:
    """Not saved."""
    now = timezone.now()
    settled = {"way": "given", "recorded_by": by, "recorded_at": now, **said}
    return SignersCopy(signature=signature, **settled)


def test_it_is_settled_once(signature: Signature, finn: User) -> None:
    copy(signature, finn).save()
    assert words_of("copy_once_a_signer", copy(signature, finn, way="declined"))
    with refused_by("copy_once_a_signer"):
        copy(signature, finn, way="declined").save()


def test_it_comes_one_way(signature: Signature, finn: User) -> None:
    assert words_of("copy_comes_one_way", copy(signature, finn, way="eaten"))
    with refused_by("copy_comes_one_way"):
        copy(signature, finn, way="eaten").save()
    copy(signature, finn, way="mailed").save()


def test_there_is_none_of_what_waits_for_others(ben: Contact, finn: User) -> None:
    draft = draft_for(ben, finn)
    waiting = Signature.objects.create(
        draft=draft,
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
        signed_at=timezone.now(),
        time_zone="America/New_York",
    )
    with refused_by("copy_is_of_a_document"):
        copy(waiting, finn).save()


def test_it_is_not_dated_back(signature: Signature, finn: User) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("copy_is_recorded_now"):
        copy(signature, finn, recorded_at=timezone.now() - DAY).save()
    copy(signature, finn).save()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("copy_is_final", "UPDATE releases_signerscopy SET way = 'declined'"),
        ("copy_is_final", "DELETE FROM releases_signerscopy"),
        ("copies_are_not_truncated", "TRUNCATE releases_signerscopy"),
    ],
)
def test_it_stays(rule: str, change: str, signature: Signature, finn: User) -> None:
    copy(signature, finn).save()
    with refused_by(rule):
        run(change)
