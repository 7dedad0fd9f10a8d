"""The words and the form that a law asks for, of what was signed before."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0018_law_ended"),
        ("releases", "0026_presets_of_ones_own"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="release",
            name="law_ends_release_at",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_law_ended_for_a_reason",
        ),
        migrations.AlterField(
            model_name="release",
            name="law_ended_because",
            field=models.CharField(
                choices=[
                    ("witness", "asks for a witness, and this release has none"),
                    ("form", "asks for words, or a form, that this release has not"),
                    ("term", "lets this release count no longer"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("law_ended_at", None),
                        ("law_ended_because", ""),
                        ("law_ended_by", None),
                    ),
                    models.Q(
                        ("law_ended_at__isnull", False),
                        ("law_ended_because__in", ["witness", "form", "term"]),
                        ("law_ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="release_law_ended_for_a_reason",
                violation_error_message="Say which law the release ends by, and why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION lacks_form(asks jsonb, document bigint) RETURNS boolean\nLANGUAGE sql STABLE PARALLEL SAFE\nSET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT asks #> '{extra_fields,value}' ? 'affiliation'\n            AND coalesce(signed.content #>> '{contact,affiliation}', '') !~ '\\S'\n        OR coalesce((asks #>> '{min_font_pt,value}')::integer, 0)\n            > coalesce((signed.content #>> '{form,min_font_pt}')::integer, 0)\n        OR 'true' IN (\n            asks #> '{separate_page,value}', asks #> '{distinct_signature,value}'\n        ) AND signed.content #> '{form,separate_page}' IS DISTINCT FROM 'true'\n        OR asks #> '{esign_allowed,value}' = 'false' AND EXISTS (\n            SELECT FROM releases_signature\n            WHERE document_id = signed.id AND mark <> 'paper'\n        )\n        OR EXISTS (\n            SELECT FROM jsonb_path_query(asks, '$.statements.value[*].code') AS asked\n            WHERE NOT signed.content -> 'statements' @> jsonb_build_array(\n                jsonb_build_object('code', 'law_' || (asked #>> '{}'))\n            )\n        )\n    FROM releases_document AS signed WHERE signed.id = document\n$$\n",
                drop="lacks_form(jsonb, bigint)",
                name="lacks_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION law_ends_release_at(release bigint, asks jsonb, since date)\nRETURNS timestamptz\nLANGUAGE sql STABLE PARALLEL SAFE\nSET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT CASE\n        WHEN asks #> '{witness_sign,value}' = 'true' AND EXISTS (\n            SELECT FROM releases_signature AS each\n            WHERE each.document_id = signed.document_id AND each.witness !~ '\\S'\n        ) OR lacks_form(asks, document.id) THEN coalesce(starts, '-infinity')\n        WHEN last IS NOT NULL\n            THEN greatest(starts, (last + 1)::timestamp AT TIME ZONE made.time_zone)\n    END\n    FROM releases_release AS signed\n    JOIN releases_document AS document ON document.id = signed.document_id\n    JOIN releases_signature AS made\n        ON made.document_id = document.id AND made.signed_at = signed.signed_at,\n    LATERAL (\n        SELECT since::timestamp AT TIME ZONE made.time_zone AS starts,\n            (made.signed_at AT TIME ZONE made.time_zone)::date AS day\n    ) AS days,\n    LATERAL (\n        SELECT CASE\n            WHEN asks #> '{longer_if_asked,value}' = 'true'\n                AND document.content -> 'longer_asked' = 'true' THEN NULL\n            ELSE coalesce(\n                day + nullif((asks #>> '{max_days,value}')::integer, 0),\n                day + make_interval(\n                    months => nullif((asks #>> '{max_months,value}')::integer, 0)\n                )\n            )::date\n        END AS last\n    ) AS term\n    WHERE signed.id = release\n    ORDER BY made.id LIMIT 1\n$$\n",
                drop="law_ends_release_at(bigint, jsonb, date)",
                name="law_ends_release_at",
            ),
        ),
    ]
