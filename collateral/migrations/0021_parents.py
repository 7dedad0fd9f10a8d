"""What parents said and were told, and that they turned to the practice themselves."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0035_modality"),
        ("collateral", "0020_modality"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckIn",
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
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("before", "Before a session"),
                            ("after", "After a session"),
                            ("phone", "By phone"),
                        ],
                        max_length=20,
                        verbose_name="when",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "words",
                    models.TextField(max_length=2000, verbose_name="what they said"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="clients.contact",
                        verbose_name="with whom",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-said_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Expectation",
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
                (
                    "words",
                    models.TextField(
                        max_length=2000, verbose_name="what is expected of them"
                    ),
                ),
                ("told_on", models.DateField(verbose_name="told on")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expectations",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expectations",
                        to="clients.contact",
                        verbose_name="who was told",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-told_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("in_person", "In person"),
                            ("message", "By message or e-mail"),
                            ("letter", "By letter"),
                        ],
                        max_length=20,
                        verbose_name="how",
                    ),
                ),
                (
                    "words",
                    models.TextField(max_length=2000, verbose_name="in their words"),
                ),
                ("asked_on", models.DateField(verbose_name="on")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "answered_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "listened",
                                "We listened, and told them nothing of the client",
                            ),
                            ("told", "They were told something"),
                        ],
                        max_length=20,
                        verbose_name="how they were answered",
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="clients.contact",
                        verbose_name="who turned to us",
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="collateral.disclosure",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Intake",
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
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "concerns",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="concerns"
                    ),
                ),
                (
                    "home",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="how it is at home"
                    ),
                ),
                (
                    "school",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="how it is at school"
                    ),
                ),
                (
                    "family",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="the family"
                    ),
                ),
                (
                    "strengths",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="strengths"
                    ),
                ),
                (
                    "goals",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what they hope for"
                    ),
                ),
                (
                    "no_longer",
                    models.TextField(
                        blank=True,
                        max_length=2000,
                        verbose_name="when is this no longer a problem?",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="clients.contact",
                        verbose_name="who said it",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-said_on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="check_in_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="check_in_says_something",
                violation_error_message="Write down what they said.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("occasion__in", ["before", "after", "phone"])),
                name="check_in_has_an_occasion",
                violation_error_message="Say whether before, after or by phone.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'check_in_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="check_in_is_recorded_now",
                violation_error_message="It is written down now, with the day on which it was.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="check_in_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="check_in_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="expectation_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="expectation_says_something",
                violation_error_message="Write down what is expected of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'expectation_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="expectation_is_recorded_now",
                violation_error_message="It is written down now, with the day on which it was.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="expectation_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="expectation_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="inquiry_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="inquiry_says_something",
                violation_error_message="Write down what they said.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["phone", "in_person", "message", "letter"])
                ),
                name="inquiry_came_somehow",
                violation_error_message="Say how they turned to you.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_as", ""),
                        ("answered_at", None),
                        ("answered_by", None),
                        ("disclosure", None),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(("answered_as", "listened"), ("disclosure", None)),
                            models.Q(
                                ("answered_as", "told"), ("disclosure__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="inquiry_answer_says_what_was_told",
                violation_error_message="Where they were told something, choose what was told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "disclosure"),
                name="inquiry_disclosure_of_client",
                to="collateral.Disclosure",
                to_fields=("client", "id"),
                violation_error_message="Choose what was told of this client.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="inquiry_is_recorded_now",
                violation_error_message="It is written down now, with the day on which it was.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_disclosure\n        WHERE id = NEW.disclosure_id AND NOT struck\n        AND (contact_id = NEW.contact_id\n            OR contact_id IS NULL AND basis <> 'release');\n    IF NOT FOUND THEN\n        RAISE 'disclosure % was not told to contact %', NEW.disclosure_id,\n            NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_answer_was_told_to_them';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE",
                name="inquiry_answer_was_told_to_them",
                violation_error_message="That was told to someone else.",
                when="NEW.disclosure_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    answering text[] := '{answered_as,answered_at,answered_by_id,disclosure_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.answered_at IS NULL\n        AND to_jsonb(NEW) - answering = to_jsonb(OLD) - answering\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what was asked stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="inquiry_is_final",
                violation_error_message="What was asked, and how it was answered, stays as it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was asked stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'inquiry_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="inquiry_is_not_truncated",
                raises=("inquiry_is_final",),
                violation_error_message="What was asked, and how it was answered, stays as it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="intake_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concerns__regex", "\\S"),
                    ("home__regex", "\\S"),
                    ("school__regex", "\\S"),
                    ("family__regex", "\\S"),
                    ("strengths__regex", "\\S"),
                    ("goals__regex", "\\S"),
                    ("no_longer__regex", "\\S"),
                    _connector="OR",
                ),
                name="intake_says_something",
                violation_error_message="Write down at least one answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'intake_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="intake_is_recorded_now",
                violation_error_message="It is written down now, with the day on which it was.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="intake_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="intake_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
