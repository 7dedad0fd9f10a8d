"""Another role, the end of an account and its return: written down, and at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from practice.models import AccountEvent, AccountEventKind, Role, User
from practice.people.acts import change_role, let_sign_in
from tests.invited import CHOSEN, at_the_door, invitation_of
from tests.let_in import issued
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, settle, words_of

KIND = AccountEventKind


def kinds_of(person: User) -> list[str]:
    return list(person.account_events.order_by("pk").values_list("kind", flat=True))


# What ends


@pytest.mark.parametrize("what", ["role", "account"])
def test_their_sessions_are_dead_at_once_and_stay_dead(
    what: str, cleo: User, nora: User
) -> None:
    browser = browser_of(cleo)
    assert browser.get("/clients/").status_code == 200
    if what == "role":
        change_role(cleo, Role.FRONT_DESK, nora)
        change_role(cleo, Role.CLINICIAN, nora)
    else:
        let_sign_in(cleo, nora, may=False)
        let_sign_in(cleo, nora, may=True)
    assert browser.get("/clients/").headers["Location"].startswith("/sign-in/")
    cleo.refresh_from_db()
    assert browser_of(cleo).get("/clients/").status_code == 200


def test_by_the_database_whoever_changes_the_account(cleo: User) -> None:
    """Its name is "sessions_end_with_their_account"."""
    rounds = [cleo.session_round]
    for change in ("role = 'front_desk'", "is_active = false", "session_round = 0"):
        run(f"UPDATE practice_user SET {change} WHERE id = %s", cleo.pk)
        cleo.refresh_from_db()
        rounds.append(cleo.session_round)
    assert rounds == [0, 1, 2, 2]
    run("UPDATE practice_user SET role = role, name = 'Cleo' WHERE id = %s", cleo.pk)
    cleo.refresh_from_db()
    assert cleo.session_round == 2


def test_nobody_elses_sessions_end(ada: User, cleo: User, nora: User) -> None:
    adas, noras = browser_of(ada), browser_of(nora)
    change_role(cleo, Role.FRONT_DESK, nora)
    assert adas.get("/clients/").status_code == 200
    assert noras.get("/settings/people/").status_code == 200


# What is written


def test_who_changed_it_is_shown_on_their_page(cleo: User, nora: User) -> None:
    change_role(cleo, Role.FRONT_DESK, nora)
    let_sign_in(cleo, nora, may=False)
    let_sign_in(cleo, nora, may=True)
    assert kinds_of(cleo) == [KIND.ROLE_CHANGED, KIND.DEACTIVATED, KIND.LET_BACK_IN]
    html = browser_of(nora).get(f"/settings/people/{cleo.pk}/").content.decode()
    assert "clinician before, front desk since" in html
    assert html.index("May sign in again") < html.index("May not sign in any more")


def test_who_joined_by_an_invitation_has_that_told_too(nora: User) -> None:
    _, path = invitation_of(nora)
    at_the_door(path).post("/join/", CHOSEN)
    lena = User.objects.get(username="lena")
    html = browser_of(nora).get(f"/settings/people/{lena.pk}/").content.decode()
    assert "Joined as clinician" in html
    assert "signs in as lena; has not signed in yet" in html


def test_what_changes_nothing_is_not_written(cleo: User, nora: User) -> None:
    assert not change_role(cleo, Role.CLINICIAN, nora)
    assert not let_sign_in(cleo, nora, may=True)
    assert not kinds_of(cleo)


def test_no_account_changes_without_who_changed_it(cleo: User, nora: User) -> None:
    settle()
    run("SET LOCAL third_chair.past = ''")
    for change in ("role = 'front_desk'", "is_active = false"):
        with refused_by("account_change_is_recorded"):
            run(f"UPDATE practice_user SET {change} WHERE id = %s", cleo.pk)
    change_role(cleo, Role.FRONT_DESK, nora)
    let_sign_in(cleo, nora, may=False)
    settle()


def unsaved(person: User, by: User, **said: Any) -> AccountEvent:
    facts: dict[str, Any] = {"kind": KIND.DEACTIVATED, "before": person.role}
    facts |= {"role": person.role, "user": person, "by": by, **said}
    return AccountEvent(**facts)


@pytest.mark.parametrize(
    ("name", "said", "near"),
    [
        ("account_event_has_a_kind", {"kind": "gone"}, {}),
        ("account_event_of_a_role", {"role": "admin"}, {}),
        ("account_event_of_a_role", {"before": "owner", "role": "owner"}, {}),
        (
            "account_event_of_a_role",
            {"kind": KIND.ROLE_CHANGED},
            {"kind": KIND.ROLE_CHANGED, "role": "admin"},
        ),
        (
            "account_event_made_sure",
            {"kind": KIND.FACTORS_TAKEN},
            {"kind": KIND.FACTORS_TAKEN, "made_sure": "in_person"},
        ),
        ("account_event_made_sure", {"made_sure": "in_person"}, {}),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_by_the_database(
    name: str, said: dict[str, Any], near: dict[str, Any], cleo: User, nora: User
) -> None:
    assert words_of(name, unsaved(cleo, nora, **said))
    with refused_by(name):
        unsaved(cleo, nora, **said).save()
    assert words_of(name, unsaved(cleo, nora, **near)) == ""
    unsaved(cleo, nora, **near).save()


def test_it_is_written_now_and_stays(cleo: User, nora: User) -> None:
    event = unsaved(cleo, nora)
    event.save()
    with refused_by("account_event_is_final"):
        AccountEvent.objects.update(at=timezone.now())
    with refused_by("account_event_is_final"):
        event.delete()
    with refused_by("account_events_are_kept"):
        run("TRUNCATE practice_accountevent CASCADE")
    run("SET LOCAL third_chair.past = ''")
    with refused_by("account_event_is_written_now"):
        unsaved(cleo, nora, at=timezone.now() - timedelta(minutes=2)).save()


# Whose account it is


# The page


def test_an_account_that_ended_is_let_back_in(cleo: User, nora: User) -> None:
    noras, page = browser_of(nora), f"/settings/people/{cleo.pk}/"
    assert noras.post(f"{page}leaving/").headers["Location"] == page
    cleo.refresh_from_db()
    assert not cleo.is_active
    assert "may not sign in" in noras.get("/settings/people/").content.decode()
    assert "Let back in" in noras.get(page).content.decode()
    assert noras.post(f"{page}return/").headers["Location"] == page
    cleo.refresh_from_db()
    assert cleo.is_active


def test_programs_that_they_let_in_are_listed_to_be_withdrawn(
    nora: User, uma: User
) -> None:
    system, _ = issued(uma)
    page, browser = f"/settings/people/{uma.pk}/", browser_of(nora)
    assert "Willow Scheduler" in browser.get(page).content.decode()
    browser.post(f"/settings/programs/{system.pk}/withdrawal/")
    assert "Programs that they let in" not in browser.get(page).content.decode()


def test_a_role_that_is_none_is_said_beside_it(nora: User, cleo: User) -> None:
    path = f"/settings/people/{cleo.pk}/role/"
    for typed in ({}, {"role": "owner"}):
        assert browser_of(nora).post(path, typed).status_code == 422
    assert not kinds_of(cleo)


@pytest.mark.parametrize("page", ["", "role/", "leaving/", "return/"])
def test_nobody_but_an_admin_comes_to_these_pages(
    page: str, ada: User, cleo: User, finn: User
) -> None:
    for browser in (browser_of(ada), browser_of(finn)):
        path = f"/settings/people/{cleo.pk}/{page}"
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"role": "admin"}).status_code == 404
    assert Browser().get(path).headers["Location"].startswith("/sign-in/")
