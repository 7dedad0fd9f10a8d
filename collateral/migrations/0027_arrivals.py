"""Who came to a session; by whom one was cancelled, and why, in codes."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("collateral", "0026_series"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("here", "Here"),
                            ("late", "Here, late"),
                            ("absent", "Did not come"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False)),
                (
                    "undone_why",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what was wrong"
                    ),
                ),
                ("undone_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="cancellation",
                        serialize=False,
                        to="collateral.session",
                    ),
                ),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            ("contact", "Somebody who was to join"),
                            ("practice", "We did"),
                        ],
                        max_length=20,
                        verbose_name="who called it off",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("no_show", "Did not come"),
                            ("unwanted", "Does not want it today"),
                            ("ill", "Ill"),
                            ("another_day", "Another day suits better"),
                            ("hindered", "Weather, traffic or an emergency"),
                            ("not_covered", "No release covers it"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_has_acknowledged",
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_arrival WHERE session_id = NEW.session_id\n            AND contact_id IS NOT NULL AND how <> 'absent' AND undone_at IS NULL\n    ) AND NOT EXISTS (\n        SELECT FROM collateral_arrival WHERE session_id = NEW.session_id\n            AND contact_id = NEW.contact_id AND how <> 'absent' AND undone_at IS NULL\n    ) THEN\n        RETURN NULL;\n    END IF;\n    PERFORM FROM releases_signedform WHERE client_id = NEW.client_id\n        AND contact_id = NEW.contact_id AND kind = 'acknowledgement'\n        AND whole AND withdrawn_at IS NULL FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'contact % has acknowledged nothing', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_acknowledged';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER UPDATE OF status",
                name="participant_has_acknowledged",
                violation_error_message="Whoever joins first signs what that means: the acknowledgement comes before check-in.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now() AND NEW.status = 'checked_in' AND OLD.status <> NEW.status",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="arrivals",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="session",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="arrivals",
                to="collateral.session",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="undone_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cancellation",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["here", "late", "absent"])),
                name="arrival_says_how",
                violation_error_message="Say whether they are here, or did not come.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("session", "contact"),
                name="arrival_is_said_once",
                nulls_distinct=False,
                violation_error_message="Somebody said so just now. Look at what stands there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("undone_at", None), ("undone_by", None), ("undone_why", "")
                    ),
                    models.Q(
                        ("undone_at__isnull", False),
                        ("undone_by__isnull", False),
                        ("undone_why__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="arrival_undone_by_someone",
                violation_error_message="Say what was wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_participant AS seat\n        WHERE session_id = NEW.session_id AND contact_id = NEW.contact_id\n            AND (NEW.how = 'absent' OR relies_on IS NOT NULL)\n        FOR SHARE;\n    IF NOT FOUND AND NEW.contact_id IS NOT NULL THEN\n        RAISE 'contact % has no covered seat in session %', NEW.contact_id,\n            NEW.session_id USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'arrival_is_covered';\n    END IF;\n    PERFORM FROM collateral_session WHERE id = NEW.session_id\n        AND (NEW.contact_id IS NOT NULL OR format = 'joint')\n        AND (NEW.how = 'absent' OR status IN ('scheduled', 'checked_in', 'completed'));\n    IF NOT FOUND THEN\n        RAISE 'nobody comes to session % so', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_covered';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="arrival_is_covered",
                violation_error_message="Nobody is checked in without a release in force. The session can go on without them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_signedform WHERE contact_id = NEW.contact_id\n        AND kind = 'acknowledgement' AND whole AND withdrawn_at IS NULL FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'contact % has acknowledged nothing', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_acknowledged';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="arrival_is_acknowledged",
                violation_error_message="Whoever joins first signs what that means: the acknowledgement comes before check-in.",
                when="NEW.contact_id IS NOT NULL AND NEW.how <> 'absent'",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session WHERE id = NEW.session_id\n        AND lower(during) - interval '25 hours' <= clock_timestamp();\n    IF NOT FOUND THEN\n        RAISE 'session % is days ahead', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_on_the_day';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="arrival_is_on_the_day",
                violation_error_message="Who came is said on the day of the session.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="arrival_is_recorded_now",
                violation_error_message="Who came is recorded as it is seen.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    undoing text[] := '{undone_at,undone_by_id,undone_why}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.undone_at IS NULL\n        AND to_jsonb(NEW) - undoing = to_jsonb(OLD) - undoing\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'who came stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="arrival_is_final",
                violation_error_message="Who came stays as it was said. What was wrong is undone.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'who came stays as it was said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="arrival_is_not_truncated",
                raises=("arrival_is_final",),
                violation_error_message="Who came stays as it was said. What was wrong is undone.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_arrival\n        WHERE session_id = NEW.id AND undone_at IS NULL AND how <> 'absent'\n    ) THEN\n        RAISE 'somebody came to session %', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_is_where_people_came';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OF during",
                name="session_is_where_people_came",
                on="collateral.Session",
                violation_error_message="Somebody is checked in for this session: it is not moved any more.",
                when="lower(NEW.during) <> lower(OLD.during)",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_arrival\n        WHERE session_id = NEW.session_id AND contact_id = NEW.contact_id\n            AND undone_at IS NULL AND (how <> 'absent') <> NEW.came\n    ) THEN\n        RAISE 'it was said whether contact % came', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'attendance_is_as_seen';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="attendance_is_as_seen",
                on="collateral.Attendance",
                violation_error_message="It was said at the door who came. Undo that first, where it is wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_arrival\n        WHERE session_id = NEW.session_id AND contact_id IS NULL\n            AND undone_at IS NULL AND (how <> 'absent') IS DISTINCT FROM NEW.client_came\n    ) THEN\n        RAISE 'it was said whether the client came to session %', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'attendance_is_as_seen';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="debrief_is_as_seen",
                on="collateral.Debrief",
                raises=("attendance_is_as_seen",),
                violation_error_message="It was said at the door who came. Undo that first, where it is wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("whose__in", ["client", "contact", "practice"]),
                    (
                        "why__in",
                        [
                            "no_show",
                            "unwanted",
                            "ill",
                            "another_day",
                            "hindered",
                            "not_covered",
                            "other",
                        ],
                    ),
                ),
                name="cancellation_says_by_whom_and_why",
                violation_error_message="Say who called it off, and why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("whose", "practice"), ("why", "no_show"), _negated=True
                ),
                name="cancellation_of_who_did_not_come",
                violation_error_message="Say whether the client did not come, or somebody who was to join.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session WHERE id = NEW.session_id AND status = 'cancelled';\n    IF NOT FOUND THEN\n        RAISE 'session % was not cancelled', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'cancellation_of_its_session';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="cancellation_of_its_session",
                violation_error_message="Only a session that was cancelled has this.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellation",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'cancellation_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="cancellation_is_recorded_now",
                violation_error_message="A session is cancelled now.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="cancellation_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="cancellation_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
