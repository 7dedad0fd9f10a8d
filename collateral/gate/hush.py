"""What is between a client and their own clinician, left out of what others are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clients.models import Client
from collateral.gate.check import Line
from collateral.gate.reasons import HUSHED, NOT_READY, Code, Reason
from practice.models import User


def as_told_to(
    user: User | None, client: Client, lines: Iterable[Line]
) -> tuple[Line, ...]:
    """``lines`` about ``client`` as ``user`` may read them: the client's own clinician
    whole, and anyone else without why somebody is not ready. Whoever leads the session
    reads its plan, and so what that keeps out; who is no clinician, not even which of
    its topics a release leaves out. ``user`` is None where a program asks.
    """
    if user is not None and client.clinician_id == user.pk:
        return tuple(lines)
    may_lead = user is not None and user.is_clinician
    unread = HUSHED - {Code.OFF_LIMITS} if may_lead else HUSHED
    hushed = (_hushed(line, unread) for line in lines)
    return tuple(hushed) if may_lead else tuple(map(_plainly, hushed))


def _hushed(line: Line, unread: set[Code]) -> Line:
    plain = Reason(Code.NOT_READY, NOT_READY)
    told = (plain if each.code in unread else each for each in line.reasons)
    return replace(line, reasons=tuple(dict.fromkeys(told)))


def _plainly(line: Line) -> Line:
    """Without what the session is about, not even that some of it is sensitive."""
    told = (_plain(each) if each.plain else each for each in line.reasons)
    return replace(line, reasons=tuple(dict.fromkeys(told)))


def _plain(reason: Reason) -> Reason:
    sensitive = reason.code is Code.SENSITIVE_NOT_INITIALED
    return Reason(Code.TOPIC if sensitive else reason.code, reason.plain)
