"""What was revoked of a release, where that is only a part of what it permits."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0011_events_of_endings"),
        ("releases", "0014_voiding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_is_final",
        ),
        migrations.AddField(
            model_name="grant",
            name="revocation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="releases.revocation",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="part",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                condition=models.Q(("revocation__isnull", False)),
                fields=["revocation"],
                name="grant_revoked",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_revocation AS revocation\n        JOIN releases_release AS release ON release.id = NEW.release_id\n        WHERE revocation.id = NEW.revocation_id\n            AND revocation.client_id = NEW.client_id\n            AND revocation.contact_id = NEW.contact_id\n            AND revocation.recorded_at = NEW.ended_at\n            AND NEW.what = ANY(revocation.part)\n            AND revocation.received_at >= release.signed_at\n            AND (revocation.signed_on IS NULL OR revocation.signed_on\n                >= (release.signed_at AT TIME ZONE revocation.time_zone)::date);\n    IF NOT FOUND THEN\n        RAISE 'what release % grants is revoked by nobody', NEW.release_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'grant_ended_by_its_revocation';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF ended_at, revocation_id",
                name="grant_ended_by_its_revocation",
                violation_error_message="A release was signed later than this. Untick it.",
                when="NEW.ended_at IS NOT NULL OR NEW.revocation_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'what was granted stays granted until it ends' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_final';\n    END IF;\n    IF (to_jsonb(NEW) - '{ended_at,revocation_id,release_in_force,in_force}'::text[])::text\n        <> (to_jsonb(OLD) - '{ended_at,revocation_id,release_in_force,in_force}'::text[])::text\n        OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.revocation_id)\n            IS DISTINCT FROM (OLD.ended_at, OLD.revocation_id))\n    THEN\n        RAISE 'grant % is signed and final', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_final';\n    END IF;\n    IF NEW.ended_at IS DISTINCT FROM OLD.ended_at AND NEW.ended_at NOT BETWEEN\n        clock_timestamp() - interval '1 minute' AND clock_timestamp() + interval '1 minute'\n    THEN\n        RAISE 'grant % does not end now', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'grant_ends_as_it_happens';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="grant_is_final",
                raises=("grant_is_final", "grant_ends_as_it_happens"),
                violation_error_message="A signed release is final.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_revocation WHERE id = NEW.revocation_id AND part <> '{}';\n    IF FOUND THEN\n        RAISE 'release % was revoked in part', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_revoked_whole';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF revocation_id",
                name="release_revoked_whole",
                on="releases.Release",
                violation_error_message="Only a part of it was revoked.",
                when="NEW.revocation_id IS NOT NULL",
            ),
        ),
    ]
