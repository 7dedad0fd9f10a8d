"""The gate as a capability: whoever schedules shows that it was asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import InitVar, dataclass, replace

from clients.law.who import may_sign_for
from collateral.gate import questions
from collateral.gate.check import Verdict, ask, ask_each
from collateral.gate.proposal import Proposal
from collateral.gate.signing import wrongly_signed
from releases.models import PRACTICE


class _Seal:
    """What only this module has, so that only the gate clears."""


_SEAL = _Seal()


@dataclass(frozen=True)
class Cleared:
    """A proposal that the gate let pass. Acts that schedule take nothing else for one.

    ``disclosers`` are those who may tell throughout, by contact; empty where nothing
    leans on a release.
    """

    proposal: Proposal
    disclosers: Mapping[int, tuple[int, ...]]
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            message = "Only the gate clears a proposal."
            raise TypeError(message)

    def discloser_of(self, contact_id: int, kept: int = PRACTICE) -> int:
        """On whose grants a seat leans: on ``kept``, where that one may still tell."""
        able = self.disclosers.get(contact_id, (kept,))
        return kept if kept in able else able[0]


class NotCovered(Exception):  # noqa: N818 (it is an answer, not an error)
    """Who would join without cover, and why."""

    def __init__(self, proposal: Proposal, verdict: Verdict) -> None:
        super().__init__("not covered")  # an exception may be logged: no names
        self.proposal = proposal
        self.verdict = verdict


def clear(proposal: Proposal) -> Cleared:
    """Let ``proposal`` pass, or raise NotCovered."""
    (answer,) = clear_each([proposal])
    if isinstance(answer, NotCovered):
        raise answer
    return answer


def clear_each(
    proposals: Sequence[Proposal], taken: Collection[int] = ()
) -> list[Cleared | NotCovered]:
    """Let each of ``proposals`` pass, or say who is not covered for it: sessions of one
    client and clinician, asked at once, as ``ask_each`` does.
    """
    leaning = [place for place, each in enumerate(proposals) if each.needs_cover]
    asked = [proposals[place] for place in leaning]
    apart = {nth for nth, place in enumerate(leaning) if place in taken}
    verdicts = dict(zip(leaning, ask_each(asked, apart) if asked else (), strict=True))
    return [
        _answer(proposal, verdicts.get(place))
        for place, proposal in enumerate(proposals)
    ]


def _answer(proposal: Proposal, verdict: Verdict | None) -> Cleared | NotCovered:
    if verdict is None:
        return Cleared(proposal, {}, _SEAL)
    if verdict.gaps:
        return NotCovered(proposal, verdict)
    told = {line.contact.pk: line.disclosers for line in verdict.lines}
    return Cleared(proposal, told, _SEAL)


def confirm(cleared: Cleared) -> None:
    """Ask again what no key or trigger holds: whether those signed who have to. Under the
    contacts' locks, which whoever changes that takes too. Raises NotCovered.
    """
    asked = cleared.proposal
    if not asked.needs_cover or not asked.contacts:
        return
    (client,) = questions.clients(asked.client.pk)
    proposal = replace(asked, client=client)
    contacts = [contact.pk for contact in proposal.contacts]
    signed = questions.signed(proposal.client.pk, contacts, proposal.relies_on)
    if any(wrongly_signed(signed, proposal, may_sign_for(proposal.client))):
        raise NotCovered(proposal, ask(proposal))


def confirm_each(cleared: Sequence[Cleared]) -> list[Cleared | NotCovered]:
    """Ask all of many again, as they stand under the contacts' locks: what is not covered
    any more is said of each by itself.
    """
    (client,) = questions.clients(cleared[0].proposal.client.pk)
    return clear_each([replace(each.proposal, client=client) for each in cleared])
