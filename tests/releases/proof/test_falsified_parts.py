"""That a part of a release was revoked is not taken back, moved or made up unseen."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Release, Revocation
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import GRANT, said
from tests.revoked import parted, revoke_part

NOT_AS_TOLD = "what was revoked of it is not what the history tells"
RECORD = "the record of a revocation in part is not what the history tells"
NOT_TOLD = "the history tells of no revocation of a part of it"


@pytest.fixture
def parted_bens(bens: Release, ada: User) -> Release:
    """Ben's release, which no longer covers skills."""
    revoke_part(bens, ["skills"], ada, witness="Ida Lind", reason="They asked.")
    return bens


def test_what_was_revoked_in_part_fits(parted_bens: Release, ada: User) -> None:
    revoke_part(parted_bens, ["collateral"], ada)
    assert said() == []


@pytest.mark.parametrize(
    "change",
    [
        "ended_at = NULL, revocation_id = NULL",
        "ended_at = NULL",
        "ended_at = ended_at + interval '1 second'",
        "revocation_id = NULL",
    ],
)
def test_a_grant_that_was_revoked_and_is_not_now_is_found(
    parted_bens: Release, change: str, client: Browser, ada: User
) -> None:
    with triggers_off():
        assert run(GRANT.format(change), parted_bens.pk) == 1
    found = said()[0]
    assert f"Release {parted_bens.pk} does not fit: {NOT_AS_TOLD}" in found
    client.force_login(ada)
    page = words(client.get(f"/releases/{parted_bens.pk}/").content.decode())
    assert "changed after it was signed" in page


def test_a_grant_ended_by_nobody_is_found(bens: Release) -> None:
    with triggers_off():
        run(GRANT.format("ended_at = %s"), timezone.now(), bens.pk)
    assert said() == [f"Release {bens.pk} does not fit: {NOT_TOLD}."]


def test_a_grant_ended_with_a_record_and_no_event_is_found(
    bens: Release, ben: Contact, ada: User
) -> None:
    bens.grants.filter(what="skills").update(**parted(ben, ada, ["skills"]))
    assert said() == [f"Release {bens.pk} does not fit: {NOT_TOLD}."]


@pytest.mark.parametrize(
    "change",
    [
        "revoker = 'Victor Stone'",
        "capacity = 'agent'",
        "witness = ''",
        "reason = 'x'",
        "part = '{skills,joint}'",
        "received_at = received_at - interval '1 day'",
        "recorded_by_id = (SELECT max(id) FROM practice_user)",
    ],
)
def test_its_record_changed_is_found(
    parted_bens: Release, finn: User, change: str
) -> None:
    with triggers_off():
        assert run(f"UPDATE releases_revocation SET {change}") == 1
    assert said() == [f"Release {parted_bens.pk} does not fit: {RECORD}."]


def test_its_record_deleted_is_found(parted_bens: Release) -> None:
    with triggers_off():
        run("DELETE FROM releases_revocation")
    assert said() == [f"Release {parted_bens.pk} does not fit: {RECORD}."]


def test_a_record_by_which_no_part_ended_is_found(
    bens: Release, ben: Contact, ada: User
) -> None:
    parted(ben, ada, ["skills"])
    extra = Revocation.objects.get()
    assert said() == [f"Revocation {extra.pk} does not fit: no release ended by it."]
