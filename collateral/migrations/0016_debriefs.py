"""What came of a session, who came to it, and what is practiced at home; nothing yet."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0032_debriefs"),
        ("collateral", "0015_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Debrief",
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
                ("version", models.PositiveSmallIntegerField()),
                ("client_came", models.BooleanField(null=True)),
                (
                    "purpose_met",
                    models.CharField(
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=20,
                        verbose_name="was the purpose met",
                    ),
                ),
                (
                    "agreed",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what was agreed"
                    ),
                ),
                (
                    "individual",
                    models.TextField(
                        blank=True,
                        help_text="What is taken up there, with the client alone.",
                        max_length=2000,
                        verbose_name="back to individual work",
                    ),
                ),
                (
                    "next_step",
                    models.CharField(
                        choices=[
                            ("none", "Nothing more for now"),
                            ("another", "Another shared session"),
                            ("stop", "No more shared sessions"),
                        ],
                        max_length=20,
                        verbose_name="next step",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what was wrong before"
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debriefs",
                        to="collateral.session",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["session", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("came", models.BooleanField()),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="clients.contact",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collateral.session",
                    ),
                ),
                (
                    "debrief",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="collateral.debrief",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HomePractice",
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
                    models.TextField(
                        help_text="As you tell it to them.",
                        max_length=1000,
                        verbose_name="what to practice",
                    ),
                ),
                ("given_on", models.DateField(editable=False)),
                ("due_on", models.DateField(verbose_name="until when")),
                ("given_at", models.DateTimeField(editable=False)),
                (
                    "closed_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("not_done", "Not done"),
                            ("dropped", "No longer asked for"),
                        ],
                        max_length=20,
                        verbose_name="what came of it",
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_practices",
                        to="clients.client",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_practices",
                        to="clients.contact",
                        verbose_name="who practices",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_practices",
                        to="collateral.session",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_step__in", ["none", "another", "stop"]),
                    ("purpose_met__in", ["yes", "partly", "no"]),
                ),
                name="debrief_says_what_came_of_it",
                violation_error_message="Say whether the purpose was met, and what comes next.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("version", 1)),
                    models.Q(("correction__regex", "\\S"), ("version__gt", 1)),
                    _connector="OR",
                ),
                name="debrief_correction_says_what_was_wrong",
                violation_error_message="Say what was wrong before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.UniqueConstraint(
                fields=("session", "version"),
                name="debrief_version_is_one",
                violation_error_message="Somebody wrote this debrief just now. Correct what stands there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.UniqueConstraint(
                fields=("id", "session"), name="debrief_session_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session WHERE id = NEW.session_id AND status IN ('scheduled', 'checked_in', 'completed')\n        AND lower(during) <= LEAST(NEW.written_at, clock_timestamp());\n    IF NOT FOUND THEN\n        RAISE 'session % did not take place yet', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'debrief_follows_its_session';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="debrief_follows_its_session",
                violation_error_message="This session has not begun. Write the debrief once it took place.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session AS session JOIN clients_client AS client\n        ON client.id = session.client_id\n        WHERE session.id = NEW.session_id AND client.clinician_id = NEW.written_by_id\n        FOR SHARE OF client;\n    IF NOT FOUND THEN\n        RAISE 'user % writes no debrief of session %', NEW.written_by_id, NEW.session_id\n            USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'debrief_is_by_the_clinician';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="debrief_is_by_the_clinician",
                violation_error_message="Only the client’s own clinician writes the debrief.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_debrief\n        WHERE session_id = NEW.session_id AND version = NEW.version - 1;\n    IF NOT FOUND THEN\n        RAISE 'version % of the debrief of session % follows none', NEW.version,\n            NEW.session_id USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'debrief_versions_follow_one_another';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="debrief_versions_follow_one_another",
                violation_error_message="Correct the version that stands there now.",
                when="NEW.version <> 1",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_participant AS seat\n        WHERE session_id = NEW.session_id AND NOT EXISTS (\n            SELECT FROM collateral_attendance\n            WHERE debrief_id = NEW.id AND contact_id = seat.contact_id\n        );\n    IF FOUND THEN\n        RAISE 'debrief % does not say who came', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'debrief_says_who_came';\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="debrief_says_who_came",
                violation_error_message="Say of everyone who joins whether they came.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.written_at >= OLD.written_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.written_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'debrief_is_written_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="debrief_is_written_now",
                violation_error_message="A debrief is written now, whenever the session was.",
                when="NEW.written_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="debrief_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="debrief_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("debrief", "contact"), name="attendance_is_said_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("debrief", "session"),
                name="attendance_of_its_debrief",
                to="collateral.Debrief",
                to_fields=("id", "session"),
                violation_error_message="Who came is part of a session's debrief.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("session", "contact"),
                name="attendance_of_a_seat",
                to="collateral.Participant",
                to_fields=("session", "contact"),
                violation_error_message="Only whoever has a seat in it can have come.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="attendance_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="attendance_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddIndex(
            model_name="homepractice",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["due_on", "client"],
                name="practice_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="practice_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("session", "contact"),
                name="practice_of_its_session",
                to="collateral.Participant",
                to_fields=("session", "contact"),
                violation_error_message="Choose someone who had a seat in the session.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__regex", "\\S")),
                name="practice_says_what_to_do",
                violation_error_message="Say what to practice.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("given_on"))),
                name="practice_is_due_later",
                violation_error_message="Choose today or a later day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_as", ""), ("closed_at", None), ("closed_by", None)
                    ),
                    models.Q(
                        ("closed_as__in", ["done", "not_done", "dropped"]),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="practice_closed_by_someone",
                violation_error_message="Say what came of it; who said so is recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.given_at >= OLD.given_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.given_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'practice_is_given_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="practice_is_given_now",
                violation_error_message="Home practice is written down as it is agreed.",
                when="NEW.given_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    closing text[] := '{closed_as,closed_at,closed_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL\n        AND to_jsonb(NEW) - closing = to_jsonb(OLD) - closing\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'home practice stays as it was agreed' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'practice_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="practice_is_final",
                violation_error_message="Home practice stays as it was agreed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepractice",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'home practice stays as it was agreed' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'practice_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="practice_is_not_truncated",
                raises=("practice_is_final",),
                violation_error_message="Home practice stays as it was agreed.",
            ),
        ),
    ]
