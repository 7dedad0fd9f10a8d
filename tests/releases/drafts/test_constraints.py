"""What a prepared release must say."""

from __future__ import annotations

from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.terms import content, read
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of
from tests.signed import EVERY_WAY, draft_for


def test_a_draft_names_a_contact_of_its_own_client(ben: Contact, lee: Contact) -> None:
    draft = draft_for(ben, ben.client.clinician)
    assert words_of("draft_contact_of_client", draft) == ""
    draft.contact = lee
    assert words_of("draft_contact_of_client", draft) == (
        "Choose one of this client's own contacts."
    )
    with refused_by("draft_contact_of_client"):
        draft.save()


def test_a_draft_ends_on_or_after_the_day_it_starts(ada: User, ben: Contact) -> None:
    today = timezone.localdate()
    draft = draft_for(ben, ada, effective_on=today, expires_on=today)
    assert words_of("draft_expires_after_it_starts", draft) == ""
    draft.expires_on = today - DAY
    assert words_of("draft_expires_after_it_starts", draft) == (
        "A release must end on or after the day it starts."
    )
    with refused_by("draft_expires_after_it_starts"):
        draft.save()


def test_a_draft_says_what_may_be_shared(ada: User, ben: Contact) -> None:
    draft = draft_for(ben, ada, topics=["sleep"])
    assert words_of("draft_says_what_is_shared", draft) == ""
    draft.topics = []
    assert words_of("draft_says_what_is_shared", draft) == (
        "Tick at least one thing that may be shared."
    )
    with refused_by("draft_says_what_is_shared"):
        draft.save()


def test_a_draft_says_each_purpose(ada: User, ben: Contact) -> None:
    """45 CFR 164.508(c)(1)(iv)."""
    draft = draft_for(ben, ada, purposes=["support", "relationship"])
    assert words_of("draft_says_why", draft) == ""
    assert read(content.of_draft(draft)).why == (
        "Communication: practice skills and be heard, with support; "
        "Support between sessions: coping, sleep, healthy habits"
    )
    draft.purposes = []
    assert words_of("draft_says_why", draft) == "Tick at least one reason why."
    with refused_by("draft_says_why"):
        run("UPDATE releases_releasedraft SET purposes = '{}' WHERE id = %s", draft.pk)


def test_the_form_of_a_draft_says_all_of_it(ada: User, ben: Contact) -> None:
    today = timezone.localdate()
    sent = {
        "purposes": ["support"],
        **EVERY_WAY,
        "effective_on": (today + DAY).isoformat(),
        "expires_on": today.isoformat(),
    }
    form = DraftForm(ben, ada, {**sent, "purposes": []})
    assert form.errors["purposes"] == ["Tick at least one reason why."]
    form = DraftForm(ben, ada, sent)
    assert form.errors["topics"] == ["Tick at least one thing that may be shared."]
    form = DraftForm(ben, ada, {**sent, "topics": ["sleep"]})
    assert form.errors == {
        "__all__": ["A release must end on or after the day it starts."]
    }
    form = DraftForm(
        ben, ada, {**sent, "topics": ["sleep"], "expires_on": sent["effective_on"]}
    )
    assert form.is_valid()
