"""No release counts for longer than the papers by which it was signed."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Authority, Client, Contact
from collateral import ending
from practice.models import User
from practice.spans import end_of
from releases.models import Mark, Release, Signature
from tests.bare import bare
from tests.cast import authority_of
from tests.clock import DAY, TICK
from tests.refusals import refused_by, run, settle
from tests.signed import draft_for, enter

pytestmark = pytest.mark.usefixtures("unprinted")
TAKE_OFF = (
    "UPDATE clients_authority SET ended_at = clock_timestamp(), "
    "ended_by_id = entered_by_id, ended_reason = 'The court ended it.' WHERE id = %s"
)
END = (
    "UPDATE releases_release SET authority_ended_at = (SELECT ended_at FROM "
    "clients_authority WHERE id = %s), authority_ended_by_id = %s, "
    "authority_ended_because = 'papers'"
)


def entered(rosa: Contact, papers: Authority, **ends: Any) -> Release:
    """A release that Luis signed by ``papers``, written past the act."""
    now = timezone.now()
    release = bare(
        rosa, signed_at=now, effective_at=now, expires_at=now + 200 * DAY, **ends
    )
    return enter(release, made(now, papers))


def made(at: Any, papers: Authority | None) -> Signature:
    return Signature(
        signer="Luis Ortega",
        capacity="agent",
        authority="guardian by letters",
        mark=Mark.TYPED,
        typed_name="Luis Ortega",
        signed_at=at,
        time_zone="America/New_York",
        rests_on=papers,
    )


@pytest.fixture
def letters(teo: Client, ada: User, finn: User) -> Authority:
    """Of a hundred days."""
    return authority_of(teo, ada, "Luis Ortega", "letters", verified_by=finn)


def until(papers: Authority) -> Any:
    assert papers.ends_on
    return end_of(papers.ends_on)


def test_one_that_outlives_them_is_refused(rosa: Contact, letters: Authority) -> None:
    with refused_by("release_within_its_signers_papers"):
        entered(rosa, letters, authority_ends_at=until(letters) + TICK)


def test_one_that_ends_with_them_passes(rosa: Contact, letters: Authority) -> None:
    assert entered(rosa, letters, authority_ends_at=until(letters)).in_force


def test_papers_without_a_last_day_let_it_pass(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    for_good = authority_of(teo, ada, "Luis Ortega", "guardian", verified_by=finn)
    of_age = until_of_age(teo)
    assert entered(rosa, for_good, authority_ends_at=of_age).in_force


def until_of_age(teo: Client) -> Any:
    return end_of(teo.comes_of_age_on - DAY)


def test_papers_are_not_taken_off_under_what_they_signed(
    teo: Client, rosa: Contact, ada: User, letters: Authority
) -> None:
    signed = Signature(
        signer="Luis Ortega",
        capacity="parent",
        authority="guardian",
        mark=Mark.TYPED,
        typed_name="Luis Ortega",
    )
    ending.sign(draft_for(rosa, ada), signed, ada)
    with refused_by("release_within_its_signers_papers"):
        run(TAKE_OFF, letters.pk)


def test_papers_are_taken_off_with_what_they_signed(
    rosa: Contact, ada: User, letters: Authority
) -> None:
    """In either order, in one step."""
    release = entered(rosa, letters, authority_ends_at=until(letters))
    run(TAKE_OFF, letters.pk)
    run(END, letters.pk, ada.pk)
    settle()
    release.refresh_from_db()
    letters.refresh_from_db()
    assert release.in_force.upper == letters.ended_at
