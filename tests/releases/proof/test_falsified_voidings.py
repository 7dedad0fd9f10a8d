"""That a release was voided, by whose word, is not taken back or made up unseen."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from collateral.ending import voiding
from practice.models import User
from releases.models import Release
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import RELEASE, falsify, said

NOT_TOLD = "the history does not tell who asked that it be void, and who decided"
NOT_AS_TOLD = "what is recorded of its voiding is not what the history tells"


@pytest.fixture
def void(bens: Release, ada: User, finn: User) -> Release:
    """Ben's release, void by Ada's word and Finn's."""
    voiding.decide(voiding.ask(bens, "The wrong Ben.", ada), finn, agreed=True)
    return Release.objects.get(pk=bens.pk)


def test_a_release_voided_by_two_fits(void: Release) -> None:
    assert said() == []


def test_what_was_asked_and_not_agreed_to_fits(
    bens: Release, ada: User, finn: User
) -> None:
    voiding.decide(voiding.ask(bens, "The wrong Ben.", ada), finn, agreed=False)
    voiding.ask(bens, "Wrong all the same.", ada)
    assert said() == []


def test_unvoided_by_raw_sql_is_found(void: Release) -> None:
    falsify(RELEASE.format("voided_at = NULL"), void)
    (found,) = said()
    assert f"Release {void.pk} does not fit: its voiding was taken back" in found


def test_nothing_is_shown_of_what_was_unvoided(
    void: Release, client: Browser, ada: User
) -> None:
    falsify(RELEASE.format("voided_at = NULL"), void)
    client.force_login(ada)
    page = words(client.get(f"/releases/{void.pk}/").content.decode())
    assert "changed after it was signed" in page


def test_a_voiding_moved_is_found(void: Release) -> None:
    falsify(RELEASE.format("voided_at = voided_at + interval '1 second'"), void)
    (found,) = said()
    assert "its voiding is not as the history tells it" in found


def test_voided_past_everything_is_found(bens: Release) -> None:
    with triggers_off():
        run(RELEASE.format("voided_at = %s"), timezone.now(), bens.pk)
    (found,) = said()
    assert "the history tells of no voiding" in found


@pytest.mark.parametrize(
    "change",
    [
        "asked_by_id = decided_by_id, decided_by_id = asked_by_id",
        "reason = 'x'",
        "agreed = false",
    ],
)
def test_its_record_changed_is_found(void: Release, change: str) -> None:
    with triggers_off():
        assert run(f"UPDATE releases_voiding SET {change}") == 1
    (found,) = said()
    assert NOT_TOLD in found
    assert NOT_AS_TOLD in found


def test_its_record_deleted_is_found(void: Release) -> None:
    with triggers_off():
        assert run("DELETE FROM releases_voiding") == 1
    assert said() == [f"Release {void.pk} does not fit: {NOT_AS_TOLD}."]
