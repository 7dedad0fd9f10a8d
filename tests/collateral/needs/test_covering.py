"""What needs whoever covers a client, as long as they do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from clients.covering.act import end_cover
from clients.models import Cover
from practice.spans import span
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.collateral.covering.test_covering import covered
from tests.collateral.needs.happens import (
    Cast,
    at_home,
    awaiting,
    ending,
    held,
    left_out_dates,
    locked,
    on_paper,
    took_place,
    uncovered_dates,
    unverified,
    void,
)
from tests.needing import kinds_of
from tests.planned import write_out
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words

pytestmark = pytest.mark.usefixtures("unprinted")


def test_it_needs_them_only_while_they_cover(cast: Cast) -> None:
    held(cast)
    jordan, cleo, now = cast["jordan"], cast["cleo"], timezone.now()
    days = span(now - 3 * DAY, now - DAY)
    Cover.objects.create(
        client=jordan, clinician=cleo, during=days, named_at=now - 4 * DAY
    )
    covered(jordan, cleo, 1, 2)
    assert kinds_of(cleo) == []
    running = covered(jordan, cleo, 0, 0)
    assert kinds_of(cleo) == ["held"]
    end_cover(running, cast["ada"])
    assert kinds_of(cleo) == []


def test_the_list_says_for_whom_they_cover(cast: Cast) -> None:
    held(cast)
    covered(cast["jordan"], cast["cleo"])
    cleos = browser_of(cast["cleo"])
    html = cleos.get("/needs/").content.decode()
    assert f'href="/clients/{cast["jordan"].pk}/"' in html
    assert "you cover for Dr. Ada Okafor" in words(html)
    assert "for Dr. Ada Okafor" in words(cleos.get("/week/").content.decode())
    adas = browser_of(cast["ada"])
    assert "you cover for" not in words(adas.get("/needs/").content.decode())


@pytest.mark.parametrize(
    "happens",
    [
        held,
        uncovered_dates,
        left_out_dates,
        at_home,
        awaiting,
        on_paper,
        locked,
        ending,
        unverified,
        void,
    ],
)
def test_whatever_they_can_do_needs_them_and_its_pages_open(
    happens: Callable[[Cast], None], cast: Cast
) -> None:
    happens(cast)
    covered(cast["jordan"], cast["cleo"])
    assert sorted(kinds_of(cast["cleo"])) == sorted(kinds_of(cast["ada"]))
    browser = browser_of(cast["cleo"])
    needs = browser.get("/needs/").context["needs"]
    for line in (line for group in needs.groups for line in group.lines):
        for url in (line.next[1], *(url for _, url, _ in line.others)):
            status = browser.get(url.partition("#")[0]).status_code
            assert status in (200, 302), (line.need.kind, url)


def test_what_only_whoever_treats_them_can_write_does_not(cast: Cast) -> None:
    took_place(cast)  # in whose release is one for the plan
    write_out(book(cast["jordan"], [cast["ben"]], afternoon(3)))
    covered(cast["jordan"], cast["cleo"])
    assert {"plan", "debrief"} <= set(kinds_of(cast["ada"]))
    assert not {"plan", "debrief"} & set(kinds_of(cast["cleo"]))
