"""A release ends by a law that comes to apply to what was signed before."""

from __future__ import annotations

import datetime

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers
import practice.spans
from practice.database.operations import AlterGenerated


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0018_law_ended"),
        ("releases", "0022_within_the_law"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="release",
            name="release_is_of_our_time",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_ends_after_signing",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_is_final",
        ),
        migrations.AddField(
            model_name="release",
            name="law_ended_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="release",
            name="law_ended_because",
            field=models.CharField(
                choices=[
                    ("witness", "asks for a witness, and this release has none"),
                    ("term", "lets this release count no longer"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="law_ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.stateprofile",
            ),
        ),
        AlterGenerated(
            model_name="release",
            name="in_force",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.NullIf(
                    practice.spans.TsTzRange(
                        django.db.models.functions.comparison.Greatest(
                            "signed_at", "effective_at"
                        ),
                        django.db.models.functions.comparison.Greatest(
                            django.db.models.functions.comparison.Greatest(
                                "signed_at", "effective_at"
                            ),
                            django.db.models.functions.comparison.Least(
                                "expires_at",
                                "authority_ends_at",
                                "authority_ended_at",
                                "event_occurred_at",
                                "law_ended_at",
                                "revoked_at",
                                "superseded_at",
                                "voided_at",
                            ),
                        ),
                    ),
                    models.Value("empty"),
                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        null=True
                    ),
                ),
                null=True,
                output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                    null=True
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "signed_at__gte",
                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "signed_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "effective_at__gte",
                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "effective_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    models.Q(
                        ("authority_ends_at", None),
                        models.Q(
                            (
                                "authority_ends_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "authority_ends_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("authority_ended_at", None),
                        models.Q(
                            (
                                "authority_ended_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "authority_ended_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("event_occurred_at", None),
                        models.Q(
                            (
                                "event_occurred_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "event_occurred_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("law_ended_at", None),
                        models.Q(
                            (
                                "law_ended_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "law_ended_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("revoked_at", None),
                        models.Q(
                            (
                                "revoked_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "revoked_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("superseded_at", None),
                        models.Q(
                            (
                                "superseded_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "superseded_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("voided_at", None),
                        models.Q(
                            (
                                "voided_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            (
                                "voided_at__lt",
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                        ),
                        _connector="OR",
                    ),
                ),
                name="release_is_of_our_time",
                violation_error_message="A release must be in the years 1900 to 9998.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("revoked_at", None),
                        ("revoked_at__gte", models.F("signed_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("superseded_at", None),
                        ("superseded_at__gte", models.F("signed_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("voided_at", None),
                        ("voided_at__gte", models.F("signed_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("authority_ended_at", None),
                        ("authority_ended_at__gte", models.F("signed_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("law_ended_at", None),
                        ("law_ended_at__gte", models.F("signed_at")),
                        _connector="OR",
                    ),
                ),
                name="release_ends_after_signing",
                violation_error_message="A release cannot end before it was signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("law_ended_at", None),
                        ("law_ended_because", ""),
                        ("law_ended_by", None),
                    ),
                    models.Q(
                        ("law_ended_at__isnull", False),
                        ("law_ended_because__in", ["witness", "term"]),
                        ("law_ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="release_law_ended_for_a_reason",
                violation_error_message="Say which law the release ends by, and why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    facts text[] := '{authority_ended_at,authority_ended_because,authority_ended_by_id,event_occurred_at,law_ended_at,law_ended_because,law_ended_by_id,revocation_id,revoked_at,revoked_by_id,revoked_reason,superseded_at,superseded_by_id,voided_at}';\n    before jsonb;\n    after jsonb;\n    fact text;\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'a signed release is final' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';\n    END IF;\n    before := to_jsonb(OLD);\n    after := to_jsonb(NEW);\n    -- Generated columns are not yet filled in NEW. As text, for 1 and 1.0 are equal.\n    IF (before - facts - 'in_force')::text <> (after - facts - 'in_force')::text THEN\n        RAISE 'release % is signed and final', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';\n    END IF;\n    -- Replaced from a day ahead, it may still be replaced sooner, by another.\n    IF OLD.superseded_at > clock_timestamp() AND NEW.superseded_at <= OLD.superseded_at THEN\n        before := before || '{\"superseded_at\": null, \"superseded_by_id\": null}';\n    END IF;\n    -- So may the authority of whoever signed end sooner than on a day ahead.\n    IF OLD.authority_ended_at > clock_timestamp()\n        AND NEW.authority_ended_at <= OLD.authority_ended_at\n    THEN\n        before := before || '{\"authority_ended_at\": null, \"authority_ended_because\": null, \"authority_ended_by_id\": null}';\n    END IF;\n    IF OLD.law_ended_at > clock_timestamp() AND NEW.law_ended_at <= OLD.law_ended_at THEN\n        before := before || '{\"law_ended_at\": null, \"law_ended_because\": null, \"law_ended_by_id\": null}';\n    END IF;\n    FOREACH fact IN ARRAY facts LOOP\n        CONTINUE WHEN before -> fact = after -> fact;\n        IF before -> fact NOT IN ('null', '\"\"') THEN\n            RAISE 'release %: % is set and stays', OLD.id, fact USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';\n        END IF;\n        CONTINUE WHEN fact NOT IN\n            ('authority_ended_at', 'event_occurred_at', 'law_ended_at', 'revoked_at', 'superseded_at', 'voided_at');\n        IF (after ->> fact)::timestamptz < clock_timestamp() - interval '1 minute' THEN\n            RAISE 'release %: % is in the past', OLD.id, fact USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_forward';\n        END IF;\n        -- It stays, so that one dated ahead would keep the release from ending sooner.\n        IF fact NOT IN ('authority_ended_at', 'law_ended_at', 'superseded_at')\n            AND (after ->> fact)::timestamptz > clock_timestamp() + interval '1 minute'\n        THEN\n            RAISE 'release %: % has not happened', OLD.id, fact USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_as_it_happens';\n        END IF;\n    END LOOP;\n    RETURN NEW;\nEND\n",
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
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    beyond bigint;\nBEGIN\n    PERFORM FROM clients_stateprofile\n        WHERE state IN (NEW.state, NEW.video_state) ORDER BY id FOR SHARE;\n\n    SELECT release.id INTO beyond FROM releases_release AS release, clients_stateprofile AS law\n        WHERE release.client_id = NEW.id AND law.in_force IS NOT NULL\n        AND law.state IN (NEW.state, NEW.video_state)\n        AND law.state NOT IN (OLD.state, OLD.video_state)\n        AND coalesce(law.superseded_from, 'infinity') > (now() AT TIME ZONE 'UTC')::date\n\n        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'\n        AND upper(release.in_force)\n            > law_ends_release_at(release.id, law.values, law.effective_from)\n        LIMIT 1;\n    IF beyond IS NOT NULL THEN\n        RAISE 'release % would count for longer than the law lets it', beyond USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_the_law';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER UPDATE OF state, video_state",
                name="client_leaves_nothing_beyond_the_law",
                on="clients.Client",
                raises=("release_within_the_law",),
                violation_error_message="A release would count for longer than the law lets it. End it in the same step.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    beyond bigint;\nBEGIN\n    \n    SELECT release.id INTO beyond FROM releases_release AS release, clients_client AS client, (SELECT NEW.*) AS law\n        WHERE release.client_id = client.id\n        AND law.state IN (client.state, client.video_state)\n\n        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'\n        AND upper(release.in_force)\n            > law_ends_release_at(release.id, law.values, law.effective_from)\n        LIMIT 1;\n    IF beyond IS NOT NULL THEN\n        RAISE 'release % would count for longer than the law lets it', beyond USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_the_law';\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="law_leaves_nothing_beyond_it",
                on="clients.StateProfile",
                raises=("release_within_the_law",),
                violation_error_message="A release would count for longer than the law lets it. End it in the same step.",
            ),
        ),
    ]
