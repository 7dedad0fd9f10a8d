"""A paper that was signed by hand passes: it is the release that it says, from now on."""

from __future__ import annotations

from django.utils import timezone

from clients.models import EventKind
from collateral.ending.replacement import sign
from collateral.models import Session
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User
from practice.policies.current import policies
from releases.models import Release, ReleaseDraft, SignedByHand
from releases.printing.coded import words_in
from releases.signing.by_hand import CheckedAlready, signature_of, tell, unchecked
from releases.signing.scanned import key_of, scanned
from releases.signing.sign import DraftChanged
from releases.terms import content


@retried
def passes(
    entered: SignedByHand, actor: User, *, pages: str = ""
) -> tuple[Release | None, list[Session]]:
    """Find that all of ``entered`` stands on its pages, and sign its draft by it, in one
    step; as ``sign``, the release, if it awaits nobody else, and the sessions held.

    ``pages`` are those that were looked at (``scanned.key_of``). Raises CheckedAlready, or
    DraftChanged where draft or pages are others by now; IntegrityError by name where
    the database refuses: ``by_hand_checked_by_another``.
    """
    prepared: ReleaseDraft = entered.draft
    lock([prepared.contact])
    drafts = ReleaseDraft.objects.select_for_update(of=("self",))
    draft = drafts.select_related("client__clinician", "contact").get(pk=prepared.pk)
    found = unchecked(entered)
    found.draft = draft
    if Release.objects.filter(draft=draft).exists():
        raise CheckedAlready
    scans = scanned(found)
    if not is_as_worded(found) or scans is None or pages not in ("", key_of(scans)):
        raise DraftChanged
    found.printout, found.passed = scans.printout, True
    found.alone = checks_alone(found, actor)
    found.checked_by, found.checked_at = actor, timezone.now()
    found.save()
    release, held = sign(draft, signature_of(found), actor)
    tell(
        EventKind.PAPER_CHECKED,
        found,
        actor,
        release_id=release and release.pk,
        alone=found.alone,
        printout=scans.printout.pk,
    )
    return release, held


def is_as_worded(entered: SignedByHand) -> bool:
    """Whether its draft still says what stands on the paper."""
    words = words_in(entered.draft, entered.capacity)
    return content.sha256_of(words) == entered.version


def checks_alone(entered: SignedByHand, actor: User) -> bool:
    """Whether whoever entered it checks it too, as a practice of one may set up."""
    return entered.entered_by_id == actor.pk and not policies().checked_by_another
