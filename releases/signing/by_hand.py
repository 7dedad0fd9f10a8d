"""A paper that was signed by hand: entered, and sent back where it does not fit.

Nothing is in force by either. That it passes is ``collateral.ending.by_hand``, as it makes
the release.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.database.transactions import retried
from practice.models import User
from releases.models import Mark, ReleaseDraft, Signature, SignedByHand


class CheckedAlready(Exception):  # noqa: N818 (it is news, not an error)
    """Somebody else passed this paper, or sent it back, just now."""


@retried
def enter(entered: SignedByHand) -> None:
    """Save what one person says stands on a paper: it waits for another to check it.

    Raises IntegrityError by name where it was entered, signed or put aside meanwhile.
    """
    if entered.draft:
        ReleaseDraft.objects.select_for_update().get(pk=entered.draft.pk)
    entered.entered_at = timezone.now()
    entered.save(force_insert=True)
    tell(EventKind.PAPER_ENTERED, entered, entered.entered_by)


@retried
def send_back(entered: SignedByHand, misfit: Mapping[str, str], actor: User) -> None:
    """Note what does not fit, by its box: nothing comes in force by this paper."""
    found = unchecked(entered)
    found.checked_by, found.checked_at = actor, timezone.now()
    found.passed, found.misfit = False, dict(misfit)
    found.save(update_fields=["checked_by", "checked_at", "passed", "misfit"])
    tell(
        EventKind.PAPER_RETURNED,
        found,
        actor,
        reason="; ".join(misfit.values())[:300],
        boxes=sorted(misfit),
    )


def unchecked(entered: SignedByHand) -> SignedByHand:
    """``entered`` as it is now, which nobody else checks meanwhile; else CheckedAlready."""
    rows = SignedByHand.objects.select_for_update(of=("self",)).filter(checked_at=None)
    found = rows.with_people().filter(pk=entered.pk).first()
    if found is None:
        raise CheckedAlready
    return found


def signature_of(entered: SignedByHand) -> Signature:
    """The signature that ``entered`` is once it passed; not saved."""
    return Signature(
        signer=entered.signer,
        capacity=entered.capacity,
        authority=entered.authority,
        mark=Mark.PAPER,
        initials=entered.initials,
        witness=entered.witness,
        signed_on=entered.signed_on,
        by_hand=entered,
    )


def tell(kind: EventKind, entered: SignedByHand, actor: User, **detail: Any) -> None:
    """Write to the history what became of the paper."""
    paper = (
        {"draft": entered.draft.pk} if entered.draft else {"form": entered.form_kind}
    )
    record(
        kind,
        entered.about,
        actor,
        contact=entered.names,
        names={"signer": entered.signer, "asker": entered.entered_by.name},
        **paper,
        by_hand=entered.pk,
        capacity=entered.capacity,
        content=entered.version,
        signed_on=entered.signed_on.isoformat(),
        **detail,
    )
