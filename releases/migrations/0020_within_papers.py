"""No release counts for longer than the papers by which it was signed."""

from __future__ import annotations

from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0014_refusal_to_sign"),
        ("releases", "0019_refusal_to_sign"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    outlived bigint;\nBEGIN\n    SELECT release.id INTO outlived\n    \n    FROM releases_release AS release\n        JOIN releases_signature AS signature USING (document_id)\n        JOIN clients_authority AS papers ON papers.id = signature.rests_on_id\n    WHERE release.id = NEW.id\n        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'\n        AND upper(release.in_force) > LEAST(\n            (papers.ends_on + 1)::timestamp AT TIME ZONE signature.time_zone,\n            papers.ended_at\n        )\n LIMIT 1 FOR SHARE OF papers;\n    IF outlived IS NOT NULL THEN\n        \n        RAISE 'release % outlives the papers that it was signed by', outlived USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'release_within_its_signers_papers';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="release_within_its_signers_papers",
                violation_error_message="A release would count for longer than the papers by which it was signed. End it in the same step.",
                when="upper(NEW.in_force) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    outlived bigint;\nBEGIN\n    SELECT release.id INTO outlived\n    \n    FROM releases_release AS release\n        JOIN releases_signature AS signature USING (document_id)\n        JOIN clients_authority AS papers ON papers.id = signature.rests_on_id\n    WHERE papers.id = NEW.id\n        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'\n        AND upper(release.in_force) > LEAST(\n            (papers.ends_on + 1)::timestamp AT TIME ZONE signature.time_zone,\n            papers.ended_at\n        )\n LIMIT 1;\n    IF outlived IS NOT NULL THEN\n        \n        RAISE 'release % outlives the papers that it was signed by', outlived USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'release_within_its_signers_papers';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER UPDATE OF ended_at",
                name="authority_leaves_no_release_beyond",
                on="clients.Authority",
                raises=("release_within_its_signers_papers",),
                violation_error_message="A release would count for longer than the papers by which it was signed. End it in the same step.",
                when="NEW.ended_at IS NOT NULL",
            ),
        ),
    ]
