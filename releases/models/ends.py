"""When a release ends, and whatever else may be known of it: what its row must say."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import reduce
from operator import and_

from django.db.models import CheckConstraint, F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

# PostgreSQL knows 'infinity', and years that no Python reads; a release ends
# (45 CFR 164.508(c)(1)(v)).
FIRST = datetime(1900, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# When it ends, and whatever else may be known of it.
ENDS = (
    "authority_ends_at",
    "authority_ended_at",
    "event_occurred_at",
    "law_ended_at",
    "revoked_at",
    "superseded_at",
    "voided_at",
)


class WhyEnded(TextChoices):
    """What ended the authority of whoever signed, which is no revocation."""

    EMANCIPATED = "emancipated", _("the client was emancipated")
    NOT_EMANCIPATED = "not_emancipated", _("the client was not emancipated after all")
    MOVED = "moved", _("the client moved to a state where they are of age sooner")
    ORDERED = "ordered", _("a court took their say in mental health decisions")
    PAPERS = "papers", _("the papers by which they signed end")
    ALONE = "alone", _("the client consents to this care alone")
    BORN = "born", _("the client's date of birth was corrected")


class LawAsks(TextChoices):
    """What the law that came to apply asks of a release, and it lacks."""

    WITNESS = "witness", _("asks for a witness, and this release has none")
    FORM = "form", _("asks for words, or a form, that this release has not")
    TERM = "term", _("lets this release count no longer")


def _of_our_time(name: str) -> Q:
    return Q((f"{name}__gte", FIRST), (f"{name}__lt", NEVER))


HOW_IT_ENDS = [
    CheckConstraint(
        name="release_is_of_our_time",
        condition=reduce(
            and_,
            [Q((name, None)) | _of_our_time(name) for name in ENDS],
            _of_our_time("signed_at") & _of_our_time("effective_at"),
        ),
        violation_error_message="A release must be in the years 1900 to 9998.",
    ),
    CheckConstraint(
        name="release_ends_after_signing",
        condition=(Q(revoked_at=None) | Q(revoked_at__gte=F("signed_at")))
        & (Q(superseded_at=None) | Q(superseded_at__gte=F("signed_at")))
        & (Q(voided_at=None) | Q(voided_at__gte=F("signed_at")))
        & (Q(authority_ended_at=None) | Q(authority_ended_at__gte=F("signed_at")))
        & (Q(law_ended_at=None) | Q(law_ended_at__gte=F("signed_at"))),
        violation_error_message="A release cannot end before it was signed.",
    ),
    CheckConstraint(
        name="release_authority_ended_for_a_reason",
        condition=Q(
            authority_ended_at=None,
            authority_ended_by=None,
            authority_ended_because="",
        )
        | Q(
            authority_ended_at__isnull=False,
            authority_ended_by__isnull=False,
            authority_ended_because__in=WhyEnded.values,
        ),
        violation_error_message="Say why the signer's authority ended.",
    ),
    CheckConstraint(
        name="release_law_ended_for_a_reason",
        condition=Q(law_ended_at=None, law_ended_by=None, law_ended_because="")
        | Q(
            law_ended_at__isnull=False,
            law_ended_by__isnull=False,
            law_ended_because__in=LawAsks.values,
        ),
        violation_error_message="Say which law the release ends by, and why.",
    ),
]
