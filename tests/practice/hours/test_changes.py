"""Each change of the hours, and of what is closed, is written down by whoever made it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from practice.models import (
    ClosedDay,
    HoursChange,
    HoursChangeKind,
    Repeats,
    User,
)
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, settle, words_of
from tests.said import errors_in as said
from tests.working import works

KINDS = HoursChangeKind
MONDAY = {"from_0": "09:00", "until_0": "12:00", "again_0": "13:00", "end_0": "17:00"}
DAY = {"name": "Founders’ day", "first_on": "2027-03-01", "repeats": "date"}
NOW = "SET LOCAL third_chair.past = ''"


def test_whoever_changes_hours_is_written_with_what_they_were(
    adas: Browser, ada: User, nora: User
) -> None:
    works(ada, range(1), 7, 8)
    settle()
    run(NOW)
    assert adas.post(f"/hours/{ada.pk}/", MONDAY).status_code == 302
    settle()
    change = HoursChange.objects.get()
    assert (change.clinician, change.by) == (ada, ada)
    assert change.before == "Monday 7:00 am to 8:00 am"
    assert change.since == "Monday 9:00 am to 12:00 pm, 1:00 pm to 5:00 pm"
    told = said(browser_of(nora).get("/hours/"))
    assert "Before: Monday 7:00 am to 8:00 am" in told
    assert "What was changed" not in said(adas.get("/hours/"))


def test_the_same_hours_again_are_no_change(adas: Browser, ada: User) -> None:
    run(NOW)
    for _ in range(2):
        assert adas.post(f"/hours/{ada.pk}/", MONDAY).status_code == 302
    settle()
    assert HoursChange.objects.get().before == ""


def test_whoever_closes_a_day_and_opens_it_is_written(nora: User) -> None:
    run(NOW)
    noras = browser_of(nora)
    assert noras.post("/closed-days/new/", DAY).status_code == 302
    day = ClosedDay.objects.get(name=DAY["name"])
    assert noras.post(f"/closed-days/{day.pk}/removal/").status_code == 302
    settle()
    opened, closed = HoursChange.objects.all()
    assert (closed.kind, opened.kind) == (KINDS.CLOSED, KINDS.OPENED)
    assert closed.since == opened.before
    assert closed.since == "Founders’ day, from Mar 1, 2027, every year on this date"
    assert {closed.by, opened.by} == {nora}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE practice_workinghours SET ends = '18:00'",
        "DELETE FROM practice_workinghours",
    ],
)
def test_no_hours_change_without_who_changed_them(change: str, ada: User) -> None:
    works(ada, range(1))
    settle()
    run(NOW)
    with refused_by("hours_change_is_recorded"):
        run(change)
    HoursChange.objects.create(kind=KINDS.HOURS, clinician=ada, since="x", by=ada)
    run(f"{change} WHERE clinician_id = %s", ada.pk)
    settle()


def test_no_day_is_closed_or_opened_without_who_did(nora: User) -> None:
    snow = {"first_on": date(2027, 3, 1), "repeats": Repeats.DATE}
    ClosedDay.objects.create(name="Rain", **snow)
    settle()
    run(NOW)
    with refused_by("closed_day_change_is_recorded"):
        ClosedDay.objects.create(name="Snow", **snow)
    with refused_by("closed_day_change_is_recorded"):
        run("DELETE FROM practice_closedday")
    HoursChange.objects.create(kind=KINDS.CLOSED, since="Snow", by=nora)
    ClosedDay.objects.create(name="Snow", **snow)
    settle()


def unsaved(by: User, **said: Any) -> HoursChange:
    return HoursChange(by=by, **{"kind": KINDS.HOURS, "since": "Monday", **said})


@pytest.mark.parametrize(
    ("name", "wrong", "near"),
    [
        ("hours_change_has_a_kind", {"kind": "burnt"}, {}),
        ("hours_change_says_what", {"before": "Monday"}, {"before": "Tuesday"}),
        (
            "hours_change_says_what",
            {"kind": KINDS.CLOSED, "since": ""},
            {"kind": KINDS.CLOSED},
        ),
        (
            "hours_change_says_what",
            {"kind": KINDS.OPENED},
            {"kind": KINDS.OPENED, "since": "", "before": "Snow"},
        ),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_by_the_database(
    name: str, wrong: dict[str, Any], near: dict[str, Any], nora: User
) -> None:
    assert words_of(name, unsaved(nora, **wrong))
    with refused_by("hours_change_has_a_kind", "hours_change_says_what"):
        unsaved(nora, **wrong).save()
    assert words_of(name, unsaved(nora, **near)) == ""
    unsaved(nora, **near).save()


def test_it_is_written_now_and_stays(nora: User) -> None:
    change = unsaved(nora)
    change.save()
    with refused_by("hours_change_is_final"):
        HoursChange.objects.update(since="Tuesday")
    with refused_by("hours_change_is_final"):
        change.delete()
    with refused_by("hours_changes_are_kept"):
        run("TRUNCATE practice_hourschange CASCADE")
    run(NOW)
    with refused_by("hours_change_is_written_now"):
        unsaved(nora, at=timezone.now() - timedelta(minutes=2)).save()
