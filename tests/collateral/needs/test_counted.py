"""What waits is counted as it is listed, which asks in another way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from collateral.models import Status
from collateral.needs.asked import counted
from practice.spans import end_of
from tests.booked import book
from tests.clock import DAY, MINUTE
from tests.collateral.needs.happens import Cast
from tests.needing import needs_of
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.mark.parametrize("left", [0, 1], ids=["today", "tomorrow"])
def test_a_signature_is_for_today_by_whatever_waits_for_it_first(
    cast: Cast, left: int
) -> None:
    until = end_of(timezone.localdate() + left * DAY)
    sign(cast["ben"], ends=until, signed_at=timezone.now() - DAY)
    draft_for(cast["ben"], cast["ada"])
    assert counted(cast["finn"])[1] == 1 - left
    (need,) = needs_of(cast["finn"], "awaiting")
    assert (need.due, need.today) == (until, 1 - left)
    starts = timezone.now() + MINUTE
    book(cast["jordan"], [cast["ben"]], starts, status=Status.HELD)
    (need,) = needs_of(cast["finn"], "awaiting")
    assert counted(cast["finn"]) == (need.total, need.today)
