"""What a mail says outside and in, and what the server's answer means."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import BadHeaderError

from practice.jobs.task import GaveUp
from practice.mail import MailFailed, Words, can_mail, send
from tests.mailing import Server, text_of
from tests.privacy.traces import logged
from tests.serving import free_port

TO = "jordan@home.example"
WORDS = Words(
    ["A paper is ready for you."],
    link="https://elm-street.example/s/abc/",
    link_says="Open it",
)
STOP = "https://elm-street.example/stop/abc/"


def test_a_mail_is_handed_over_with_a_neutral_subject(post: Server) -> None:
    send(TO, "en", WORDS)
    (mail,) = post.taken
    assert mail["Subject"] == "Elm Street Counseling"
    assert mail["To"] == TO
    assert mail["From"] == "Elm Street Counseling <office@elm-street.example>"
    assert mail["Message-ID"].endswith("@elm-street.example>")
    for kind in ("plain", "html"):
        assert "A paper is ready for you." in text_of(mail, kind)
        assert "https://elm-street.example/s/abc/" in text_of(mail, kind)
        assert "call (518) 555-0100" in text_of(mail, kind)


def test_a_mail_speaks_the_language_of_whoever_reads_it(post: Server) -> None:
    send(TO, "es", Words(["Hay un documento para usted."]))
    send(TO, "vi", WORDS)
    spanish, other = post.taken
    assert "Hola:" in text_of(spanish)
    assert 'lang="es"' in text_of(spanish, "html")
    assert "Hello," in text_of(other)


def test_only_what_can_be_stopped_offers_to_stop(post: Server) -> None:
    send(TO, "en", WORDS)
    send(TO, "en", WORDS, stop_url=STOP)
    first, reminder = post.taken
    assert first["List-Unsubscribe"] is None
    assert reminder["List-Unsubscribe"] == f"<{STOP}>"
    assert reminder["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Send me no more reminders:\n{STOP}" in text_of(reminder)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("451 Try again later", MailFailed),
        ("550 No such mailbox: jordan@home.example", GaveUp),
    ],
)
def test_later_is_not_never(
    answer: str, meaning: type[Exception], post: Server
) -> None:
    post.answer = answer
    with pytest.raises(meaning) as failed:
        send(TO, "en", WORDS)
    assert "jordan" not in str(failed.value)


def test_no_server_is_one_for_another_time(post: Server, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    with pytest.raises(MailFailed):
        send(TO, "en", WORDS)


def test_a_server_without_tls_gets_nothing_where_tls_is_asked(
    post: Server, settings: Any
) -> None:
    settings.EMAIL_USE_TLS = True
    with pytest.raises(MailFailed):
        send(TO, "en", WORDS)
    assert post.taken == []


@pytest.mark.parametrize(
    "address",
    [
        "jordan@home.example\nBcc: all@elsewhere.example",
        "a@b.example\r\n",
        "Jordan",
        "",
    ],
)
def test_an_address_that_is_none_is_written_to_nobody(
    address: str, post: Server
) -> None:
    with pytest.raises(GaveUp):
        send(address, "en", WORDS)
    assert post.taken == []


def test_a_name_with_line_ends_adds_no_header(post: Server, settings: Any) -> None:
    settings.PRACTICE_NAME = "Elm Street\r\nBcc: all@elsewhere.example"
    send(TO, "en", WORDS)
    (mail,) = post.taken
    assert mail["Bcc"] is None
    with pytest.raises(BadHeaderError):
        send(TO, "en", WORDS, stop_url=f"{STOP}\r\nBcc: all@elsewhere.example")


def test_a_failure_leaves_no_address_in_the_log(post: Server) -> None:
    post.answer = "550 jordan@home.example"
    with logged(log := io.StringIO()), pytest.raises(GaveUp):
        send(TO, "en", WORDS)
    assert "jordan" not in log.getvalue()


def test_the_demo_writes_mail_to_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    assert can_mail()
    send(TO, "en", WORDS)
    (file,) = (tmp_path / "mail").iterdir()
    assert f"To: {TO}" in file.read_text()


@pytest.mark.parametrize("lacking", ["EMAIL_HOST", "MAIL_FROM", "PRACTICE_URL"])
def test_a_practice_mails_once_all_of_it_is_set(
    lacking: str, post: Server, settings: Any
) -> None:
    assert can_mail()
    setattr(settings, lacking, "")
    assert not can_mail()
