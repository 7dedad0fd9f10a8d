"""Whoever signs while the law is set right signs by the one that stands in the end."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest
from django.db import IntegrityError
from django.utils import timezone

from clients.law.laying import lay_down
from clients.models import StateProfile
from collateral import ending
from collateral.ending import law
from practice.database.transactions import retried
from practice.models import User
from releases.models import Signature
from tests.cast import client_of, contact_of
from tests.collateral.ending.test_law_corrected import corrected, save
from tests.collateral.rule.rivals import rivals
from tests.refusals import run
from tests.signed import draft_for

pytestmark = pytest.mark.django_db(transaction=True)

BEYOND = """
    SELECT FROM releases_release AS release
        JOIN clients_client AS client ON client.id = release.client_id
        JOIN clients_stateprofile AS law ON law.state = client.state
    WHERE law.in_force IS NOT NULL AND law.superseded_from IS NULL
        AND upper(release.in_force) > clock_timestamp()
        AND upper(release.in_force)
            > law_ends_release_at(release.id, law.values, law.effective_from)
"""


@retried
def corrects(user: User, *, witness: bool) -> StateProfile:
    """Sets right, from today, whether New York asks for a witness."""
    new = corrected("NY", timezone.localdate(), witness_sign=witness)
    lapses = law.of_profile(new)
    save(new)
    law.end(lapses, user)
    return new


def made(name: str) -> Signature:
    return Signature(signer=name, capacity="client", mark="typed", typed_name=name)


@pytest.mark.usefixtures("unprinted")
@pytest.mark.parametrize(
    ("stopped", "signs"), [("signer", {False}), ("corrector", {True, False})]
)
def test_signing_and_a_corrected_law_in_every_order(
    ada: User, finn: User, stopped: str, signs: set[bool]
) -> None:
    lay_down(StateProfile, timezone.localdate())
    seen = set()
    with rivals() as (one, other):
        signer, corrector = (one, other) if stopped == "signer" else (other, one)
        for stop in count(1):
            corrects(finn, witness=False)
            june = client_of(ada, f"June {'I' * stop}")
            draft, mark = draft_for(contact_of(june, "Omar"), ada), made(june.name)
            acts = {
                signer: partial(ending.sign, draft, mark, ada),
                corrector: partial(corrects, finn, witness=True),
            }
            one.start(acts[one], stop)
            if not one.reaches_its_stop():
                break
            other.start(acts[other])
            other.goes_as_far_as_it_can()
            one.goes_on()
            signed, told = signer.outcome(), corrector.outcome()
            assert isinstance(signed, tuple | IntegrityError), (stop, signed)
            assert isinstance(told, StateProfile), (stop, told)
            assert run(BEYOND) == 0, stop
            seen.add(isinstance(signed, tuple))
    assert seen == signs
