"""That someone refuses to sign a draft, which nobody signs while it stands."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("clients", "0014_refusal_to_sign"),
        ("releases", "0018_several_signers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
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
                    "signer",
                    models.CharField(
                        max_length=200, verbose_name="who refuses, by full name"
                    ),
                ),
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
                        verbose_name="in what right",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Kept in the consent history. Leave clinical detail out.",
                        max_length=300,
                        verbose_name="why, if they said so",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(editable=False, null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusals",
                        to="releases.releasedraft",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
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
        migrations.AddConstraint(
            model_name="refusal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["client", "minor", "parent", "agent"]),
                    ("signer__regex", "\\S"),
                ),
                name="refusal_says_whose",
                violation_error_message="Say who refuses, and in what right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None)),
                    models.Q(
                        ("taken_back_at__gte", models.F("recorded_at")),
                        ("taken_back_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="refusal_taken_back_by_someone",
                violation_error_message="Record who took it back, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("draft",),
                name="refusal_stands_once",
                violation_error_message="A refusal is recorded already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="refusal_is_recorded_now",
                violation_error_message="A refusal is recorded as somebody records it.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_releasedraft\n        WHERE id = NEW.draft_id AND withdrawn_at IS NULL FOR NO KEY UPDATE;\n    IF NOT FOUND\n        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)\n    THEN\n        RAISE 'draft % waits for nobody', NEW.draft_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_of_what_waits';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="refusal_is_of_what_waits",
                violation_error_message="This was signed, or put aside, just now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{taken_back_at,taken_back_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL\n        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND NEW.taken_back_at BETWEEN clock_timestamp() - interval '1 minute'\n            AND clock_timestamp() + interval '1 minute'\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what was said of a draft stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="refusal_is_final",
                violation_error_message="What was recorded stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was said of a draft stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="refusal_is_not_truncated",
                raises=("refusal_is_final",),
                violation_error_message="What was recorded stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_releasedraft WHERE id = NEW.draft_id FOR SHARE;\n    IF EXISTS (\n        SELECT FROM releases_refusal\n        WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL\n    ) THEN\n        RAISE 'somebody refuses to sign draft %', NEW.draft_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'draft_is_refused_by_nobody';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="draft_is_refused_by_nobody",
                on="releases.Release",
                violation_error_message="Someone who has to sign this refuses to. Nobody signs it until that is taken back.",
                when="NEW.draft_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_releasedraft WHERE id = NEW.draft_id FOR SHARE;\n    IF EXISTS (\n        SELECT FROM releases_refusal\n        WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL\n    ) THEN\n        RAISE 'somebody refuses to sign draft %', NEW.draft_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'draft_is_refused_by_nobody';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="signature_of_what_nobody_refuses",
                on="releases.Signature",
                raises=("draft_is_refused_by_nobody",),
                violation_error_message="Someone who has to sign this refuses to. Nobody signs it until that is taken back.",
                when="NEW.draft_id IS NOT NULL",
            ),
        ),
    ]
