"""An older backup in place of what was newer is told to admins until one says why."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from releases.models import LostRevocation, Release, Restoration
from releases.restored.facts import facts
from releases.restored.known import Known, known
from releases.restored.lost import compare
from releases.root import beside
from releases.root.jobs import tell_of
from releases.root.sealing import seal_root
from tests.refusals import refused_by, run, words_of
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import signed_on_screen
from tests.revoked import revoke

TOLD = "An older backup was restored"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """No root of another test's lies beside this database."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def noras(nora: User) -> Browser:
    browser = Browser()
    browser.force_login(nora)
    return browser


@pytest.fixture
def bens(unprinted: None, ben: Contact, ada: User) -> Release:
    return signed_on_screen(ben, ada)


def revoked(bens: Release, by: User) -> Known:
    """What is known once Ben's release was revoked."""
    revoke(bens, "They asked for it.", by)
    return known()


def as_before(bens: Release, events: int) -> None:
    """As a backup has it that was made before: no revocation, and none of its events."""
    with triggers_off():
        run(
            "UPDATE releases_release SET revocation_id = NULL, revoked_at = NULL,"
            " revoked_by_id = NULL, revoked_reason = '' WHERE id = %s",
            bens.pk,
        )
        run("DELETE FROM clients_consentevent WHERE number > %s", events)


@pytest.fixture
def restored(bens: Release, ada: User) -> Restoration:
    events = bens.client.events.count()
    before = revoked(bens, ada)
    as_before(bens, events)
    found = compare(before)
    assert found is not None
    return found


def test_what_was_revoked_since_is_listed(
    noras: Browser, restored: Restoration, bens: Release
) -> None:
    (lost,) = restored.revocations.all()
    assert (lost.release_id, lost.part, lost.counts_again) == (bens.pk, [], True)
    assert restored.events > 0
    page = noras.get(f"/restorations/{restored.pk}/").content.decode()
    assert "Ben" in words(page)
    assert "counts again" in words(page)


def test_what_was_there_before_and_still_is_is_no_alarm(
    bens: Release, ada: User
) -> None:
    assert compare(revoked(bens, ada)) is None
    assert compare(None) is None


def test_every_page_tells_admins_until_one_says_why(
    noras: Browser, adas: Browser, restored: Restoration
) -> None:
    assert TOLD in words(noras.get("/law/").content.decode())
    assert TOLD not in words(adas.get("/", follow=True).content.decode())
    (fact,) = facts()
    assert not fact.is_well
    path = f"/restorations/{restored.pk}/"
    assert noras.post(path, {"why": " "}).status_code == 422
    assert noras.post(path, {"why": "The disk failed."}).url == "/restorations/"
    assert TOLD not in words(noras.get("/law/").content.decode())
    assert "The disk failed." in words(noras.get(path).content.decode())
    noras.post(path, {"why": "Another reason."})
    assert Restoration.objects.get().why == "The disk failed."
    (fact,) = facts()
    assert fact.is_well


def test_a_second_restore_does_not_silence_the_first(restored: Restoration) -> None:
    before = known()
    with triggers_off():
        run("DELETE FROM releases_lostrevocation")
        run("DELETE FROM releases_restoration")
    assert compare(before) is None
    (carried,) = Restoration.objects.unexplained()
    assert carried.at == restored.at
    assert LostRevocation.objects.filter(restoration=carried).count() == 1


def test_who_was_deactivated_since_is_listed(
    noras: Browser, ada: User, finn: User
) -> None:
    before = known()._replace(gone={(finn.pk, finn.username), (ada.pk, "another")})
    found = compare(before)
    assert found is not None
    assert found.people == [finn.pk]
    page = words(noras.get(f"/restorations/{found.pk}/").content.decode())
    assert "Who may sign in again" in page


def test_a_root_beside_an_empty_database_tells_that_more_was_sealed(
    bens: Release, ada: User
) -> None:
    events = bens.client.events.count()
    revoke(bens, "They asked for it.", ada)
    root = seal_root()
    tell_of(root)
    assert beside.newest()
    assert compare(None) is None
    as_before(bens, events)
    with triggers_off():
        run("DELETE FROM releases_rootleaf")
        run("DELETE FROM releases_sealedroot")
    found = compare(None)
    assert found is not None
    assert (found.root, found.ended) == (root.number, 1)
    assert found.events > 0


def test_it_is_explained_by_somebody_and_stays(
    noras: Browser, nora: User, restored: Restoration
) -> None:
    restored.why = "The disk failed."
    said = words_of("restoration_explained_by_someone", restored)
    assert said == "Say why it was restored."
    with refused_by("restoration_explained_by_someone"):
        run("UPDATE releases_restoration SET why = 'x'")
    for change in (
        "UPDATE releases_restoration SET events = 0",
        "DELETE FROM releases_restoration",
    ):
        with refused_by("restoration_is_final"):
            run(change)
    with refused_by("restorations_are_kept"):
        run("TRUNCATE releases_restoration CASCADE")
    with refused_by("lost_revocation_is_final"):
        run("DELETE FROM releases_lostrevocation")
    with refused_by("lost_revocations_are_kept"):
        run("TRUNCATE releases_lostrevocation")
    restored.refresh_from_db()
    at = restored.at + timedelta(days=1)
    Restoration.objects.filter(pk=restored.pk).update(
        why="The disk failed.", explained_by=nora, explained_at=at
    )
    with refused_by("restoration_is_final"):
        run("UPDATE releases_restoration SET why = 'Nothing.'")
