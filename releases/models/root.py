"""The sealed root: every day, what all chains and releases were, in one hash."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Now

from practice.database.triggers import Trigger, written_once

# Each tells the one before it, so that none can go from between.
FOLLOWS = """
DECLARE
    last record;
BEGIN
    SELECT number, sha256 INTO last FROM releases_sealedroot ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(last.number, 0) + 1
        OR NEW.body::jsonb ->> 'previous' <> coalesce(last.sha256, '')
        OR (NEW.body::jsonb ->> 'root')::integer <> NEW.number
    THEN
        RAISE 'root % does not follow', NEW.number USING
            ERRCODE = 'check_violation', CONSTRAINT = 'root_follows_the_last';
    END IF;
    RETURN NEW;
END
"""
SHA256 = Func(
    Func(
        Func(F("body"), Value("UTF8"), function="convert_to"),
        function="sha256",
    ),
    Value("hex"),
    function="encode",
    output_field=TextField(),
)


class SealedRoot(models.Model):
    """What was sealed at one instant. ``body`` is JSON: counts, the hash of all leaves and
    of the root before; ``signature`` is the practice's own, of ``body``, in base64.

    Made by ``releases.root.sealing`` alone.
    """

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    body = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    signature = models.CharField(max_length=200, editable=False)
    certificate = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="root_hashes_its_body",
                condition=Q(sha256=SHA256),
                violation_error_message="A root’s hash is that of what it says.",
            ),
            Trigger(
                name="root_follows_the_last",
                fires="BEFORE INSERT",
                body=FOLLOWS,
                violation_error_message="A root follows the one before it.",
            ),
            *written_once("root_is_final", "roots_are_kept"),
        ]

    def __str__(self) -> str:
        return f"root {self.number}"


class RootLeaf(models.Model):
    """How one client's chain ended, and what their releases were, as a root was sealed.

    Written where it is not as the client's newest leaf before has it. ``releases`` is the
    text of a JSON object: each release's end, and the facts that ended it.
    """

    root = models.ForeignKey(
        SealedRoot, models.PROTECT, related_name="leaves", editable=False
    )
    # By its number alone: that they may be gone is what a leaf shows.
    client_id = models.BigIntegerField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    head = models.CharField(max_length=64, editable=False)
    releases = models.TextField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client_id", "root"], name="leaf_once_a_root"
            ),
            *written_once("leaf_is_final", "leaves_are_kept"),
        ]

    def __str__(self) -> str:
        return f"leaf {self.pk}"


class RootStamp(models.Model):
    """That somebody else's clock saw a root (RFC 3161): their token, as they sent it."""

    root = models.OneToOneField(
        SealedRoot, models.PROTECT, related_name="stamp", editable=False
    )
    at = models.DateTimeField(db_default=Now(), editable=False)
    token = models.BinaryField(editable=False)

    class Meta:
        constraints: ClassVar = [*written_once("stamp_is_final", "stamps_are_kept")]

    def __str__(self) -> str:
        return f"stamp {self.pk}"
