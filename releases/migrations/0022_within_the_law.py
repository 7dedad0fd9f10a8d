"""No release counts for longer than the law of the client’s state lets it."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0013_who_may_sign"),
        ("releases", "0021_no_say"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedraft",
            name="longer_asked",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION law_ends_release_at(release bigint, asks jsonb, since date)\nRETURNS timestamptz\nLANGUAGE sql STABLE PARALLEL SAFE\nSET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT CASE\n        WHEN asks #> '{witness_sign,value}' = 'true' AND EXISTS (\n            SELECT FROM releases_signature AS each\n            WHERE each.document_id = signed.document_id AND each.witness !~ '\\S'\n        ) THEN coalesce(starts, '-infinity')\n        WHEN last IS NOT NULL\n            THEN greatest(starts, (last + 1)::timestamp AT TIME ZONE made.time_zone)\n    END\n    FROM releases_release AS signed\n    JOIN releases_document AS document ON document.id = signed.document_id\n    JOIN releases_signature AS made\n        ON made.document_id = document.id AND made.signed_at = signed.signed_at,\n    LATERAL (\n        SELECT since::timestamp AT TIME ZONE made.time_zone AS starts,\n            (made.signed_at AT TIME ZONE made.time_zone)::date AS day\n    ) AS days,\n    LATERAL (\n        SELECT CASE\n            WHEN asks #> '{longer_if_asked,value}' = 'true'\n                AND document.content -> 'longer_asked' = 'true' THEN NULL\n            ELSE coalesce(\n                day + nullif((asks #>> '{max_days,value}')::integer, 0),\n                day + make_interval(\n                    months => nullif((asks #>> '{max_months,value}')::integer, 0)\n                )\n            )::date\n        END AS last\n    ) AS term\n    WHERE signed.id = release\n    ORDER BY made.id LIMIT 1\n$$\n",
                drop="law_ends_release_at(bigint, jsonb, date)",
                name="law_ends_release_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    client clients_client;\n    applies text[];\n    day date;\nBEGIN\n    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id FOR SHARE;\n    SELECT array_agg(law ->> 'state') INTO applies\n        FROM releases_document, jsonb_path_query(content, '$.law[*]') AS law\n        WHERE id = NEW.document_id;\n    SELECT (signed_at AT TIME ZONE time_zone)::date INTO day FROM releases_signature\n        WHERE document_id = NEW.document_id AND signed_at = NEW.signed_at;\n    applies := applies || client.state::text || client.video_state::text;\n    PERFORM FROM clients_stateprofile WHERE state = ANY (applies) ORDER BY id FOR SHARE;\n    PERFORM FROM releases_release AS release, clients_stateprofile AS law\n        WHERE release.id = NEW.id AND law.state = ANY (applies)\n        AND coalesce(law.superseded_from, 'infinity') > day AND law.in_force IS NOT NULL\n        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'\n        AND upper(release.in_force)\n            > law_ends_release_at(release.id, law.values, law.effective_from);\n    IF FOUND THEN\n        RAISE 'release % counts for longer than the law lets it', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_the_law';\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="release_within_the_law",
                violation_error_message="The law that applies to this client asks for a witness, or for an earlier last day.",
                when="upper(NEW.in_force) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF folded_name(NEW.witness) = folded_name(NEW.signer) OR EXISTS (\n        SELECT FROM releases_document WHERE id = NEW.document_id\n            AND folded_name(content #>> '{contact,name}') = folded_name(NEW.witness)\n    ) OR EXISTS (\n        SELECT FROM releases_releasedraft AS draft\n            JOIN clients_contact AS contact ON contact.id = draft.contact_id\n            WHERE draft.id = NEW.draft_id\n            AND folded_name(contact.name) = folded_name(NEW.witness)\n    ) THEN\n        RAISE 'document % is witnessed by nobody else', NEW.document_id USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'signature_witnessed_by_another';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="signature_witnessed_by_another",
                violation_error_message="Someone else than the signer, and than whoever is told, witnesses it.",
                when="NEW.witness ~ '\\S'",
            ),
        ),
    ]
