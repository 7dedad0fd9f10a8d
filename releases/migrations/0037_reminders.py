"""Reminders of links that were mailed, and that somebody wants no more of them."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0036_lapse"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkReminder",
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
                ("number", models.PositiveSmallIntegerField()),
                ("taken_at", models.DateTimeField()),
                ("stop_sha256", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="releases.signaturelink",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 3)),
                name="reminder_at_most_three",
                violation_error_message="A link is reminded of three times at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("failed_at", None)),
                fields=("link", "number"),
                name="reminder_goes_once",
                violation_error_message="This reminder has gone already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("stop_sha256__regex", "^[0-9a-f]{64}$")),
                name="reminder_holds_a_hash",
                violation_error_message="Of what stops reminders, only its hash is kept.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=models.UniqueConstraint(
                fields=("stop_sha256",),
                name="reminder_is_stopped_by_its_own",
                violation_error_message="Each reminder is stopped by an address of its own.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("failed_at", None), ("sent_at", None)),
                    models.Q(
                        ("failed_at__gte", models.F("taken_at")), ("sent_at", None)
                    ),
                    models.Q(
                        ("failed_at", None), ("sent_at__gte", models.F("taken_at"))
                    ),
                    _connector="OR",
                ),
                name="reminder_sent_or_failed",
                violation_error_message="A reminder was sent, or it failed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.taken_at >= OLD.taken_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.taken_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_taken_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="reminder_is_taken_now",
                violation_error_message="A reminder goes now, not at a time gone by.",
                when="NEW.taken_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    reminded releases_signaturelink;\nBEGIN\n    SELECT * INTO reminded FROM releases_signaturelink\n        WHERE id = NEW.link_id FOR NO KEY UPDATE;\n    PERFORM FROM releases_releasedraft AS draft\n        JOIN clients_client AS client ON client.id = draft.client_id\n        WHERE draft.id = reminded.draft_id AND draft.withdrawn_at IS NULL\n            AND client.discharged_on IS NULL AND client.deceased_on IS NULL\n            AND reminded.mailed_at IS NOT NULL AND reminded.used_at IS NULL\n            AND reminded.withdrawn_at IS NULL AND reminded.locked_at IS NULL\n            AND reminded.expires_at > clock_timestamp();\n    IF NOT FOUND\n        OR EXISTS (SELECT FROM releases_release WHERE draft_id = reminded.draft_id)\n        OR EXISTS (\n            SELECT FROM releases_refusal\n            WHERE draft_id = reminded.draft_id AND taken_back_at IS NULL\n        )\n    THEN\n        RAISE 'link % waits for nobody', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_of_what_waits';\n    END IF;\n    IF EXISTS (\n        SELECT FROM releases_reminderstop AS stop\n            JOIN releases_signaturelink AS link ON link.id = stop.link_id\n            WHERE link.id = reminded.id OR same_email(link.email, reminded.email)\n    ) THEN\n        RAISE 'no more reminders of link %', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_not_after_a_stop';\n    END IF;\n    IF reminded.mailed_at > NEW.taken_at - interval '1 day' OR EXISTS (\n        SELECT FROM releases_linkreminder\n            WHERE link_id = NEW.link_id AND failed_at IS NULL\n                AND taken_at > NEW.taken_at - interval '1 day'\n    ) THEN\n        RAISE 'link % was mailed within a day', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_a_day_apart';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="reminder_is_wanted",
                raises=(
                    "reminder_is_of_what_waits",
                    "reminder_not_after_a_stop",
                    "reminder_a_day_apart",
                ),
                violation_error_message="Nobody waits for this reminder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{sent_at,failed_at}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.sent_at IS NULL AND OLD.failed_at IS NULL\n        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'reminders are kept' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="reminder_is_final",
                violation_error_message="What became of a reminder stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'reminders are kept' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="reminder_is_not_truncated",
                raises=("reminder_is_final",),
                violation_error_message="What became of a reminder stays as it is.",
            ),
        ),
        migrations.CreateModel(
            name="ReminderStop",
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
                    "stopped_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminder_stop",
                        to="releases.signaturelink",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reminderstop",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.stopped_at >= OLD.stopped_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.stopped_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_stop_is_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="reminder_stop_is_now",
                violation_error_message="Reminders are stopped now, not at a time gone by.",
                when="NEW.stopped_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderstop",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_signaturelink AS link, releases_signaturelink AS stopped\n        WHERE stopped.id = NEW.link_id\n            AND (link.id = stopped.id OR same_email(link.email, stopped.email))\n        ORDER BY link.id FOR NO KEY UPDATE OF link;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="reminder_stop_waits_its_turn",
                violation_error_message="Reminders are stopped one at a time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderstop",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="reminder_stop_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderstop",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="reminder_stop_is_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
