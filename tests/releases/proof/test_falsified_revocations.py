"""What the practice wrote down of a revocation is not changed, removed or made up unseen."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Manner, Release, Revocation
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import RELEASE, said, signed_on_screen
from tests.revoked import revocation_of, revoke

RECORD = "UPDATE releases_revocation SET {}"
NOT_AS_TOLD = "the record of its revocation is not what the history tells"
NOT_AS_IT_SAYS = "it does not end as the record of its revocation says"
UNREVOKED = RELEASE.format(
    "revocation_id = NULL, revoked_at = NULL, revoked_by_id = NULL, revoked_reason = ''"
)


@pytest.fixture
def bens(bens: Release, ada: User) -> Release:
    """Ben's release, revoked in writing, with a witness."""
    today = timezone.localdate()
    written = {"manner": Manner.WRITTEN, "signed_on": today, "witness": "Ida Lind"}
    revoke(bens, "", ada, **written)
    return Release.objects.get(pk=bens.pk)


def test_a_revocation_as_it_was_recorded_fits(bens: Release, marias: Release) -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ("revoker = 'Victor Stone'", NOT_AS_TOLD),
        ("capacity = 'agent'", NOT_AS_TOLD),
        ("manner = 'spoken', signed_on = NULL", NOT_AS_TOLD),
        (
            "manner = 'unstated', signed_on = NULL, capacity = '', revoker = ''",
            NOT_AS_TOLD,
        ),
        ("signed_on = signed_on - 1", NOT_AS_TOLD),
        (
            "received_at = received_at - interval '3 days', signed_on = signed_on - 3",
            NOT_AS_TOLD,
        ),
        ("received_at = received_at - interval '1 microsecond'", NOT_AS_TOLD),
        ("time_zone = 'UTC'", NOT_AS_TOLD),
        ("witness = ''", NOT_AS_TOLD),
        ("witness = 'Victor Stone'", NOT_AS_TOLD),
        ("reason = 'x'", NOT_AS_IT_SAYS),
        ("recorded_at = recorded_at + interval '1 hour'", NOT_AS_IT_SAYS),
        ("recorded_by_id = (SELECT max(id) FROM practice_user)", NOT_AS_IT_SAYS),
    ],
)
def test_its_record_changed_is_found(
    bens: Release, finn: User, change: str, how: str
) -> None:
    with triggers_off():
        assert run(RECORD.format(change)) == 1
    assert said() == [f"Release {bens.pk} does not fit: {how}."]


def test_recorded_by_another_in_both_rows_is_found(bens: Release, finn: User) -> None:
    with triggers_off():
        run(RECORD.format(f"recorded_by_id = {finn.pk}"))
        run(RELEASE.format(f"revoked_by_id = {finn.pk}"), bens.pk)
    (found,) = said()
    assert "its revocation is not as the history tells it" in found


def test_its_record_deleted_is_found(bens: Release) -> None:
    with triggers_off():
        assert run("DELETE FROM releases_revocation") == 1
    assert said() == [
        f"Release {bens.pk} does not fit: the record of its revocation is gone."
    ]


def test_another_record_put_in_its_place_is_found(bens: Release) -> None:
    """One just like it, and the first one removed."""
    was = Revocation.objects.get()
    with triggers_off():
        run(RECORD.format("id = id + 1"))
        run(RELEASE.format(f"revocation_id = {was.pk + 1}"), bens.pk)
    assert said() == [f"Release {bens.pk} does not fit: {NOT_AS_TOLD}."]


def test_a_release_made_valid_again_is_found(bens: Release) -> None:
    """Its own columns and the record of the revocation, all of them gone."""
    with triggers_off():
        run(UNREVOKED, bens.pk)
        run("DELETE FROM releases_revocation")
        run(
            "UPDATE releases_grant SET release_in_force ="
            " (SELECT in_force FROM releases_release)"
        )
    assert said() == [f"Release {bens.pk} does not fit: its revocation was taken back."]


def test_a_record_by_which_nothing_ended_is_found(
    bens: Release, ben: Contact, ada: User
) -> None:
    extra = revocation_of(ben, ada)
    extra.save()
    assert said() == [
        f"Revocation {extra.pk} does not fit: no release ended by it.",
    ]


def test_the_page_tells_the_admin_of_such_a_record(
    ben: Contact, ada: User, nora: User, client: Browser
) -> None:
    extra = revocation_of(ben, ada)
    extra.save()
    client.force_login(nora)
    page = words(client.post("/history/verification/").content.decode())
    assert f"Revocation {extra.pk} does not fit: no release ended by it." in page


def test_a_revocation_made_up_with_its_record_is_found(
    unprinted: None, maria: Contact, ada: User
) -> None:
    release = signed_on_screen(maria, ada)
    made_up = revocation_of(maria, ada)
    made_up.save()
    with triggers_off():
        run(
            RELEASE.format("revocation_id = %s, revoked_at = %s, revoked_by_id = %s"),
            made_up.pk,
            made_up.recorded_at,
            ada.pk,
            release.pk,
        )
    (found,) = said()
    assert "the history tells of no revocation" in found


def test_one_more_event_makes_no_falsified_record_good(bens: Release) -> None:
    with triggers_off():
        run(RECORD.format("revoker = 'Victor Stone'"))
        run(
            "INSERT INTO clients_consentevent SELECT (jsonb_populate_record(event,"
            " jsonb_build_object('id', id + 100, 'number', number + 100, 'names',"
            ' names || \'{"revoker": "Victor Stone"}\'))).*'
            " FROM clients_consentevent AS event WHERE kind = 'revoked'"
        )
    (found,) = said()
    assert "the history tells twice that it was revoked" in found
    assert NOT_AS_TOLD in found


def test_pages_show_nothing_of_a_release_whose_record_was_changed(
    bens: Release, client: Browser, ada: User
) -> None:
    with triggers_off():
        run(RECORD.format("revoker = 'Victor Stone'"))
    client.force_login(ada)
    page = words(client.get(f"/releases/{bens.pk}/").content.decode())
    assert "changed after it was signed" in page
    assert "Victor" not in page
