"""Only whom an admin invites joins, once, and by what they choose themselves."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client as Browser

from practice.models import Invitation, Role, User
from practice.people.forms import JoinForm
from practice.people.inviting import withdraw
from practice.people.joining import joined
from practice.secret import sha256_of
from tests.clock import DAY
from tests.invited import CHOSEN, at_the_door, invitation_of
from tests.jobs import run_waiting, waiting
from tests.mailing import Server, text_of
from tests.privacy.doors import browser_of

PEOPLE = "/settings/people/"
LENA = {"name": "Dr. Lena Park", "role": "clinician"}
MAILED = LENA | {"email": "lena@work.example"}


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


@pytest.fixture
def unmailed(settings: Any) -> None:
    """A practice that has not set up mail."""
    settings.DEMO, settings.EMAIL_HOST = False, ""


def over(browser: Browser, path: str) -> bool:
    """Whether it is answered as an address that never led anywhere."""
    answer, never = browser.get(path), Browser().get("/join/never/")
    words = [
        re.sub(r'"[^"]*"|as of [^<]*', "", a.content.decode()) for a in (answer, never)
    ]
    return answer.status_code == 404 and words[0] == words[1]


def test_a_link_is_shown_once_and_only_its_hash_is_kept(noras: Browser) -> None:
    html = noras.post(PEOPLE, LENA).content.decode()
    (token,) = re.findall(r"/join/([\w-]{43})/", html)
    invitation = Invitation.objects.get()
    assert invitation.token_sha256 == sha256_of(token)
    assert invitation.expires_at - invitation.invited_at == timedelta(days=7)
    again = noras.get(PEOPLE).content.decode()
    assert "Dr. Lena Park" in again
    assert token not in again


def test_whoever_was_invited_chooses_how_they_sign_in(nora: User) -> None:
    invitation, path = invitation_of(nora)
    browser = at_the_door(path)
    assert "Dr. Lena Park" in browser.get("/join/").content.decode()
    answer = browser.post("/join/", CHOSEN)
    assert answer.headers["Location"] == "/sign-in/"
    lena = User.objects.get(username="lena")
    assert (lena.name, lena.role) == ("Dr. Lena Park", Role.CLINICIAN)
    invitation.refresh_from_db()
    assert invitation.user == lena
    assert authenticate(username="lena", password=CHOSEN["again"]) == lena


@pytest.mark.parametrize("taken", ["lena", "LENA"])
def test_a_name_that_another_takes_meanwhile_is_said_beside_it(
    taken: str, nora: User
) -> None:
    invitation, _ = invitation_of(nora)
    form = JoinForm(CHOSEN, instance=User(name="Dr. Lena Park", role=Role.CLINICIAN))
    assert form.is_valid()
    User.objects.create_user(taken, None, name="Lena Hall", role=Role.CLINICIAN)
    assert not joined(form, invitation)
    assert form.errors == {"username": ["Someone already signs in with this name."]}
    assert Invitation.objects.standing().get() == invitation


def test_looking_at_an_invitation_changes_nothing(nora: User) -> None:
    _, path = invitation_of(nora)
    browser = browser_of(nora)
    for _ in range(3):
        assert browser.get(path).status_code == 200
        assert browser.head(path).status_code == 200
    assert browser.get(PEOPLE).status_code == 200
    assert Invitation.objects.standing().exists()


def test_opening_it_signs_out_whoever_was_signed_in_there(nora: User) -> None:
    _, path = invitation_of(nora)
    browser = browser_of(nora)
    browser.post(path)
    assert browser.get("/join/").status_code == 200
    assert browser.get(PEOPLE).headers["Location"].startswith("/sign-in/")


def test_no_page_of_theirs_has_the_token_in_its_address(nora: User) -> None:
    _, path = invitation_of(nora)
    token = path.split("/")[2]
    browser = at_the_door(path)
    assert token not in browser.get("/join/").content.decode()
    assert browser.get(path).headers["Referrer-Policy"] == "strict-origin"
    assert browser.post(path).headers["Referrer-Policy"] == "no-referrer"


def test_a_used_one_a_withdrawn_one_and_one_that_never_was_are_answered_alike(
    nora: User,
) -> None:
    _, used = invitation_of(nora)
    at_the_door(used).post("/join/", CHOSEN)
    withdrawn, path = invitation_of(nora, name="Uma Roy")
    entered = at_the_door(path)
    assert withdraw(withdrawn.pk, nora)
    for each in (used, path):
        assert over(Browser(), each)
        assert Browser().post(each).status_code == 404
    assert entered.get("/join/").status_code == 404
    assert entered.post("/join/", CHOSEN | {"username": "uma"}).status_code == 404
    assert not User.objects.filter(username="uma").exists()


def test_one_that_has_run_out_lets_nobody_in(noras: Browser, nora: User) -> None:
    _, path = invitation_of(nora, ago=8 * DAY)
    assert over(Browser(), path)
    assert "ran out" in noras.get(PEOPLE).content.decode()


def test_joined_twice_it_is_once(nora: User) -> None:
    _, path = invitation_of(nora)
    one, other = at_the_door(path), at_the_door(path)
    assert one.post("/join/", CHOSEN).status_code == 302
    assert other.post("/join/", CHOSEN | {"username": "other"}).status_code == 404
    assert not User.objects.filter(username="other").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"username": "NORA"}, "Someone already signs in with this name."),
        ({"username": "a b"}, "Enter a valid username"),
        ({"new_password": "short1!", "again": "short1!"}, "has 7 characters"),
        ({"again": "another thing entirely"}, "not the same"),
        (
            {
                "username": "plumorchard",
                "new_password": "plumorchard",
                "again": "plumorchard",
            },
            "too similar",
        ),
        ({"new_password": ""}, "This field is required."),
    ],
)
def test_what_is_not_right_is_said_beside_it_and_the_invitation_stands(
    typed: dict[str, str], said: str, nora: User
) -> None:
    _, path = invitation_of(nora)
    answer = at_the_door(path).post("/join/", CHOSEN | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert CHOSEN["new_password"] not in answer.content.decode()
    assert Invitation.objects.standing().exists()
    assert not User.objects.filter(name="Dr. Lena Park").exists()


def test_withdrawn_twice_it_was_withdrawn_the_first_time(
    noras: Browser, nora: User
) -> None:
    invitation, _ = invitation_of(nora)
    path = f"{PEOPLE}invitations/{invitation.pk}/withdrawal/"
    assert noras.post(path).headers["Location"] == PEOPLE
    first = Invitation.objects.get().withdrawn_at
    noras.post(path)
    assert Invitation.objects.get().withdrawn_at == first
    assert "Nobody. When someone new starts" in noras.get(PEOPLE).content.decode()


def test_it_is_mailed_in_words_that_name_nobody(noras: Browser, post: Server) -> None:
    answer = noras.post(PEOPLE, MAILED)
    assert answer.headers["Location"] == PEOPLE
    invitation = Invitation.objects.get()
    assert waiting() == [("mail_invitation", {"invitation": invitation.pk})]
    assert run_waiting() == ["mail_invitation succeeded"]
    (mail,) = post.taken
    assert (mail["To"], mail["Subject"]) == (MAILED["email"], "Elm Street Counseling")
    for name in ("Lena", "Park", "Nora", "linician"):
        assert name not in text_of(mail) + text_of(mail, "html")
    (path,) = set(re.findall(r"https://elm-street.example(/join/\S+/)", text_of(mail)))
    assert at_the_door(path).post("/join/", CHOSEN).status_code == 302
    assert User.objects.get(username="lena").email == MAILED["email"]


def test_one_that_is_withdrawn_meanwhile_is_not_mailed(
    noras: Browser, nora: User, post: Server
) -> None:
    noras.post(PEOPLE, MAILED)
    withdraw(Invitation.objects.get().pk, nora)
    assert run_waiting() == ["mail_invitation succeeded"]
    assert not post.taken


def test_that_a_mail_did_not_arrive_is_said(noras: Browser, post: Server) -> None:
    noras.post(PEOPLE, MAILED)
    post.answer = "550 nobody of that name"
    assert run_waiting() == ["mail_invitation failed"]
    assert "the mail did not arrive" in noras.get(PEOPLE).content.decode()


def test_where_no_mail_is_set_none_is_asked_for(noras: Browser, unmailed: None) -> None:
    html = noras.get(PEOPLE).content.decode()
    assert "id_email" not in html
    assert "has not set up mail" in html


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_but_an_admin_sees_who_works_here(
    who: str, request: pytest.FixtureRequest
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(PEOPLE).status_code == 404
    assert browser.post(PEOPLE, LENA).status_code == 404
