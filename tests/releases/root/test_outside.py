"""A root is told outside, and read again however it comes back from there."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clients.models import Client
from releases.models import RootStamp, SealedRoot
from releases.root import stamp
from releases.root.jobs import seal_the_days_root, tell_of
from releases.root.outside import mailed, read, told
from releases.root.sealing import seal_root
from releases.root.verification import verify_roots, verify_told
from tests.clock import TICK
from tests.jobs import run_waiting, waiting
from tests.mailing import Server
from tests.privacy.traces import logged
from tests.refusals import refused_by, run
from tests.releases.history.chains import triggers_off
from tests.releases.root.tsa import Authority

pytestmark = pytest.mark.django_db


def test_the_mail_has_hash_and_signature_and_names_nobody(
    jordan: Client, post: Server, settings: Any
) -> None:
    settings.ROOT_MAIL_TO = "owner@elm-street.example"
    root = seal_root()
    tell_of(root)
    assert run_waiting() == ["mail_root succeeded"]
    (mail,) = post.taken
    assert (mail["To"], mail["Subject"]) == ("owner@elm-street.example", "Daily root 1")
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert root.sha256 in text
    assert "Jordan" not in mail.as_string()
    for kept in (
        mail.as_string(),
        text,
        text.replace("\n", "\n> "),
        text.replace(",", ",\n"),
    ):
        assert read(kept) == told(root)


def test_without_an_address_nothing_is_mailed(db: None, post: Server) -> None:
    tell_of(seal_root())
    assert waiting() == []


def test_the_log_has_one_line_by_which_it_is_known_again(jordan: Client) -> None:
    out = io.StringIO()
    with logged(out):
        root = seal_root()
    (line,) = out.getvalue().splitlines()
    assert line.endswith(f"Sealed root 1: {root.sha256}")
    given = read(line)
    assert given
    assert verify_told(given) == []
    with triggers_off():
        run("DELETE FROM releases_rootleaf")
        run("DELETE FROM releases_sealedroot")
    assert verify_told(given) == ["Root 1 is gone."]
    seal_root()
    assert verify_told(given) == ["Root 1 here is another than the one that was given."]


def test_a_root_that_another_key_signed_proves_nothing(jordan: Client) -> None:
    text = "".join(mailed(seal_root()).paragraphs)
    forged = read(text.replace('"clients":[1', '"clients":[0'))
    assert forged
    assert verify_told(forged) == [
        "What was given is signed by no key of this practice."
    ]


@pytest.mark.parametrize("text", ["", "Root 1", '{"root":1}', "root 1: abc", "\0"])
def test_what_holds_no_root_is_refused(db: None, text: str) -> None:
    with pytest.raises(CommandError, match="There is no root in it"):
        call_command("verify_root", text)


def test_the_worker_seals_one_a_day(db: None) -> None:
    seal_the_days_root(timestamp=0)
    seal_the_days_root(timestamp=0)
    assert SealedRoot.objects.count() == 1
    with triggers_off():
        run("UPDATE releases_sealedroot SET at = at - interval '1 day'")
    seal_the_days_root(timestamp=0)
    assert SealedRoot.objects.count() == 2


@pytest.fixture
def authority(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Whose clock stamps."""
    authority = Authority()
    settings.TIMESTAMP_URL = "https://stamps.example/"
    monkeypatch.setattr(stamp, "posted", authority.answer)
    return authority


def test_a_root_is_stamped_where_a_service_is_set(
    jordan: Client, authority: Authority
) -> None:
    root = seal_root()
    tell_of(root)
    assert run_waiting() == ["stamp_root succeeded"]
    token = bytes(RootStamp.objects.get(root=root).token)
    at = stamp.stamped_at(token, root.sha256)
    assert abs(at - timezone.now()) < TICK * 600_000_000
    assert verify_roots().misfits == ()


def test_a_stamp_of_something_else_is_none(
    jordan: Client, authority: Authority
) -> None:
    authority.of = "f" * 64
    with pytest.raises(stamp.NotStampedError):
        stamp.stamped(seal_root().sha256)


def test_a_stamp_that_does_not_come_is_waited_for(
    jordan: Client, authority: Authority
) -> None:
    authority.is_there = False
    tell_of(seal_root())
    assert run_waiting() == ["stamp_root waits"]
    assert not RootStamp.objects.exists()


def test_a_stamp_that_was_changed_is_shown(
    jordan: Client, authority: Authority
) -> None:
    tell_of(seal_root())
    run_waiting()
    with triggers_off():
        run(
            "UPDATE releases_rootstamp SET token = overlay(token placing '\\x00' from 60)"
        )
    assert verify_roots().misfits == ("The stamp of root 1 is not of it.",)


@pytest.mark.parametrize(
    ("table", "final", "kept"),
    [
        ("releases_sealedroot", "root_is_final", "roots_are_kept"),
        ("releases_rootleaf", "leaf_is_final", "leaves_are_kept"),
        ("releases_rootstamp", "stamp_is_final", "stamps_are_kept"),
    ],
)
def test_what_was_sealed_stays(
    jordan: Client, authority: Authority, table: str, final: str, kept: str
) -> None:
    tell_of(seal_root())
    run_waiting()
    with refused_by(final):
        run(f"DELETE FROM {table}")
    with refused_by(kept):
        run(f"TRUNCATE {table} CASCADE")


def test_a_client_has_one_leaf_of_a_root(jordan: Client) -> None:
    seal_root()
    with refused_by("leaf_once_a_root"):
        run(
            "INSERT INTO releases_rootleaf (root_id, client_id, number, head, releases)"
            " SELECT root_id, client_id, 0, '', '' FROM releases_rootleaf"
        )


def test_a_root_follows_the_one_before_it(jordan: Client) -> None:
    root = seal_root()
    copy = {"at", "body", "sha256", "signature", "certificate"}
    same = {name: getattr(root, name) for name in copy}
    with refused_by("root_follows_the_last"):
        SealedRoot.objects.create(number=2, **same)
    with refused_by("root_hashes_its_body"):
        body = root.body.replace('"root":1', '"root":2').replace(
            '"previous":""', f'"previous":"{root.sha256}"'
        )
        SealedRoot.objects.create(number=2, **same | {"body": body})
