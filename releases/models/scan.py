"""Signed papers that came back: files that were uploaded, and each page in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from practice.database.constraints import ForeignKeyConstraint
from practice.models import User
from releases.models.printout import Printout
from releases.models.scan_rules import FILE_RULES, PAGE_RULES


class ScanBatchQuerySet(models.QuerySet["ScanBatch"]):
    def visible_to(self, user: User) -> ScanBatchQuerySet:
        """A clinician's own; at the front desk, everyone's."""
        return self.filter(uploaded_by=user) if user.is_clinician else self.all()

    def counted(self) -> ScanBatchQuerySet:
        """Each with how many pages its files have, ``of``, and how many are ``read``."""
        files = (
            ScannedFile.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        )
        pages = (
            ScannedPage.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        )
        return self.annotate(
            of=Subquery(files.annotate(n=Sum("pages")).values("n")),
            read=Coalesce(Subquery(pages.annotate(n=Count("pk")).values("n")), 0),
        )


class ScanBatch(models.Model):
    """Files that one person uploaded at once; ``read_at``, once each page is read."""

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = ScanBatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class FileKind(models.TextChoices):
    """What a file turned out to be, whatever its name says."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    HEIC = "heic", "HEIC"


class ScannedFile(models.Model):
    """One of them. Its ``content`` goes once its pages are pictures of our own making;
    its name, which may say whose it is, never comes in.
    """

    batch = models.ForeignKey(
        ScanBatch, models.PROTECT, related_name="files", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=FileKind)
    pages = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["batch", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="scanned_file_has_its_place"
            ),
            # What its pages refer to.
            models.UniqueConstraint(
                fields=["batch", "id"], name="scanned_file_batch_key"
            ),
            models.CheckConstraint(
                name="scanned_file_has_pages",
                condition=Q(pages__gt=0, kind__in=FileKind.values),
                violation_error_message="There is no page in this file.",
            ),
            *FILE_RULES,
        ]

    def __str__(self) -> str:
        return f"file {self.position} of batch {self.batch_id}"


class ScannedPageQuerySet(models.QuerySet["ScannedPage"]):
    def visible_to(self, user: User) -> ScannedPageQuerySet:
        """Pages of the papers that ``user`` may see; those of none, which ``user`` sent in
        or, at the front desk, anyone did.
        """
        seen = Printout.objects.visible_to(user)
        nobodys = Q(printout=None)
        if user.is_clinician:
            nobodys &= Q(batch__uploaded_by=user)
        return self.filter(Q(printout__in=seen.values("pk")) | nobodys)

    def kept(self) -> ScannedPageQuerySet:
        return self.filter(discarded_at=None)

    def in_tray(self) -> ScannedPageQuerySet:
        """Those that nobody knows the paper of yet."""
        return self.kept().filter(printout=None)


class ScannedPage(models.Model):
    """A picture of one page, and which page of which printout it shows: as its code says,
    or as somebody ``assigned_by`` hand. In the tray until then, unless discarded.
    """

    batch = models.ForeignKey(
        ScanBatch, models.PROTECT, related_name="pages", db_index=False
    )
    file = models.ForeignKey(
        ScannedFile, models.PROTECT, related_name="scans", db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    picture = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    printout = models.ForeignKey(
        Printout, models.PROTECT, null=True, related_name="scans"
    )
    page = models.PositiveSmallIntegerField(null=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    discarded_at = models.DateTimeField(null=True)
    discard_reason = models.CharField(
        "why it is not needed", max_length=200, blank=True, default=""
    )

    objects = ScannedPageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["batch", "position"]
        indexes: ClassVar = [
            # The tray, oldest first.
            models.Index(
                fields=["id"],
                name="scan_in_tray",
                condition=Q(printout=None, discarded_at=None),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="scan_has_its_place"
            ),
            ForeignKeyConstraint(
                name="scan_file_of_batch",
                fields=("batch", "file"),
                to="releases.ScannedFile",
                to_fields=("batch", "id"),
                violation_error_message="A page is of a file of its batch.",
            ),
            models.CheckConstraint(
                name="scan_shows_a_page",
                condition=Q(printout=None, page=None)
                | Q(printout__isnull=False, page__isnull=False, page__gte=1),
                violation_error_message="Say which page of it this is.",
            ),
            models.CheckConstraint(
                name="scan_picture_is_hashed",
                condition=Q(sha256__regex="^[0-9a-f]{64}$", width__gt=0, height__gt=0),
                violation_error_message="The picture has no hash.",
            ),
            models.CheckConstraint(
                name="scan_assigned_by_someone",
                condition=Q(assigned_by=None, assigned_at=None)
                | Q(
                    assigned_by__isnull=False,
                    assigned_at__isnull=False,
                    printout__isnull=False,
                ),
                violation_error_message="Record who said what page it is, and when.",
            ),
            models.CheckConstraint(
                name="scan_discarded_for_a_reason",
                condition=Q(discarded_by=None, discarded_at=None, discard_reason="")
                | Q(
                    discarded_by__isnull=False,
                    discarded_at__isnull=False,
                    discard_reason__regex=r"\S",
                ),
                violation_error_message="Say why it is not needed.",
            ),
            *PAGE_RULES,
        ]

    def __str__(self) -> str:
        return f"scan {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether what it shows may be said by hand."""
        return not self.discarded_at and bool(self.assigned_at or not self.printout_id)
