"""What systemd is told: who runs what, and what they may not do."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from practice.setup.server import places

UNITS = places.SOURCE / places.UNITS
SERVICES = sorted(UNITS.glob("*.service"))


def said(unit: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(unit)
    return parser["Service"]


def test_there_are_services() -> None:
    assert {each.stem for each in SERVICES} >= {
        "third-chair-database",
        "third-chair-web",
        "third-chair-work",
    }


@pytest.mark.parametrize("unit", SERVICES, ids=lambda each: each.stem)
def test_nothing_runs_as_root_or_gains_rights(unit: Path) -> None:
    service = said(unit)
    assert service["User"] == places.OWNER
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert service["ProtectSystem"] == "strict"
    assert service["UMask"] == "0077"


@pytest.mark.parametrize("unit", SERVICES, ids=lambda each: each.stem)
def test_it_names_the_places_where_things_are_laid(unit: Path) -> None:
    service = said(unit)
    python = f"{places.CURRENT}/.venv/bin/python "
    assert service["ExecStart"].startswith(python)
    assert service["WorkingDirectory"] == str(places.CURRENT)
    assert service["EnvironmentFile"] == str(places.SETTINGS)
    for secret in re.findall(r"(?m)^LoadCredential=(.*)$", unit.read_text()):
        name, _, place = secret.partition(":")
        assert place == str(places.SECRETS / name)
    assert "LoadCredential=secret_key:" in unit.read_text()
    assert Path("/var/lib") / service["StateDirectory"] == places.DATA


@pytest.mark.parametrize("unit", SERVICES, ids=lambda each: each.stem)
def test_each_command_is_there(unit: Path) -> None:
    words = said(unit)["ExecStart"].split()
    if "manage.py" in words:
        command = words[words.index("manage.py") + 1]
        home = places.SOURCE / "practice" / "management" / "commands"
        assert (home / f"{command}.py").exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_them(tmp_path: Path) -> None:
    for unit in UNITS.glob("*.*"):
        text = unit.read_text()
        # The programs are not here; that they are laid is tested above.
        text = text.replace(f"{places.CURRENT}/.venv/bin/python", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    files = [str(each) for each in tmp_path.iterdir() if each.suffix == ".service"]
    done = subprocess.run(
        ["systemd-analyze", "verify", *files],
        check=False,
        capture_output=True,
        text=True,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )
    ours = [line for line in done.stderr.splitlines() if "third-chair" in line]
    assert not [line for line in ours if "not executable" not in line], done.stderr
