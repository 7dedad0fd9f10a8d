"""Nobody leans on a release whose revocation a restored backup does not know."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0043_covers_begin_now"),
        ("collateral", "0041_triggers_always"),
        ("releases", "0049_lost_as_it_was"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n    SELECT FROM releases_lostrevocation AS lost\n        JOIN releases_release AS release ON release.id = lost.release_id\n    WHERE release.client_id = NEW.client_id AND release.contact_id = NEW.contact_id\n        AND release.kind = 'general' AND release.in_force && NEW.relies_on\n        AND upper(release.in_force) > clock_timestamp()\n        AND (lost.part = '{}' OR EXISTS (\n            SELECT FROM releases_grant AS granted\n            WHERE granted.release_id = release.id AND granted.ended_at IS NULL\n                AND granted.what = ANY (lost.part) AND granted.what IN (NEW.format, NEW.place)\n        ))\n) THEN\n        RAISE 'what contact % was granted was revoked', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_release_is_not_revoked",
                violation_error_message="The release was revoked, which a restored backup does not know. Record it again.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiontopic",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n    SELECT FROM releases_lostrevocation AS lost\n        JOIN releases_release AS release ON release.id = lost.release_id\n    WHERE release.client_id = NEW.client_id AND release.contact_id = NEW.contact_id\n        AND release.kind = 'general' AND release.in_force && NEW.relies_on\n        AND upper(release.in_force) > clock_timestamp()\n        AND ( EXISTS (\n            SELECT FROM releases_grant AS granted\n            WHERE granted.release_id = release.id AND granted.ended_at IS NULL\n                AND granted.what = ANY (lost.part) AND granted.what IN (NEW.topic)\n        ))\n) THEN\n        RAISE 'what contact % was granted was revoked', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="topic_release_is_not_revoked",
                violation_error_message="The release was revoked, which a restored backup does not know. Record it again.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
    ]
