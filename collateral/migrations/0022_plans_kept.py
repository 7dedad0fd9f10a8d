"""A plan is approved with who joins and what each hears of, and keeps its wish; what stops
whoever would join stops them until they are asked about.
"""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

import practice.database.triggers

# Until now all who joined heard of the same.
WRITTEN = """
ALTER TABLE collateral_planversion DISABLE TRIGGER plan_version_is_final;
{update};
SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE collateral_planversion ENABLE TRIGGER plan_version_is_final;
"""
HEARS = """
UPDATE collateral_planversion AS version SET hears = coalesce((
    SELECT jsonb_object_agg(contact_id::text, to_jsonb(version.about))
    FROM collateral_participant WHERE session_id = version.plan_id
), '{}')
"""
ABOUT = """
UPDATE collateral_planversion SET about = ARRAY(
    SELECT DISTINCT topic FROM jsonb_each(hears) AS person,
        jsonb_array_elements_text(person.value) AS topic
    ORDER BY topic
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0036_handouts"),
        ("collateral", "0021_parents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_is_screened",
        ),
        migrations.RemoveConstraint(
            model_name="planapproval",
            name="plan_is_approved",
        ),
        migrations.RemoveConstraint(
            model_name="planversion",
            name="plan_version_is_of_the_lists",
        ),
        migrations.RemoveConstraint(
            model_name="screening",
            name="screening_resolves_what_stopped",
        ),
        migrations.RemoveConstraint(
            model_name="sharedsessionplan",
            name="plan_is_from_an_open_wish",
        ),
        migrations.AddField(
            model_name="planversion",
            name="hears",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.RunSQL(WRITTEN.format(update=HEARS), WRITTEN.format(update=ABOUT)),
        migrations.RemoveField(
            model_name="planversion",
            name="about",
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        RAISE '% of % is ahead of the clock', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'incident_is_not_recorded_ahead';\n    END\n    ",
                fires="BEFORE INSERT",
                name="incident_is_not_recorded_ahead",
                violation_error_message="It is recorded now, not ahead.",
                when="NEW.recorded_at > clock_timestamp() + interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    newest record;\nBEGIN\n    SELECT outcome, asked_at INTO newest FROM collateral_screening\n        WHERE contact_id = NEW.contact_id ORDER BY asked_at DESC, id DESC LIMIT 1;\n    IF NOT FOUND THEN\n        IF EXISTS (\n            SELECT FROM collateral_sharedsessionplan\n            WHERE session_id = NEW.session_id AND wish_id IS NOT NULL\n        ) THEN\n            RAISE 'contact % has not been asked about', NEW.contact_id USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n        END IF;\n    END IF;\n    IF newest.outcome IN ('defer', 'do_not') OR lower(NEW.during) >= newest.asked_at + interval '2160 hours'\n        OR EXISTS (\n            SELECT FROM collateral_incident\n            WHERE contact_id = NEW.contact_id\n                AND (newest.asked_at IS NULL OR recorded_at >= newest.asked_at)\n        )\n    THEN\n        RAISE 'contact % is not ready', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_screened';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_is_screened",
                raises=("participant_is_screened", "participant_plan_is_ready"),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION plan_is_approved(planned bigint) RETURNS boolean\nLANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT coalesce((\n        SELECT EXISTS (\n            SELECT FROM collateral_planapproval WHERE version_id = version.id\n        ) AND NOT EXISTS (\n            SELECT FROM collateral_participant AS seat\n            LEFT JOIN collateral_sessiontopic AS heard ON heard.participant_id = seat.id\n            WHERE seat.session_id = planned AND (\n                NOT version.hears ? seat.contact_id::text\n                OR heard.topic IS NOT NULL AND\n                    (version.hears -> seat.contact_id::text ? heard.topic) IS NOT TRUE\n            )\n        )\n        FROM collateral_planversion AS version WHERE plan_id = planned\n        ORDER BY number DESC LIMIT 1\n    ), false)\n$$\n",
                drop="plan_is_approved(bigint)",
                name="plan_is_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secrets__in", ["no_secrets", "limited", "none"]),
                    (
                        "off_limits__contained_by",
                        [
                            "attendance",
                            "skills",
                            "sleep",
                            "progress",
                            "relationship",
                            "diagnosis",
                            "medication",
                            "history",
                            "safety",
                            "school",
                            "substance_use",
                            "hiv",
                            "reproductive",
                            "gender",
                            "assault",
                            "genetic",
                            "tests",
                        ],
                    ),
                ),
                name="plan_version_is_of_the_lists",
                violation_error_message="Choose among what is offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    before collateral_screening;\nBEGIN\n    SELECT * INTO before FROM collateral_screening\n        WHERE contact_id = NEW.contact_id ORDER BY asked_at DESC, id DESC LIMIT 1;\n    IF NEW.obliged AND before.obliged IS NOT TRUE\n        OR NEW.silenced AND before.silenced IS NOT TRUE\n        OR NEW.controlling AND before.controlling IS NOT TRUE\n        OR NEW.proving AND before.proving IS NOT TRUE\n        OR NEW.censoring AND before.censoring IS NOT TRUE\n        OR NEW.litigation AND before.litigation IS NOT TRUE\n        OR before.outcome IN ('defer', 'do_not') AND NEW.resolution !~ '\\S'\n    THEN\n        RAISE 'what stopped contact % is not resolved', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'screening_resolves_what_stopped';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="screening_resolves_what_stopped",
                violation_error_message="What stopped it is not resolved. The first time, each concern stops it; then write how it was resolved, and ask again.",
                when="NEW.outcome NOT IN ('defer', 'do_not')",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        RAISE '% of % is ahead of the clock', TG_TABLE_NAME, NEW.asked_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'screening_is_not_recorded_ahead';\n    END\n    ",
                fires="BEFORE INSERT",
                name="screening_is_not_recorded_ahead",
                violation_error_message="It is recorded now, not ahead.",
                when="NEW.asked_at > clock_timestamp() + interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_wish AS wish\n        JOIN collateral_session AS session\n            ON session.id = NEW.session_id AND session.client_id = wish.client_id\n        JOIN collateral_participant AS seat\n            ON seat.session_id = session.id AND seat.contact_id = wish.contact_id\n        WHERE wish.id = NEW.wish_id AND wish.closed_at IS NULL\n        FOR SHARE OF wish FOR KEY SHARE OF session;\n    IF NOT FOUND THEN\n        RAISE 'plan % is from no open wish', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_from_an_open_wish';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF wish_id, session_id",
                name="plan_is_from_an_open_wish",
                violation_error_message="This wish was closed, or is for someone who does not join. Write down a new one if it is wanted again.",
                when="NEW.wish_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP = 'UPDATE' AND NEW.session_id = OLD.session_id\n        AND NEW.wish_id IS NOT DISTINCT FROM OLD.wish_id\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a plan stays with the wish it began with' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'plan_keeps_its_wish';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="plan_keeps_its_wish",
                violation_error_message="A plan stays with the wish it began with, and with its session.",
                when="OLD.wish_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP = 'UPDATE' AND NEW.session_id = OLD.session_id\n        AND NEW.wish_id IS NOT DISTINCT FROM OLD.wish_id\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a plan stays with the wish it began with' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'plan_keeps_its_wish';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="plan_is_not_truncated",
                raises=("plan_keeps_its_wish",),
                violation_error_message="A plan stays with the wish it began with, and with its session.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_sharedsessionplan AS plan\n        WHERE plan.session_id = NEW.id AND (wish_id IS NOT NULL OR EXISTS (\n            SELECT FROM collateral_planversion WHERE plan_id = plan.session_id\n        ))\n    ) THEN\n        RAISE 'session % has a plan of its client', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_keeps_its_client';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OF client_id",
                name="plan_keeps_its_client",
                on="collateral.Session",
                violation_error_message="The plan of this session is of its client.",
                when="NEW.client_id <> OLD.client_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client WHERE id = NEW.client_id AND extract(year FROM age(\n        (NEW.asked_at AT TIME ZONE 'Etc/GMT+12')::date, date_of_birth\n    )) > 6;\n    IF FOUND THEN\n        RAISE 'client % is old enough to be asked', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'screening_is_asked_of_the_client';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="screening_is_asked_of_the_client",
                violation_error_message="A client of seven or older is asked, and alone.",
                when="NEW.manner = 'safety'",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_has_a_plan",
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP = 'UPDATE' AND lower(NEW.during) <= now() AND NEW.contact_id = OLD.contact_id\n        AND NEW.relies_on IS NOT DISTINCT FROM OLD.relies_on\n    THEN\n        RETURN NULL;\n    END IF;\n    IF EXISTS (\n        SELECT FROM collateral_sharedsessionplan\n        WHERE session_id = NEW.session_id AND wish_id IS NOT NULL\n    ) AND NOT plan_is_approved(NEW.session_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_has_a_plan",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
    ]
