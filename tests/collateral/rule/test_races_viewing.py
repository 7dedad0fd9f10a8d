"""Whoever looks at a release while another ends it waits, and neither fails."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from clients.ledger import record
from clients.models import ConsentEvent, Contact, EventKind
from collateral import ending
from practice.models import User
from releases.models import Mark, Release, Signature
from tests.cast import contact_of
from tests.collateral.rule.rivals import rivals
from tests.revoked import revoke
from tests.signed import draft_for, sign

pytestmark = pytest.mark.django_db(transaction=True)


def revoked(release: Release, actor: User) -> None:
    revoke(release, "asked on the phone", actor)


def replace(release: Release, actor: User) -> None:
    typed = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
    )
    ending.sign(draft_for(release.contact, actor), typed, actor)


def view(release: Release, actor: User) -> None:
    record(
        EventKind.VIEWED,
        release.client,
        actor,
        contact=release.contact,
        release_id=release.pk,
    )


@pytest.mark.parametrize("end", [revoked, replace])
def test_a_release_is_viewed_at_any_moment_while_it_ends(
    ada: User, ben: Contact, unprinted: None, end: Callable[[Release, User], None]
) -> None:
    """A view takes the chain's lock alone; the act has the release, and writes to the
    chain last. Neither waits for the other with what the other wants.
    """
    waited = 0
    with rivals() as (one, other):
        for statement in count(1):
            release = sign(contact_of(ben.client, "Ben Hart"))
            one.start(lambda r=release: end(r, ada), statement)
            if not one.reaches_its_stop():
                break
            other.start(lambda r=release: view(r, ada))
            waited += other.goes_as_far_as_it_can() == "waits"
            one.goes_on()
            assert (one.outcome(), other.outcome()) == (None, None)
    assert waited
    kinds = ConsentEvent.objects.values_list("kind", flat=True)
    assert list(kinds).count("viewed") == statement - 1
