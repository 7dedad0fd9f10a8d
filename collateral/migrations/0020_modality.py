"""Who of a client’s contacts is expected in family therapy."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0035_modality"),
        ("collateral", "0019_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyMember",
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
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_family",
                        to="clients.contact",
                    ),
                ),
                (
                    "joined_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="family_member_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at", None)),
                fields=("contact",),
                name="family_member_once",
                violation_error_message="They are of the family already. Look again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at", None), ("left_by", None)),
                    models.Q(
                        ("left_at__gte", models.F("joined_at")),
                        ("left_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="family_member_leaves_by_someone",
                violation_error_message="Who took them out is recorded with when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.joined_at >= OLD.joined_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.joined_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'family_member_joins_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="family_member_joins_now",
                violation_error_message="Whoever is of the family is so from now on.",
                when="NEW.joined_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    leaving text[] := '{left_at,left_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.left_at IS NULL\n        AND to_jsonb(NEW) - leaving = to_jsonb(OLD) - leaving\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'who was of the family stays on file' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'family_member_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="family_member_is_final",
                violation_error_message="Who was expected in family therapy, and when, stays on file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'who was of the family stays on file' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'family_member_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="family_member_is_not_truncated",
                raises=("family_member_is_final",),
                violation_error_message="Who was expected in family therapy, and when, stays on file.",
            ),
        ),
    ]
