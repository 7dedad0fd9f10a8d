"""Which keys there are: counted and named, and none of them said."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from practice.calendars.models import OtherCalendar, Source
from practice.models import User
from practice.paper import key
from practice.secret import concealed
from tests.factors import app_of

OTHER = "another" * 10


@pytest.fixture
def seal(settings: Any, tmp_path: Any) -> key.Key:
    settings.DATA_DIR = tmp_path
    return key.own()


def said() -> str:
    told = StringIO()
    call_command("keys", stdout=told)
    return " ".join(told.getvalue().split())


def test_what_is_concealed_is_counted_by_its_key(
    ada: User, cleo: User, seal: key.Key, settings: Any
) -> None:
    mine = settings.SECRET_KEY
    for who, secret in ((ada, mine), (cleo, OTHER)):
        settings.SECRET_KEY = secret
        OtherCalendar.objects.create(
            clinician=who, source=Source.EHR, address_concealed=concealed("https://a")
        )
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = mine, [OTHER]
    app_of(ada)
    assert "2 by this key, 1 by one of the 1 before it" in said()
    settings.SECRET_KEY_FALLBACKS = []
    assert "2 by this key, 0 by one of the 0 before it" in said()
    assert "1 that no key opens" in said()


def test_the_seal_is_named_and_those_before_it_counted(db: None, seal: key.Key) -> None:
    assert f"{seal.fingerprint}, since" in said()
    assert "0 before it, for what was sealed" in said()
    now = key.replace().fingerprint
    assert f"{now}, since" in said()
    assert "1 before it, for what was sealed" in said()


def test_no_secret_is_said(db: None, seal: key.Key, settings: Any) -> None:
    settings.BACKUP_RECIPIENT = ["age1practice", "age1machine"]
    told = said()
    assert "closed for age1practice, age1machine." in told
    assert settings.SECRET_KEY not in told
    assert "PRIVATE" not in told
    settings.BACKUP_RECIPIENT = []
    assert "closed for nobody: they are plain." in said()
