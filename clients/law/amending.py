"""A new version of a state's law: in force from a day, beside all that were before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from clients.law.profile import Source, plain
from clients.models import StateProfile
from practice.models import User


def earliest(last: StateProfile, today: date) -> date:
    """The first day from which the version after ``last`` may count: none is dated back."""
    return max(filter(None, (today, last.effective_from)))


def next_version(
    last: StateProfile,
    changes: Mapping[str, Source],
    *,
    starts: date,
    reason: str,
    by: User,
) -> StateProfile:
    """What would come after ``last``, not saved: with ``changes``, and else as it was."""
    changed = {key: plain(value) for key, value in changes.items()}
    return StateProfile(
        state=last.state,
        version=last.version + 1,
        effective_from=starts,
        values={**last.values, **changed},
        delivered=last.delivered,
        reason=reason,
        corrected_by=by,
        written_at=timezone.now(),
    )


def amend(last: StateProfile, following: StateProfile) -> None:
    """Let ``following`` count from its day on, and ``last`` until then. Whoever amends the
    same version meanwhile comes second, and is refused by ``state_profile_version_once``.
    """
    unamended = StateProfile.objects.to_amend().filter(pk=last.pk)
    unamended.update(superseded_from=following.effective_from)
    following.save(force_insert=True)
