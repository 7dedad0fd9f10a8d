"""What would help: ways, one click each, to have a refused session after all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from collateral.gate import Code, Line, Proposal, Verdict, ask
from collateral.gate.again import Remedy, Typed, about_less, earlier, move_to, without
from collateral.gate.consent import UNCHECKED
from collateral.gate.cures import get_label, release_url
from collateral.gate.hush import as_told_to
from collateral.gate.planned import APPROVAL, PLAN
from collateral.gate.reasons import HUSHED
from practice.models import User
from releases.models import FormKind

# Everyone who would join, with what would help, most helpful first.
Helped = list[tuple[Line, list[Remedy]]]


def remedies_for(
    proposal: Proposal,
    verdict: Verdict,
    typed: Typed,
    now: datetime,
    *,
    theirs: bool,
) -> Helped:
    """Where a form was refused. ``theirs`` is whether whoever is told may get a release:
    it is their client.
    """
    another_time = time_may_help(verdict.gaps)
    sooner = earlier(proposal, typed, now) if another_time else []
    return [
        (
            line,
            _in_order(
                line,
                _release_for(line, proposal, theirs=theirs),
                [
                    *_besides(line, theirs=theirs),
                    *about_less(line, proposal, typed),
                    *sooner,
                    *without(line, proposal, typed),
                ],
            )
            if not line.covered
            else [],
        )
        for line in verdict.lines
    ]


def releases_for(
    proposal: Proposal, user: User | None, *, deciding: bool = False
) -> Helped:
    """Where a session is shown as it is: only a release would help; or, where its
    clinician is ``deciding`` about it, to go on without whoever revoked. ``user`` is
    None where a program asks, which gets no release.
    """
    theirs = user is not None and proposal.client.is_visible_to(user)
    return [
        (
            line,
            _in_order(
                line,
                _release_for(line, proposal, theirs=theirs),
                [
                    *(
                        [_decision(line, proposal)]
                        if deciding and _revoked(line)
                        else []
                    ),
                    *_besides(line, theirs=theirs),
                ],
            )
            if not line.covered
            else [],
        )
        for line in as_told_to(user, proposal.client, ask(proposal).lines)
    ]


def _revoked(gap: Line) -> bool:
    return gap.code is Code.REVOKED


def _in_order(gap: Line, release: Remedy, others: list[Remedy]) -> list[Remedy]:
    """A release first; but nobody who has just revoked one is asked first for another."""
    return [*others, release] if _revoked(gap) else [release, *others]


def _decision(gap: Line, proposal: Proposal) -> Remedy:
    session = [proposal.session_id]
    if len(proposal.contacts) == 1:
        return Remedy(
            "Cancel the session", reverse("session_cancellation", args=session)
        )
    out = reverse("session_reopening", args=session)
    name = gap.contact.name
    return Remedy(f"Go on without {name}", f"{out}?leaving={gap.contact.pk}")


def while_typed(gap: Line, others: bool, form: str, url: str) -> list[Remedy]:
    """Beside a ``form`` that is still being filled in, and is sent to ``url`` for them.

    ``others`` is whether anyone else joins.
    """
    pk, name = str(gap.contact.pk), gap.contact.name
    release = Remedy(get_label(gap), url, "post", (("release", pk),), form)
    if gap.code in READIED:
        release = _readied(gap, None)
    elif gap.code in NO_RELEASE_HELPS:
        release = _ask(gap)
    elif first := _first(gap):
        release = first
    without = Remedy(f"Go on without {name}", url, "post", (("without", pk),), form)
    besides = _besides(gap, theirs=True)
    return _in_order(gap, release, [*besides, *([without] if others else [])])


def earlier_while_typed(start: datetime, form: str, url: str) -> Remedy:
    """As ``while_typed``, for all of them."""
    label = f"{move_to(start)}, when everyone is covered"
    return Remedy(label, url, "post", (("earlier", start.isoformat()),), form)


# What no other time cures.
NEVER = {
    Code.REVOCATION_LOST,
    Code.CHANGED,
    Code.MAX_SESSIONS,
    Code.CLIENT_ENDED,
    Code.NO_CONTACT,
    Code.NOT_EXECUTED,
    Code.WRONG_SIGNER,
    Code.NO_AUTHORITY,
    Code.PART2_REQUIRED,
    Code.NO_CONSENT,
    Code.NOT_READY,
    *HUSHED,
}


def time_may_help(gaps: Iterable[Line]) -> bool:
    """Whether another time could: a release that was changed covers none."""
    return all(not NEVER & set(gap.codes) for gap in gaps)


# Whatever is signed.
NO_RELEASE_HELPS = {
    Code.CHANGED,
    Code.NO_CONTACT,
    Code.NO_CONSENT,
    Code.NOT_READY,
    *HUSHED,
}
# What is asked or signed beside releases.
READIED = {Code.NO_CONSENT, *HUSHED}


def _ask(gap: Line) -> Remedy:
    if gap.code in {Code.NO_CONTACT, Code.NOT_READY, *HUSHED}:
        return Remedy("The client’s own clinician knows why.")
    if gap.code is Code.NO_CONSENT:
        return Remedy("The client’s own clinician or the front desk can get it signed.")
    name = gap.contact.name
    return Remedy(f"An admin can find out what was done to the release for {name}.")


def _readied(gap: Line, session_id: int | None) -> Remedy:
    contact = gap.contact
    first = next(reason for reason in gap.reasons if reason.code is gap.code)
    if first.what == UNCHECKED:
        forms = reverse("client_forms", args=[contact.client_id])
        return Remedy("Check the consent to treat that was signed on paper", forms)
    if gap.code is Code.NO_CONSENT:
        return _consented(contact.client_id)
    if session_id and first.what == APPROVAL:
        approval = reverse("plan_approval", args=[session_id])
        return Remedy("Have the plan approved", approval)
    if session_id and (first.what == PLAN or gap.code is Code.OFF_LIMITS):
        return Remedy("Write the plan out", reverse("plan_edit", args=[session_id]))
    if gap.code is Code.STOPPED:
        return Remedy(
            "See with whom they stopped", reverse("wishes", args=[contact.client_id])
        )
    return Remedy(
        f"Ask about {contact.name} alone", reverse("screening", args=[contact.pk])
    )


def _consented(client_id: int) -> Remedy:
    return Remedy(
        "Get the consent to treat signed",
        reverse("form_signature", args=[client_id, FormKind.CONSENT.value]),
    )


def _besides(gap: Line, *, theirs: bool) -> list[Remedy]:
    """The consent to treat, where a release is not all that is lacking."""
    lacking = Code.NO_CONSENT in gap.codes and gap.code is not Code.NO_CONSENT
    return [_consented(gap.contact.client_id)] if theirs and lacking else []


def _take_back(client_id: int) -> Remedy:
    return Remedy(
        "Say that the client is in care again", reverse("client_care", args=[client_id])
    )


def _first(gap: Line) -> Remedy | None:
    """What is to be done before any release helps."""
    if gap.code is Code.REVOCATION_LOST:
        return _record_again(gap)
    if Code.CLIENT_ENDED in gap.codes:
        return _take_back(gap.contact.client_id)
    if Code.NO_AUTHORITY in gap.codes:
        return _enter(gap.contact.client_id)
    return None


def _record_again(gap: Line) -> Remedy:
    revocation = reverse("release_revocation", args=[gap.reasons[0].what])
    return Remedy("Record again that it was revoked", revocation)


def _enter(client_id: int) -> Remedy:
    return Remedy(
        "Enter who may sign, with what was seen of it",
        reverse("authority_new", args=[client_id]),
    )


def _release_for(gap: Line, proposal: Proposal, *, theirs: bool) -> Remedy:
    client = proposal.client
    if theirs and gap.code in READIED:
        return _readied(gap, proposal.session_id)
    if gap.code in NO_RELEASE_HELPS:
        return _ask(gap)
    if theirs and (first := _first(gap)):
        return first
    if not theirs:
        name, clinician = gap.contact.name, client.clinician.name
        says = f"{clinician} or the front desk can get a release for {name} signed."
        return Remedy(says)
    return Remedy(get_label(gap), release_url(gap))
