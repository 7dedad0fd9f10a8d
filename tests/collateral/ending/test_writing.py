"""What is revoked by word of mouth holds at once, and is asked for in writing where the
law wants that.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.law.revoking import still_wanted
from clients.law.rules import rules_for
from clients.models import Client, Contact
from practice.models import User
from releases.models import Release, Revocation, RevocationWriting
from tests.booked import book
from tests.clock import DAY
from tests.collateral.ending.leaning import SOON, kinds, statuses
from tests.refusals import refused_by, run, words_of
from tests.releases.history.happenings import read
from tests.revoked import revocation_of, revoke, revoke_part
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")
DUE = "revoked, and still to come in writing, with a witness"


@pytest.fixture
def bens(jordan: Client, ben: Contact) -> Release:
    """Jordan lives in Illinois."""
    Client.objects.filter(pk=jordan.pk).update(state="IL")
    jordan.state = ben.client.state = "IL"
    return sign(ben)


def today() -> str:
    return timezone.localdate().isoformat()


def sent(browser: Browser, **said: Any) -> Any:
    page = f"/revocations/{Revocation.objects.get().pk}/writing/"
    return browser.post(page, {"signed_on": today(), "witness": "Ida Lind", **said})


@pytest.mark.parametrize(
    ("state", "written", "witnessed", "wants"),
    [
        ("IL", False, False, "witnessed"),
        ("IL", True, False, "witnessed"),
        ("IL", False, True, "witnessed"),
        ("IL", True, True, ""),
        ("PA", False, False, "witnessed"),
        ("NY", False, False, ""),
    ],
)
def test_two_states_want_it_written_and_witnessed(
    jordan: Client, state: str, written: bool, witnessed: bool, wants: str
) -> None:
    jordan.state = state
    asks = rules_for(jordan, timezone.localdate()).witness_revoke
    assert still_wanted(asks, written=written, witnessed=witnessed) == wants


def test_case_15_a_spoken_wish_holds_at_once_and_a_task_asks_for_the_writing(
    client: Browser, ada: User, finn: User, jordan: Client, ben: Contact, bens: Release
) -> None:
    session = book(jordan, [ben], SOON)
    revoke(bens, "", ada)
    assert statuses() == ["held"]
    with refused_by("participant_release_in_force"):
        run(
            "UPDATE collateral_session SET status = 'checked_in' WHERE id = %s",
            session.pk,
        )
    client.force_login(finn)
    page = errors_in(client.get("/day/"))
    assert DUE in page
    assert "J.R." in page
    assert "Hart" not in page


def test_it_stands_on_the_page_until_the_writing_is_in(
    client: Browser, ada: User, finn: User, nora: User, bens: Release
) -> None:
    revoke(bens, "", ada)
    client.force_login(finn)
    assert sent(client).status_code == 302
    assert DUE not in errors_in(client.get("/day/"))
    assert RevocationWriting.objects.get().witness == "Ida Lind"
    assert kinds() == ["revoked", "revocation_written"]
    page = errors_in(client.get(f"/releases/{bens.pk}/"))
    assert "In writing since" in page
    client.force_login(nora)
    assert "Finn Doyle received the revocation of Ben Hart’s release in writing" in (
        read(client)
    )
    client.force_login(finn)
    assert sent(client).status_code == 404


def test_a_part_that_was_revoked_waits_for_its_writing_too(
    client: Browser, ada: User, finn: User, bens: Release
) -> None:
    revoke_part(bens, ["skills"], ada)
    client.force_login(finn)
    assert DUE in errors_in(client.get("/day/"))
    assert sent(client).url == f"/releases/{bens.pk}/"


def test_where_the_law_asks_nothing_more_nothing_waits(
    client: Browser, ada: User, finn: User, ben: Contact
) -> None:
    revoke(sign(ben), "", ada)
    client.force_login(finn)
    assert "still to come" not in errors_in(client.get("/day/"))


def test_the_witness_is_asked_for(
    client: Browser, ada: User, finn: User, bens: Release
) -> None:
    revoke(bens, "", ada)
    client.force_login(finn)
    response = sent(client, witness="")
    assert response.status_code == 422
    assert "asks for a witness" in errors_in(response)
    tomorrow = (timezone.localdate() + DAY).isoformat()
    response = sent(client, signed_on=tomorrow)
    assert "It was signed today or before." in errors_in(response)


def written(revocation: Revocation, by: User, **columns: Any) -> RevocationWriting:
    said = {
        "signed_on": timezone.localdate(),
        "witness": "Ida Lind",
        "time_zone": "America/New_York",
        "recorded_at": timezone.now(),
        **columns,
    }
    return RevocationWriting(revocation=revocation, recorded_by=by, **said)


def test_the_database_keeps_what_came_in(ada: User, ben: Contact) -> None:
    revocation = revocation_of(ben, ada, wants="witnessed")
    revocation.save()
    late = written(revocation, ada, signed_on=timezone.localdate() + 2 * DAY)
    words = "It was signed today or before."
    assert words_of("writing_signed_before_recorded", late) == words
    with refused_by("writing_signed_before_recorded"):
        late.save()
    with refused_by("writing_is_as_wanted"):
        written(revocation, ada, witness=" ").save()
    run("SET LOCAL third_chair.past = ''")
    with refused_by("writing_is_recorded_now"):
        written(revocation, ada, recorded_at=timezone.now() - DAY).save()
    written(revocation, ada).save()
    with refused_by("writing_is_final"):
        run("UPDATE releases_revocationwriting SET witness = 'x'")
    with refused_by("writing_is_not_truncated"):
        run("TRUNCATE releases_revocationwriting")


def test_the_database_takes_no_writing_that_nobody_asked_for(
    ada: User, ben: Contact
) -> None:
    plain = revocation_of(ben, ada)
    plain.save()
    with refused_by("writing_is_as_wanted"):
        written(plain, ada).save()
    asked = revocation_of(ben, ada, wants="writing")
    asked.save()
    written(asked, ada, witness="").save()
