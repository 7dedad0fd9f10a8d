"""Preparing a release: what it starts from, and what became of it meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral import ending
from practice.models import User
from practice.spans import end_of, span, start_of
from releases.drafts.form import DraftForm
from releases.drafts.usual import usual_terms
from releases.models import Release, ReleaseDraft, Signature
from releases.terms import content
from tests.clock import DAY
from tests.room import sign_in_room
from tests.signed import EVERY_WAY, covered, draft_for, sign

TYPED = Signature(
    signer="Jordan Reyes", capacity="client", mark="typed", typed_name="Jordan Reyes"
)
HALF_A_YEAR = timedelta(days=180)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def days_of(contact: Contact) -> tuple[date, date]:
    """From when until when a new draft would be."""
    terms = usual_terms(contact)
    return terms["effective_on"], terms["expires_on"]


def test_a_first_release_starts_today(ben: Contact, today: date) -> None:
    assert days_of(ben) == (today, today + HALF_A_YEAR)


def test_what_has_ended_is_prepared_anew_from_today(ben: Contact, today: date) -> None:
    sign(ben, start_of(today - 90 * DAY), end_of(today - DAY))
    assert days_of(ben) == (today, today + HALF_A_YEAR)
    assert usual_terms(ben)["topics"] == ["attendance", "skills"]


def test_a_renewal_starts_where_what_is_in_force_ends(
    ben: Contact, today: date
) -> None:
    sign(ben, ends=start_of(today + 30 * DAY))
    first = today + 30 * DAY
    assert days_of(ben) == (first, first + HALF_A_YEAR)


def test_a_second_renewal_starts_where_the_first_ends(
    ben: Contact, today: date
) -> None:
    meeting = start_of(today + 30 * DAY)
    sign(ben, ends=meeting)
    sign(ben, meeting, start_of(today + 60 * DAY), signed_at=timezone.now())
    assert days_of(ben)[0] == today + 60 * DAY


def test_what_starts_only_later_leaves_today_to_be_covered(
    ben: Contact, today: date
) -> None:
    sign(ben, start_of(today + 90 * DAY), end_of(today + 120 * DAY))
    assert days_of(ben) == (today, today + HALF_A_YEAR)


def test_a_new_release_ends_no_sooner_than_what_it_replaces(
    ben: Contact, today: date
) -> None:
    sign(ben, start_of(today + 90 * DAY), end_of(today + 300 * DAY))
    assert days_of(ben) == (today, today + 300 * DAY)


def test_signing_what_starts_today_replaces_what_was_to_start_later(
    ada: User, ben: Contact, today: date, unprinted: None
) -> None:
    last = today + 300 * DAY
    planned = sign(ben, start_of(today + 90 * DAY), end_of(last))
    terms = usual_terms(ben)
    form = DraftForm(ben, ada, {**terms, "purposes": ["support"]})
    assert form.is_valid(), form.errors
    new, held = ending.sign(form.save(), TYPED, ada)
    planned.refresh_from_db()
    assert held == []
    assert (planned.in_force, planned.superseded_by) == (None, new)
    whole = span(new.signed_at, end_of(last))
    assert covered(whole) == {ben.pk}


def edited(browser: Browser, draft: ReleaseDraft) -> HttpResponse:
    """What comes of changing ``draft``."""
    terms = {
        "topics": ["sleep"],
        "purposes": ["support"],
        **EVERY_WAY,
        "effective_on": draft.effective_on.isoformat(),
        "expires_on": draft.expires_on.isoformat(),
    }
    return browser.post(f"/drafts/{draft.pk}/edit/", terms, follow=True)


def test_what_was_signed_meanwhile_is_not_changed(
    adas: Browser, ada: User, ben: Contact, unprinted: None
) -> None:
    draft = draft_for(ben, ada)
    release, _ = ending.sign(draft, TYPED, ada)
    response = edited(adas, draft)
    assert response.redirect_chain == [(f"/releases/{release.pk}/", 302)]
    assert "This release is signed, and final." in response.content.decode()
    draft.refresh_from_db()
    assert draft.topics == ["attendance", "skills"]


def test_what_was_put_aside_meanwhile_is_not_changed(
    adas: Browser, ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    adas.post(f"/drafts/{draft.pk}/withdrawal/")
    response = edited(adas, draft)
    assert response.redirect_chain == [(f"/clients/{ben.client_id}/", 302)]
    assert "This prepared release was put aside." in response.content.decode()
    draft.refresh_from_db()
    assert draft.withdrawn_at
    assert draft.topics == ["attendance", "skills"]


def prepared(ada: User, contact: Contact, **written: str) -> DraftForm:
    """The form for a new draft, with ``written`` in it."""
    terms = {**usual_terms(contact), "topics": ["sleep"], "purposes": ["support"]}
    return DraftForm(contact, ada, {**terms, **EVERY_WAY, **written})


@pytest.mark.parametrize("field", ["topics", "sensitive_topics"])
def test_psychotherapy_notes_go_on_no_release_with_anything_else(
    ada: User, ben: Contact, field: str
) -> None:
    """45 CFR 164.508(b)(3)(ii)."""
    terms = {**usual_terms(ben), "topics": ["sleep"], "purposes": ["support"]}
    terms |= {**EVERY_WAY, field: ["psychotherapy_notes"]}
    form = DraftForm(ben, ada, terms)
    assert list(form.errors) == [field]


LONG = "我希望我的伴侣知道在晚上什么能帮助我。" * 60
TOO_LONG = "This takes more than two pages on paper. Say it in fewer words."


def test_what_its_paper_cannot_hold_is_said_beside_what_is_longest(
    ada: User, ben: Contact
) -> None:
    form = prepared(ada, ben, details=LONG[:999], off_limits=LONG[:1000])
    assert form.errors == {"off_limits": [TOO_LONG]}
    assert prepared(ada, ben, details=LONG[:800], off_limits=LONG[:800]).is_valid()


def test_a_draft_that_cannot_be_drawn_is_not_prepared(ada: User, ben: Contact) -> None:
    form = prepared(ada, ben, details="A smile \U0001fae9")
    (sentence,) = form.errors["details"]
    assert sentence.startswith("No font on this machine draws ")
    assert prepared(ada, ben, details="A smile").is_valid()


def test_names_that_leave_no_room_are_not_signed(adas: Browser, ben: Contact) -> None:
    ada = ben.client.clinician
    draft = prepared(ada, ben, details=LONG[:880], off_limits=LONG[:880]).save()
    read = content.sha256_of(content.of_draft(draft))
    signing = {"capacity": "agent", "mark": "typed", "intends": "on", "read": read}
    long = {"signer": "张" * 200, "typed_name": "张" * 200, "authority": "我" * 200}
    response = sign_in_room(adas, f"/drafts/{draft.pk}/signature/", signing | long)
    assert response.status_code == 422
    assert TOO_LONG in response.content.decode()
    assert not Release.objects.exists()
    short = {"signer": "张伟", "typed_name": "张伟", "authority": "我"}
    response = sign_in_room(adas, f"/drafts/{draft.pk}/signature/", signing | short)
    assert response.status_code == 302
    assert Release.objects.get().draft == draft
