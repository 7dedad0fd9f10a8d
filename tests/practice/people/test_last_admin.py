"""Whoever decides who works here stays: one admin at the least."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from practice.database.constraints import violated
from practice.models import Role, User
from practice.people.acts import change_role, let_sign_in
from tests.collateral.rule.rivals import rivals
from tests.practice.people.test_accounts import kinds_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run


def test_nobody_changes_their_own_role(nora: User, uma: User) -> None:
    answer = browser_of(nora).post(
        f"/settings/people/{nora.pk}/role/", {"role": "clinician"}
    )
    assert answer.status_code == 422
    assert "Nobody changes their own account. Ask another admin." in (
        answer.content.decode()
    )
    with refused_by("account_event_by_another"):
        change_role(nora, Role.CLINICIAN, nora)
    assert change_role(nora, Role.CLINICIAN, uma)


def test_the_page_of_ones_own_account_offers_nothing(nora: User, uma: User) -> None:
    browser = browser_of(nora)
    own = browser.get(f"/settings/people/{nora.pk}/").content.decode()
    assert "This is you." in own
    assert "/leaving/" not in own
    assert "/leaving/" in browser.get(f"/settings/people/{uma.pk}/").content.decode()


@pytest.mark.parametrize(
    "change", ["role = 'clinician'", "is_active = false", None], ids=str
)
def test_the_last_admin_stays_one(change: str | None, nora: User, uma: User) -> None:
    let_sign_in(uma, nora, may=False)
    with refused_by("practice_keeps_an_admin"):
        if change:
            run(f"UPDATE practice_user SET {change} WHERE id = %s", nora.pk)
        else:
            run("DELETE FROM practice_user WHERE id = %s", nora.pk)
    let_sign_in(uma, nora, may=True)
    if change:
        run(f"UPDATE practice_user SET {change} WHERE id = %s", nora.pk)


def test_not_all_admins_go_at_once(nora: User, uma: User) -> None:
    with refused_by("practice_keeps_an_admin"):
        User.objects.filter(role=Role.ADMIN).update(is_active=False)


def test_that_the_last_admin_stays_is_said_in_words(nora: User, uma: User) -> None:
    """Uma, who was an admin as she opened the page, ends Nora's account last."""
    browser = browser_of(uma)
    run("SET LOCAL session_replication_role = replica")
    run("UPDATE practice_user SET is_active = false WHERE id = %s", uma.pk)
    run("SET LOCAL session_replication_role = origin")
    with refused_by("practice_keeps_an_admin"):
        let_sign_in(nora, uma, may=False)
    assert browser.get("/settings/people/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_admins_do_not_end_each_others_accounts_at_once(
    nora: User, uma: User
) -> None:
    with rivals() as (one, other):
        one.start(lambda: let_sign_in(uma, nora, may=False), stop_at=4)
        assert one.reaches_its_stop()
        other.start(lambda: let_sign_in(nora, uma, may=False))
        assert other.goes_as_far_as_it_can() == "waits"
        one.goes_on()
        assert one.outcome() is True
        refusal = other.outcome()
    assert isinstance(refusal, IntegrityError)
    assert violated(refusal) == "practice_keeps_an_admin"
    assert list(User.objects.filter(is_active=True)) == [nora]
    assert kinds_of(nora) == []
