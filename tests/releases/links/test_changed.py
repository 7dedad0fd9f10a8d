"""Words that change while a link is out: it shows the new ones, never some of both."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from practice.models import User
from releases.links.act import version_of
from releases.models import Release, ReleaseDraft, SignatureLink
from tests.links import link_of, opened
from tests.releases.links.test_signing import SIGNS
from tests.room import step_by_step

pytestmark = pytest.mark.usefixtures("unprinted")


def step(phone: Browser) -> Any:
    return phone.get("/room/", follow=True)


def change(draft: ReleaseDraft) -> None:
    ReleaseDraft.objects.filter(pk=draft.pk).update(details="How she sleeps.")


def test_what_was_changed_before_it_is_opened_is_what_it_shows(
    bens: ReleaseDraft, ada: User
) -> None:
    link, path = link_of(bens, ada)
    change(bens)
    bens.refresh_from_db()
    assert link.version != version_of(SignatureLink(draft=bens))
    phone = opened(path)
    assert "How she sleeps." in step(phone).content.decode()
    assert SignatureLink.objects.get().version == version_of(SignatureLink(draft=bens))
    assert step_by_step(phone, SIGNS) is None
    words = Release.objects.get(draft=bens).document.content
    assert words["details"] == "How she sleeps."


def test_what_is_changed_while_it_is_read_is_read_again(
    bens: ReleaseDraft, ada: User
) -> None:
    _, path = link_of(bens, ada)
    phone = opened(path)
    first = step(phone)
    phone.post("/room/read/", {"read": first.context["form"].version})
    assert step(phone).context["step"] == "records"
    change(bens)
    phone.post("/room/records/", {"agree": "yes"})
    again = step(phone)
    assert again.context["step"] == "read"
    assert "How she sleeps." in again.content.decode()
    assert not Release.objects.exists()


def test_what_is_changed_as_it_is_signed_is_not_signed(
    bens: ReleaseDraft, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last moment: after the page asked, and before the act."""
    link, path = link_of(bens, ada)
    phone = opened(path)
    act = "collateral.signing.act.by_its_link"

    def changed_just_now(signing: Any, *_: Any) -> None:
        change(bens)
        signing.draft.refresh_from_db(fields=["details"])

    monkeypatch.setattr(act, changed_just_now)
    with pytest.raises(AssertionError):  # it is asked to read it again, and again
        step_by_step(phone, SIGNS)
    assert not Release.objects.exists()
    link.refresh_from_db()
    assert link.used_at is None
