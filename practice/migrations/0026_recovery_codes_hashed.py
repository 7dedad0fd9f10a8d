"""Recovery codes that could be read, by whoever had the key, are hashed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import migrations

import practice.database.triggers


def hash_codes(apps: Any, schema_editor: Any) -> None:
    """Those that are left go on opening. Taken back, they open nothing until it returns."""
    factors = apps.get_model("mfa", "Authenticator")
    kept = factors.objects.filter(type="recovery_codes")
    for each in kept.exclude(data__has_key="hashed"):
        # Only where there are such: a later allauth may know of none.
        from allauth.mfa.recovery_codes.internal import auth  # noqa: PLC0415

        left = auth.RecoveryCodes(each).get_unused_codes()
        hashed = [make_password(code) for code in left]
        each.data = {"migrated_codes": [], "hashed": hashed}
        each.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0025_look_months_always"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="usedcode",
            name="factor_secret_is_concealed",
        ),
        # No table is altered while a key of what was written has yet to be asked.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunPython(hash_codes, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="usedcode",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF NEW.type = 'totp'\n        AND coalesce(NEW.data ->> 'secret', '') !~ '^gAAAA[A-Za-z0-9_=-]{64,}$'\n        OR NEW.type = 'recovery_codes' AND (\n            NEW.data - 'hashed' <> '{\"migrated_codes\": []}'\n            OR coalesce(NEW.data ->> 'hashed', '')\n                !~ '^\\[(\"argon2\\$argon2id\\$[^\"]{64,}\"(, )?)*\\]$'\n        )\n    THEN\n        RAISE 'A bare secret' USING\n            ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE",
                name="factor_secret_is_concealed",
                on="mfa.Authenticator",
                violation_error_message="The secret of a second factor is kept concealed.",
            ),
        ),
    ]
