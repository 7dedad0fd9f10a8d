"""Who called about a client, and what was heard."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0038_calls"),
        ("collateral", "0037_video_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Call",
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
                    "caller",
                    models.CharField(
                        blank=True,
                        help_text="As they said it: a name, who they are, a number to call back.",
                        max_length=200,
                        verbose_name="or somebody else",
                    ),
                ),
                ("heard_at", models.DateTimeField(verbose_name="when they called")),
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
                ("read_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="clients.contact",
                        verbose_name="who called",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["client"],
                        name="call_unread",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="call_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="call_says_something",
                violation_error_message="Write down what they said.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("caller", ""), ("contact__isnull", False)),
                    models.Q(("caller__regex", "\\S"), ("contact", None)),
                    _connector="OR",
                ),
                name="call_is_of_someone",
                violation_error_message="Choose who called, or write who they said they are.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("heard_at__lte", models.F("recorded_at"))),
                name="call_was_heard_before",
                violation_error_message="This is still ahead. Write down when they called.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at", None), ("read_by", None)),
                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                    _connector="OR",
                ),
                name="call_read_by_someone",
                violation_error_message="Say who read it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'call_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="call_is_recorded_now",
                violation_error_message="It is written down now, with the day on which it was.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client\n        WHERE id = NEW.client_id AND clinician_id = NEW.read_by_id;\n    IF NOT FOUND THEN\n        RAISE 'call % is read by the clinician of client %', NEW.id, NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'call_read_by_their_clinician';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE",
                name="call_read_by_their_clinician",
                violation_error_message="Whoever treats the client reads it.",
                when="NEW.read_by_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.read_at >= OLD.read_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.read_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'call_is_read_now';\n    END\n    ",
                fires="BEFORE INSERT OR UPDATE OF read_at",
                name="call_is_read_now",
                violation_error_message="It is read now.",
                when="NEW.read_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    reading text[] := '{read_at,read_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.read_at IS NULL\n        AND to_jsonb(NEW) - reading = to_jsonb(OLD) - reading\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what was heard stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'call_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="call_is_final",
                violation_error_message="What was heard stays as it was said. What is wrong in it, the next entry says.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was heard stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'call_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="call_is_not_truncated",
                raises=("call_is_final",),
                violation_error_message="What was heard stays as it was said. What is wrong in it, the next entry says.",
            ),
        ),
    ]
