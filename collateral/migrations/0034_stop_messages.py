"""A neutral message is mailed to whoever expected a session that a client stops."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import practice.addresses
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("collateral", "0033_consent_until_it_ends"),
    ]

    operations = [
        migrations.CreateModel(
            name="StopMessage",
            fields=[
                (
                    "stop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="message",
                        serialize=False,
                        to="collateral.stop",
                    ),
                ),
                (
                    "email",
                    models.CharField(
                        max_length=254, validators=[practice.addresses.email_address]
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mailed_at", None),
                            models.Q(("failed_at", None), ("taken_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="stop_message_is_mailed_or_fails",
                        violation_error_message="It was mailed, or could not be.",
                    )
                ]
            },
        ),
        migrations.AddConstraint(
            model_name="stopmessage",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_stop AS stop\n        JOIN clients_contact AS contact ON contact.id = stop.contact_id\n        WHERE stop.id = NEW.stop_id AND stop.lifted_at IS NULL\n            AND contact.email = NEW.email\n            AND NOT EXISTS (\n                SELECT FROM releases_signaturelink AS link\n                LEFT JOIN releases_releasedraft AS draft ON draft.id = link.draft_id\n                WHERE coalesce(draft.client_id, link.client_id) = stop.client_id\n                    AND link.capacity IN ('client', 'minor', 'teen')\n                    AND same_email(link.email, NEW.email)\n            );\n    IF NOT FOUND THEN\n        RAISE 'the message of stop % is to another address', NEW.stop_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'stop_message_to_the_contact';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="stop_message_to_the_contact",
                violation_error_message="Mail it to the contact’s own address, which the client does not share; or tell them yourself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopmessage",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.asked_at >= OLD.asked_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.asked_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'stop_message_is_asked_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="stop_message_is_asked_now",
                violation_error_message="It is asked for as the client stops.",
                when="NEW.asked_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopmessage",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{taken_at,mailed_at,failed_at}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND OLD.mailed_at IS NULL AND OLD.failed_at IS NULL\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a message is mailed once' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'stop_message_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="stop_message_is_final",
                violation_error_message="What was mailed stays on file, and is mailed once.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopmessage",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{taken_at,mailed_at,failed_at}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND OLD.mailed_at IS NULL AND OLD.failed_at IS NULL\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a message is mailed once' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'stop_message_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="stop_message_is_not_truncated",
                raises=("stop_message_is_final",),
                violation_error_message="What was mailed stays on file, and is mailed once.",
            ),
        ),
    ]
