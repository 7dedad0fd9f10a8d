"""What was entered of a minor is struck out whatever they are now."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0036_handouts"),
        ("collateral", "0022_plans_kept"),
        ("releases", "0040_forms_in_right"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="parententry",
            name="parent_entry_of_a_minor",
        ),
        migrations.AddConstraint(
            model_name="parententry",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client\n        WHERE id = NEW.client_id\n        AND (NOT emancipated OR NEW.happened_on < emancipated_on)\n        AND NEW.happened_on < comes_of_age_on(date_of_birth, state)\n        FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'client % was no minor then', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_of_a_minor';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="parent_entry_of_a_minor",
                violation_error_message="The client was no minor then, and this ledger is of minors alone.",
                when="NEW.strikes_id IS NULL",
            ),
        ),
    ]
