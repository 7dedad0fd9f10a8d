"""The practice's key: one, its own, and known for ever by its certificate."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.core.management import call_command

from practice.paper import key, pdf
from tests.environment import ROOT

SAY = (
    "import django; django.setup(); from practice.paper.key import own;"
    "print(own().fingerprint)"
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Path:
    """A data folder that is not there yet."""
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data"


def test_it_is_made_when_it_is_needed_and_stays(data: Path) -> None:
    first = key.own()
    assert first.private.curve.name == "secp256r1"
    assert key.own().fingerprint == first.fingerprint
    assert list(key.certificates()) == [first.fingerprint]


def test_nobody_else_may_read_it(data: Path) -> None:
    key.own()
    assert stat.S_IMODE((data / "seal").stat().st_mode) == 0o700
    held = [stat.S_IMODE(each.stat().st_mode) for each in (data / "seal").iterdir()]
    assert held == [0o600, 0o600]


def test_its_certificate_names_the_practice_and_signs_nothing_else(
    settings: Any,
) -> None:
    settings.PRACTICE_NAME = f"The {'very ' * 20}long Practice"
    made = key.own().certificate
    assert made.subject == made.issuer
    assert made.subject.rfc4514_string().startswith("CN=The very very")
    usage = made.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment
    assert not usage.key_cert_sign


def test_many_processes_make_one(data: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "practice.settings",
        "DATA_DIR": str(data),
    }
    made = [
        subprocess.Popen(
            [sys.executable, "-c", SAY],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = {process.communicate()[0] for process in made}
    assert said == {f"{key.own().fingerprint}\n"}
    assert len(list((data / "seal").iterdir())) == 2


def test_of_two_that_are_made_at_once_the_first_counts(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = key._made

    def too_late() -> bytes:
        monkeypatch.undo()
        key.own()
        return made()

    monkeypatch.setattr(key, "_made", too_late)
    assert key.own().fingerprint in key.certificates()
    assert len(list((data / "seal").iterdir())) == 2


def test_another_takes_its_place_and_its_certificate_stays(data: Path) -> None:
    old = key.own()
    call_command("replace_seal_key", stdout=sys.stderr)
    new = key.own()
    assert new.fingerprint != old.fingerprint
    assert list(key.certificates()) == [new.fingerprint, old.fingerprint]
    assert old.pem not in b"".join(
        each.read_bytes() for each in (data / "seal").iterdir()
    )


def test_a_copy_brings_all_of_it_back(tmp_path: Path, settings: Any) -> None:
    old, new = key.own(), key.replace()
    copy = key.copied()
    settings.DATA_DIR = tmp_path / "other"
    key.put_back(copy)
    assert key.own().pem == new.pem
    assert set(key.certificates()) == {old.fingerprint, new.fingerprint}


def test_a_copy_is_not_put_over_another(tmp_path: Path, settings: Any) -> None:
    copy = key.copied() if key.own() else b""
    settings.DATA_DIR = tmp_path / "other"
    mine = key.own()
    with pytest.raises(FileExistsError):
        key.put_back(copy)
    assert key.own().pem == mine.pem
    assert not list((tmp_path / "other" / "seal").glob("*.new"))


def test_what_cannot_be_read_is_a_sentence_that_says_where(data: Path) -> None:
    key.own()
    (data / "seal" / "key.pem").write_text("Jordan Reyes")
    with pytest.raises(pdf.Unprintable, match=r"cannot be read or made at .*key\.pem"):
        key.own()
