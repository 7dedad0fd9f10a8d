"""Whoever forgets to ask the gate is found by the type checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings

# What the code below depends on; all else is taken as it comes, which makes it quick.
READ = [
    "collateral/booking/book.py",
    "collateral/gate/__init__.py",
    "collateral/gate/check.py",
    "collateral/gate/clearance.py",
    "collateral/gate/proposal.py",
    "collateral/gate/scheduling.py",
    "collateral/sessions/join.py",
    "collateral/sessions/move.py",
    "collateral/sessions/reopen.py",
    "practice/database/transactions.py",
]
FORGETFUL = """
from django.http import HttpResponse

from collateral.booking.book import book
from collateral.gate import Cleared, Proposal, clear
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.sessions.join import join
from collateral.sessions.move import move
from collateral.sessions.reopen import reopen

def asks_first(proposal: Proposal, plan, actor) -> None:
    book(clear(proposal), plan, actor)
    move(clear(proposal), actor)
    join(clear(proposal), actor)
    reopen(clear(proposal), actor)

def forgets(proposal: Proposal, plan, actor) -> None:
    book(proposal, plan, actor)  # refused
    move(proposal, actor)  # refused
    join(proposal, actor)  # refused
    reopen(proposal, actor)  # refused

def clears_by_itself(proposal: Proposal) -> None:
    Cleared(proposal, {})  # refused
    Cleared(proposal, {}, object())  # refused
    clear(proposal).proposal = proposal  # refused

class Form:
    proposal: Proposal
    def is_valid(self) -> bool:
        return True

def asked(request: object, session_id: int) -> Form:
    return Form()

@schedules(asked, "This session was not booked")
def declared(request: SchedulingRequest[Form], session_id: int) -> HttpResponse:
    return HttpResponse(request.scheduling.form.nonsense)  # refused

@schedules(asked, "This session was not booked")  # refused
def takes_another(request: SchedulingRequest[Form], client_id: int) -> HttpResponse:
    return HttpResponse()
"""


def test_nothing_is_scheduled_but_by_what_the_gate_gave(tmp_path: Path) -> None:
    code = tmp_path / "forgetful.py"
    code.write_text(FORGETFUL)
    command = [sys.executable, "-m", "mypy", "--config-file=", "--no-error-summary"]
    command += ["--follow-imports=skip", "--ignore-missing-imports"]
    command += ["--hide-error-context", f"--cache-dir={tmp_path / 'cache'}"]
    found = subprocess.run(
        [*command, str(code), *READ],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line.split(":") for line in found.stdout.splitlines() if ": error:" in line]
    here = {int(line) for path, line, *_ in told if path == str(code)}
    lines = enumerate(FORGETFUL.splitlines(), start=1)
    refused = {number for number, line in lines if line.endswith("# refused")}
    assert here == refused, found.stdout + found.stderr
