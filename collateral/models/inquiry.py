"""That a parent, or someone else, turned to the practice of their own accord."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.basis import Basis
from collateral.models.disclosure import Disclosure
from collateral.models.said import in_words, of_its_contact, recorded_now
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger
from practice.models import User

# Answered once; what was told to them was told on a basis of its own, in force then.
WAS_TOLD_TO_THEM = f"""
BEGIN
    PERFORM FROM collateral_disclosure
        WHERE id = NEW.disclosure_id AND NOT struck
        AND (contact_id = NEW.contact_id
            OR contact_id IS NULL AND basis <> '{Basis.RELEASE}');
    IF NOT FOUND THEN
        RAISE 'disclosure % was not told to contact %', NEW.disclosure_id,
            NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_answer_was_told_to_them';
    END IF;
    RETURN NEW;
END
"""
IS_FINAL = """
DECLARE
    answering text[] := '{answered_as,answered_at,answered_by_id,disclosure_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.answered_at IS NULL
        AND to_jsonb(NEW) - answering = to_jsonb(OLD) - answering
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was asked stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was asked stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_is_final';
END
"""
STAYS = "What was asked, and how it was answered, stays as it was."


class Channel(models.TextChoices):
    """How they turned to the practice."""

    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "In person"
    MESSAGE = "message", "By message or e-mail"
    LETTER = "letter", "By letter"


class Answer(models.TextChoices):
    """How they were answered: to listen is to tell nothing."""

    LISTENED = "listened", "We listened, and told them nothing of the client"
    TOLD = "told", "They were told something"


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, user: User) -> InquiryQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def open(self) -> InquiryQuerySet:
        """Those not answered yet."""
        return self.filter(answered_at=None)


class Inquiry(models.Model):
    """What ``contact`` asked or said, in their words. Where they were told something,
    the ``disclosure`` says what, and on what basis.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="inquiries")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="inquiries",
        db_constraint=False,
        verbose_name="who turned to us",
    )
    channel = models.CharField("how", max_length=20, choices=Channel)
    words = models.TextField("in their words", max_length=2000)
    asked_on = models.DateField("on")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_as = models.CharField(
        "how they were answered", max_length=20, choices=Answer, blank=True
    )
    disclosure = models.ForeignKey(
        Disclosure, models.PROTECT, null=True, related_name="answers", editable=False
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_on", "-pk"]
        constraints: ClassVar = [
            of_its_contact("inquiry"),
            in_words("inquiry", ["words"], "Write down what they said."),
            models.CheckConstraint(
                name="inquiry_came_somehow",
                condition=Q(channel__in=Channel.values),
                violation_error_message="Say how they turned to you.",
            ),
            models.CheckConstraint(
                name="inquiry_answer_says_what_was_told",
                condition=Q(
                    answered_as="", disclosure=None, answered_by=None, answered_at=None
                )
                | Q(
                    Q(answered_as=Answer.LISTENED, disclosure=None)
                    | Q(answered_as=Answer.TOLD, disclosure__isnull=False),
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
                violation_error_message=(
                    "Where they were told something, choose what was told."
                ),
            ),
            ForeignKeyConstraint(
                name="inquiry_disclosure_of_client",
                fields=("client", "disclosure"),
                to="collateral.Disclosure",
                to_fields=("client", "id"),
                violation_error_message="Choose what was told of this client.",
            ),
            recorded_now("inquiry"),
            Trigger(
                name="inquiry_answer_was_told_to_them",
                fires="BEFORE INSERT OR UPDATE",
                when="NEW.disclosure_id IS NOT NULL",
                body=WAS_TOLD_TO_THEM,
                violation_error_message="That was told to someone else.",
            ),
            Trigger(
                name="inquiry_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="inquiry_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["inquiry_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"inquiry {self.pk}"
