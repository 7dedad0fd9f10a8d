"""Sessions that repeat, the dates of theirs that were left out, and plans for many."""

from __future__ import annotations

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0036_handouts"),
        ("collateral", "0025_gate_questions"),
        ("practice", "0004_progress"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="planversion",
            name="written_with",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="written_for",
                to="collateral.planversion",
            ),
        ),
        migrations.CreateModel(
            name="SessionSeries",
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
                    "every",
                    models.CharField(
                        choices=[
                            ("week", "Every week"),
                            ("fortnight", "Every two weeks"),
                            ("month", "Every month, on the same weekday"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "until",
                    models.CharField(
                        choices=[
                            ("times", "So many times"),
                            ("day", "A day"),
                            ("release", "The release ends"),
                        ],
                        max_length=20,
                    ),
                ),
                ("until_on", models.DateField()),
                ("started_at", models.DateTimeField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="clients.client",
                    ),
                ),
                (
                    "clinician",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sessionseries",
            constraint=models.UniqueConstraint(
                fields=("id", "client", "clinician"), name="series_of_client"
            ),
        ),
        migrations.CreateModel(
            name="LeftOutDate",
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
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("not_covered", "Someone was not covered"),
                            ("number", "No session was left on a release"),
                            ("not_ready", "Not ready: ask the clinician"),
                            ("taken", "The room or someone was taken"),
                            ("clocks", "The clocks change then"),
                            ("other", "Something else was in the way"),
                        ],
                        max_length=20,
                    ),
                ),
                ("left_out_at", models.DateTimeField()),
                ("let_go_at", models.DateTimeField(null=True)),
                (
                    "let_go_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collateral.session",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="left_out",
                        to="collateral.sessionseries",
                    ),
                ),
            ],
            options={
                "ordering": ["during"],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="series",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="collateral.sessionseries",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=("id", "series"), name="session_of_series"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("series", "client", "clinician"),
                name="session_series_of_client",
                to="collateral.SessionSeries",
                to_fields=("id", "client", "clinician"),
                violation_error_message="Choose a series of this client.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionseries",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("every__in", ["week", "fortnight", "month"]),
                    ("until__in", ["times", "day", "release"]),
                ),
                name="series_repeats_until",
                violation_error_message="Choose how often it repeats, and until when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftoutdate",
            constraint=models.UniqueConstraint(
                models.F("series"),
                django.contrib.postgres.fields.ranges.RangeStartsWith("during"),
                name="left_out_once",
                violation_error_message="This date was left out already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftoutdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "why__in",
                        [
                            "not_covered",
                            "number",
                            "not_ready",
                            "taken",
                            "clocks",
                            "other",
                        ],
                    ),
                    ("during__isempty", False),
                ),
                name="left_out_says_why",
                violation_error_message="Say why the date was left out.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftoutdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("session", None), ("let_go_at", None), _connector="OR"),
                    models.Q(
                        models.Q(("let_go_at", None), ("let_go_by", None)),
                        models.Q(
                            ("let_go_at__isnull", False), ("let_go_by__isnull", False)
                        ),
                        _connector="OR",
                    ),
                ),
                name="left_out_is_booked_or_let_go",
                violation_error_message="This date is booked, or let go, already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftoutdate",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("session", "series"),
                name="left_out_became_one_of_the_series",
                to="collateral.Session",
                to_fields=("id", "series"),
                violation_error_message="That session is not of this series.",
            ),
        ),
    ]
