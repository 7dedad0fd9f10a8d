"""The practice's name and address: changed by an admin, and what they were stays written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from practice.chained.acts import change, following
from practice.chained.changes import changes
from practice.chained.current import asked_once
from practice.letterhead.current import letterhead
from practice.models import Letterhead, User
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of

PAGE = "/settings/letterhead/"


def called(name: str, by: User) -> Letterhead:
    """The letterhead with another name from now on."""
    new = following(letterhead, by)
    new.name = name
    assert change(letterhead, new)
    return new


def test_until_somebody_changes_it_the_environment_says_it(
    nora: User, settings: Any
) -> None:
    settings.PRACTICE_NAME = "Oak Street"
    assert letterhead().name == "Oak Street"
    called("Ash Street", nora)
    settings.PRACTICE_NAME = "Elm Street"
    assert letterhead().name == "Ash Street"
    assert letterhead().phone == settings.PRACTICE_PHONE


def test_each_change_says_from_what_to_what_and_who(nora: User) -> None:
    first = settings.PRACTICE_NAME
    called("Ash Street", nora)
    new = following(letterhead, nora)
    new.name, new.phone = "Ash Tree", "(518) 555-0177"
    change(letterhead, new)
    told = [
        (each.what, each.before, each.since, each.by) for each in changes(Letterhead)
    ]
    assert told == [
        ("Name", "Ash Street", "Ash Tree", nora),
        ("Telephone", settings.PRACTICE_PHONE, "(518) 555-0177", nora),
        ("Name", first, "Ash Street", nora),
    ]


def test_what_changes_nothing_is_not_written(nora: User) -> None:
    assert not change(letterhead, following(letterhead, nora))
    assert not Letterhead.objects.exists()


def test_a_day_that_is_over_has_the_letterhead_of_then(nora: User) -> None:
    began = timezone.now()
    assert letterhead.at(began).name == settings.PRACTICE_NAME
    for name in ("Ash Street", "Oak Street"):
        called(name, nora)
    assert letterhead.at(began - timedelta(days=9)).name == settings.PRACTICE_NAME
    assert letterhead.at(timezone.now()).name == "Oak Street"


def test_a_request_asks_once(nora: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1), asked_once():
        assert letterhead() is letterhead()
    with django_assert_num_queries(2):
        assert letterhead() is not letterhead()


def noras_page(nora: User, **said: str) -> tuple[Browser, dict[str, str]]:
    """Her browser with the page open, and what it sends."""
    browser = browser_of(nora)
    form = browser.get(PAGE).context["form"]
    return browser, {**form.instance.said, "version": form.version_now, **said}


def test_an_admin_changes_it_and_reads_what_was_changed(nora: User) -> None:
    browser, sent = noras_page(nora, name="Ash Street Therapy")
    assert browser.post(PAGE, sent).headers["Location"] == PAGE
    html = browser.get(PAGE).content.decode()
    assert "Name: Ash Street Therapy<br>" in html
    assert f"{settings.PRACTICE_NAME} until " in html
    assert "From now on it stands so" in html
    assert "Ash Street Therapy" in Browser().get("/sign-in/").content.decode()


@pytest.mark.parametrize("name", ["", "  ", "N" * 101, "Ash\x07Street"])
def test_what_cannot_stand_there_is_said_beside_it(name: str, nora: User) -> None:
    browser, sent = noras_page(nora, name=name, phone="(518) 555-0177")
    answer = browser.post(PAGE, sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"name"}
    assert "(518) 555-0177" in answer.content.decode()
    assert not Letterhead.objects.exists()


def test_who_had_it_open_meanwhile_reads_what_somebody_else_made_of_it(
    nora: User,
) -> None:
    browser, sent = noras_page(nora, phone="(518) 555-0177")
    called("Ash Street", nora)
    answer = browser.post(PAGE, sent)
    assert answer.status_code == 422
    assert "Someone else changed this while you had this page open" in (
        answer.content.decode()
    )
    form = answer.context["form"]
    again = {**sent, "name": "Ash Street", "version": form.version_now}
    assert browser.post(PAGE, again).status_code == 302
    assert (letterhead().name, letterhead().phone) == ("Ash Street", "(518) 555-0177")


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_but_an_admin_finds_the_page(who: str, ada: User, finn: User) -> None:
    browser = browser_of({"ada": ada, "finn": finn}[who])
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, {"name": "Ash"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("letterhead_follows_the_newest", {"follows": None, "by": None}),
        ("letterhead_is_whole", {"name": " "}),
        ("letterhead_is_whole", {"phone": ""}),
        ("letterhead_changed_by_someone", {"by": None}),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_by_the_database(
    name: str, said: dict[str, Any], nora: User
) -> None:
    called("Ash Street", nora)
    new = following(letterhead, nora)
    for field, value in said.items():
        setattr(new, field, value)
    assert words_of(name, new)
    with refused_by(name):
        new.save()
    near = following(letterhead, nora)
    assert words_of(name, near) == ""
    near.save()


def test_of_two_changes_of_the_same_one_the_second_is_refused(nora: User) -> None:
    called("Ash Street", nora)
    one, other = following(letterhead, nora), following(letterhead, nora)
    one.name, other.name = "Oak Street", "Elm Street"
    change(letterhead, one)
    with refused_by("letterhead_follows_the_newest"):
        change(letterhead, other)


def test_none_follows_itself_or_one_to_come(nora: User) -> None:
    called("Ash Street", nora)
    with refused_by("letterhead_follows_one_before"):
        run(
            "INSERT INTO practice_letterhead (id, follows_id, name, address, phone, "
            "by_id, at) OVERRIDING SYSTEM VALUE VALUES (1000000, 1000000, 'A', 'B', 'C', "
            "%s, now())",
            nora.pk,
        )


def test_it_is_written_now_and_stays(nora: User) -> None:
    called("Ash Street", nora)
    with refused_by("letterhead_is_final"):
        Letterhead.objects.update(name="Loft")
    with refused_by("letterhead_is_final"):
        Letterhead.objects.last().delete()  # type: ignore[union-attr]
    with refused_by("letterheads_are_kept"):
        run("TRUNCATE practice_letterhead CASCADE")
    run("SET LOCAL third_chair.past = ''")
    old = following(letterhead, nora)
    old.at = timezone.now() - timedelta(minutes=2)
    with refused_by("letterhead_is_written_now"):
        old.save()
