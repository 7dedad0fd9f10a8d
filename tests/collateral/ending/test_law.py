"""A client moves: what was signed before covers nothing that the law of where they are now
asks more for, and the sessions ahead wait.
"""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.law.rules import months_after
from clients.models import Client, ConsentEvent, Contact
from collateral import ending
from collateral.models import Session, Status
from practice.models import User
from practice.spans import end_of, start_of
from releases.models import Mark, Release, Signature
from releases.proof.evidence import with_evidence
from releases.proof.fit import misfits
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.collateral.ending.test_lapses import agreed, changed
from tests.refusals import refused_by, run, settle
from tests.releases.history.happenings import words
from tests.signed import draft_for, sign

RULE = "release_within_the_law"
UNWITNESSED = "asks for a witness, and this release has none."


@pytest.fixture
def bens(jordan: Client, ben: Contact) -> Release:
    """What Jordan signed for Ben in California, without a witness."""
    live_in(jordan, "CA")
    return sign(Contact.objects.select_related("client").get(pk=ben.pk))


def live_in(client: Client, state: str, **where: str) -> None:
    Client.objects.filter(pk=client.pk).update(state=state, **where)
    client.refresh_from_db()


def statuses(*sessions: Session) -> list[str]:
    return [Session.objects.get(pk=each.pk).status for each in sessions]


def test_case_45_a_client_who_moves_from_california_to_illinois_needs_a_witness(
    adas: Browser,
    ada: User,
    jordan: Client,
    ben: Contact,
    bens: Release,
    unprinted: None,
) -> None:
    """Case 45 of the domain's: the old release covers nothing from then on."""
    session = book(jordan, [ben], afternoon())
    status, page = changed(adas, jordan, state="IL")
    assert status == 422
    assert "One session will go on hold" in words(page)
    assert f"ends now. The law of Illinois {UNWITNESSED}" in words(page)
    jordan.refresh_from_db()
    assert jordan.state == "CA"
    assert agreed(adas, jordan, state="IL") == 302
    settle()
    bens.refresh_from_db()
    assert statuses(session) == [Status.HELD]
    assert bens.in_force.upper == bens.law_ended_at
    assert (bens.law_ended_by.state, bens.law_ended_because) == ("IL", "witness")
    assert list(misfits(with_evidence(Release.objects.all()).get())) == []
    kinds = list(ConsentEvent.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-3:] == ["held", "law_ended", "client_changed"]
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], afternoon(9))
    page = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert f"the law that applies to the client {UNWITNESSED}" in words(page)
    made = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
        witness="Finn Doyle",
    )
    ben.client.refresh_from_db()
    ending.sign(draft_for(ben, ada), made, ada)
    assert book(jordan, [ben], afternoon(9))
    settle()


def test_a_move_to_where_nothing_more_is_asked_ends_nothing(
    adas: Browser, jordan: Client, ben: Contact, bens: Release
) -> None:
    session = book(jordan, [ben], afternoon())
    assert changed(adas, jordan, state="NY")[0] == 302
    bens.refresh_from_db()
    assert bens.law_ended_at is None
    assert statuses(session) == [Status.SCHEDULED]


@pytest.mark.parametrize("where", ["state", "video_state"])
def test_a_move_past_the_page_is_refused(
    jordan: Client, ben: Contact, bens: Release, where: str
) -> None:
    moves = f"UPDATE clients_client SET {where} = %s WHERE id = %s"
    with refused_by(RULE):
        run(moves, "IL", jordan.pk)
    run(moves, "NY", jordan.pk)
    settle()


def test_where_they_are_on_the_screen_decides_too(
    adas: Browser, jordan: Client, bens: Release
) -> None:
    status, page = changed(adas, jordan, video_state="IL")
    assert status == 422
    assert f"The law of Illinois {UNWITNESSED}" in words(page)
    assert agreed(adas, jordan, video_state="IL") == 302


def test_a_shorter_term_lets_what_is_before_its_last_day_stand(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    """Signed in New York for two years, it counts for one in Maryland."""
    today = timezone.localdate()
    release = sign(ben, timezone.now(), end_of(today + 700 * DAY))
    last = months_after(today, 12)
    near, far = (
        book(jordan, [ben], start_of(day) + 15 * DAY / 24) for day in (last, last + DAY)
    )
    status, page = changed(adas, jordan, state="MD")
    assert status == 422
    assert "counts only until" in words(page)
    assert "The law of Maryland lets this release count no longer." in words(page)
    assert agreed(adas, jordan, state="MD") == 302
    settle()
    release.refresh_from_db()
    assert release.law_ended_at == end_of(last)
    assert statuses(near, far) == [Status.SCHEDULED, Status.HELD]


@pytest.mark.parametrize(
    ("state", "moves"), [("WA", 422), ("CA", 422), ("PA", 422), ("NJ", 302)]
)
def test_words_and_a_form_that_are_asked_where_they_are_now(
    adas: Browser, jordan: Client, ben: Contact, state: str, moves: int
) -> None:
    """Signed in New York: RCW 70.02.030, Cal. Civ. Code 56.11, 55 Pa. Code 5100.34."""
    Contact.objects.filter(pk=ben.pk).update(organisation="")
    release = sign(ben, affiliation="")
    settle()
    status, page = changed(adas, jordan, state=state)
    assert status == moves
    if moves == 302:
        return
    assert "asks for words, or a form, that this release has not." in words(page) or (
        state == "PA" and UNWITNESSED in words(page)
    )
    assert agreed(adas, jordan, state=state) == 302
    settle()
    release.refresh_from_db()
    assert release.in_force.upper == release.law_ended_at


def test_what_has_the_words_and_the_form_carries_on(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    """Signed in California, by whoever lives in Washington from now on, and back."""
    live_in(jordan, "CA")
    ben.client.refresh_from_db()
    release = sign(ben, affiliation="none")
    for state in ("WA", "CA"):
        assert changed(adas, jordan, state=state)[0] == 302
        settle()
    release.refresh_from_db()
    assert release.law_ended_at is None
