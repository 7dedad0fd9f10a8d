"""Before signing, the page says what ends and what goes on hold with it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending
from collateral.ending import ripple
from practice.formats import say_day_short_year, say_span
from practice.models import User
from practice.spans import end_of, span, start_of
from releases.models import ReleaseDraft
from releases.terms import content
from tests.booked import book
from tests.clock import DAY, FIFTY, HOUR
from tests.collateral.ending.leaning import LATER, SOON, on_screen, statuses, typed_by
from tests.room import sign_in_room
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.mark.parametrize("planned", [False, True], ids=["alone", "and a later one"])
@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        pytest.param(0, 300, id="longer"),
        pytest.param(0, 90, id="as long"),
        pytest.param(0, 60, id="up to a session"),
        pytest.param(0, 59, id="until the day before a session"),
        pytest.param(0, 5, id="shorter than any"),
        pytest.param(30, 40, id="from next month"),
        pytest.param(200, 300, id="after all others"),
        pytest.param(-9, -1, id="past its last day"),
    ],
)
def test_what_signing_puts_on_hold_is_told_beforehand(
    ada: User, ben: Contact, maria: Contact, starts: int, ends: int, planned: bool
) -> None:
    jordan = ben.client
    sign(ben)
    sign(maria)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    book(jordan, [maria], LATER + HOUR)
    if planned:
        on_screen(ben, ada, starts=20, ends=190)
    today = timezone.localdate()
    days = {"effective_on": today + starts * DAY, "expires_on": today + ends * DAY}
    draft = draft_for(ben, ada, **days)
    told = ripple.of_signing(draft, "client")
    assert statuses() == ["scheduled"] * 3
    if ends < 0:
        assert (told.counts, told.replaced, told.held) == (None, [], [])
        return
    new, held = ending.sign(draft, typed_by(jordan), ada)
    new.refresh_from_db()
    assert told.held == held
    assert told.counts.upper == new.in_force.upper
    assert set(told.replaced) == set(new.supersedes.all())


def test_what_a_parent_signs_goes_no_further_than_majority(
    ada: User, teo: Client, rosa: Contact
) -> None:
    sign(rosa, ends=start_of(teo.comes_of_age_on) + 9 * DAY)
    draft = draft_for(rosa, ada, expires_on=teo.comes_of_age_on + 20 * DAY)
    birthday = start_of(teo.comes_of_age_on)
    for capacity in ("parent", "agent"):
        told = ripple.of_signing(draft, capacity)
        assert told.counts.upper == birthday
    assert ripple.of_signing(draft, "minor").counts.upper > birthday


def signing_page(browser: Browser, draft: ReleaseDraft) -> str:
    return browser.get(f"/drafts/{draft.pk}/signature/").content.decode()


def test_before_signing_the_page_says_what_is_replaced_and_held(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    today = timezone.localdate()
    old = sign(ben, ends=end_of(today + 90 * DAY))
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    draft = draft_for(ben, ada, expires_on=today + 30 * DAY)
    page = signing_page(adas, draft)
    assert (
        f"Replaces the release signed {say_day_short_year(old.signed_at)}, which counts "
        f"until {say_day_short_year(today + 90 * DAY)}, from {say_day_short_year(today)}."
    ) in page
    assert "One session will go on hold" in page
    assert say_span(span(LATER, LATER + FIFTY)) in page
    assert say_span(span(SOON, SOON + FIFTY)) not in page
    typed = {
        "read": content.sha256_of(content.of_draft(draft)),
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
    }
    response = adas.get(sign_in_room(adas, f"/drafts/{draft.pk}/signature/", typed).url)
    assert (
        f"The release for Ben Hart is signed and counts until "
        f"{say_day_short_year(draft.expires_on)}. A copy is ready to print. "
        f"It replaces the release of {say_day_short_year(old.signed_at)}. "
        "One session is on hold until you decide."
    ) in response.content.decode()


def test_what_was_to_count_later_is_replaced_whole(
    adas: Browser, ada: User, ben: Contact
) -> None:
    today = timezone.localdate()
    sign(ben, start_of(today + 20 * DAY), end_of(today + 90 * DAY))
    page = signing_page(adas, draft_for(ben, ada))
    assert (
        f"which was to count from {say_day_short_year(today + 20 * DAY)} until "
        f"{say_day_short_year(today + 90 * DAY)}."
    ) in page
    assert "What it replaces" in page
    assert "on hold" not in page


def test_a_first_release_replaces_nothing_and_says_nothing(
    adas: Browser, ada: User, ben: Contact
) -> None:
    page = signing_page(adas, draft_for(ben, ada))
    assert "eplaces" not in page
    assert "on hold" not in page
    assert "It counts from" not in page


def test_what_is_signed_late_counts_from_its_signing(
    adas: Browser, ada: User, ben: Contact
) -> None:
    today = timezone.localdate()
    page = signing_page(adas, draft_for(ben, ada, effective_on=today - 4 * DAY))
    assert f"It counts from {say_day_short_year(today)}, when it is signed." in page
