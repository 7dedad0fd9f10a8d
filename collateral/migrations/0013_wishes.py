"""Wishes to bring someone in, what came of them, and that a client stops."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0029_wishes"),
        ("collateral", "0012_disclosures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Stop",
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
                ("said_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Wish",
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
                    "initiator",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            ("clinician", "The clinician"),
                            ("parent", "A parent or guardian"),
                            ("contact", "The person themselves"),
                        ],
                        max_length=20,
                        verbose_name="whose wish it is",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="As it was said: “I’m considering inviting someone …”",
                        max_length=2000,
                        verbose_name="in the words used",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="said on")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "closed_as",
                    models.CharField(
                        blank=True,
                        choices=[("declined", "Declined"), ("withdrawn", "Withdrawn")],
                        max_length=20,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "closed_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why"),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-asked_on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_stop\n        WHERE contact_id = NEW.contact_id AND lifted_at IS NULL\n    ) THEN\n        \n    RAISE 'contact % is not wanted now', NEW.contact_id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_wanted';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_is_wanted",
                violation_error_message="The client wants no session with this contact now.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stops",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stops",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="lifted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="wishes",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="closed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="wishes",
                to="clients.contact",
                verbose_name="whom to bring in",
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sharedsessionplan",
            name="wish",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="collateral.wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_wish JOIN collateral_session AS session\n        ON session.id = NEW.session_id AND session.client_id = collateral_wish.client_id\n        WHERE collateral_wish.id = NEW.wish_id AND closed_at IS NULL;\n    IF NOT FOUND THEN\n        RAISE 'plan % is from no open wish', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_from_an_open_wish';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF wish_id, session_id",
                name="plan_is_from_an_open_wish",
                violation_error_message="This wish was closed. Write down a new one if it is wanted again.",
                when="NEW.wish_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="stop_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)),
                fields=("contact",),
                name="stop_stands_once",
                violation_error_message="The client has stopped this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", None)),
                    models.Q(
                        ("lifted_at__isnull", False), ("lifted_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="stop_lifted_by_someone",
                violation_error_message="Record who heard it from the client, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.said_at >= OLD.said_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.said_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'stop_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="stop_is_recorded_now",
                violation_error_message="A stop is recorded as the client says so.",
                when="NEW.said_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant WHERE contact_id = NEW.contact_id\n            AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()\n    ) THEN\n        \n    RAISE 'contact % is not wanted now', NEW.contact_id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_wanted';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="stop_leaves_nobody_seated",
                raises=("participant_is_wanted",),
                violation_error_message="The client wants no session with this contact now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    lifting text[] := '{lifted_at,lifted_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NULL\n        AND to_jsonb(NEW) - lifting = to_jsonb(OLD) - lifting\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'that a client stopped stays on file' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'stop_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="stop_is_final",
                violation_error_message="That the client stopped stays on file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'that a client stopped stays on file' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'stop_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="stop_is_not_truncated",
                raises=("stop_is_final",),
                violation_error_message="That the client stopped stays on file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="wish_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("initiator__in", ["client", "clinician", "parent", "contact"]),
                    ("words__regex", "\\S"),
                ),
                name="wish_says_whose_and_what",
                violation_error_message="Say whose wish it is, and in what words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_as", ""),
                        ("closed_at", None),
                        ("closed_by", None),
                        ("closed_why", ""),
                    ),
                    models.Q(
                        ("closed_as__in", ["declined", "withdrawn"]),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="wish_closed_by_someone",
                violation_error_message="Say what came of it; who said so is recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'wish_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="wish_is_recorded_now",
                violation_error_message="A wish is written down now, with the day on which it was said.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    closing text[] := '{closed_as,closed_why,closed_at,closed_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL\n        AND to_jsonb(NEW) - closing = to_jsonb(OLD) - closing\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what was wished stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'wish_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="wish_is_final",
                violation_error_message="What was wished stays as it was said.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was wished stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'wish_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="wish_is_not_truncated",
                raises=("wish_is_final",),
                violation_error_message="What was wished stays as it was said.",
            ),
        ),
    ]
