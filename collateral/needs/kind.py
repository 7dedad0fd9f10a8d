"""What a kind of need is: whose, what it is called, and what is done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse

from collateral.needs.asker import Asker
from collateral.needs.need import Need
from practice.models import Role
from releases.status import Status, Tone

CLINICIAN, DESK, ADMIN = Role.CLINICIAN, Role.FRONT_DESK, Role.ADMIN
OFFICE = (CLINICIAN, DESK)


class Says(Protocol):
    def __call__(self, need: Need, *, named: bool) -> str: ...


@dataclass(frozen=True)
class Action:
    """What can be done: ``says`` it, and leads to ``route`` of what the need names."""

    says: str
    route: str
    of: str = "subject"
    beside: str = ""  # another part of the need that the route takes
    place: str = ""  # on that page
    of_contact: bool = False  # asks that page for the contact
    opens_pdf: bool = False

    def url(self, need: Need) -> str:
        args = [getattr(need, self.of)] if self.of else []
        args += [getattr(need, self.beside)] if self.beside else []
        asked = f"?contact={need.contact}" if self.of_contact and need.contact else ""
        return reverse(self.route, args=args) + asked + self.place


@dataclass(frozen=True)
class Kind:
    """``rows`` asks for those of an ``Asker``; the first of ``actions`` is the next one."""

    code: str
    roles: tuple[Role, ...]
    chip: Status
    says: Says
    rows: Callable[[Asker], Any]
    actions: tuple[Action, ...]


def chip(code: str, label: str, tone: Tone, icon: str) -> Status:
    return Status(code, label, tone, icon)


CLIENT = Action("See the client", "client", "client")
