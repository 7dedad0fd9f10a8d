"""Hours, busy times and closed days, as their pages change them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from practice.hours.beginning import begin
from practice.hours.forms import BusyForm
from practice.hours.weekly import Stretch, hours_of
from practice.models import Busy, ClosedDay, Repeats, User, WorkingHours
from practice.spans import end_of, start_of
from tests.clock import DAY, afternoon, local
from tests.privacy.doors import browser_of
from tests.said import errors_in as said
from tests.working import busy, works

MONDAY = {"from_0": "09:00", "until_0": "12:00", "again_0": "13:00", "end_0": "17:00"}


def test_a_clinician_enters_her_hours(
    adas: Browser,
    ada: User,
) -> None:
    works(ada, range(5), 7, 8)
    answer = adas.post(f"/hours/{ada.pk}/", MONDAY)
    assert answer.status_code == 302
    assert hours_of(ada) == [
        Stretch(0, time(9), time(12)),
        Stretch(0, time(13), time(17)),
    ]
    assert "9:00 am to 12:00 pm, 1:00 pm to 5:00 pm" in said(adas.get("/hours/"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"until_0": "09:00"}, "Hours must end after they start."),
        ({"until_0": ""}, "Enter both, or neither."),
        ({"again_0": "11:00"}, "This is within the hours before it."),
        ({"from_0": "nine"}, "Enter a valid time."),
    ],
)
def test_hours_that_cannot_be_are_kept_as_typed(
    adas: Browser, ada: User, wrong: dict[str, str], words: str
) -> None:
    answer = adas.post(f"/hours/{ada.pk}/", {**MONDAY, **wrong})
    assert answer.status_code == 422
    assert words in said(answer)
    assert 'value="17:00"' in answer.content.decode()
    assert hours_of(ada) == []


def test_a_second_save_does_not_undo_the_first(
    adas: Browser,
    ada: User,
) -> None:
    page = adas.get(f"/hours/{ada.pk}/")
    version = page.context["form"].version_now
    works(ada, range(1), 8, 10)
    answer = adas.post(f"/hours/{ada.pk}/", {**MONDAY, "version": version})
    assert answer.status_code == 422
    assert "Someone else" in said(answer)
    assert hours_of(ada) == [Stretch(0, time(8), time(10))]


def test_the_practice_cannot_be_without_hours(
    nora: User,
) -> None:
    works(None)
    answer = browser_of(nora).post("/hours/practice/", {})
    assert answer.status_code == 422
    assert "Enter hours for at least one day." in said(answer)
    assert browser_of(nora).post("/hours/practice/", MONDAY).status_code == 302
    assert WorkingHours.objects.filter(clinician=None).count() == 2


def test_nobody_but_she_and_the_admin_changes_her_times(
    ada: User, cleo: User, finn: User, nora: User
) -> None:
    hers = busy(ada, "2099-01-12 10:00", "2099-01-12 11:00")
    paths = [f"/hours/{ada.pk}/", f"/hours/{ada.pk}/busy/", f"/busy/{hers.pk}/removal/"]
    for path in paths:
        for who, status in ((ada, 200), (nora, 200), (cleo, 404), (finn, 404)):
            assert browser_of(who).get(path).status_code == status
        assert browser_of(nora).get(f"/hours/{finn.pk}/").status_code == 404


def test_whole_days_away_are_those_days(adas: Browser, ada: User) -> None:
    first = timezone.localdate() + 10 * DAY
    sent = {"kind": "away", "first": first.isoformat(), "last": ""}
    assert adas.post(f"/hours/{ada.pk}/busy/", sent).status_code == 302
    away = Busy.objects.get()
    assert (away.during.lower, away.during.upper) == (start_of(first), end_of(first))


def test_a_busy_time_is_from_a_clock_until_a_clock(adas: Browser, ada: User) -> None:
    starts = afternoon(10)
    day = timezone.localtime(starts).date().isoformat()
    sent = {"kind": "busy", "first": day, "starts": "15:00", "ends": "15:50"}
    assert adas.post(f"/hours/{ada.pk}/busy/", sent).status_code == 302
    assert Busy.objects.get().during.lower == starts
    assert Busy.objects.get().during.upper == starts + timedelta(minutes=50)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends": "14:00"}, "It must end after it starts."),
        ({"last": "2000-01-01"}, "This day has passed."),
        ({"first": "9999-12-31"}, "Choose a day within the next two years."),
        ({"kind": "asleep"}, "Select a valid choice."),
        ({"first": ""}, "This field is required."),
    ],
)
def test_a_busy_time_that_cannot_be_is_kept_as_typed(
    adas: Browser, ada: User, wrong: dict[str, str], words: str
) -> None:
    day = (timezone.localdate() + 10 * DAY).isoformat()
    sent = {"kind": "busy", "first": day, "starts": "15:00", "ends": "15:50"}
    answer = adas.post(f"/hours/{ada.pk}/busy/", {**sent, **wrong})
    assert answer.status_code == 422
    assert words in said(answer)
    assert 'value="15:00"' in answer.content.decode()
    assert not Busy.objects.exists()


def test_a_time_that_the_clock_skips_is_refused(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: local("2027-03-01"))
    sent = {"kind": "busy", "first": "2027-03-14", "starts": "02:30"}
    form = BusyForm(ada, sent)
    assert not form.is_valid()
    assert "The clocks go forward that day" in str(form.errors["starts"])


def test_what_is_taken_back_is_free(adas: Browser, ada: User) -> None:
    hers = busy(ada, "2099-01-12 10:00", "2099-01-12 11:00")
    assert "Mon, Jan 12, 2099, 10:00–11:00 am" in said(adas.get("/hours/"))
    assert adas.post(f"/busy/{hers.pk}/removal/").status_code == 302
    assert not Busy.objects.exists()


def test_the_practice_edits_the_days_on_which_it_is_closed(nora: User) -> None:
    begin(ClosedDay, WorkingHours)
    browser = browser_of(nora)
    columbus = ClosedDay.objects.get(name="Columbus Day")
    assert "Columbus Day" in said(browser.get("/hours/"))
    assert browser.post(f"/closed-days/{columbus.pk}/removal/").status_code == 302
    assert "Open again: Columbus Day" in said(browser.get("/hours/"))
    day = timezone.localdate() + 3 * DAY
    sent = {"name": "Retreat", "first_on": day.isoformat(), "repeats": "once"}
    assert browser.post("/closed-days/new/", sent).status_code == 302
    assert ClosedDay.objects.get(name="Retreat").last_on == day


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"first_on": "1999-01-01"}, "This day has passed."),
        ({"repeats": "often"}, "Select a valid choice."),
        ({"observed": "on"}, "Only a date can fall on a weekend."),
        ({"last_on": "2000-01-01"}, "The last day must not be before the first."),
        ({"repeats": "date", "last_on": "2000-01-01"}, "Leave this empty."),
    ],
)
def test_a_closed_day_that_cannot_be_is_kept_as_typed(
    nora: User, wrong: dict[str, str], words: str
) -> None:
    day = (timezone.localdate() + 3 * DAY).isoformat()
    right = {"name": "Retreat", "first_on": day, "repeats": "once"}
    answer = browser_of(nora).post("/closed-days/new/", {**right, **wrong})
    assert answer.status_code == 422
    assert words in said(answer)
    assert not ClosedDay.objects.exists()


def test_a_leap_day_is_closed_in_leap_years(nora: User) -> None:
    ClosedDay.objects.create(
        name="Leap day", first_on=date(2028, 2, 29), repeats=Repeats.DATE
    )
    assert "Leap day" in said(browser_of(nora).get("/hours/"))
