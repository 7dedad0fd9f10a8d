"""The end of a release by law: a client moves, or what is known of a state's law is set
right, and what was signed before lacks what is asked then. It holds the sessions ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind, StateProfile
from collateral.ending import ripple
from collateral.ending.authority import Ends, Lapse
from collateral.ending.hold import hold, keep_still
from collateral.models import STANDING, Session
from practice.models import User
from releases.models import Document, LawAsks, Release, ReleaseQuerySet, Signature
from releases.models.law import lacks_form, law_ends_at


@dataclass(frozen=True)
class LawLapse(Lapse):
    """A release that the ``law`` lets count no more from ``at`` on, since it ``asks``."""

    law: StateProfile
    asks: LawAsks

    @property
    def reason(self) -> str:
        """In a sentence."""
        return f"The law of {self.law.get_state_display()} {self.asks.label}."


def of_profile(law: StateProfile) -> Ends[LawLapse]:
    """What ``law``, a version that need not be saved yet, ends from its first day on.

    In the caller's transaction, which saves it, and then has this ``end``.
    """
    theirs = Q(client__state=law.state) | Q(client__video_state=law.state)
    everywhere = law.state == settings.PRACTICE_STATE
    releases = _in_force(Q() if everywhere else theirs)
    _keep_still(releases)
    # Whoever else signs waits, and is asked by this version.
    known = StateProfile.objects.select_for_update(no_key=True).filter(state=law.state)
    list(known.order_by("pk").values_list("pk", flat=True))
    return _lapses(releases, [law])


def of_client(before: Client, after: Client) -> Ends[LawLapse]:
    """What the law of where they are now ends, for a client who was elsewhere ``before``."""
    new = {after.state, after.video_state} - {before.state, before.video_state}
    today = timezone.localdate()
    laws = StateProfile.objects.filter(state__in=new, in_force__isnull=False).filter(
        Q(superseded_from=None) | Q(superseded_from__gt=today)
    )
    releases = _in_force(Q(client=after.pk))
    _keep_still(releases)
    return _lapses(releases, list(laws))


def end(lapses: Ends[LawLapse], actor: User) -> list[Session]:
    """End what ``lapses``; the sessions put on hold."""
    held: list[Session] = []
    for each in lapses.ends:
        release, law = each.release, each.law
        held += hold(ripple.of_ending(release, each.at), release, actor)
        release.law_ended_at, release.law_ended_by = each.at, law
        release.law_ended_because = each.asks
        release.save(
            update_fields=["law_ended_at", "law_ended_by", "law_ended_because"]
        )
        record(
            EventKind.LAW_ENDED,
            release.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
            reason=each.reason,
            law=law.pk,
            because=each.asks,
            ends=each.at.isoformat(),
        )
    return held


def _in_force(whose: Q) -> ReleaseQuerySet:
    """Now, or from a day ahead."""
    return Release.objects.filter(whose, in_force__endswith__gt=timezone.now())


def _lapses(releases: ReleaseQuerySet, laws: list[StateProfile]) -> Ends[LawLapse]:
    """What of ``releases`` any of ``laws`` ends, each by the first that does."""
    found: dict[int, LawLapse] = {}
    for law in laws:
        for release in _beyond(releases, law):
            known = found.get(release.pk)
            if known is None or release.law_ends_at < known.at:
                found[release.pk] = _lapse(release, law)
    return Ends([found[pk] for pk in sorted(found)])


def _keep_still(releases: ReleaseQuerySet) -> None:
    """Lock whom they are for, and then the sessions ahead: the order all acts keep."""
    contacts = Contact.objects.filter(pk__in=releases.values("contact"))
    still = contacts.select_for_update(no_key=True, of=("self",)).order_by("pk")
    pks = list(still.values_list("pk", flat=True))
    ahead = Session.objects.filter(
        participants__contact__in=pks,
        status__in=STANDING,
        during__endswith__gt=timezone.now(),
    )
    keep_still(Session.objects.filter(pk__in=ahead.values("pk")))


def _beyond(releases: ReleaseQuerySet, law: StateProfile) -> Any:
    """With ``law_ends_at``, which is not past; found in that it is not null."""
    ended = releases.alias(ends=law_ends_at(law)).filter(ends__isnull=False)
    ended = ended.annotate(law_ends_at=Greatest(Now(), F("ends")))
    return ended.filter(in_force__endswith__gt=F("law_ends_at")).select_related(
        "client", "contact", "document"
    )


def _lapse(release: Any, law: StateProfile) -> LawLapse:
    sessions = ripple.of_ending(release, release.law_ends_at)
    leaning = list(sessions.select_related("clinician", "room"))
    return LawLapse(release, release.law_ends_at, leaning, law, _asks(release, law))


def _asks(release: Release, law: StateProfile) -> LawAsks:
    made = Signature.objects.filter(document=release.document_id)
    unwitnessed = made.exclude(witness__regex=r"\S").exists()
    if law.law.of("witness_sign") and unwitnessed:
        return LawAsks.WITNESS
    signed = Document.objects.filter(pk=release.document_id)
    lacks = signed.alias(lacks=lacks_form(law)).filter(lacks=True).exists()
    return LawAsks.FORM if lacks else LawAsks.TERM
