"""What a link may be for, a release or a form beside releases: who signs it, and whether
by a link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from clients.law.rules import rules_for
from clients.law.who import Signer, who_may_sign
from releases.models import FormCapacity, ReleaseDraft, SignatureLink
from releases.signed_forms.asked import asked_by
from releases.signed_forms.who import Signs
from releases.signed_forms.words import said_in
from releases.signing.form import SignatureForm
from releases.signing.handing import HandingForm, described

BY_HAND = "The law that applies to this client asks for ink on paper. Print it instead."
CLINICIAN = "{name} signs it here: nobody else is left to sign."
NOBODY = (
    "Nobody may sign this yet: someone else still has to verify the papers of whoever "
    "decides for {name}, or there are none."
)


@dataclass(frozen=True)
class Offered:
    """Those to whom a link may go, by a key, each as they are ``called`` in a list;
    ``trouble`` says why it goes to none of them. ``check`` raises ValidationError for a
    right in which it would not count.
    """

    signers: Mapping[str, Signer | Signs]
    called: Mapping[str, str]
    trouble: str = ""
    check: Callable[[str], None] = lambda _: None


def offered(link: SignatureLink) -> Offered:
    """For what ``link`` is for; it need not be saved."""
    return _of_a_draft(link.draft) if link.draft else _of_a_form(link)


def _of_a_draft(draft: ReleaseDraft) -> Offered:
    handing = HandingForm(draft)
    signers = handing.signers
    nobody = "" if signers else handing.nobody
    return Offered(
        signers,
        {key: described(each) for key, each in signers.items()},
        (BY_HAND if handing.by_hand else "") or handing.lacks or nobody,
        lambda capacity: SignatureForm(draft).check_counts(capacity),
    )


def _of_a_form(link: SignatureLink) -> Offered:
    asked, rights = asked_by(link), said_in("en")["capacities"]
    everyone = {each.key: each for each in asked.signers}
    signers = {
        key: each
        for key, each in everyone.items()
        if each.capacity != FormCapacity.CLINICIAN
    }
    left = next(iter(everyone.values()), None)
    nobody = (CLINICIAN if left else NOBODY).format(
        name=left.called if left else asked.client.name
    )
    called = {key: each.described(rights) for key, each in signers.items()}
    return Offered(signers, called, "" if signers else nobody)


def may_sign(link: SignatureLink) -> bool:
    """Whether whoever ``link`` is for may still sign, and has not yet."""
    if not link.draft:
        return any(each.is_who_made(link) for each in asked_by(link).signers)
    who = who_may_sign(link.draft.client, timezone.localdate())
    signed: list[Any] = list(link.draft.signatures.all())
    return who.missing([*signed, link]) is not None


def handed_over(link: SignatureLink) -> dict[str, Any]:
    """What a signing session holds that is opened by ``link``, whose signer may sign."""
    if link.draft:
        rules = rules_for(link.draft.client, timezone.localdate(), video=True)
        return {"capacity": link.capacity, "witnessed": bool(rules.witness_sign)}
    signers = asked_by(link).signers
    return {
        "client": link.client,
        "contact": link.contact,
        "form_kind": link.form_kind,
        "form_signer": next(each.key for each in signers if each.is_who_made(link)),
        "language": link.language,
    }
