from __future__ import annotations

import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

import practice.database.constraints

KINDS = [
    "client_added",
    "client_changed",
    "contact_added",
    "contact_changed",
    "draft_prepared",
    "draft_withdrawn",
    "draft_printed",
    "signed",
    "superseded",
    "revoked",
    "event_occurred",
    "viewed",
    "printed",
    "booked",
    "moved",
    "joined",
    "left",
    "held",
    "reopened",
    "cancelled",
    "refused",
]


class Migration(migrations.Migration):
    """What the history's page reads of an event is there, and of its client."""

    dependencies = [
        ("clients", "0001_initial"),
        ("releases", "0004_contacts_by_their_client"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consentevent",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)),
                name="event_has_a_kind",
                violation_error_message="Say what happened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        "detail",
                        function="JSONB_TYPEOF",
                        output_field=models.TextField(),
                    ),
                    "object",
                ),
                name="event_detail_is_an_object",
                violation_error_message="Say each detail by its name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="event_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
    ]
