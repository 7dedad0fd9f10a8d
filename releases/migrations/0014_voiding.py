"""Who asked that a release be void, and who agreed; and what is known of it till now."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


def tell(apps, schema_editor):
    """The history tells from now on of what was void already, by whomever it was."""
    release, event = (
        apps.get_model("releases", "Release"),
        apps.get_model("clients", "ConsentEvent"),
    )
    told = event.objects.filter(kind="voided").values("release_id")
    void = release.objects.exclude(voided_at=None).exclude(pk__in=told)
    for each in void.select_related("client").order_by("pk"):
        event.objects.create(
            kind="voided",
            client_id=each.client_id,
            clinician_id=each.client.clinician_id,
            contact_id=each.contact_id,
            release_id=each.pk,
            detail={"voided_at": each.voided_at.isoformat()},
        )
    with schema_editor.connection.cursor() as cursor:
        # Asked now, since nothing may wait while tables are altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0011_events_of_endings"),
        ("releases", "0013_own_initials"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Voiding",
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
                    "reason",
                    models.CharField(
                        help_text="Kept in the consent history. Leave clinical detail out.",
                        max_length=300,
                        verbose_name="why it should never have counted",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("agreed", models.BooleanField(default=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voidings",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="voiding_says_why",
                        violation_error_message="Say why it should never have counted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed", False),
                                ("decided_at", None),
                                ("decided_by", None),
                            ),
                            models.Q(
                                ("decided_at__gte", models.F("asked_at")),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="voiding_decided_by_someone",
                        violation_error_message="Record who decided, and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed", False),
                            models.Q(
                                ("decided_by", models.F("asked_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="voiding_takes_two",
                        violation_error_message="Somebody else has to agree: nobody voids a release alone.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("release",),
                        name="voiding_asked_once",
                        violation_error_message="Somebody has asked for this already.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.asked_at >= OLD.asked_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.asked_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_asked_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="voiding_is_asked_now",
                violation_error_message="What is asked is recorded as it is asked.",
                when="NEW.asked_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a voiding is decided before anyone asked' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_asked_first';\nEND\n",
                fires="BEFORE INSERT",
                name="voiding_is_asked_first",
                violation_error_message="Somebody else has to agree: nobody voids a release alone.",
                when="NEW.decided_at IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    decision text[] := '{decided_by_id,decided_at,agreed}';\nBEGIN\n    IF TG_OP <> 'UPDATE' OR OLD.decided_at IS NOT NULL\n        OR to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision\n        OR NEW.decided_at NOT BETWEEN clock_timestamp() - interval '1 minute'\n            AND clock_timestamp() + interval '1 minute'\n    THEN\n        RAISE 'what was asked and decided of a voiding stays' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_final';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="voiding_is_final",
                violation_error_message="What was asked and decided stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was asked and decided of a voiding stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="voiding_is_not_truncated",
                raises=("voiding_is_final",),
                violation_error_message="What was asked and decided stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_release\n        WHERE id = NEW.release_id AND voided_at = NEW.decided_at;\n    IF NOT FOUND THEN\n        RAISE 'voiding % voids nothing', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'voiding_ends_its_release';\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT OR UPDATE OF agreed",
                name="voiding_ends_its_release",
                violation_error_message="Void the release in the same step.",
                when="NEW.agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n        RETURN NEW;\n    END IF;\n    PERFORM FROM releases_voiding\n        WHERE release_id = NEW.id AND agreed AND decided_at = NEW.voided_at;\n    IF NOT FOUND THEN\n        RAISE 'release % is voided by nobody who was asked', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_voided_by_two';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF voided_at",
                name="release_voided_by_two",
                on="releases.Release",
                violation_error_message="Somebody else has to agree: nobody voids a release alone.",
                when="NEW.voided_at IS NOT NULL",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
