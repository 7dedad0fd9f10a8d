"""Approval of plans: without it, nothing stands that began with a wish."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0031_plans"),
        ("collateral", "0015_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanApproval",
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
                    "who",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            ("consenter", "Whoever consents to the client’s care"),
                        ],
                        max_length=20,
                        verbose_name="who approves it",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("told", "They told me so"),
                            (
                                "tablet",
                                "They read it on this screen beside me, and pressed the button",
                            ),
                        ],
                        max_length=20,
                        verbose_name="how they said so",
                    ),
                ),
                ("approved_at", models.DateTimeField(editable=False)),
            ],
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_sharedsessionplan\n        WHERE session_id = NEW.session_id AND wish_id IS NOT NULL\n    ) AND NOT plan_is_approved(NEW.session_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_has_a_plan",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant AS seat\n        JOIN collateral_sharedsessionplan AS plan USING (session_id)\n        WHERE session_id = NEW.plan_id AND wish_id IS NOT NULL\n            AND relies_on IS NOT NULL AND lower(during) > now()\n    ) AND NOT plan_is_approved(NEW.plan_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.plan_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="plan_version_has_approval",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant WHERE session_id = NEW.session_id\n            AND relies_on IS NOT NULL AND upper(during) > now()\n    ) AND NOT plan_is_approved(NEW.session_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE OF wish_id, session_id",
                name="plan_has_approval",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.wish_id IS NOT NULL",
            ),
        ),
        migrations.AddField(
            model_name="planapproval",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planapproval",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approval",
                to="collateral.planversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("how__in", ["told", "tablet"]),
                    ("who__in", ["client", "consenter"]),
                ),
                name="approval_says_who_and_how",
                violation_error_message="Say who approves the plan, and how.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION plan_is_approved(planned bigint) RETURNS boolean\nLANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT coalesce((\n        SELECT EXISTS (\n            SELECT FROM collateral_planapproval WHERE version_id = version.id\n        )\n        FROM collateral_planversion AS version WHERE plan_id = planned\n        ORDER BY number DESC LIMIT 1\n    ), false)\n$$\n",
                drop="plan_is_approved(bigint)",
                name="plan_is_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planversion AS version\n        JOIN collateral_session AS session ON session.id = version.plan_id\n        WHERE version.id = NEW.version_id\n            AND status NOT IN ('completed', 'cancelled') AND upper(during) > clock_timestamp()\n            AND NOT EXISTS (\n                SELECT FROM collateral_planversion AS newer\n                WHERE newer.plan_id = version.plan_id AND newer.number > version.number\n            )\n        FOR NO KEY UPDATE OF session;\n    IF NOT FOUND THEN\n        RAISE 'version % is not the newest of a plan ahead', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_the_newest_version';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_of_the_newest_version",
                violation_error_message="The plan was changed meanwhile, or its session is over. Look at it again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planversion WHERE id = NEW.version_id AND goals <> '{}';\n    IF NOT FOUND THEN\n        RAISE 'version % is for no goal', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_a_plan_with_a_goal';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_of_a_plan_with_a_goal",
                violation_error_message="Choose a goal first: a plan is for one at least.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planversion AS version\n        JOIN collateral_session AS session ON session.id = version.plan_id\n        JOIN clients_client AS client ON client.id = session.client_id\n        WHERE version.id = NEW.version_id AND assent !~ '\\S'\n            AND comes_of_age_on(date_of_birth, state)\n                > (lower(during) AT TIME ZONE 'Etc/GMT-14')::date;\n    IF FOUND THEN\n        RAISE 'version % is without the assent of a minor', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_has_the_minors_assent';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_has_the_minors_assent",
                violation_error_message="Write first what the minor said to it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.approved_at >= OLD.approved_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.approved_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="approval_is_recorded_now",
                violation_error_message="An approval is recorded as it is given.",
                when="NEW.approved_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="approval_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="approval_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
