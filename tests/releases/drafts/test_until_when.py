"""A release says until when: without a day nothing is prepared, signed or kept."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.bare import said_for
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of
from tests.releases.copies import like
from tests.signed import EVERY_WAY, document_of, draft_for, sign

EVENT = "The semester ends"


def typed(draft: ReleaseDraft, **until: str) -> dict[str, object]:
    """What the form of ``draft`` sends, with another end."""
    return {
        **EVERY_WAY,
        "topics": ["skills"],
        "purposes": ["support"],
        "effective_on": draft.effective_on.isoformat(),
        **until,
    }


@pytest.mark.parametrize("event", ["", EVENT])
def test_case_23_what_has_no_last_day_is_not_prepared(
    adas: Browser, ada: User, ben: Contact, event: str
) -> None:
    """45 CFR 164.508(c)(1)(v). An event may end it sooner; a day ends it at the latest."""
    draft = draft_for(ben, ada)
    path = reverse("draft_new", args=[ben.pk])
    answer = adas.post(path, typed(draft, expires_on="", expires_event=event))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == ["expires_on"]
    assert form["expires_event"].value() == event
    assert ReleaseDraft.objects.count() == 1


@pytest.mark.parametrize("event", ["", EVENT])
def test_case_23_the_database_keeps_none_without_one_either(
    ada: User, ben: Contact, event: str
) -> None:
    draft = draft_for(ben, ada, expires_event=event)
    release = sign(ben, expires_event=event)
    with pytest.raises(IntegrityError, match="expires_on"), transaction.atomic():
        run(
            "UPDATE releases_releasedraft SET expires_on = NULL WHERE id = %s", draft.pk
        )
    with pytest.raises(IntegrityError, match="expires_at"), transaction.atomic():
        like(release, expires_at=None).save(force_insert=True)


@pytest.mark.parametrize("lacks", [{"expires_on": None}, {"expires_on": ""}])
def test_case_23_what_is_signed_says_its_last_day(
    ben: Contact, lacks: dict[str, str | None]
) -> None:
    said = {**said_for(ben), "expires_event": EVENT, **lacks}
    document = document_of(ben.client, said)
    assert words_of("document_is_whole", document) != ""
    with refused_by("document_is_whole"):
        document.save()


@pytest.mark.parametrize("event", ["", EVENT])
def test_case_23_a_day_is_enough_and_an_event_may_come_sooner(
    adas: Browser, ada: User, ben: Contact, event: str
) -> None:
    draft = draft_for(ben, ada)
    draft.withdrawn_at = draft.prepared_at
    draft.save()
    last = (draft.effective_on + 30 * DAY).isoformat()
    path = reverse("draft_new", args=[ben.pk])
    answer = adas.post(path, typed(draft, expires_on=last, expires_event=event))
    assert answer.status_code == 302
    made = ReleaseDraft.objects.get(withdrawn_at=None)
    assert (made.expires_on.isoformat(), made.expires_event) == (last, event)
