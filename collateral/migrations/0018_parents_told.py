"""The ledger of both parents: who was told, asked, answered, and got a copy."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0033_parents_told"),
        ("collateral", "0017_observations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("releases", "0038_sessions_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParentEntry",
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
                    "passed",
                    models.CharField(
                        choices=[
                            ("told", "Was told"),
                            ("asked", "Was asked"),
                            ("answered", "Answered"),
                            ("copy", "Got a copy"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "Agrees"),
                            ("objects", "Does not agree"),
                            ("undecided", "Has not decided"),
                        ],
                        help_text="Only where they answered.",
                        max_length=20,
                        verbose_name="what they answered",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="on")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_entries",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_entries",
                        to="clients.contact",
                        verbose_name="which parent or guardian",
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
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_entries",
                        to="releases.release",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_entries",
                        to="collateral.session",
                    ),
                ),
                (
                    "strikes",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strikings",
                        to="collateral.parententry",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parent entries",
                "ordering": ["-happened_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["client", "happened_on", "id"],
                        name="parent_entry_of_client",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=models.UniqueConstraint(
                fields=("strikes",),
                name="parent_entry_is_struck_out_once",
                violation_error_message="Somebody struck this out just now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="parent_entry_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("passed__in", ["told", "asked", "answered", "copy"])
                ),
                name="parent_entry_says_what_passed",
                violation_error_message="Say what happened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer__in", ["agrees", "objects", "undecided"]),
                        ("passed", "answered"),
                    ),
                    models.Q(
                        models.Q(("passed", "answered"), _negated=True), ("answer", "")
                    ),
                    _connector="OR",
                ),
                name="parent_entry_says_the_answer",
                violation_error_message="Say what they answered, and only where they answered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("release", None), ("session", None), _connector="OR"
                ),
                name="parent_entry_is_about_one_thing",
                violation_error_message="It is about one release, one session, or care.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="parent_entry_is_recorded_now",
                violation_error_message="It is recorded now, with the day on which it happened.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'an entry of % is ahead', NEW.happened_on USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_is_of_the_past';\nEND\n",
                fires="BEFORE INSERT",
                name="parent_entry_is_of_the_past",
                violation_error_message="This is still ahead. Record it once it happened.",
                when="NEW.happened_on > (NEW.recorded_at AT TIME ZONE 'UTC')::date + 1",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client\n        WHERE id = NEW.client_id\n        AND (NOT emancipated OR NEW.happened_on < emancipated_on)\n        AND NEW.happened_on < comes_of_age_on(date_of_birth, state)\n        FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'client % was no minor then', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_of_a_minor';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="parent_entry_of_a_minor",
                violation_error_message="The client was no minor then, and this ledger is of minors alone.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF (NEW.release_id IS NULL OR EXISTS (\n            SELECT FROM releases_release\n            WHERE id = NEW.release_id AND client_id = NEW.client_id\n        )) AND (NEW.session_id IS NULL OR EXISTS (\n            SELECT FROM collateral_session\n            WHERE id = NEW.session_id AND client_id = NEW.client_id\n        ))\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what an entry of client % is about is of another', NEW.client_id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_is_about_its_client';\nEND\n",
                fires="BEFORE INSERT",
                name="parent_entry_is_about_its_client",
                violation_error_message="Choose a release or session of this client.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_parententry\n        WHERE id = NEW.strikes_id AND client_id = NEW.client_id\n        AND contact_id = NEW.contact_id AND strikes_id IS NULL;\n    IF NOT FOUND THEN\n        RAISE 'entry % is none of this parent', NEW.strikes_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_strikes_its_own';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="parent_entry_strikes_its_own",
                violation_error_message="Strike out what was recorded of this parent.",
                when="NEW.strikes_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="parent_entry_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="parent_entry_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
