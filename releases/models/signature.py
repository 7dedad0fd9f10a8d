"""The mark by which a document is signed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from clients.law.signers import IN_PERSON, LEAST_SAID, Capacity
from clients.models import Authority
from practice.database.triggers import IS_FINAL, Trigger, happens_now, sql_list
from releases.models.by_hand import SignedByHand
from releases.models.by_link import OF_ITS_DRAFT, by_link
from releases.models.document import Document
from releases.models.draft import ReleaseDraft
from releases.models.initialed import INITIALED
from releases.models.interpreting import INTERPRETED
from releases.models.records_consent import CONSENTED, RecordsConsent
from releases.models.signature_link import SignatureLink
from releases.models.witness import SEEN, WITNESSED

# Under the names frozen with it: whom the content calls the client.
BEARS_THE_NAME = """
BEGIN
    PERFORM FROM releases_document
        WHERE id = NEW.document_id AND folded_name(NEW.signer) <> ''
            AND folded_name(NEW.signer) IN (
                folded_name(content #>> '{client,name}'),
                folded_name(content #>> '{client,chosen_name}')
            );
    IF NOT FOUND THEN
        RAISE 'document % is signed as the client by someone else', NEW.document_id
            USING ERRCODE = 'check_violation',
            CONSTRAINT = 'signature_bears_the_clients_name';
    END IF;
    RETURN NULL;
END
"""

# A trigger, as what was signed before it was asked stays as it is.
SAYS_A_RIGHT = f"""
BEGIN
    IF octet_length(regexp_replace(NEW.authority, '[^[:alpha:]]', '', 'g')) < {LEAST_SAID}
    THEN
        RAISE 'document % is signed by no right', NEW.document_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signature_says_a_right';
    END IF;
    RETURN NULL;
END
"""


# Of this client, on that day, not taken off before, and no court took their say since.
RESTS_ON_WHAT_HOLDS = """
BEGIN
    PERFORM FROM clients_authority AS authority
        WHERE authority.id = NEW.rests_on_id
            AND authority.starts_on <= (NEW.signed_at AT TIME ZONE NEW.time_zone)::date
            AND (authority.ends_on IS NULL
                OR authority.ends_on >= (NEW.signed_at AT TIME ZONE NEW.time_zone)::date)
            AND (authority.ended_at IS NULL OR authority.ended_at > NEW.signed_at)
            AND authority.client_id = coalesce(
                (SELECT client_id FROM releases_document WHERE id = NEW.document_id),
                (SELECT client_id FROM releases_releasedraft WHERE id = NEW.draft_id)
            )
            AND coalesce((
                SELECT ruling FROM clients_courtorder AS ordered
                WHERE ordered.contact_id = authority.contact_id
                    AND ordered.about = 'decisions'
                ORDER BY dated_on DESC, id DESC LIMIT 1
            ), 'decisions') <> 'no_decisions'
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'signature % rests on an authority that does not hold', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signature_rests_on_what_holds';
    END IF;
    RETURN NULL;
END
"""

# What waited is the document's once the last has signed; nothing else changes.
SIGNATURE_IS_FINAL = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.document_id IS NULL AND NEW.document_id IS NOT NULL
        AND (to_jsonb(NEW) - 'document_id')::text = (to_jsonb(OLD) - 'document_id')::text
    THEN
        RETURN NEW;
    END IF;
    RAISE 'signature % is made and stays', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'signature_is_final';
END
"""


class Mark(models.TextChoices):
    """How the mark was made. All are equal, but where the law asks for ink on paper."""

    DRAWN = "drawn", "Drawn"
    TYPED = "typed", "Typed"
    PAPER = "paper", "By hand, on paper"
    CROSS = "cross", "A mark, seen by two witnesses"


def _named(label: str) -> dict[str, Any]:
    """A text that most signatures go without."""
    return {
        "verbose_name": label,
        "max_length": 200,
        "blank": True,
        "default": "",
        "db_default": "",
    }


class Signature(models.Model):
    """Who signed a document, in what right, how, and when (15 USC 7001).

    ``strokes`` are lines of [x, y] points in a 600 by 240 box. ``initials`` holds what
    the signer wrote beside each sensitive topic. What was signed on paper, on the day
    ``signed_on``, is a signature from when it was checked.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="signatures"
    )
    # What is signed by one of several waits on its draft until the last of them signs.
    draft = models.ForeignKey(
        ReleaseDraft, models.PROTECT, null=True, related_name="signatures"
    )
    # What on file gives the signer the right; none for clients, and whoever only says it.
    rests_on = models.ForeignKey(
        Authority, models.PROTECT, null=True, related_name="signatures"
    )
    link = models.OneToOneField(
        SignatureLink, models.PROTECT, null=True, related_name="signature"
    )
    signer = models.CharField("signer's full name", max_length=200)
    capacity = models.CharField("signing as", max_length=20, choices=Capacity)
    authority = models.CharField(
        "authority to sign",
        max_length=200,
        blank=True,
        help_text="For example: mother, with legal custody.",
    )
    mark = models.CharField(max_length=10, choices=Mark)
    strokes = models.JSONField(default=list, blank=True)
    typed_name = models.CharField(max_length=200, blank=True)
    initials = models.JSONField(default=dict, blank=True)
    # Who signed of late may be owed a copy.
    signed_at = models.DateTimeField(db_index=True)
    time_zone = models.CharField(max_length=60)
    # What was signed on paper: the day that stands on it, and who checked it.
    signed_on = models.DateField(null=True)
    by_hand = models.OneToOneField(
        SignedByHand, models.PROTECT, null=True, related_name="signature"
    )
    device = models.CharField(max_length=300, blank=True)
    witness = models.CharField("witness's full name", max_length=200, blank=True)
    witness_2 = models.CharField(**_named("second witness's full name"))
    interpreter = models.CharField(**_named("interpreter's full name"))
    interpreter_language = models.CharField(**_named("language interpreted into"))
    interpreter_qualification = models.CharField(
        **_named("interpreter's qualification")
    )
    # To sign on a screen; none where it was signed on paper, or before it was asked.
    consent = models.ForeignKey(
        RecordsConsent, models.PROTECT, null=True, related_name="signatures"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signature_is_of_something",
                condition=Q(document__isnull=False) | Q(draft__isnull=False),
                violation_error_message="A signature is of a document, or waits for one.",
            ),
            Trigger(
                name="signature_rests_on_what_holds",
                fires="AFTER INSERT",
                when="NEW.rests_on_id IS NOT NULL",
                body=RESTS_ON_WHAT_HOLDS,
                violation_error_message="This authority does not hold. Look again.",
            ),
            models.CheckConstraint(
                name="signature_has_a_mark",
                condition=Q(mark=Mark.TYPED, typed_name__regex=r"\S", strokes=[])
                | (Q(mark=Mark.DRAWN, typed_name="") & ~Q(strokes=[]))
                | Q(mark__in=[Mark.PAPER, Mark.CROSS], typed_name="", strokes=[]),
                violation_error_message="Draw your signature or type your name.",
            ),
            models.CheckConstraint(
                name="signature_on_a_screen_has_no_day",
                condition=Q(mark=Mark.PAPER) | Q(signed_on=None, by_hand=None),
                violation_error_message="What is signed on a screen is signed now.",
            ),
            models.CheckConstraint(
                name="signature_authority_described",
                condition=Q(capacity=Capacity.CLIENT) | Q(authority__regex=r"\S"),
                violation_error_message="Say by what right this is signed.",
            ),
            Trigger(
                name="signature_bears_the_clients_name",
                fires="AFTER INSERT OR UPDATE OF document_id",
                when=f"NEW.document_id IS NOT NULL AND NEW.capacity IN ({sql_list(sorted(IN_PERSON))})",
                body=BEARS_THE_NAME,
                violation_error_message="Only the client signs as the client.",
            ),
            Trigger(
                name="signature_says_a_right",
                fires="AFTER INSERT",
                when=f"NEW.capacity <> '{Capacity.CLIENT}'",
                body=SAYS_A_RIGHT,
                violation_error_message="Say by what right this is signed.",
            ),
            *by_link("signature", OF_ITS_DRAFT),
            INITIALED,
            WITNESSED,
            *SEEN,
            *INTERPRETED,
            CONSENTED,
            happens_now(
                "signature_is_made_now",
                "BEFORE INSERT",
                "signed_at",
                "A signature is made now, not at a time gone by.",
            ),
            Trigger(
                name="signature_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=SIGNATURE_IS_FINAL,
                violation_error_message="What was written here stays as it is.",
            ),
            Trigger(
                name="signature_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message="What was written here stays as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"signature of document {self.document_id}"

    def keep_chosen_mark(self) -> None:
        """Drop what else was tried: only the mark that was chosen is signed."""
        if self.mark != Mark.TYPED:
            self.typed_name = ""
        if self.mark != Mark.DRAWN:
            self.strokes = []
