"""A second factor goes by its owner alone, and not where it is needed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from practice.accounts.factors.recovery import left, taken
from practice.models import User
from tests.factors import app_of, recovery_codes_of
from tests.practice.accounts.test_second_factor import PASSWORD, said


def test_new_recovery_codes_close_the_old_ones(adas: Browser, ada: User) -> None:
    assert adas.get("/own-account/recovery-codes/").url == "/own-account/"
    app_of(ada)
    old = recovery_codes_of(ada)
    assert "Ten new codes" in said(adas.get("/own-account/recovery-codes/"))
    page = said(adas.post("/own-account/recovery-codes/"))
    new = re.findall(r"<code>(\d{9})</code>", page)
    assert len(set(new)) == left(ada) == 10
    assert not taken(ada, old[0])
    assert taken(ada, new[9])
    assert left(ada) == 9


def test_a_factor_is_removed_by_its_owner_alone(adas: Browser, cleo: User) -> None:
    theirs = app_of(cleo)
    path = f"/own-account/factors/{theirs.pk}/removal/"
    assert adas.get(path).status_code == 404
    assert adas.post(path).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(
    ("password", "why"),
    [("wrong", "does not fit"), ("plum jacket 9", "Change your password first")],
)
def test_the_last_factor_goes_only_with_a_password_that_can_stand_alone(
    adas: Browser, ada: User, password: str, why: str
) -> None:
    ada.set_password("plum jacket 9")
    ada.save(update_fields=["password"])
    adas.force_login(ada)
    factor = app_of(ada)
    answer = adas.post(
        f"/own-account/factors/{factor.pk}/removal/", {"password": password}
    )
    assert answer.status_code == 422
    assert why in said(answer)
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_with_a_long_password_it_goes_and_takes_the_recovery_codes_along(
    adas: Browser, ada: User
) -> None:
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    adas.force_login(ada)
    factor = app_of(ada)
    path = f"/own-account/factors/{factor.pk}/removal/"
    assert adas.post(path, {"password": PASSWORD}).url == "/own-account/"
    assert not Authenticator.objects.exists()


def test_where_a_factor_is_required_the_last_one_stays(
    adas: Browser, ada: User, settings: Any
) -> None:
    factor = app_of(ada)
    settings.MFA_REQUIRED = True
    answer = adas.post(f"/own-account/factors/{factor.pk}/removal/")
    assert "Set another one up first" in said(answer)
    assert Authenticator.objects.filter(pk=factor.pk).exists()
