"""A plan is handed over in the signing room, to be read alone and answered."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("collateral", "0029_arrivals_and_debriefs"),
        ("releases", "0042_plans_in_the_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="planapproval",
            name="how",
            field=models.CharField(
                choices=[
                    ("told", "They told me so"),
                    (
                        "tablet",
                        "They read it alone on a screen, and pressed the button",
                    ),
                ],
                max_length=20,
                verbose_name="how they said so",
            ),
        ),
        migrations.CreateModel(
            name="PlanReading",
            fields=[
                (
                    "signing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="releases.signingsession",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            ("consenter", "Whoever consents to the client’s care"),
                        ],
                        max_length=20,
                        verbose_name="who reads it",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="collateral.planversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="planapproval",
            name="read_in",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approvals",
                to="collateral.planreading",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("how", "tablet"), ("read_in", None), _connector="OR"
                ),
                name="approval_that_was_told_was_not_read",
                violation_error_message="Say that they read it on a screen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planreading AS reading\n        JOIN collateral_planversion AS read ON read.id = reading.version_id\n        JOIN collateral_planversion AS version ON version.id = NEW.version_id\n        JOIN releases_signingsession AS signing ON signing.id = reading.signing_id\n        WHERE reading.signing_id = NEW.read_in_id AND reading.who = NEW.who\n            AND signing.ended_at IS NULL\n            AND coalesce(read.written_with_id, read.id)\n                = coalesce(version.written_with_id, version.id);\n    IF NOT FOUND THEN\n        RAISE 'version % was not read on a screen', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_on_a_screen_was_read';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_on_a_screen_was_read",
                violation_error_message="Hand the screen over: they approve what they read on it.",
                when="NEW.how = 'tablet'",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("who__in", ["client", "consenter"])),
                name="reading_says_who",
                violation_error_message="Say who reads the plan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreading",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_signingsession AS signing\n        JOIN collateral_planversion AS version ON version.id = NEW.version_id\n        JOIN collateral_session AS session\n            ON session.id = version.plan_id AND session.client_id = signing.client_id\n        WHERE signing.id = NEW.signing_id\n            AND signing.draft_id IS NULL AND signing.form_kind = '';\n    IF NOT FOUND THEN\n        RAISE 'version % is not of whom room % is about', NEW.version_id, NEW.signing_id\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_is_of_its_client';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="reading_is_of_its_client",
                violation_error_message="Hand over a plan of this client’s.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreading",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planreading WHERE signing_id = NEW.id;\n    IF NOT FOUND THEN\n        RAISE 'room % is for nothing', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'signing_session_says_which_plan';\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="signing_session_says_which_plan",
                on="releases.SigningSession",
                violation_error_message="Say which plan is handed over.",
                when="NEW.draft_id IS NULL AND NEW.form_kind = ''",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreading",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="reading_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreading",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="reading_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
