"""What was signed before anyone could let it lapse is asked for as before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.lapsing.act import let_lapse
from releases.models import Lapse, Release
from releases.proof.verification import verify_releases
from tests.clock import DAY
from tests.migrating import migrate
from tests.refusals import run
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0035_paper_alarm"), ("clients", "0026_copy_recorded")]


def test_what_ends_is_still_asked_for_and_may_lapse_from_now_on(
    ben: Contact, ada: User
) -> None:
    release = sign(ben, ends=timezone.now() + 10 * DAY)
    migrate(*BEFORE)
    tables = "SELECT FROM information_schema.tables WHERE table_name = %s"
    assert run(tables, "releases_lapse") == 0
    migrate()
    now = timezone.now()
    ending = Release.objects.ending_before(now, now + timedelta(days=30))
    assert list(ending) == [release]
    assert verify_releases().misfits == ()
    assert weaknesses(connection) == []
    let_lapse(Lapse(release=release, decided_by=ada, reason="Moves away"))
    assert not ending.all().exists()


def test_what_was_let_lapse_keeps_its_place_in_the_history(
    ben: Contact, ada: User
) -> None:
    """The way back is barred by an event that no earlier version has a word for."""
    lapse = Lapse(release=sign(ben), decided_by=ada, reason="Moves away")
    let_lapse(lapse)
    with pytest.raises(IntegrityError, match="event_has_a_kind"), transaction.atomic():
        migrate(*BEFORE)
    assert Lapse.objects.get() == lapse
