"""Who may speak to whom, each release an arrow: drawn, and told as a list."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import local_day
from tests.cast import contact_of
from tests.clock import DAY
from tests.privacy.doors import browser_of
from tests.revoked import revoke
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


def circle(browser: Browser, client: Client) -> str:
    response = browser.get(f"/clients/{client.pk}/circle/")
    assert response.status_code == 200
    return response.content.decode()


def told(html: str) -> str:
    """The list, as text."""
    listed = re.sub(r"<[^>]+>", " ", html.split('aria-labelledby="people"')[1])
    return " ".join(unescape(listed).replace(" .", ".").split())


def arrows(html: str) -> list[int]:
    """Of each arrow drawn, how many heads it has."""
    drawn = re.findall(r'<g class="tie.*?</g>', html, re.DOTALL)
    return [each.count("<polygon") for each in drawn]


@pytest.mark.parametrize(
    ("direction", "says", "heads"),
    [
        ("disclose", "Anyone of the practice may speak to Ben Hart until", 1),
        (
            "obtain",
            "Ben Hart may speak to anyone of the practice, and not the other way, until",
            1,
        ),
        (
            "exchange",
            "Anyone of the practice and Ben Hart may speak to each other until",
            2,
        ),
    ],
)
def test_an_arrow_points_the_way_that_words_may_go(
    adas: Browser, jordan: Client, ben: Contact, direction: str, says: str, heads: int
) -> None:
    release = sign(ben, direction=direction)
    html = circle(adas, jordan)
    assert says in told(html)
    assert arrows(html) == [heads]
    last = say_day_short_year(local_day(release.expires_at - timedelta(seconds=1)))
    assert f"until {last}" in told(html)
    assert html.count(f"until {last}") == 2  # drawn, and in the list


def test_who_alone_may_tell_is_named(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    sign(ben, discloser=ada.pk)
    assert "Dr. Ada Okafor may speak to Ben Hart until" in told(circle(adas, jordan))


def test_without_a_release_there_is_no_arrow_but_a_way_to_prepare_one(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    html = circle(adas, jordan)
    assert arrows(html) == []
    assert "No release is signed: nobody of the practice speaks to them." in told(html)
    assert f"/contacts/{ben.pk}/release/" in html


def test_what_was_revoked_has_no_arrow_and_says_so(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    revoke(sign(ben), "asked", jordan.clinician)
    html = circle(adas, jordan)
    assert arrows(html) == []
    assert "Revoked" in told(html)


def test_what_is_prepared_has_no_arrow_before_it_is_signed(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    draft = draft_for(ben, ada)
    html = circle(adas, jordan)
    assert arrows(html) == []
    assert "Prepared and not signed: Anyone of the practice may speak" in told(html)
    assert f"/drafts/{draft.pk}/" in html
    assert f"/contacts/{ben.pk}/release/" not in html


def test_notes_have_an_arrow_of_their_own(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    sign(ben, kind="psychotherapy_notes", topics=[], formats=[], places=[])
    html = circle(adas, jordan)
    assert arrows(html) == [1, 1]
    assert ">notes, until " in html
    assert "may show Ben Hart psychotherapy notes until" in told(html)


def test_one_that_starts_later_says_from_when(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    starts = timezone.now() + 9 * DAY
    sign(ben, starts, starts + 90 * DAY)
    says = f"from {say_day_short_year(local_day(starts))} until "
    assert says in told(circle(adas, jordan))


def test_a_renewal_comes_after_what_it_renews(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    starts = timezone.now() + 9 * DAY
    sign(ben, starts, starts + 90 * DAY)
    sign(ben, ends=starts)
    said = told(circle(adas, jordan))
    assert said.index("Ben Hart until ") < said.index("Ben Hart from ")


def test_nobody_is_drawn_over_another(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    for n in range(12):
        sign(contact_of(jordan, f"Contact {n}"))
    html = circle(adas, jordan)
    found = re.findall(
        r'circle-box" x="([\d.]+)" y="([\d.]+)" width="268" height="([\d.]+)"', html
    )
    boxes = [tuple(map(float, each)) for each in found]
    assert len(boxes) == 13
    apart = [
        abs(x - other_x) >= 268 or y + tall <= other_y or other_y + other_tall <= y
        for n, (x, y, tall) in enumerate(boxes)
        for other_x, other_y, other_tall in boxes[n + 1 :]
    ]
    assert all(apart)


def test_an_empty_circle_says_what_to_do(adas: Browser, jordan: Client) -> None:
    html = circle(adas, jordan)
    assert "Nobody is listed yet." in told(html)
    assert '<svg class="circle"' not in html


def test_an_admin_reads_it_and_is_led_to_no_draft(
    jordan: Client, ben: Contact, ada: User, nora: User
) -> None:
    draft_for(ben, ada)
    html = circle(browser_of(nora), jordan)
    assert "Prepared and not signed" in told(html)
    assert "/drafts/" not in html
