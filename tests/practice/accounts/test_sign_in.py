from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser
from django.utils import timezone

from practice.models import Submission, User
from practice.web.opened import mark_of

PASSWORD = "between two chairs"


@pytest.fixture
def adas_password(ada: User) -> str:
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    return PASSWORD


def sign_in(browser: Browser, name: str, password: str, **fields: str) -> Any:
    return browser.post("/sign-in/", {"username": name, "password": password, **fields})


@pytest.mark.parametrize(
    ("who", "page"),
    [("ada", "/week/"), ("finn", "/day/"), ("nora", "/history/")],
)
def test_each_role_starts_on_its_own_page(
    who: str, page: str, client: Browser, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get("/").url == page


def test_who_has_not_signed_in_is_asked_to(client: Browser, db: None) -> None:
    response = client.get("/clients/7/")
    assert response.url == "/sign-in/?next=/clients/7/"


def test_a_password_is_kept_as_argon2(ada: User, adas_password: str) -> None:
    assert ada.password.startswith("argon2$argon2id$")


def test_a_name_and_its_password_open_the_door(
    client: Browser, ada: User, adas_password: str
) -> None:
    assert sign_in(client, "ada", adas_password).url == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_signing_in_changes_the_session_key(
    client: Browser, ada: User, adas_password: str
) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client, "ada", adas_password)
    assert client.cookies["sessionid"].value != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


@pytest.mark.parametrize(
    ("name", "password"),
    [("ada", "wrong"), ("nobody", PASSWORD), ("ada", "")],
)
def test_a_wrong_password_and_an_unknown_name_read_alike(
    name: str, password: str, client: Browser, ada: User, adas_password: str
) -> None:
    response = sign_in(client, name, password)
    assert response.status_code == 200
    words = "This field is required" if not password else "do not fit"
    assert words in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_who_may_no_longer_sign_in_reads_the_same(
    client: Browser, ada: User, adas_password: str
) -> None:
    User.objects.update(is_active=False)
    assert "do not fit" in sign_in(client, "ada", adas_password).content.decode()


def test_one_goes_on_to_where_one_was_going(
    client: Browser, ada: User, adas_password: str
) -> None:
    page = client.get("/sign-in/?next=/clients/7/").content.decode()
    assert 'name="next" value="/clients/7/"' in page
    response = sign_in(client, "ada", adas_password, next="/clients/7/")
    assert response.url == "/clients/7/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(
    elsewhere: str, client: Browser, ada: User, adas_password: str
) -> None:
    response = sign_in(client, "ada", adas_password, next=elsewhere)
    assert response.url == "/"


def test_who_is_signed_in_is_led_past_the_door(adas: Browser) -> None:
    assert adas.get("/sign-in/").url == "/"


# Going out


def test_signing_out_ends_the_session_and_its_key(adas: Browser) -> None:
    key = adas.session.session_key
    response = adas.post("/sign-out/")
    assert response.url == "/sign-in/"
    assert response.cookies["sessionid"].value == ""
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=key).exists()
    adas.cookies["sessionid"] = key
    assert adas.get("/").url == "/sign-in/?next=/"


def test_signing_out_is_never_a_link(adas: Browser) -> None:
    assert adas.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in adas.session


def test_signing_out_twice_harms_nobody(client: Browser, db: None) -> None:
    assert client.post("/sign-out/").url == "/sign-in/"


# Time


def test_fifteen_minutes_without_a_word_end_the_session(adas: Browser) -> None:
    adas.get("/alive/")
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    Session.objects.update(expire_date=timezone.now())
    assert adas.get("/alive/").url.startswith("/sign-in/")


def test_typing_keeps_the_session(adas: Browser) -> None:
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    response = adas.get("/alive/")
    assert response.status_code == 204
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=14)


def test_signing_in_again_gives_open_forms_their_token(ada: User) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(ada)
    token = browser.get("/alive/").headers["X-CSRFToken"]
    sent = {"q": "Jordan", "csrfmiddlewaretoken": token}
    assert browser.post("/clients/", sent).status_code == 302


def signed_in_for(browser: Browser, hours: float) -> None:
    session = browser.session
    session["signed_in_at"] = time.time() - hours * 3600
    session.save()


def test_twelve_hours_end_the_session_whatever_is_typed(adas: Browser) -> None:
    signed_in_for(adas, 11.9)
    assert adas.get("/alive/").status_code == 204
    signed_in_for(adas, 12)
    response = adas.get("/?q=1")
    assert response.url == "/sign-in/?next=/%3Fq%3D1"
    assert "_auth_user_id" not in adas.session
    assert "12 hours" in adas.get(response.url).content.decode()


def test_one_may_sign_out_after_twelve_hours(adas: Browser) -> None:
    signed_in_for(adas, 13)
    assert adas.post("/sign-out/").url == "/sign-in/"


def test_signing_in_again_starts_the_twelve_hours_anew(
    adas: Browser, adas_password: str
) -> None:
    signed_in_for(adas, 13)
    adas.get("/")
    sign_in(adas, "ada", adas_password)
    assert adas.get("/").url == "/week/"


@pytest.mark.django_db
def test_capitals_in_the_name_do_not_matter(client: Browser) -> None:
    User.objects.create_user("ada", "plum-jacket-91", name="Ada", role="clinician")
    assert client.login(username="Ada", password="plum-jacket-91")


@pytest.mark.parametrize(("hours", "left"), [(25, False), (23, True)])
def test_forms_sent_a_day_ago_are_forgotten_when_anyone_signs_in(
    client: Browser, ada: User, cleo: User, adas_password: str, hours: int, left: bool
) -> None:
    Submission.objects.create(key=uuid.uuid4(), user=cleo, url="/clients/7/")
    Submission.objects.update(at=timezone.now() - timedelta(hours=hours))
    sign_in(client, "ada", "wrong")
    assert Submission.objects.exists()
    sign_in(client, "ada", adas_password)
    assert Submission.objects.exists() is left


def left_of(browser: Browser) -> float:
    """For how many seconds a browser's session lasts."""
    expires = Session.objects.get(pk=browser.session.session_key).expire_date
    return (expires - timezone.now()).total_seconds()


def test_to_ask_whether_someone_is_signed_in_keeps_nobody_signed_in(
    adas: Browser,
) -> None:
    adas.get("/alive/")
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    for _ in range(2):
        answer = adas.get("/alive/")
        assert answer.status_code == 204
        assert 295 <= int(answer.headers["X-Seconds-Left"]) <= 300
    assert left_of(adas) <= 300
    assert int(adas.post("/alive/").headers["X-Seconds-Left"]) == 900
    assert left_of(adas) > 890


def test_the_end_of_twelve_hours_is_told_as_the_end(adas: Browser) -> None:
    adas.get("/alive/")
    session = adas.session
    session["signed_in_at"] = time.time() - 12 * 3600 + 60
    session.save()
    assert int(adas.post("/alive/").headers["X-Seconds-Left"]) <= 60


def test_who_is_signed_in_is_told_by_no_name(
    adas: Browser, ada: User, cleo: User
) -> None:
    mark = adas.get("/alive/").headers["X-Signed-In"]
    assert mark == mark_of(ada) != mark_of(cleo)
    assert f'value="{mark}"' in adas.get("/clients/").content.decode()
    assert "ada" not in mark.lower()
