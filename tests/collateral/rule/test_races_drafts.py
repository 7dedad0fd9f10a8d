"""Whoever changes a draft while another signs it or puts it aside undoes neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral import ending
from practice.models import User
from releases.models import Mark, Release, ReleaseDraft, Signature
from releases.terms import content
from tests.cast import contact_of
from tests.collateral.rule.rivals import rivals
from tests.signed import EVERY_WAY, draft_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

Act = Callable[[Browser, ReleaseDraft], Any]


def edit(browser: Browser, draft: ReleaseDraft) -> int:
    today = timezone.localdate()
    terms = {
        "topics": ["sleep"],
        "details": "Only the evenings.",
        "purposes": ["support"],
        **EVERY_WAY,
        "effective_on": today.isoformat(),
        "expires_on": (today + timedelta(days=90)).isoformat(),
    }
    return browser.post(f"/drafts/{draft.pk}/edit/", terms).status_code


def put_aside(browser: Browser, draft: ReleaseDraft) -> int:
    return browser.post(f"/drafts/{draft.pk}/withdrawal/").status_code


def sign(browser: Browser, draft: ReleaseDraft) -> int:
    typed = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
    )
    ending.sign(draft, typed, draft.prepared_by)
    return 302


@pytest.mark.parametrize("act", [put_aside, sign])
def test_a_draft_is_changed_at_any_moment_while_it_is_decided(
    ada: User, ben: Contact, unprinted: None, act: Act
) -> None:
    adas, finns = Browser(), Browser()
    for browser in (adas, finns):
        browser.force_login(ada)
    waited = 0
    with rivals() as (one, other):
        for statement in count(1):
            draft = draft_for(contact_of(ben.client, "Ben Hart"), ada)
            one.start(lambda d=draft: edit(adas, d), statement)
            if not one.reaches_its_stop():
                break
            other.start(lambda d=draft: act(finns, d))
            waited += other.goes_as_far_as_it_can() == "waits"
            one.goes_on()
            assert (one.outcome(), other.outcome()) == (302, 302)
            decided = ReleaseDraft.objects.get(pk=draft.pk)
            if act is put_aside:
                assert decided.withdrawn_at
            else:
                assert_says_what_was_signed(decided)
    assert waited


def assert_says_what_was_signed(draft: ReleaseDraft) -> None:
    signed = Release.objects.get(draft=draft).document.content
    says = content.of_draft(draft)
    assert (signed["details"], signed["topics"]) == (says["details"], says["topics"])
