"""Another key: what the one before concealed is read on, and concealed by it anew."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from practice.calendars.models import OtherCalendar, Source
from practice.models import User
from practice.secret import Unreadable, concealed, revealed
from tests.factors import SECRET, app_of

ADDRESS = "https://calendar.example/ada.ics"


@pytest.fixture
def calendar(ada: User) -> OtherCalendar:
    return OtherCalendar.objects.create(
        clinician=ada, source=Source.GOOGLE, address_concealed=concealed(ADDRESS)
    )


def conceal_anew() -> str:
    said = StringIO()
    call_command("conceal_anew", stdout=said)
    return said.getvalue()


def kept() -> OtherCalendar:
    return OtherCalendar.objects.get()


def test_once_it_is_concealed_anew_the_key_before_may_go(
    calendar: OtherCalendar, ada: User, settings: Any
) -> None:
    app = app_of(ada)
    settings.SECRET_KEY, before = "another" * 10, settings.SECRET_KEY
    settings.SECRET_KEY_FALLBACKS = [before]
    assert conceal_anew() == "2 concealed by the key of now.\n"
    settings.SECRET_KEY_FALLBACKS = []
    assert kept().address == ADDRESS
    app.refresh_from_db()
    assert revealed(app.data["secret"].encode()) == SECRET
    settings.SECRET_KEY = before
    for each in (bytes(kept().address_concealed), app.data["secret"].encode()):
        with pytest.raises(Unreadable):
            revealed(each)


def test_what_no_key_opens_stays_as_it_is_and_is_told(
    calendar: OtherCalendar, settings: Any
) -> None:
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(CommandError, match="1 cannot be read by any key"):
        conceal_anew()
    settings.SECRET_KEY = before
    assert kept().address == ADDRESS
