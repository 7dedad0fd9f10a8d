"""A form that was signed by hand passes: it is signed as its paper says, from now on."""

from __future__ import annotations

from django.utils import timezone

from clients.models import Client, EventKind
from collateral.ending.by_hand import checks_alone
from collateral.signed_forms.act import sign
from practice.database.transactions import retried
from practice.models import User
from releases.models import Mark, Printout, SignedByHand, SignedForm
from releases.signed_forms.asked import form_of
from releases.signed_forms.words import frozen
from releases.signing.by_hand import tell, unchecked
from releases.signing.scanned import key_of, scanned
from releases.signing.sign import DraftChanged


@retried
def passes(entered: SignedByHand, actor: User, *, pages: str = "") -> SignedForm:
    """Find that all of ``entered`` stands on its ``pages`` (``scanned.key_of``), and sign
    its form by it, in one step.

    Raises CheckedAlready; SignedMeanwhile, where whoever signed it has no right to any
    more; DraftChanged where the form or its pages are others by now; IntegrityError by
    name where the database refuses.
    """
    waited = Client.objects.select_for_update(of=("self",), no_key=True)
    waited.get(pk=entered.client.pk)
    found = unchecked(entered)
    scans = scanned(found)
    if scans is None or pages not in ("", key_of(scans)):
        raise DraftChanged
    asked = form_of(scans.printout)
    if asked.version != found.version:
        raise DraftChanged
    found.printout, found.passed = scans.printout, True
    found.alone = checks_alone(found, actor)
    found.checked_by, found.checked_at = actor, timezone.now()
    found.save()
    signed = sign(asked, _made(found, scans.printout), actor)
    tell(
        EventKind.PAPER_CHECKED,
        found,
        actor,
        alone=found.alone,
        printout=scans.printout.pk,
    )
    return signed


def _made(found: SignedByHand, printout: Printout) -> SignedForm:
    """The signature that ``found`` is; not saved."""
    words = printout.content
    return SignedForm(
        client=found.client,
        contact=found.contact,
        kind=found.form_kind,
        language=words["language"],
        wording_version=words["version"],
        content=frozen(words),
        content_sha256=found.version,
        signer=found.signer,
        capacity=found.capacity,
        authority=found.authority,
        mark=Mark.PAPER,
        signed_on=found.signed_on,
        by_hand=found,
        time_zone=found.time_zone,
    )
