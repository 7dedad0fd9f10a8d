"""Prepared releases as they were printed, and what comes back signed."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0027_lacks_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Printout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.BigIntegerField(unique=True)),
                ("version", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            (
                                "minor",
                                "The client, a minor who may consent to this care",
                            ),
                            ("parent", "A parent or guardian"),
                            (
                                "agent",
                                "A health care agent or court-appointed guardian",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("pages", models.PositiveSmallIntegerField()),
                ("printed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "draft",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printouts",
                        to="releases.releasedraft",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ScanBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("read_at", models.DateTimeField(editable=False, null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ScannedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpeg", "JPEG"),
                            ("png", "PNG"),
                            ("heic", "HEIC"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pages", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="releases.scanbatch",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "position"],
            },
        ),
        migrations.CreateModel(
            name="ScannedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("picture", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("page", models.PositiveSmallIntegerField(null=True)),
                ("assigned_at", models.DateTimeField(null=True)),
                ("discarded_at", models.DateTimeField(null=True)),
                (
                    "discard_reason",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        verbose_name="why it is not needed",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="releases.scanbatch",
                    ),
                ),
                (
                    "discarded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="releases.scannedfile",
                    ),
                ),
                (
                    "printout",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="releases.printout",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "position"],
            },
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.UniqueConstraint(
                fields=("draft", "version", "pages"), name="printout_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number__gte", 0),
                    ("number__lt", 852891037441),
                    ("pages__range", (1, 30)),
                    ("version__regex", "^[0-9a-f]{64}$"),
                ),
                name="printout_fits_its_code",
                violation_error_message="This is more than the code on a page says.",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["client", "minor", "parent", "agent"])
                ),
                name="printout_names_a_right",
                violation_error_message="Say in which right it is signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="printout_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="printout_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedfile",
            constraint=models.UniqueConstraint(
                fields=("batch", "position"), name="scanned_file_has_its_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedfile",
            constraint=models.UniqueConstraint(
                fields=("batch", "id"), name="scanned_file_batch_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["pdf", "jpeg", "png", "heic"]), ("pages__gt", 0)
                ),
                name="scanned_file_has_pages",
                violation_error_message="There is no page in this file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedfile",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP = 'UPDATE' AND length(NEW.content) = 0\n        AND (NEW.id, NEW.batch_id, NEW.position, NEW.kind, NEW.pages)\n            = (OLD.id, OLD.batch_id, OLD.position, OLD.kind, OLD.pages)\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'file % stays as it was sent', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'scanned_file_is_as_sent';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="scanned_file_is_as_sent",
                violation_error_message="What was scanned stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedfile",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="scanned_file_is_not_truncated",
                violation_error_message="What was scanned stays as it is.",
            ),
        ),
        migrations.AddIndex(
            model_name="scannedpage",
            index=models.Index(
                condition=models.Q(("discarded_at", None), ("printout", None)),
                fields=["id"],
                name="scan_in_tray",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=models.UniqueConstraint(
                fields=("batch", "position"), name="scan_has_its_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("batch", "file"),
                name="scan_file_of_batch",
                to="releases.ScannedFile",
                to_fields=("batch", "id"),
                violation_error_message="A page is of a file of its batch.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("page", None), ("printout", None)),
                    models.Q(
                        ("page__gte", 1),
                        ("page__isnull", False),
                        ("printout__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scan_shows_a_page",
                violation_error_message="Say which page of it this is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("height__gt", 0),
                    ("sha256__regex", "^[0-9a-f]{64}$"),
                    ("width__gt", 0),
                ),
                name="scan_picture_is_hashed",
                violation_error_message="The picture has no hash.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assigned_at", None), ("assigned_by", None)),
                    models.Q(
                        ("assigned_at__isnull", False),
                        ("assigned_by__isnull", False),
                        ("printout__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scan_assigned_by_someone",
                violation_error_message="Record who said what page it is, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("discard_reason", ""),
                        ("discarded_at", None),
                        ("discarded_by", None),
                    ),
                    models.Q(
                        ("discard_reason__regex", "\\S"),
                        ("discarded_at__isnull", False),
                        ("discarded_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scan_discarded_for_a_reason",
                violation_error_message="Say why it is not needed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.discarded_at IS NULL\n        AND (NEW.id, NEW.batch_id, NEW.file_id, NEW.position, NEW.sha256, NEW.width,\n            NEW.height, NEW.picture)\n            = (OLD.id, OLD.batch_id, OLD.file_id, OLD.position, OLD.sha256, OLD.width,\n            OLD.height, OLD.picture)\n        AND (OLD.printout_id IS NULL OR OLD.assigned_at IS NOT NULL\n            OR (NEW.printout_id, NEW.page) IS NOT DISTINCT FROM\n                (OLD.printout_id, OLD.page) AND NEW.assigned_at IS NULL)\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'scan % stays as it is', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'scan_is_as_scanned';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="scan_is_as_scanned",
                violation_error_message="What was scanned stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF NEW.page <= (SELECT pages FROM releases_printout WHERE id = NEW.printout_id) THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'printout % has no page %', NEW.printout_id, NEW.page USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'scan_shows_a_page_there_is';\nEND\n",
                fires="BEFORE INSERT OR UPDATE",
                name="scan_shows_a_page_there_is",
                violation_error_message="This release has fewer pages.",
                when="NEW.printout_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="scannedpage",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="scan_is_not_truncated",
                violation_error_message="What was scanned stays as it is.",
            ),
        ),
    ]
