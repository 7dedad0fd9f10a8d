"""What the practice asks: changed by an admin, told afterwards, and kept to at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.law.who import Way, who_may_sign
from clients.models import Contact
from collateral.models import Session
from collateral.policies.act import change_policies
from practice.chained.acts import following
from practice.models import Policies, User
from practice.policies.current import needs_second_factor, policies
from tests.cast import authority_of
from tests.factors import app_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run

PAGE = "/settings/policies/"


def asked(by: User, **said: bool) -> list[Session]:
    """With these from now on; what that holds."""
    new = following(policies, by)
    for name, value in said.items():
        setattr(new, name, value)
    return change_policies(new)


def sent(browser: Browser, **said: bool) -> Any:
    """Nora's form with these changed, and the answer."""
    form = browser.get(PAGE).context["form"]
    ticked = {name: said.get(name, form.initial[name]) for name in form.fields}
    boxes = {name: "on" for name, is_on in ticked.items() if is_on}
    return browser.post(PAGE, {**boxes, "version": form.version_now})


def test_until_an_admin_says_anything_the_environment_does(
    nora: User, settings: Any
) -> None:
    settings.VERIFY_AUTHORITY, settings.CHECK_PAPER_ALONE = False, True
    assert not policies().verified
    assert not policies().checked_by_another
    asked(nora, verified=True)
    settings.CHECK_PAPER_ALONE = False
    assert policies().verified
    assert not policies().checked_by_another


def test_a_second_factor_is_asked_of_everyone_at_once(
    nora: User, adas: Browser
) -> None:
    assert adas.get("/clients/").status_code == 200
    assert sent(browser_of(nora), second_factor=True).headers["Location"] == PAGE
    assert adas.get("/clients/").headers["Location"] == "/own-account/"
    asked(nora, second_factor=False)
    assert adas.get("/clients/").status_code == 200


def test_what_the_machine_asks_for_no_page_lets_go(nora: User, settings: Any) -> None:
    browser = browser_of(nora)
    assert "second_factor" in browser.get(PAGE).context["form"].fields
    asked(nora, second_factor=False, both_parents=True)
    settings.MFA_REQUIRED = True
    app_of(nora)
    assert needs_second_factor()
    page = browser.get(PAGE)
    assert "second_factor" not in page.context["form"].fields
    assert "cannot be let go here" in page.content.decode()


def test_an_admin_changes_them_and_reads_what_was_changed(nora: User) -> None:
    browser = browser_of(nora)
    assert sent(browser, both_parents=True).headers["Location"] == PAGE
    html = browser.get(PAGE).content.decode()
    assert "Both parents sign where either may: asked<br>" in html
    assert "not asked until" in html
    assert "No session had to be put on hold" in html


def test_who_had_it_open_meanwhile_reads_what_somebody_else_made_of_it(
    nora: User,
) -> None:
    browser = browser_of(nora)
    version = browser.get(PAGE).context["form"].version_now
    asked(nora, both_parents=True)
    answer = browser.post(PAGE, {"verified": "on", "version": version})
    assert answer.status_code == 422
    assert "to ticked" in answer.content.decode()


def usual_way(rosa: Contact) -> Way:
    return who_may_sign(rosa.client, timezone.localdate()).ways[0]


def test_where_either_parent_may_sign_both_do(
    rosa: Contact, ada: User, finn: User, nora: User
) -> None:
    for name in ("Rosa Vance", "Luis Ortega"):
        authority_of(rosa.client, ada, name, verified_by=finn)
    assert len(usual_way(rosa)) == 1
    asked(nora, both_parents=True)
    way = usual_way(rosa)
    assert {each.called for each in way} == {"Rosa Vance", "Luis Ortega"}
    authority_of(rosa.client, ada, "Ida Lind", acts="sole", verified_by=finn)
    (alone,) = usual_way(rosa)
    assert alone.called == "Ida Lind"


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_but_an_admin_finds_the_page(who: str, ada: User, finn: User) -> None:
    browser = browser_of({"ada": ada, "finn": finn}[who])
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, {}).status_code == 404


def test_of_two_changes_at_once_the_second_is_refused_and_all_stay(nora: User) -> None:
    asked(nora, both_parents=True)
    one, other = following(policies, nora), following(policies, nora)
    one.verified, other.checked_by_another = not one.verified, False
    change_policies(one)
    with refused_by("policies_follows_the_newest"):
        change_policies(other)
    with refused_by("policies_is_final"):
        Policies.objects.update(verified=True)


def test_whoever_changes_them_is_named_and_none_follows_itself(nora: User) -> None:
    asked(nora, both_parents=True)
    new = following(policies, nora)
    new.by = None
    with refused_by("policies_changed_by_someone"):
        new.save()
    with refused_by("policies_follows_one_before"):
        run(
            "INSERT INTO practice_policies (id, follows_id, second_factor, verified, "
            "checked_by_another, both_parents, by_id, at) OVERRIDING SYSTEM VALUE "
            "VALUES (1000000, 1000000, true, true, true, true, %s, now())",
            nora.pk,
        )
    following(policies, nora).save()


def test_they_are_written_now_and_stay(nora: User) -> None:
    asked(nora, both_parents=True)
    with refused_by("policies_are_kept"):
        run("TRUNCATE practice_policies CASCADE")
    run("SET LOCAL third_chair.past = ''")
    old = following(policies, nora)
    old.at = timezone.now() - timedelta(minutes=2)
    with refused_by("policies_is_written_now"):
        old.save()
