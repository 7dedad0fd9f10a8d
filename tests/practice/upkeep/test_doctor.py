"""What is not as it should be is said, with what to do, and nothing else fails."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from django.utils import timezone

from practice.models import Upkeep, UpkeepKind, User
from practice.upkeep import logs, machine, packages
from practice.upkeep.done import note, noted
from practice.upkeep.facts import Fact, facts
from releases.root.sealing import seal_root
from tests.asleep import keep_triggers_awake
from tests.clock import DAY
from tests.environment import ROOT
from tests.jobs import failed_job
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.releases.history.happenings import words

pytestmark = pytest.mark.django_db


def fact(name: str, *, slow: bool = False) -> Fact:
    (found,) = (each for each in facts(slow=slow) if each.name == name)
    return found


@pytest.mark.parametrize("kind", UpkeepKind)
def test_what_was_never_done_is_said(kind: UpkeepKind) -> None:
    found = fact(kind.value)
    assert not found.is_well
    assert found.said == f"{kind.label}: none yet."
    assert found.do


@pytest.mark.parametrize("kind", UpkeepKind)
def test_what_was_done_lately_is_well(kind: UpkeepKind) -> None:
    note(kind, went_well=True)
    assert fact(kind.value).is_well


@pytest.mark.parametrize("kind", UpkeepKind)
def test_what_did_not_go_well_is_said(kind: UpkeepKind) -> None:
    note(kind, went_well=True)
    note(kind, went_well=False)
    assert fact(kind.value).said.endswith(", which did not go well.")


@pytest.mark.parametrize("kind", UpkeepKind)
def test_what_was_done_long_ago_is_said(kind: UpkeepKind) -> None:
    Upkeep.objects.create(kind=kind, went_well=True, at=timezone.now() - 9 * DAY)
    assert fact(kind.value).said.endswith(", too long ago.")


def test_a_root_that_was_sealed_today_is_well(settings: Any) -> None:
    assert fact("root").said == "Sealed root: none yet."
    assert not fact("root_outside").is_well
    seal_root()
    settings.ROOT_MAIL_TO = "owner@elm-street.example"
    assert fact("root").is_well
    assert fact("root_outside").is_well


def test_a_worker_that_is_gone_and_jobs_that_failed_are_said() -> None:
    assert fact("worker").said == "No worker is at work; jobs that wait: 0."
    assert fact("jobs").is_well
    failed_job()
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert fact("worker").is_well
    assert fact("jobs").said == "Jobs that failed for good: 1."


def test_a_rule_that_was_taken_away_is_said() -> None:
    keep_triggers_awake()
    assert fact("migrations", slow=True).is_well
    assert fact("rules", slow=True).is_well
    run("ALTER TABLE practice_upkeep DROP CONSTRAINT upkeep_has_a_kind")
    assert "upkeep_has_a_kind" in fact("rules", slow=True).said


def test_root_is_no_user_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    assert fact("user").said == "It runs as root."
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    assert fact("user").is_well


@pytest.mark.parametrize(("days", "well"), [(0, True), (90, True), (91, False)])
def test_packages_that_were_chosen_long_ago_are_said(
    days: int, well: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = timezone.localdate() - days * DAY
    monkeypatch.setattr(packages, "chosen_on", lambda _: chosen)
    assert fact("packages").is_well is well


def test_so_are_those_of_which_nobody_knows_when() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert packages.chosen_on(lock)
    assert packages.chosen_on(lock.partition("\n")[2]) is None


def test_a_log_that_stays_on_this_machine_is_said(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = tmp_path / "systemd-journal-upload.service"
    monkeypatch.setattr(logs, "UPLOAD", upload)
    assert not fact("logs").is_well
    settings.LOGS_ELSEWHERE = True
    assert fact("logs").is_well
    settings.LOGS_ELSEWHERE = False
    upload.symlink_to("/lib/systemd/system/systemd-journal-upload.service")
    assert fact("logs").is_well


def test_a_disk_that_is_almost_full_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"total": 100 * machine.GIB, "free": machine.GIB})
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage)
    assert not fact("disk").is_well
    usage.free = 50 * machine.GIB
    assert fact("disk").is_well


def test_a_disk_is_encrypted_where_all_beneath_it_is(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sys = tmp_path_factory.mktemp("sys")
    for block, uuid in (("1:0/slaves/a", "CRYPT-LUKS2-x"), ("1:0/slaves/b", "LVM-x")):
        (sys / block / "dm").mkdir(parents=True)
        (sys / block / "dm/uuid").write_text(uuid, encoding="ascii")
    device = machine.os.makedev(1, 0)
    assert not machine.is_encrypted(device, sys)
    (sys / "1:0/slaves/b/dm/uuid").write_text("CRYPT-LUKS2-y", encoding="ascii")
    assert machine.is_encrypted(device, sys)
    assert not machine.is_encrypted(machine.os.makedev(1, 1), sys)


def test_who_knows_that_it_is_encrypted_says_so(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(machine, "SYS", Path("/nowhere"))
    monkeypatch.setattr(machine, "is_encrypted", lambda _: False)
    assert "DISK_ENCRYPTED=1" in fact("encryption").do
    settings.DISK_ENCRYPTED = True
    assert fact("encryption").is_well


def test_secrets_that_others_may_read_are_said(
    settings: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    seal = settings.DATA_DIR / "seal"
    seal.mkdir(mode=0o755)
    assert fact("secrets").said == "Others on this machine may read seal."
    seal.chmod(0o700)
    assert fact("secrets").is_well


def test_the_command_says_each_with_what_to_do_and_fails() -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 1
    assert "- Backup: none yet. Run manage.py nightly, every night." in out.getvalue()


def test_the_command_says_it_to_programs_too() -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)
    (backup,) = (
        each for each in json.loads(out.getvalue()) if each["name"] == "backup"
    )
    assert backup == {
        "name": "backup",
        "is_well": False,
        "said": "Backup: none yet.",
        "do": "Run manage.py nightly, every night.",
    }


def test_where_all_is_well_it_does_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    well = Fact("user", is_well=True, said="All is well.")
    monkeypatch.setattr("practice.management.commands.doctor.facts", lambda **_: [well])
    out = io.StringIO()
    call_command("doctor", stdout=out)
    assert out.getvalue() == "  All is well.\n"


def test_verify_keeps_that_it_was_done() -> None:
    call_command("verify", stdout=io.StringIO())
    last = Upkeep.objects.get()
    assert (last.kind, last.went_well) == (UpkeepKind.VERIFICATION, True)


def test_what_is_done_is_noted_whether_it_went_well_or_not() -> None:
    with noted(UpkeepKind.BACKUP):
        pass
    with pytest.raises(OSError, match="full"), noted(UpkeepKind.DRILL):
        raise OSError("full")
    kept = Upkeep.objects.newest()
    assert {kind: each.went_well for kind, each in kept.items()} == {
        "backup": True,
        "drill": False,
    }


def test_a_drill_is_noted_by_whoever_did_it() -> None:
    call_command("note_upkeep", "drill", "--failed", stdout=io.StringIO())
    last = Upkeep.objects.get()
    assert (last.kind, last.went_well) == (UpkeepKind.DRILL, False)


def test_the_admin_reads_the_same_sentences(nora: User) -> None:
    page = words(browser_of(nora).get("/settings/").content.decode())
    assert "Backup: none yet." in page
    assert "Run manage.py nightly, every night. to do" in page


def test_what_was_noted_stays() -> None:
    note(UpkeepKind.BACKUP, went_well=True)
    with refused_by("upkeep_is_final"):
        run("DELETE FROM practice_upkeep")
    with refused_by("upkeep_is_kept"):
        run("TRUNCATE practice_upkeep")
    with refused_by("upkeep_has_a_kind"):
        Upkeep.objects.create(kind="nap", went_well=True)


def test_nobody_who_is_not_an_admin_reads_them(adas: Browser) -> None:
    assert adas.get("/settings/").status_code == 404
