"""A backup that was changed, cut off or closed for another key gives nothing away."""

from __future__ import annotations

import io
from pathlib import Path

import pyrage
import pytest

from practice.database import closed

SEAL = b"-----BEGIN PRIVATE KEY-----\n" * 9
DUMP = b"PGDMP" + bytes(range(256)) * 600  # three of age's chunks, of which one is part
SECRET, RECIPIENT = closed.new_secret()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text(f"# of the practice\n\n{SECRET}\n")
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "practice.age"
    write(file)
    return file


def write(file: Path, dump: bytes = DUMP, whom: str = RECIPIENT) -> None:
    known = closed.recipients([whom])
    closed.close(file, SEAL, io.BytesIO(dump), known, lambda: None)


def test_what_was_closed_is_opened_by_its_secret(file: Path, secret: Path) -> None:
    dump = file.with_name("dump")
    assert closed.opened(file, secret, dump) == SEAL
    assert dump.read_bytes() == DUMP
    assert dump.stat().st_mode & 0o077 == file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("size", [0, 1, 65_536 - 300, 65_536, 2 * 65_536])
def test_of_any_length(tmp_path: Path, secret: Path, size: int) -> None:
    file, dump = tmp_path / "practice.age", tmp_path / "dump"
    write(file, DUMP[:size])
    assert closed.opened(file, secret, dump) == SEAL
    assert dump.read_bytes() == DUMP[:size]


def test_of_several_recipients_each_opens_it(tmp_path: Path, secret: Path) -> None:
    other, theirs = closed.new_secret()
    file = tmp_path / "practice.age"
    whom = closed.recipients([theirs, RECIPIENT])
    closed.close(file, SEAL, io.BytesIO(DUMP), whom, lambda: None)
    (tmp_path / "other").write_text(other)
    for each in (secret, tmp_path / "other"):
        assert closed.opened(file, each, tmp_path / f"dump-{each.name}") == SEAL


def test_nothing_in_it_is_readable(file: Path) -> None:
    written = file.read_bytes()
    assert b"PRIVATE KEY" not in written
    assert b"PGDMP" not in written
    assert closed.is_closed(file)


def changed() -> dict[str, int]:
    """A byte of each kind: of age's own lines, and of what is within."""
    return {
        "the version": 3,
        "the recipient": 40,
        "the key of the file": 90,
        "the header's own proof": 160,
        "the nonce": 205,
        "the length of the key within": 240,
        "the first chunk": 1_000,
        "the last byte of a chunk": 65_536,
        "the second chunk": 80_000,
        "the last chunk": -100,
        "the last byte": -1,
    }


@pytest.mark.parametrize("at", changed().values(), ids=changed())
def test_one_that_was_changed_is_refused(file: Path, secret: Path, at: int) -> None:
    written = bytearray(file.read_bytes())
    written[at] ^= 1
    file.write_bytes(written)
    with pytest.raises(closed.RefusedError, match="Nothing was restored"):
        closed.opened(file, secret, file.with_name("dump"))


@pytest.mark.parametrize("left", [0, 10, 150, 1_000, 65_750, 65_752, 131_304, -1])
def test_one_that_was_cut_off_is_refused(file: Path, secret: Path, left: int) -> None:
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(closed.RefusedError):
        closed.opened(file, secret, file.with_name("dump"))


def test_one_with_more_behind_it_is_refused(file: Path, secret: Path) -> None:
    file.write_bytes(file.read_bytes() * 2)
    with pytest.raises(closed.RefusedError):
        closed.opened(file, secret, file.with_name("dump"))


def test_chunks_in_another_order_are_refused(file: Path, secret: Path) -> None:
    written, chunk = file.read_bytes(), 65_536 + 16
    begin = len(written) - (len(written) - 216) % chunk - 2 * chunk
    one, two = begin + chunk, begin + 2 * chunk
    file.write_bytes(
        written[:begin] + written[one:two] + written[begin:one] + written[two:]
    )
    assert file.read_bytes() != written
    with pytest.raises(closed.RefusedError):
        closed.opened(file, secret, file.with_name("dump"))


def test_one_for_another_key_is_refused(tmp_path: Path, secret: Path) -> None:
    file = tmp_path / "foreign.age"
    write(file, whom=closed.new_secret()[1])
    with pytest.raises(closed.RefusedError, match="closed for another key"):
        closed.opened(file, secret, tmp_path / "dump")


@pytest.mark.parametrize(
    "within", [b"", b"PGDMP", b"[]\n", b"x" * 90_000, b'{"form": "other", "seal": 1}\n']
)
def test_what_is_closed_for_us_and_no_backup_is_refused(
    tmp_path: Path, secret: Path, within: bytes
) -> None:
    file = tmp_path / "letter.age"
    file.write_bytes(pyrage.encrypt(within, closed.recipients([RECIPIENT])))
    with pytest.raises(closed.RefusedError, match="no backup of this program"):
        closed.opened(file, secret, tmp_path / "dump")


@pytest.mark.parametrize(
    "said",
    ["", "age1notasecret\n", SECRET[:-1], "\udcff"],
    ids=["empty", "recipient", "cut off", "no text"],
)
def test_a_file_without_a_secret_is_named(
    file: Path, tmp_path: Path, said: str
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(said.encode(errors="surrogateescape"))
    with pytest.raises(closed.RefusedError) as refusal:
        closed.opened(file, wrong, tmp_path / "dump")
    assert "Nothing was restored" in str(refusal.value) or str(wrong) in str(
        refusal.value
    )
    assert SECRET[:-1] not in str(refusal.value)


def test_who_is_no_recipient_is_said() -> None:
    with pytest.raises(closed.RefusedError, match="BACKUP_RECIPIENT must hold"):
        closed.recipients(["age1nobody"])


def test_a_dump_that_ends_badly_leaves_no_file(tmp_path: Path) -> None:
    def ended() -> None:
        raise OSError

    known = closed.recipients([RECIPIENT])
    with pytest.raises(OSError):  # noqa: PT011 - the one it raised
        closed.close(tmp_path / "practice.age", SEAL, io.BytesIO(DUMP), known, ended)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(FileExistsError):
        write(file)
    assert file.read_bytes() == before
