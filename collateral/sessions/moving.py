"""Who is covered and what is taken, as the page to move a session shows it while typing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from collateral import gate
from collateral.gate.clashes import clashes_of
from collateral.gate.hush import as_told_to
from collateral.sessions.forms import MoveForm
from collateral.sessions.found import found_to_move
from practice.models import User
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest


@dataclass(frozen=True)
class Moving:
    """The session at the time that is typed; until one is, at its own, where it is free."""

    form: MoveForm
    user: User

    @cached_property
    def proposal(self) -> gate.Proposal:
        return self.form.proposal

    @cached_property
    def lines(self) -> tuple[gate.Line, ...]:
        lines = gate.ask(self.proposal).lines
        return as_told_to(self.user, self.proposal.client, lines)

    @cached_property
    def clashes(self) -> list[str]:
        return clashes_of(self.proposal).sentences if self.form.is_typed else []

    @cached_property
    def outside(self) -> list[str]:
        """That nobody works at the time that is typed, and who is away or busy."""
        return self.form.outside.departures.sentences if self.form.is_typed else []

    @property
    def is_open(self) -> bool:
        """Whether everyone is covered, and all and everyone free."""
        return not self.clashes and all(line.covered for line in self.lines)


def move_page(form: MoveForm, user: User) -> dict[str, Any]:
    """What the page shows ``user`` of ``form``, and of who is covered for it."""
    moving = Moving(form, user)
    if moving.outside:
        form.show_why()
    return {"session": form.session, "form": form, "moving": moving}


@page(*OFFICE, methods=FORM)
def session_coverage(request: SignedInRequest, session_id: int) -> HttpResponse:
    """For what is typed so far; nothing is moved. The panel for htmx, else the page."""
    found = found_to_move(request, session_id)
    if request.method != "POST":  # signed in again
        return redirect("session_move", session_id)
    form = MoveForm.unfaulted(found, request.POST)
    part = "_moving" if request.htmx else "move"
    shown = move_page(form, request.user)
    return render(request, f"collateral/sessions/{part}.html", shown)
