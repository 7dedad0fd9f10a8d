"""Who revoked, how and when; and what is known of it where it was not asked for yet."""

from __future__ import annotations

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers

# One for all that one person recorded at one moment for one contact. Who revoked, and
# how, nobody wrote down, and nobody makes it up now.
CARRY_OVER = """
    INSERT INTO releases_revocation (client_id, contact_id, revoker, capacity, manner,
        received_at, time_zone, witness, reason, recorded_by_id, recorded_at)
    SELECT DISTINCT client_id, contact_id, '', '', 'unstated', revoked_at, %s, '',
        revoked_reason, revoked_by_id, revoked_at
    FROM releases_release WHERE revoked_at IS NOT NULL;
    UPDATE releases_release AS release SET revocation_id = revocation.id
    FROM releases_revocation AS revocation
    WHERE revocation.client_id = release.client_id
        AND revocation.contact_id = release.contact_id
        AND revocation.recorded_at = release.revoked_at
        AND revocation.recorded_by_id = release.revoked_by_id
        AND revocation.reason = release.revoked_reason
"""


def carry_over(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CARRY_OVER, [settings.TIME_ZONE])
        # What waits for the commit is asked now, or the table could not be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0005_authority_ended"),
        ("releases", "0006_starts_ahead"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revocation",
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
                    "revoker",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="their full name"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "The client"),
                            (
                                "minor",
                                "The client, a minor who may consent to this care",
                            ),
                            ("parent", "A parent or guardian"),
                            (
                                "agent",
                                "A health care agent or court-appointed guardian",
                            ),
                        ],
                        max_length=20,
                        verbose_name="who revokes",
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("spoken", "Spoken, in person or by phone"),
                            ("written", "In writing"),
                            ("unstated", "Not recorded"),
                        ],
                        max_length=20,
                        verbose_name="how",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="signed on"),
                ),
                ("received_at", models.DateTimeField()),
                ("time_zone", models.CharField(max_length=60)),
                (
                    "witness",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="witness, where there is one",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Kept in the consent history. Leave clinical detail out.",
                        max_length=300,
                        verbose_name="why, if they say",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="revocation",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocations",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.UniqueConstraint(
                fields=(
                    "client",
                    "contact",
                    "id",
                    "recorded_at",
                    "recorded_by",
                    "reason",
                ),
                name="revocation_repeated",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="revocation_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("capacity__in", ["client", "minor", "parent", "agent"]),
                        ("manner__in", ["spoken", "written"]),
                        ("revoker__regex", "\\S"),
                    ),
                    models.Q(("capacity", ""), ("manner", "unstated"), ("revoker", "")),
                    _connector="OR",
                ),
                name="revocation_says_who_and_how",
                violation_error_message="Say who revokes, in what right, and how.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("manner", "written"), ("signed_on__isnull", False)),
                    models.Q(
                        models.Q(("manner", "written"), _negated=True),
                        ("signed_on", None),
                    ),
                    _connector="OR",
                ),
                name="revocation_signed_if_written",
                violation_error_message="Enter the day on which it was signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_on", None),
                    (
                        "signed_on__lte",
                        django.db.models.functions.comparison.Cast(
                            models.Func(
                                models.F("time_zone"),
                                models.F("received_at"),
                                function="TIMEZONE",
                                output_field=models.DateTimeField(),
                            ),
                            models.DateField(),
                        ),
                    ),
                    _connector="OR",
                ),
                name="revocation_signed_before_received",
                violation_error_message="It was signed on the day we received it, or before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_at__lte", models.F("recorded_at"))),
                name="revocation_received_before_recorded",
                violation_error_message="This is still to come. Enter when we received it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "received_at__gte",
                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "recorded_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    models.Q(
                        ("signed_on", None),
                        ("signed_on__gte", datetime.date(1900, 1, 1)),
                        _connector="OR",
                    ),
                ),
                name="revocation_is_of_our_time",
                violation_error_message="A revocation must be in the years 1900 to 9998.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="revocation_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="revocation_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_is_final",
        ),
        migrations.AddField(
            model_name="release",
            name="revocation",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="releases.revocation",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    facts text[] := '{authority_ended_at,authority_ended_because,authority_ended_by_id,event_occurred_at,revocation_id,revoked_at,revoked_by_id,revoked_reason,superseded_at,superseded_by_id,voided_at}';\n    before jsonb;\n    after jsonb;\n    fact text;\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'a signed release is final' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';\n    END IF;\n    before := to_jsonb(OLD);\n    after := to_jsonb(NEW);\n    -- Generated columns are not yet filled in NEW. As text, for 1 and 1.0 are equal.\n    IF (before - facts - 'in_force')::text <> (after - facts - 'in_force')::text THEN\n        RAISE 'release % is signed and final', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';\n    END IF;\n    -- Replaced from a day ahead, it may still be replaced sooner, by another.\n    IF OLD.superseded_at > clock_timestamp() AND NEW.superseded_at <= OLD.superseded_at THEN\n        before := before || '{\"superseded_at\": null, \"superseded_by_id\": null}';\n    END IF;\n    -- So may the authority of whoever signed end sooner than on a day ahead.\n    IF OLD.authority_ended_at > clock_timestamp()\n        AND NEW.authority_ended_at <= OLD.authority_ended_at\n    THEN\n        before := before || '{\"authority_ended_at\": null, \"authority_ended_because\": null, \"authority_ended_by_id\": null}';\n    END IF;\n    FOREACH fact IN ARRAY facts LOOP\n        CONTINUE WHEN before -> fact = after -> fact;\n        IF before -> fact NOT IN ('null', '\"\"') THEN\n            RAISE 'release %: % is set and stays', OLD.id, fact USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';\n        END IF;\n        CONTINUE WHEN fact NOT IN\n            ('authority_ended_at', 'event_occurred_at', 'revoked_at', 'superseded_at', 'voided_at');\n        IF (after ->> fact)::timestamptz < clock_timestamp() - interval '1 minute' THEN\n            RAISE 'release %: % is in the past', OLD.id, fact USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_forward';\n        END IF;\n        -- It stays, so that one dated ahead would keep the release from ending sooner.\n        IF fact NOT IN ('authority_ended_at', 'superseded_at')\n            AND (after ->> fact)::timestamptz > clock_timestamp() + interval '1 minute'\n        THEN\n            RAISE 'release %: % has not happened', OLD.id, fact USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_as_it_happens';\n        END IF;\n    END LOOP;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="release_is_final",
                raises=(
                    "release_is_final",
                    "release_ends_forward",
                    "release_ends_as_it_happens",
                ),
                violation_error_message="A signed release is final.",
            ),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="release", name="release_revoked_by_someone"
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("revocation", None),
                        ("revoked_at", None),
                        ("revoked_by", None),
                        ("revoked_reason", ""),
                    ),
                    models.Q(
                        ("revocation__isnull", False),
                        ("revoked_at__isnull", False),
                        ("revoked_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="release_revoked_by_someone",
                violation_error_message="Record who revoked it, how and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=(
                    "client",
                    "contact",
                    "revocation",
                    "revoked_at",
                    "revoked_by",
                    "revoked_reason",
                ),
                name="release_repeats_its_revocation",
                to="releases.Revocation",
                to_fields=(
                    "client",
                    "contact",
                    "id",
                    "recorded_at",
                    "recorded_by",
                    "reason",
                ),
                violation_error_message="A release ends as its revocation says.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_revocation\n        WHERE id = NEW.revocation_id AND (\n            received_at < NEW.signed_at\n            OR signed_on < (NEW.signed_at AT TIME ZONE time_zone)::date\n        );\n    IF FOUND THEN\n        RAISE 'release % was signed after it was revoked', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_revoked_once_signed';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF revocation_id",
                name="release_revoked_once_signed",
                violation_error_message="A release was signed later than this. Untick it.",
                when="NEW.revocation_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'a revocation by nobody' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'revocation_is_stated';\nEND\n",
                fires="BEFORE INSERT",
                name="revocation_is_stated",
                violation_error_message="Say who revokes, in what right, and how.",
                when="NEW.manner = 'unstated'",
            ),
        ),
    ]
