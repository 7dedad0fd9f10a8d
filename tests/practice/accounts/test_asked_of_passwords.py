"""What is asked of passwords, keys and the door, as a list of such questions has it."""

from __future__ import annotations

import re
import zlib
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from practice import secret
from practice.accounts.passwords.our_words import EVERYWHERE
from practice.models import User
from practice.systems import tokens
from tests.environment import ROOT

COMMON = ["password1", "iloveyou", "1q2w3e4r"]
ANY = [
    "between two chairs there is a third one, and whoever sits on it is asked first",
    "zwischen zwei stühlen, 🪑🪑🪑, und auf dem dritten sitzt, wen man gefragt hat",
    "3141592653589793238462643383279502884197169399375105820974944592307816",
]


def codes_of(password: str, user: Any = None) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return {str(each.code) for each in refused.error_list}
    return set()


@pytest.mark.parametrize("password", COMMON)
def test_a_common_password_is_refused(password: str) -> None:
    """Of 20,000 that are known from breaches; 8,000 of them have eight characters."""
    assert "password_too_common" in codes_of(password)


OURS = [
    "Willow-Street-Therapy",
    "willowstreet2026!",
    "W1ll0w $treet 5185550142",
    "12 Willow Street, Albany, NY 12207",
    "third chair third chair",
    "Ada Okafor Ada Okafor",
    "therapy password1",
    "Wistre Wistre 2026",
]


@pytest.mark.parametrize("password", OURS)
def test_one_made_of_the_practices_own_words_is_refused(
    password: str, ada: User, settings: Any
) -> None:
    settings.PASSWORD_WORDS = ["wistre"]
    assert "password_of_our_words" in codes_of(password, ada)


@pytest.mark.parametrize(
    "password", ["a willow beside seven lamps", "four lamps a river"]
)
def test_one_with_enough_besides_is_taken(password: str, ada: User) -> None:
    assert not codes_of(password, ada)


def test_the_words_are_written_down() -> None:
    """But for what each practice and person is called."""
    page = (ROOT / "SECURITY.md").read_text().partition("## Words that make")[2]
    told = page.partition("\n## ")[0]
    said = set(re.findall(r"[a-z]+", told))
    assert set(EVERYWHERE.split()) <= said


@pytest.mark.parametrize("password", ANY)
def test_any_characters_make_a_password(
    password: str, ada: User, client: Browser
) -> None:
    assert len(password) >= 64
    assert not codes_of(password)
    ada.set_password(password)
    ada.save(update_fields=["password"])
    client.post("/sign-in/", {"username": "ada", "password": password[:-1]})
    assert "_auth_user_id" not in client.session
    client.post("/sign-in/", {"username": "ada", "password": password})
    assert "_auth_user_id" in client.session


@pytest.mark.usefixtures("db")
def test_a_password_is_typed_unseen_and_may_be_pasted(client: Browser) -> None:
    html = client.get("/sign-in/").content.decode()
    (field,) = re.findall(r'<input[^>]* name="password"[^>]*>', html)
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in html


@pytest.mark.usefixtures("db")
def test_nobody_is_there_before_somebody_was_added() -> None:
    assert not User.objects.exists()


def test_what_is_sent_twice_or_in_the_address_opens_nothing(
    client: Browser, ada: User
) -> None:
    ada.set_password(ANY[0])
    ada.save(update_fields=["password"])
    right: dict[str, Any] = {"username": "ada", "password": ANY[0]}
    client.post("/sign-in/", {**right, "password": [ANY[0], "another one"]})
    client.post("/sign-in/", {"username": "ada"}, query_params=right)
    assert "_auth_user_id" not in client.session


def test_signing_out_is_on_each_page(adas: Browser) -> None:
    for page in ("/clients/", "/week/"):
        assert 'action="/sign-out/"' in adas.get(page).content.decode(), page


def test_each_token_has_128_random_bits_at_least() -> None:
    made = {secret.fresh() for _ in range(100)}
    assert len(made) == 100
    assert all(len(each) == 43 for each in made)  # 256 bits, six a letter
    assert len(tokens.fresh()) == len(tokens.STARTS) + 43
    packed = zlib.compress("".join(made).encode())
    assert len(packed) > 100 * 32


def test_what_is_concealed_cannot_be_changed_unseen() -> None:
    kept = bytearray(secret.concealed("https://calendar.example/secret"))
    assert secret.revealed(bytes(kept)) == "https://calendar.example/secret"
    for place in (3, len(kept) // 2, len(kept) - 5):
        changed = kept.copy()
        changed[place] ^= 1
        with pytest.raises(secret.Unreadable):
            secret.revealed(bytes(changed))
