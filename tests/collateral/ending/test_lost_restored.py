"""What a backup lost that is restored is noticed together with what is held for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from collateral.ending import lost as ending_lost
from collateral.ending.lost import compared, finish
from practice.models import User
from releases.models import LostRevocation, Release, Restoration
from releases.restored import unfinished
from releases.restored.known import Revoked, known
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.collateral.ending.leaning import statuses
from tests.collateral.ending.test_lost import lost
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def bens(ben: Contact) -> Release:
    return sign(ben, signed_at=timezone.now() - 5 * DAY)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """No root of another test's lies beside this database."""
    settings.DATA_DIR = tmp_path


def test_what_a_backup_restored_before_had_lost_is_held_once_more(
    bens: Release,
) -> None:
    """As the same backup is restored again, over what the first one held."""
    lost(bens)
    before = known()
    with triggers_off():
        run("DELETE FROM releases_lostrevocation")
        run("DELETE FROM releases_restoration")
    book(bens.client, [bens.contact], afternoon(3))
    restored, (held,) = compared(before)
    assert restored is None
    assert held.participants.get().contact == bens.contact
    assert statuses() == ["held"]


def test_what_is_lost_is_kept_only_with_what_is_held_for_it(
    bens: Release, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops it in between finds neither, and restores anew."""
    before = known()._replace(gone={(ada.pk, ada.username)})

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ending_lost, "lock", stopped)
    with pytest.raises(KeyboardInterrupt):
        compared(before)
    assert not Restoration.objects.exists()
    monkeypatch.undo()
    restored, held = compared(before)
    assert restored
    assert not held


def test_a_restore_that_was_stopped_half_way_is_finished_at_the_next_start(
    bens: Release, settings: Any
) -> None:
    assert finish() == (None, [])
    book(bens.client, [bens.contact], afternoon(3))
    at = timezone.now() - DAY
    said = ("client", "Jordan Reyes", "spoken", None, "", "They part.")
    gone = Revoked(bens.pk, bens.signed_at, (), at, at, *said)
    unfinished.keep(known()._replace(revoked={gone}))
    (file,) = Path(settings.DATA_DIR).iterdir()
    assert file.stat().st_mode & 0o077 == 0
    restored, held = finish()
    assert restored
    assert len(held) == 1
    assert statuses() == ["held"]
    assert LostRevocation.objects.get().release == bens
    assert not file.exists()


def test_what_was_known_is_read_as_it_was_kept(bens: Release, ada: User) -> None:
    lost(bens)
    at, on = timezone.now() - DAY, date(2028, 2, 29)
    said = ("client", "Zoë “Z”", "written", on, "Ida Lind", "")
    parts = {Revoked(bens.pk, bens.signed_at, ("hiv", "phone"), at, at, *said)}
    before = known()._replace(revoked=parts, gone={(ada.pk, ada.username)})
    assert before.earlier
    assert before.heads
    unfinished.keep(before)
    assert unfinished.kept() == before
