"""What waits to be signed, and papers that came back."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from collateral.models import Participant, Session, Status
from collateral.needs.asker import SOMEDAY, Asker, rows
from practice.policies.current import policies
from releases.copies.owed import owed
from releases.models import (
    Release,
    ReleaseDraft,
    ScannedPage,
    SignatureLink,
    SignedByHand,
)
from releases.models.waiting import is_refused

WEEK = 7  # days


def _drafts(asker: Asker) -> Any:
    """Those that await a signature, whose link nobody has to look into."""
    locked = SignatureLink.objects.filter(
        draft=OuterRef("pk"), locked_at__isnull=False, withdrawn_at=None
    )
    found: Any = ReleaseDraft.objects.awaiting_signature()
    return found.filter(asker.of_theirs(), ~Exists(locked))


def _wanted_by(asker: Asker) -> Case | Coalesce:
    """Of a draft: by when it is missed: a session on hold with them, or the end of what
    they have.
    """
    if asker.counts:
        soon = When(_of_whom_it_is_today(asker), then=_missed_by(asker))
        return Case(soon, default=Value(SOMEDAY), output_field=DateTimeField())
    return _missed_by(asker)


def _of_whom_it_is_today(asker: Asker) -> Q:
    """Asked once, of whom either may be so: they are few, however much is prepared."""
    held = Session.objects.filter(
        status=Status.HELD,
        during__startswith__gt=asker.now,
        during__startswith__lte=asker.tonight,
    )
    over = Release.objects.filter(
        in_force__endswith__gt=asker.now, in_force__endswith__lte=asker.tonight
    )
    seats = Participant.objects.filter(session__in=held)
    return Q(contact__in=seats.values("contact")) | Q(
        contact__in=over.values("contact")
    )


def _missed_by(asker: Asker) -> Coalesce:
    seats = Participant.objects.filter(
        contact=OuterRef("contact"),
        status=Status.HELD,
        during__startswith__gt=asker.now,
    )
    running = Release.objects.filter(
        contact=OuterRef("contact"), kind=OuterRef("kind"), in_force__contains=asker.now
    )
    starts, ends = RangeStartsWith("during"), RangeEndsWith("in_force")
    held = seats.order_by(starts).values_list(starts)[:1]
    over = running.order_by(ends.desc()).values_list(ends)[:1]
    first = Least(
        Subquery(held, output_field=DateTimeField()),
        Subquery(over, output_field=DateTimeField()),
    )
    return Coalesce(first, Value(SOMEDAY), output_field=DateTimeField())


def awaiting(asker: Asker) -> Any:
    found = _drafts(asker).filter(~is_refused(), being_checked=False)
    return _prepared(found, "awaiting", asker)


def refused(asker: Asker) -> Any:
    """Says who; where a paper is being checked, that comes first."""
    found = _drafts(asker).filter(is_refused())
    return _prepared(found, "refused", asker, said=F("refused_by"))


def _prepared(found: Any, kind: str, asker: Asker, **said: Any) -> Any:
    due = _wanted_by(asker)
    return rows(found, kind, contact="contact_id", due=due, at="prepared_at", **said)


def to_check(asker: Asker) -> Any:
    """Papers signed by hand, for whoever did not enter them."""
    return rows(
        _unchecked(asker).filter(asker.of_theirs("draft__client")),
        "to_check",
        client="draft__client",
        contact="draft__contact",
        subject="draft",
        due=asker.by_tonight("entered_at", 1),
        at="entered_at",
        said=F("entered_by__name"),
    )


def forms_to_check(asker: Asker) -> Any:
    return rows(
        _unchecked(asker).filter(asker.of_theirs()),
        "form_to_check",
        contact="contact_id",
        due=asker.by_tonight("entered_at", 1),
        at="entered_at",
        said=F("entered_by__name"),
    )


def _unchecked(asker: Asker) -> Any:
    found = SignedByHand.objects.to_be_checked()
    if not policies().checked_by_another:
        return found
    return found.exclude(entered_by=asker.me)


def scans(asker: Asker) -> Any:
    """All pages of which nobody knows what they are, as one."""
    found = ScannedPage.objects.in_tray()
    if asker.is_clinician:
        found = found.filter(batch__uploaded_by=asker.me)
    tray = (
        found.annotate(whose=Value(0))
        .order_by()
        .values("whose")
        .annotate(since=Min("batch__uploaded_at"), number=Count("pk"))
    )
    return rows(
        tray,
        "scans",
        client="whose",
        subject="whose",
        due=asker.by_tonight(F("since"), 1),
        at=F("since"),
        many=F("number"),
    )


def links(asker: Asker) -> Any:
    """Links to sign by that five wrong dates of birth locked."""
    found = SignatureLink.objects.locked().filter(asker.of_theirs("draft__client"))
    return rows(
        found,
        "link",
        client="draft__client",
        contact="draft__contact",
        subject="draft",
        due=asker.by_tonight("locked_at"),
        at="locked_at",
        said=F("signer"),
    )


def form_links(asker: Asker) -> Any:
    """Those of forms, by the client and the kind of form."""
    found = SignatureLink.objects.locked().filter(asker.of_theirs())
    return rows(
        found,
        "form_link",
        contact="contact_id",
        due=asker.by_tonight("locked_at"),
        at="locked_at",
        said=F("form_kind"),
    )


def copies(asker: Asker) -> Any:
    """Whoever signed of late and has no copy."""
    releases = Release.objects.filter(asker.of_theirs())
    return rows(
        owed(releases, asker.now),
        "copy",
        client="document__release__client",
        contact="document__release__contact",
        subject="document__release",
        due=asker.by_tonight("signed_at", WEEK),
        at="signed_at",
        said=F("signer"),
    )


def has_draft() -> Exists:
    """Of a release: whether what carries it on is prepared, and so asked for."""
    waiting: Any = ReleaseDraft.objects.awaiting_signature()
    return Exists(waiting.filter(Q(contact=OuterRef("contact")), kind=OuterRef("kind")))
