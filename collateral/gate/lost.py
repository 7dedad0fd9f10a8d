"""That what a session would lean on was revoked, which a restored backup does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year
from practice.spans import local_day
from releases.proof.facts import instant

SAID = (
    "The release was revoked on {day}, which the backup that was restored does not know. "
    "Record it again; nobody may rely on it."
)


def revoked_before(
    releases: Iterable[Any], proposal: Proposal
) -> Iterator[tuple[int, Reason]]:
    """The contacts, and why, of whose release what they need was revoked; as the database
    asks it in ``participant_release_is_not_revoked`` and of topics.
    """
    now = timezone.now()
    for release in releases:
        if not release.evidence or release.in_force.upper <= now:
            continue
        grants = release.evidence["grants"]
        stands = {each["what"] for each in grants if each["ended_at"] is None}
        needed = stands.intersection(proposal.needs_of(release.contact_id))
        for each in release.lost:
            if not each["part"] or needed.intersection(each["part"]):
                day = say_day_short_year(local_day(instant(each["received"])))
                said, of = SAID.format(day=day), str(release.pk)
                yield release.contact_id, Reason(Code.REVOCATION_LOST, said, what=of)
