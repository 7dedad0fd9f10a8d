"""A release starts today or later: what was shared before it was signed stays unsigned."""

from __future__ import annotations

from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.models import ReleaseDraft
from tests.clock import DAY
from tests.refusals import refused_by, run
from tests.signed import EVERY_WAY, draft_for

PASSED = "This day has passed. A release starts today or later."


def sent(draft: ReleaseDraft, **changes: object) -> dict[str, object]:
    fields = [*EVERY_WAY, "topics", "purposes", "effective_on", "expires_on"]
    return {**{name: getattr(draft, name) for name in fields}, **changes}


def test_a_start_in_the_past_is_refused(ada: User, ben: Contact) -> None:
    draft, today = draft_for(ben, ada), timezone.localdate()
    yesterday = sent(draft, effective_on=today - DAY)
    assert DraftForm(ben, ada, yesterday).errors == {"effective_on": [PASSED]}
    assert DraftForm(ben, ada, yesterday, instance=draft).errors == {
        "effective_on": [PASSED]
    }
    assert DraftForm(ben, ada, sent(draft, effective_on=today)).errors == {}


def test_one_that_has_come_since_may_stay(ada: User, ben: Contact) -> None:
    draft = draft_for(ben, ada, effective_on=timezone.localdate() - 4 * DAY)
    changed = sent(draft, details="and how to help")
    assert DraftForm(ben, ada, changed, instance=draft).errors == {}


def test_the_database_refuses_it_too(ada: User, ben: Contact) -> None:
    """From the day before yesterday on: yesterday may be today somewhere."""
    draft_for(ben, ada)
    run("SET LOCAL third_chair.past = ''")
    start = "UPDATE releases_releasedraft SET effective_on = now()::date - %s::int"
    with refused_by("draft_starts_ahead"):
        run(start, 2)
    with refused_by("draft_starts_ahead"):
        draft_for(ben, ada, effective_on=timezone.localdate() - 3 * DAY)
    assert run(start, 0) == 1
    run("SET LOCAL third_chair.past = 'laid'")
    run(start, 9)
    run("SET LOCAL third_chair.past = ''")
    assert run("UPDATE releases_releasedraft SET effective_on = effective_on") == 1
