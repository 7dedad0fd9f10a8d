"""Signing a release: it replaces what it overlaps, and what that leaves uncovered is
held, in one step.
"""

from __future__ import annotations

from copy import deepcopy

from django.utils import timezone

from clients.law.signers import Capacity
from clients.models import Client, Contact
from collateral.care.act import ahead
from collateral.ending.asked_again import hold_refused
from collateral.ending.hold import hold
from collateral.models import Participant, Session
from collateral.models.keys import keys_wait
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User
from releases.models import Release, ReleaseDraft, Signature
from releases.signing.sign import sign as sign_alone


@retried
def sign(
    draft: ReleaseDraft, signature: Signature, actor: User, *, version: str = ""
) -> tuple[Release | None, list[Session]]:
    """Sign ``draft`` now; the release, and sessions held since it permits less, or for
    less long, than what it replaces; no release while it awaits others. Signed twice,
    gives the release that there is.

    ``signature`` is not saved yet; ``version`` is what the signer read, where known.
    """
    lock([draft.contact])
    drafts = ReleaseDraft.objects.select_for_update(of=("self",))
    draft = drafts.select_related("client__clinician", "contact").get(pk=draft.pk)
    if existing := Release.objects.filter(draft=draft).first():
        return existing, []
    keys_wait()
    _keep_still(draft.contact)
    draft.client = _as_it_stays(draft.client)
    release = sign_alone(
        draft, deepcopy(signature), actor, timezone.now(), version=version
    )
    if release is None:
        return None, []
    seats = Participant.objects.filter(contact=release.contact)
    seats.find_a_discloser()
    release.refresh_from_db(fields=["in_force"])
    lost = seats.uncovered() | seats.over_the_number(release)
    sessions = Session.objects.filter(pk__in=lost.values("session"))
    held = hold(sessions, release, actor)
    if signature.capacity != Capacity.CLIENT:
        # Whoever signs now may have to sign no more by the day of some session.
        theirs = ahead(draft.client).filter(participants__contact=release.contact)
        held += hold_refused(theirs, draft.client, actor)
    return release, held


def _as_it_stays(client: Client) -> Client:
    """``client`` as nobody changes it meanwhile: who may sign depends on their age."""
    clients = Client.objects.select_for_update(of=("self",), no_key=True)
    return clients.select_related("clinician").get(pk=client.pk)


def _keep_still(contact: Contact) -> None:
    """Lock the sessions ahead before anything is recorded: the order all acts keep."""
    list(
        Session.objects.select_for_update()
        .filter(
            pk__in=contact.seats.standing()
            .filter(during__endswith__gt=timezone.now())
            .values("session")
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )
