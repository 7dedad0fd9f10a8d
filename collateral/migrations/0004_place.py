"""A session takes place in person, by phone or by video; its seats lean on that too."""

from __future__ import annotations

import django.db.models.constraints
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints

# No table is altered while a key waits to be asked.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
# What took place stays as it was, and now says where: the triggers are not asked.
SAY_WHERE = """
    ALTER TABLE collateral_session DISABLE TRIGGER USER;
    ALTER TABLE collateral_participant DISABLE TRIGGER USER;
    UPDATE collateral_session SET place = 'in_person' WHERE room_id IS NOT NULL;
    UPDATE collateral_participant AS seat SET place = session.place
        FROM collateral_session AS session WHERE session.id = seat.session_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE collateral_session ENABLE TRIGGER USER;
    ALTER TABLE collateral_participant ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0008_event_of_release"),
        ("collateral", "0003_over_stays_over"),
        ("practice", "0003_sorted_as_people_do"),
        ("releases", "0012_what_it_permits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_mirrors_session",
        ),
        migrations.RemoveConstraint(
            model_name="session",
            name="session_mirrored",
        ),
        migrations.AddField(
            model_name="participant",
            name="place",
            field=models.CharField(
                choices=[
                    ("in_person", "In person"),
                    ("phone", "By phone"),
                    ("video", "By video"),
                ],
                default="video",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="session",
            name="place",
            field=models.CharField(
                choices=[
                    ("in_person", "In person"),
                    ("phone", "By phone"),
                    ("video", "By video"),
                ],
                default="video",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(SETTLE, SETTLE),
        migrations.RunSQL(SAY_WHERE, ""),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=(
                    "id",
                    "client",
                    "clinician",
                    "format",
                    "place",
                    "during",
                    "status",
                    "booked_at",
                ),
                name="session_mirrored",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                cascade_updates=True,
                fields=(
                    "session",
                    "client",
                    "clinician",
                    "format",
                    "place",
                    "during",
                    "status",
                    "booked_at",
                ),
                name="participant_mirrors_session",
                to="collateral.Session",
                to_fields=(
                    "id",
                    "client",
                    "clinician",
                    "format",
                    "place",
                    "during",
                    "status",
                    "booked_at",
                ),
                violation_error_message="A seat must match its session.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                fields=("client", "contact", "place", "discloser"),
                name="participant_place_release_in_force",
                period="relies_on",
                to="releases.Grant",
                to_fields=("client", "contact", "what", "discloser"),
                to_period="in_force",
                violation_error_message="No release lets them join in this place for the whole session.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__in", ["in_person", "phone", "video"])),
                name="session_takes_place_somewhere",
                violation_error_message="Choose where the session takes place.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("room", None), ("place", "in_person"), _connector="OR"
                ),
                name="session_in_a_room_is_in_person",
                violation_error_message="Whoever meets in a room meets in person.",
            ),
        ),
    ]
