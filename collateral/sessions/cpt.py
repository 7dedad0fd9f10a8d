"""Which code of CPT may fit a session, for its clinician to consider. Nothing is submitted.

As the American Medical Association defines them: family psychotherapy is of 50 minutes,
and of 26 at least. Whatever else a payer asks is not known here.
"""

from __future__ import annotations

from datetime import timedelta

from collateral.models import Session, SessionKind
from releases.models import Format

LEAST = timedelta(minutes=26)
WITH = "90847, family psychotherapy with the client"
WITHOUT = "90846, family psychotherapy without the client"
INTAKE = (
    "90791, diagnostic evaluation; 90785 beside it where others make it more complex"
)
CHECK_IN = (
    "none of its own: it is part of the client’s own session, 90832, 90834 or 90837"
)
ALONE = "none: a check-in without the client is seldom paid for"
TOO_SHORT = "none: 90846 and 90847 are for 26 minutes or more"


def code_to_consider(session: Session) -> str:
    """The code and what it is for, as the session is booked; or why there is none."""
    with_client = session.format == Format.JOINT
    if session.kind == SessionKind.INTAKE:
        return INTAKE
    if session.kind == SessionKind.CHECK_IN:
        return CHECK_IN if with_client else ALONE
    if session.during.upper - session.during.lower < LEAST:
        return TOO_SHORT
    return WITH if with_client else WITHOUT
