"""A grant is null only as its release is."""

from __future__ import annotations

from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0001_initial"),
        ("releases", "0007_revocation"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="grant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_release WHERE id = NEW.release_id AND in_force IS NULL;\n    IF NOT FOUND THEN\n        RAISE 'release % was in force', NEW.release_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'grant_mirrors_release';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF release_in_force",
                name="grant_is_null_with_its_release",
                raises=("grant_mirrors_release",),
                violation_error_message="A grant must match its release.",
                when="NEW.release_in_force IS NULL",
            ),
        ),
    ]
