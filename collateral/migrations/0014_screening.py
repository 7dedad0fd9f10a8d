"""What a client says when asked alone, and when to ask again; nobody is asked about yet."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0030_screening"),
        ("collateral", "0013_wishes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
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
                    "what",
                    models.TextField(max_length=2000, verbose_name="what happened"),
                ),
                ("recorded_at", models.DateTimeField(editable=False)),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Screening",
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
                    "manner",
                    models.CharField(
                        choices=[
                            ("alone", "Of the client, alone"),
                            ("safety", "My own safety screen of a young child"),
                        ],
                        max_length=20,
                        verbose_name="how it was asked",
                    ),
                ),
                (
                    "obliged",
                    models.BooleanField(
                        verbose_name="Do you feel obliged or pressured to bring them?"
                    ),
                ),
                (
                    "silenced",
                    models.BooleanField(
                        verbose_name="Would you go silent with them in the room?"
                    ),
                ),
                (
                    "unsafe",
                    models.BooleanField(
                        help_text="Violence, threats, revenge.",
                        verbose_name="Would you be unsafe, or afraid of what comes after?",
                    ),
                ),
                (
                    "controlling",
                    models.BooleanField(
                        verbose_name="Have they controlled or manipulated you, now or in the past?"
                    ),
                ),
                (
                    "proving",
                    models.BooleanField(
                        verbose_name="Is it to prove a point or to justify a story?"
                    ),
                ),
                (
                    "censoring",
                    models.BooleanField(
                        verbose_name="Would you censor or edit your truth?"
                    ),
                ),
                (
                    "protective_order",
                    models.BooleanField(
                        verbose_name="Is there a protective order about them?"
                    ),
                ),
                (
                    "litigation",
                    models.BooleanField(
                        verbose_name="Is there a court case, over custody or anything else, that this would serve?"
                    ),
                ),
                (
                    "growth",
                    models.BooleanField(
                        verbose_name="Will including this person help your growth?"
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what else was said"
                    ),
                ),
                (
                    "resolution",
                    models.TextField(
                        blank=True,
                        help_text="Where a concern stopped it before, or is known and dealt with.",
                        max_length=2000,
                        verbose_name="how it was resolved",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("proceed", "Proceed"),
                            ("conditions", "Proceed with conditions"),
                            ("defer", "Defer"),
                            ("do_not", "Do not"),
                        ],
                        max_length=20,
                        verbose_name="what follows",
                    ),
                ),
                (
                    "conditions",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="on what conditions"
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    newest record;\nBEGIN\n    SELECT outcome, asked_at INTO newest FROM collateral_screening\n        WHERE contact_id = NEW.contact_id ORDER BY asked_at DESC, id DESC LIMIT 1;\n    IF NOT FOUND THEN\n        IF EXISTS (\n            SELECT FROM collateral_sharedsessionplan\n            WHERE session_id = NEW.session_id AND wish_id IS NOT NULL\n        ) THEN\n            RAISE 'contact % has not been asked about', NEW.contact_id USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n        END IF;\n        RETURN NULL;\n    END IF;\n    IF newest.outcome IN ('defer', 'do_not') OR lower(NEW.during) >= newest.asked_at + interval '2160 hours'\n        OR EXISTS (\n            SELECT FROM collateral_incident\n            WHERE contact_id = NEW.contact_id AND recorded_at >= newest.asked_at\n        )\n    THEN\n        RAISE 'contact % is not ready', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_screened';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_is_screened",
                raises=("participant_is_screened", "participant_plan_is_ready"),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant AS seat WHERE session_id = NEW.session_id\n            AND relies_on IS NOT NULL AND upper(during) > now() AND NOT EXISTS (\n                SELECT FROM collateral_screening WHERE contact_id = seat.contact_id\n            )\n    ) THEN\n        RAISE 'the plan of session % is not ready', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE OF wish_id, session_id",
                name="plan_is_ready",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.wish_id IS NOT NULL",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="screening",
            name="asked_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="screening",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="screenings",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="screening",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="screenings",
                to="clients.contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="incident_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__regex", "\\S")),
                name="incident_says_what_happened",
                violation_error_message="Say what happened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant WHERE contact_id = NEW.contact_id\n            AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()\n    ) THEN\n        RAISE 'contact % has a seat still', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_screened';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="incident_leaves_nobody_seated",
                raises=("participant_is_screened",),
                violation_error_message="Not ready: ask the clinician.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'incident_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="incident_is_recorded_now",
                violation_error_message="What happened is recorded now; write when it was.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="incident_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="incident_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(
                fields=["contact", "-asked_at", "-id"], name="screening_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="screening_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("manner__in", ["alone", "safety"]),
                    ("outcome__in", ["proceed", "conditions", "defer", "do_not"]),
                ),
                name="screening_says_what_follows",
                violation_error_message="Choose how it was asked, and what follows.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ("defer", "do_not")),
                    models.Q(("protective_order", False), ("unsafe", False)),
                    _connector="OR",
                ),
                name="screening_unsafe_stops",
                violation_error_message="Whoever is unsafe, or protected by an order, is not brought together with them: choose “Defer” or “Do not”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ("defer", "do_not")),
                    ("growth", True),
                    _connector="OR",
                ),
                name="screening_helps_growth",
                violation_error_message="Where it does not help the client’s growth, choose “Defer” or “Do not”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ("defer", "do_not")),
                    models.Q(
                        ("censoring", False),
                        ("controlling", False),
                        ("litigation", False),
                        ("obliged", False),
                        ("proving", False),
                        ("silenced", False),
                    ),
                    ("resolution__regex", "\\S"),
                    _connector="OR",
                ),
                name="screening_concern_is_resolved",
                violation_error_message="A concern stops it: choose “Defer” or “Do not”, or write how it was resolved.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "conditions"), _negated=True),
                    ("conditions__regex", "\\S"),
                    _connector="OR",
                ),
                name="screening_says_its_conditions",
                violation_error_message="Write on what conditions.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    concerned boolean := NEW.obliged OR NEW.silenced OR NEW.controlling OR NEW.proving\n        OR NEW.censoring OR NEW.litigation;\n    before text;\nBEGIN\n    SELECT outcome INTO before FROM collateral_screening\n        WHERE contact_id = NEW.contact_id ORDER BY asked_at DESC, id DESC LIMIT 1;\n    IF (before IS NULL AND concerned)\n        OR (before IN ('defer', 'do_not') AND NEW.resolution !~ '\\S')\n    THEN\n        RAISE 'what stopped contact % is not resolved', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'screening_resolves_what_stopped';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="screening_resolves_what_stopped",
                violation_error_message="What stopped it is not resolved. The first time, a concern stops it; then write how it was resolved, and ask again.",
                when="NEW.outcome NOT IN ('defer', 'do_not')",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant WHERE contact_id = NEW.contact_id\n            AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()\n    ) THEN\n        RAISE 'contact % has a seat still', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_screened';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="screening_leaves_nobody_seated",
                raises=("participant_is_screened",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.outcome IN ('defer', 'do_not')",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.asked_at >= OLD.asked_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.asked_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'screening_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="screening_is_recorded_now",
                violation_error_message="A screening is recorded as it is asked.",
                when="NEW.asked_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="screening_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="screening_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
