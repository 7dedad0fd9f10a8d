"""A paper that is not what was sealed is shown to nobody, and told to every admin."""

from __future__ import annotations

import logging

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from releases.models import PaperAlarm, Release
from tests.refusals import refused_by, run, words_of
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import signed_on_screen
from tests.releases.proof.sealed import tamper

TOLD = "1 stored paper is not what was sealed"


@pytest.fixture
def changed(ben: Contact, ada: User) -> Release:
    """Ben's release, with one bit of its paper changed."""
    release = signed_on_screen(ben, ada)
    tamper(release)
    return release


@pytest.fixture
def alarm(adas: Browser, changed: Release) -> PaperAlarm:
    """Ada asked for the paper."""
    adas.get(f"/releases/{changed.pk}/paper/")
    return PaperAlarm.objects.get()


@pytest.fixture
def noras(nora: User) -> Browser:
    browser = Browser()
    browser.force_login(nora)
    return browser


def home(browser: Browser) -> str:
    return words(browser.get("/", follow=True).content.decode())


@pytest.mark.parametrize("path", ["paper/", "original/"])
def test_whoever_asks_reads_a_sentence_and_sees_none_of_it(
    adas: Browser, changed: Release, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = adas.get(f"/releases/{changed.pk}/{path}")
    assert answer.status_code == 500
    assert "Every administrator has been told." in words(answer.content.decode())
    assert PaperAlarm.objects.get().release_id == changed.pk
    assert f"release {changed.pk} is not what was signed" in caplog.text
    assert "Hart" not in caplog.text
    assert "Reyes" not in caplog.text


def test_every_admin_is_told_on_every_page_until_it_was_looked_into(
    adas: Browser, noras: Browser, changed: Release
) -> None:
    assert TOLD not in home(noras)
    adas.get(f"/releases/{changed.pk}/paper/")
    assert TOLD in home(noras)
    assert TOLD in words(noras.get("/law/").content.decode())
    assert TOLD not in home(adas)
    path = f"/alarms/{PaperAlarm.objects.get().pk}/"
    said = {"outcome": "A disk failed. Restored from Tuesday."}
    assert noras.post(path, said).url == "/alarms/"
    assert TOLD not in home(noras)
    shown = words(noras.get("/alarms/").content.decode())
    assert f"Release {changed.pk}, noticed" in shown
    assert "Nora Lind" in shown
    assert "A disk failed. Restored from Tuesday." in shown


def test_asked_for_twice_it_is_one_alarm_and_after_that_another(
    adas: Browser, noras: Browser, alarm: PaperAlarm
) -> None:
    path = f"/releases/{alarm.release_id}/paper/"
    adas.get(path)
    assert PaperAlarm.objects.count() == 1
    noras.post(f"/alarms/{alarm.pk}/", {"outcome": "A disk failed."})
    adas.get(path)
    assert PaperAlarm.objects.standing().count() == 1
    assert PaperAlarm.objects.count() == 2


def test_a_paper_that_fits_is_no_alarm(adas: Browser, ben: Contact, ada: User) -> None:
    release = signed_on_screen(ben, ada)
    assert adas.get(f"/releases/{release.pk}/paper/").status_code == 200
    assert not PaperAlarm.objects.exists()


def test_the_page_says_what_is_there_to_look_into(
    noras: Browser, alarm: PaperAlarm
) -> None:
    assert "not looked into" in words(noras.get("/alarms/").content.decode())
    shown = words(noras.get(f"/alarms/{alarm.pk}/").content.decode())
    assert f"The paper of release {alarm.release_id} is not what was sealed" in shown
    assert "manage.py verify_releases" in shown


def test_without_any_the_page_says_so(noras: Browser) -> None:
    shown = words(noras.get("/alarms/").content.decode())
    assert "Every paper that was asked for was what was sealed." in shown


def test_it_is_said_what_came_of_it_beside_the_field(
    noras: Browser, alarm: PaperAlarm
) -> None:
    answer = noras.post(f"/alarms/{alarm.pk}/", {"outcome": " "})
    assert answer.status_code == 422
    assert 'id="error_1_id_outcome"' in answer.content.decode()
    assert PaperAlarm.objects.standing().exists()


def test_of_two_who_looked_into_it_the_first_is_kept(
    noras: Browser, alarm: PaperAlarm
) -> None:
    noras.post(f"/alarms/{alarm.pk}/", {"outcome": "The first."})
    assert noras.post(f"/alarms/{alarm.pk}/", {"outcome": "x"}).status_code == 404
    assert PaperAlarm.objects.get().outcome == "The first."


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_else_may_look_into_it(
    client: Browser, request: pytest.FixtureRequest, alarm: PaperAlarm, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get("/alarms/").status_code == 404
    assert client.post(f"/alarms/{alarm.pk}/", {"outcome": "x"}).status_code == 404


def test_a_release_has_one_standing_alarm(alarm: PaperAlarm) -> None:
    again = PaperAlarm(release_id=alarm.release_id)
    assert words_of("alarm_stands_once", again) == "This alarm stands already."
    with refused_by("alarm_stands_once"):
        again.save()


def test_what_came_of_it_is_said_by_somebody(alarm: PaperAlarm) -> None:
    alarm.outcome = "A disk failed."
    said = words_of("alarm_looked_into_by_someone", alarm)
    assert said == "Say what came of it."
    with refused_by("alarm_looked_into_by_someone"):
        run("UPDATE releases_paperalarm SET outcome = 'x'")
    with refused_by("alarm_looked_into_by_someone"):
        run("UPDATE releases_paperalarm SET acknowledged_at = now()")


def test_an_alarm_is_final(noras: Browser, alarm: PaperAlarm) -> None:
    with refused_by("alarm_is_final"):
        run("UPDATE releases_paperalarm SET release_id = 1")
    with refused_by("alarm_is_final"):
        run("UPDATE releases_paperalarm SET noticed_at = now() - interval '1 day'")
    with refused_by("alarm_is_final"):
        run("DELETE FROM releases_paperalarm")
    with refused_by("alarm_is_not_truncated"):
        run("TRUNCATE releases_paperalarm")
    noras.post(f"/alarms/{alarm.pk}/", {"outcome": "A disk failed."})
    with refused_by("alarm_is_final"):
        run("UPDATE releases_paperalarm SET outcome = 'Nothing.'")
