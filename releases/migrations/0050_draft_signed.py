"""What is prepared knows that it is signed, so that what waits is found by an index."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

import practice.database.triggers

# No table is altered while keys of its rows wait to be asked.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
AS_SIGNED = """
UPDATE releases_releasedraft AS draft SET signed_at = release.signed_at
FROM releases_release AS release WHERE release.draft_id = draft.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0043_covers_begin_now"),
        ("releases", "0049_lost_as_it_was"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="releasedraft",
            name="draft_stays_as_signed",
        ),
        migrations.RemoveIndex(
            model_name="releasedraft",
            name="draft_awaiting",
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="signed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(AS_SIGNED, migrations.RunSQL.noop),
        migrations.RunSQL(SETTLE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="signature",
            name="signed_at",
            field=models.DateTimeField(db_index=True),
        ),
        migrations.AddIndex(
            model_name="releasedraft",
            index=models.Index(
                condition=models.Q(("signed_at", None), ("withdrawn_at", None)),
                fields=["-prepared_at", "-id"],
                name="draft_awaiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    UPDATE releases_releasedraft SET signed_at = NEW.signed_at WHERE id = NEW.draft_id;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="draft_becomes_a_release",
                when="NEW.draft_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{awaits,signed_at,withdrawn_at}';\nBEGIN\n    IF (to_jsonb(NEW) - open)::text = (to_jsonb(OLD) - open)::text THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'draft % is signed by one already', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'draft_stays_as_signed';\nEND\n",
                fires="BEFORE UPDATE",
                name="draft_stays_as_signed",
                violation_error_message="Someone has signed this. Put it aside, and prepare another.",
                when="OLD.frozen IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_releasedraft AS draft\n        LEFT JOIN releases_release AS release ON release.draft_id = draft.id\n        WHERE draft.id = NEW.id AND draft.signed_at IS DISTINCT FROM release.signed_at;\n    IF FOUND THEN\n        RAISE 'draft % is not signed as its release is', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'draft_is_signed_as_its_release';\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT OR UPDATE OF signed_at",
                name="draft_is_signed_as_its_release",
                violation_error_message="What is prepared is signed when its release is.",
            ),
        ),
    ]
