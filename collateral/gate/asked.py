"""What the database holds of whoever would join, found for many sessions at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, partial
from typing import Any

from clients.law.who import may_sign_for
from collateral.gate import care, consent, permits, questions
from collateral.gate import readiness as ready
from collateral.gate.lost import revoked_before
from collateral.gate.number import Number, meets
from collateral.gate.prepared import waiting
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from collateral.gate.signing import wrongly_signed
from practice.models import User
from practice.spans import as_array, span
from releases.models import SEVERAL, ReleaseDraft
from releases.status import Status, status_of_contact


@dataclass(frozen=True)
class Found:
    """What the database holds of one contact: what is granted throughout, by whom;
    releases under which the clinician may tell, and those of others; drafts, where that is
    not enough; and what stands in the way beside any release, or whatever is signed.
    """

    granted: Mapping[str, set[int]]
    releases: list[Any]
    others: list[Any]
    drafts: list[ReleaseDraft]
    beside: list[Reason]
    apart: list[Reason]
    unready: list[Reason]

    def disclosers(self, needs: tuple[str, ...]) -> tuple[int, ...]:
        """Those of whom each may tell all that is needed."""
        able = [self.granted.get(what, set()) for what in needs]
        return tuple(sorted(set.intersection(*able)))


class Asked:
    """All that was found for ``proposals``, of one client and clinician, in as many
    queries as for one; ``number`` counts along.
    """

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        self.proposals = proposals
        first = proposals[0]
        self.client, self.clinician = first.client, first.clinician.pk
        self.contacts = sorted({c.pk for each in proposals for c in each.contacts})
        spans = {each.relies_on: None for each in proposals}
        self.places = {each: place for place, each in enumerate(spans)}
        whole = span(
            min(each.lower for each in spans), max(each.upper for each in spans)
        )
        self.granted = questions.granted(
            self.client.pk, self.contacts, self.clinician, whole, as_array(spans)
        )
        self.signed = questions.signed(self.client.pk, self.contacts, whole)
        self.number = Number(filter(self._tells, self.signed), proposals)
        sessions = [each.session_id for each in proposals if each.session_id]
        self.standing = questions.standing_against(self.contacts, sessions)
        self.may_sign = may_sign_for(self.client)
        self.consented_until = cache(partial(consent.consented_until, self.client))
        self._statuses: dict[tuple[int, datetime, bool], Status] = {}

    def of(self, proposal: Proposal) -> dict[int, Found]:
        """What of it there is for this one, by contact."""
        found = self._granted(proposal)
        for release in self._signed(proposal):
            if theirs := found.get(release.contact_id):
                told_by = self._tells(release)
                (theirs.releases if told_by else theirs.others).append(release)
        for pk, theirs in found.items():
            if not theirs.disclosers(proposal.needs_of(pk)):
                theirs.drafts.extend(self.drafts[pk])
        for pk, reason in self._against(proposal):
            ordered = reason.code is Code.NO_CONTACT
            (found[pk].apart if ordered else found[pk].unready).append(reason)
        if ended := care.of_care(self.client):
            for each in found.values():
                each.beside.append(ended)
        for pk, reason in self.number.exceeded(proposal):
            found[pk].beside.append(reason)
        limited = [release for each in found.values() for release in each.releases]
        lost = revoked_before(limited, proposal)
        for pk, reason in (*lost, *wrongly_signed(limited, proposal, self.may_sign)):
            found[pk].beside.append(reason)
        return found

    def status(self, contact_id: int, found: Found, at: datetime) -> Status:
        """What their chip says, which is one for all that are asked of at one time."""
        key = (contact_id, at, bool(found.drafts))
        if key not in self._statuses:
            drafts = waiting(found.drafts)
            self._statuses[key] = status_of_contact(found.releases, at, **drafts)
        return self._statuses[key]

    def _against(self, proposal: Proposal) -> Iterator[tuple[int, Reason]]:
        return ready.standing_against(proposal, self.standing, self.consented_until)

    def _granted(self, proposal: Proposal) -> dict[int, Found]:
        place = self.places[proposal.relies_on]
        found = {
            contact.pk: Found(defaultdict(set), [], [], [], [], [], [])
            for contact in proposal.contacts
        }
        for contact_id, what, discloser, holds in self.granted:
            if holds[place] and contact_id in found:
                found[contact_id].granted[what].add(discloser)
        return found

    def _signed(self, proposal: Proposal) -> Iterator[Any]:
        """Their releases, each with evidence only if it is in force while needed."""
        for release in self.signed:
            if release.evidence and not meets(release.in_force, proposal.relies_on):
                release = copy(release)  # noqa: PLW2901
                release.evidence = None
            yield release

    def _tells(self, release: Any) -> bool:
        return permits.tells(release, self.clinician)

    @cached_property
    def drafts(self) -> dict[int, list[ReleaseDraft]]:
        """What is prepared for each; asked only once that someone is not covered."""
        found: dict[int, list[ReleaseDraft]] = {pk: [] for pk in self.contacts}
        for draft in questions.prepared(self.contacts):
            draft.client = self.client
            found[draft.contact_id].append(draft)
        return found

    @cached_property
    def names(self) -> dict[int, str]:
        """Who may tell, under the releases of others that say when and are in force."""
        others = [each for each in self.signed if not self._tells(each)]
        pks = {pk for each in others if each.evidence for pk in tellers_of(each)}
        return (
            {pk: u.name for pk, u in User.objects.in_bulk(pks).items()} if pks else {}
        )


def tellers_of(release: Any) -> Iterable[int]:
    """Whom ``release`` names, of whose kind the clinician is none."""
    if release.discloser == SEVERAL:
        return permits.terms_of(release).discloser_ids
    return (release.discloser,)
