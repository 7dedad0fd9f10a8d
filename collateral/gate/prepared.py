"""Whether a release that is prepared would cover a session once it is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from practice.formats import say_day_short_year, say_list
from practice.models import User
from practice.spans import Span, end_of, start_of
from releases.models import PRACTICE, ReleaseDraft
from releases.terms.content import discloser_names


class Lack(StrEnum):
    """What would have to be changed first."""

    NOTHING = ""
    DATES = "dates"
    DISCLOSER = "discloser"


@dataclass(frozen=True)
class Prepared:
    """A draft that awaits its signature, and what its cover would lack."""

    draft: ReleaseDraft
    lacks: Lack
    sentence: str


def best_prepared(
    drafts: Iterable[ReleaseDraft], clinician: User, relies_on: Span, since: datetime
) -> Prepared | None:
    """That one which would cover ``relies_on`` from ``since`` on, where ``clinician``
    tells; else the newest.
    """
    found = [_prepared(draft, clinician, relies_on, since) for draft in drafts]
    cures = (each for each in found if each.lacks is Lack.NOTHING)
    return next(cures, found[0] if found else None)


def _prepared(
    draft: ReleaseDraft, clinician: User, relies_on: Span, since: datetime
) -> Prepared:
    starts, ends = draft.effective_on, draft.expires_on
    if end_of(ends) < relies_on.upper:
        day = say_day_short_year(ends)
        sentence = f"A release is prepared that ends {day}, before the session does."
        return Prepared(draft, Lack.DATES, sentence)
    if start_of(starts) > since:
        day = say_day_short_year(starts)
        sentence = f"A release is prepared that starts {day}, too late for this."
        return Prepared(draft, Lack.DATES, sentence)
    if not {PRACTICE, clinician.pk} & set(draft.disclosers):
        names = say_list(discloser_names(draft.client, draft.disclosers))
        sentence = f"A release is prepared that lets only {names} tell."
        return Prepared(draft, Lack.DISCLOSER, sentence)
    return Prepared(draft, Lack.NOTHING, "A release is prepared, and not yet signed.")
