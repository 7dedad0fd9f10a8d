"""The time in which a browser is a signing room."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("releases", "0028_scans"),
    ]

    operations = [
        migrations.CreateModel(
            name="SigningSession",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("room", "Handed over in the room"),
                            ("link", "By a link"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key_hash", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("signer", models.CharField(blank=True, max_length=200)),
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
                    ),
                ),
                ("witnessed", models.BooleanField(default=False)),
                ("interpreted", models.BooleanField(default=False)),
                ("last_seen", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed", "Signed"),
                            ("by_another", "Signed elsewhere meanwhile"),
                            ("refused", "They would rather not"),
                            ("paper", "They would rather sign on paper"),
                            ("idle", "Left alone"),
                            ("handed_back", "Handed back before it was signed"),
                            ("signed_out", "Whoever opened it was signed out"),
                            (
                                "withdrawn",
                                "What was to be signed was changed or withdrawn",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_sessions",
                        to="releases.releasedraft",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)),
                        fields=("key_hash",),
                        name="signing_session_one_a_browser",
                        violation_error_message="This browser is handed over already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key_hash__regex", "^[0-9a-f]{64}$"),
                            ("way__in", ["room", "link"]),
                        ),
                        name="signing_session_has_a_way",
                        violation_error_message="Say how it is signed, and in which browser.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_how", "")),
                            models.Q(
                                ("ended_at__gte", models.F("opened_at")),
                                (
                                    "ended_how__in",
                                    [
                                        "signed",
                                        "by_another",
                                        "refused",
                                        "paper",
                                        "idle",
                                        "handed_back",
                                        "signed_out",
                                        "withdrawn",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="signing_session_ends_somehow",
                        violation_error_message="Say how it ended.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at", None),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("left_at__gte", models.F("ended_at")),
                            ),
                            _connector="OR",
                        ),
                        name="signing_session_left_once_over",
                        violation_error_message="It ends before its browser is free again.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.opened_at >= OLD.opened_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.opened_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'signing_session_opens_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="signing_session_opens_now",
                violation_error_message="It is handed over now, not at a time gone by.",
                when="NEW.opened_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{last_seen,ended_at,ended_how,left_at}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND (OLD.ended_at IS NULL\n            OR (NEW.ended_at, NEW.ended_how) = (OLD.ended_at, OLD.ended_how))\n        AND (OLD.left_at IS NULL OR NEW.left_at = OLD.left_at)\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'signing session % ends once', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'signing_session_ends_once';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="signing_session_ends_once",
                violation_error_message="What ended does not begin again.",
            ),
        ),
    ]
