"""The first admin is invited on the machine itself, and invites everybody else."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from practice.models import Invitation, Role, User
from tests.invited import CHOSEN, at_the_door
from tests.privacy.doors import browser_of

pytestmark = pytest.mark.django_db


def invited(*words: str) -> str:
    told = StringIO()
    call_command("invite", *words, stdout=told)
    return told.getvalue()


def test_the_link_lets_an_admin_in(settings: Any) -> None:
    settings.PRACTICE_URL = "https://practice.example"
    told = invited("helen@practice.example", "--name", "Helen Brandt")
    (path,) = re.findall(r"https://practice\.example(\S+)", told)
    browser = at_the_door(path)
    assert browser.post("/join/", CHOSEN).status_code == 302
    joined = User.objects.get()
    assert (joined.name, joined.role) == ("Helen Brandt", Role.ADMIN)
    assert joined.email == "helen@practice.example"
    assert Invitation.objects.get().used_at


def test_an_admin_reads_who_invited_them(nora: User) -> None:
    invited("helen@practice.example")
    page = browser_of(nora).get("/settings/people/").content.decode()
    assert "at the machine itself" in page


def test_what_is_no_address_invites_nobody() -> None:
    with pytest.raises(CommandError):
        invited("helen")
    assert not Invitation.objects.exists()
