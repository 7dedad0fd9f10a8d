"""A minor’s session needs a consent to treat that counts until it ends."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("collateral", "0032_session_kinds"),
        ("releases", "0044_forms_end_with_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_has_consent",
        ),
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_keeps_consent",
        ),
        migrations.RemoveConstraint(
            model_name="participant",
            name="consent_leaves_nobody_seated",
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client AS client WHERE id = NEW.client_id\n        AND NOT emancipated AND (lower(NEW.during) AT TIME ZONE 'Etc/GMT-14')::date\n            < comes_of_age_on(date_of_birth, state);\n    IF NOT FOUND THEN\n        RETURN NULL;\n    END IF;\n    PERFORM FROM releases_signedform WHERE client_id = NEW.client_id\n        AND kind = 'consent' AND whole AND withdrawn_at IS NULL\n        AND coalesce(LEAST(ends_at, ended_at), 'infinity') >= upper(NEW.during)\n        FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'nobody consented to treat client %', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_consent';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="participant_has_consent",
                violation_error_message="The client is a minor: a shared session needs a consent to treat, signed by itself.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client AS client WHERE id = NEW.client_id\n        AND NOT emancipated AND (lower(NEW.during) AT TIME ZONE 'Etc/GMT-14')::date\n            < comes_of_age_on(date_of_birth, state);\n    IF NOT FOUND THEN\n        RETURN NULL;\n    END IF;\n    PERFORM FROM releases_signedform WHERE client_id = NEW.client_id\n        AND kind = 'consent' AND whole AND withdrawn_at IS NULL\n        AND coalesce(LEAST(ends_at, ended_at), 'infinity') >= upper(NEW.during)\n        FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'nobody consented to treat client %', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_consent';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER UPDATE",
                name="participant_keeps_consent",
                raises=("participant_has_consent",),
                violation_error_message="The client is a minor: a shared session needs a consent to treat, signed by itself.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now() AND NEW.relies_on IS DISTINCT FROM OLD.relies_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant AS seat\n            JOIN clients_client AS client ON client.id = seat.client_id\n            WHERE client.id = NEW.client_id AND NOT emancipated\n                AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()\n                AND (lower(during) AT TIME ZONE 'Etc/GMT-14')::date\n                    < comes_of_age_on(date_of_birth, state)\n                AND NOT EXISTS (\n                    SELECT FROM releases_signedform AS form\n                    WHERE form.client_id = client.id AND kind = 'consent' AND whole\n                        AND withdrawn_at IS NULL\n                        AND coalesce(LEAST(ends_at, ended_at), 'infinity')\n                            >= upper(during)\n                )\n    ) THEN\n        RAISE 'client % has a session still', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_consent';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER UPDATE OF withdrawn_at, ended_at",
                name="consent_leaves_nobody_seated",
                on="releases.SignedForm",
                raises=("participant_has_consent",),
                violation_error_message="The client is a minor: a shared session needs a consent to treat, signed by itself.",
                when="NEW.kind = 'consent'",
            ),
        ),
    ]
