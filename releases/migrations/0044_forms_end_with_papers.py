"""Forms end with the papers by which they were signed; those signed before are found by name."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers

# As they held when it was recorded; ended since, the form has ended with them.
FIND = """
UPDATE releases_signedform AS form SET (rests_on_id, ends_at) = (
    SELECT papers.id, LEAST(
        (papers.ends_on + 1)::timestamp AT TIME ZONE form.time_zone,
        papers.ended_at,
        CASE WHEN ordered.ruling = 'no_decisions'
            THEN GREATEST(ordered.entered_at, form.recorded_at) END
    )
    FROM clients_authority AS papers
        LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id
        LEFT JOIN LATERAL (
            SELECT ruling, entered_at FROM clients_courtorder
            WHERE contact_id = holder.id AND about = 'decisions'
            ORDER BY dated_on DESC, id DESC LIMIT 1
        ) AS ordered ON true
    WHERE papers.client_id = form.client_id
        AND (form.recorded_at AT TIME ZONE form.time_zone)::date
            BETWEEN papers.starts_on AND coalesce(papers.ends_on, 'infinity')
        AND coalesce(papers.ended_at, 'infinity') > form.recorded_at
        AND folded_name(form.signer)
            = folded_name(coalesce(holder.name, papers.person_name))
    ORDER BY coalesce(papers.ended_at, 'infinity') DESC, papers.ends_on DESC NULLS FIRST,
        papers.id LIMIT 1
)
WHERE capacity IN ('parent', 'agent')
"""
# Whoever signed before it was whole.
TOGETHER = """
UPDATE releases_signedform AS form SET ends_at = LEAST(form.ends_at, (
    SELECT min(before.ends_at) FROM releases_signedform AS before
    WHERE before.client_id = form.client_id AND before.kind = form.kind
        AND before.contact_id IS NOT DISTINCT FROM form.contact_id
        AND before.withdrawn_at IS NULL AND NOT before.whole AND before.id < form.id
        AND NOT EXISTS (
            SELECT FROM releases_signedform AS between
            WHERE between.client_id = form.client_id AND between.kind = form.kind
                AND between.contact_id IS NOT DISTINCT FROM form.contact_id
                AND between.whole AND between.withdrawn_at IS NULL
                AND between.id > before.id AND between.id < form.id
        )
))
WHERE whole
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("releases", "0043_forms_by_link"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="signedform",
            name="form_is_final",
        ),
        migrations.AddField(
            model_name="signedform",
            name="ended_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="signedform",
            name="ended_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("emancipated", "the client was emancipated"),
                    ("not_emancipated", "the client was not emancipated after all"),
                    (
                        "moved",
                        "the client moved to a state where they are of age sooner",
                    ),
                    ("ordered", "a court took their say in mental health decisions"),
                    ("papers", "the papers by which they signed end"),
                    ("alone", "the client consents to this care alone"),
                    ("born", "the client's date of birth was corrected"),
                ],
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="signedform",
            name="ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signedform",
            name="ends_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="signedform",
            name="rests_on",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.authority",
            ),
        ),
        migrations.RunSQL(FIND, migrations.RunSQL.noop),
        migrations.RunSQL(TOGETHER, migrations.RunSQL.noop),
        # No table is altered while keys of its rows wait to be asked.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at", None), ("ended_because", ""), ("ended_by", None)
                    ),
                    models.Q(
                        ("ended_at__gte", models.F("recorded_at")),
                        (
                            "ended_because__in",
                            [
                                "emancipated",
                                "not_emancipated",
                                "moved",
                                "ordered",
                                "papers",
                                "alone",
                                "born",
                            ],
                        ),
                        ("ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="form_ended_for_a_reason",
                violation_error_message="Say why it ended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{withdrawn_at,withdrawn_by_id,ended_at,ended_by_id,ended_because}';\n    back boolean;\n    ends boolean;\nBEGIN\n    back := (NEW.withdrawn_at, NEW.withdrawn_by_id)\n        IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawn_by_id);\n    ends := (NEW.ended_at, NEW.ended_by_id, NEW.ended_because)\n        IS DISTINCT FROM (OLD.ended_at, OLD.ended_by_id, OLD.ended_because);\n    IF TG_OP = 'UPDATE' AND (back OR ends)\n        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND (NOT back OR OLD.withdrawn_at IS NULL\n            AND NEW.withdrawn_at BETWEEN clock_timestamp() - interval '1 minute'\n                AND clock_timestamp() + interval '1 minute')\n        AND (NOT ends OR coalesce(OLD.ended_at, 'infinity') > clock_timestamp()\n            AND NEW.ended_at < coalesce(OLD.ended_at, 'infinity')\n            AND NEW.ended_at >= clock_timestamp() - interval '1 minute')\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'form % was signed and stays', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'form_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="form_is_final",
                violation_error_message="What was signed stays as it is. It can be taken back.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    recorded date := (NEW.recorded_at AT TIME ZONE NEW.time_zone)::date;\nBEGIN\n    SELECT papers.id, (ends_on + 1)::timestamp AT TIME ZONE NEW.time_zone\n        INTO NEW.rests_on_id, NEW.ends_at\n        FROM clients_authority AS papers\n            LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id\n        WHERE NEW.capacity IN ('parent', 'agent')\n            AND papers.client_id = NEW.client_id AND papers.holds @> recorded\n            AND folded_name(NEW.signer)\n                = folded_name(coalesce(holder.name, papers.person_name))\n        ORDER BY ends_on DESC NULLS FIRST, papers.id LIMIT 1\n        FOR SHARE OF papers;\n    IF NEW.whole THEN\n        NEW.ends_at := LEAST(NEW.ends_at, (\n            SELECT min(ends_at) FROM releases_signedform AS before\n            WHERE client_id = NEW.client_id AND kind = NEW.kind\n                AND contact_id IS NOT DISTINCT FROM NEW.contact_id\n                AND withdrawn_at IS NULL AND NOT whole\n                AND NOT EXISTS (\n                    SELECT FROM releases_signedform AS between\n                    WHERE between.client_id = NEW.client_id AND between.kind = NEW.kind\n                        AND between.contact_id IS NOT DISTINCT FROM NEW.contact_id\n                        AND between.whole AND between.withdrawn_at IS NULL\n                        AND between.id > before.id\n                )\n        ));\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="form_rests_on_its_signers_papers",
                violation_error_message="A form rests on the papers of whoever signs it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    \n    PERFORM FROM releases_signedform AS signed\n        JOIN LATERAL (\n            SELECT later.* FROM releases_signedform AS later\n            WHERE later.client_id = signed.client_id AND later.kind = signed.kind\n                AND later.contact_id IS NOT DISTINCT FROM signed.contact_id\n                AND (later.whole OR later.id = signed.id) AND later.id >= signed.id\n            ORDER BY (NOT later.whole), later.id LIMIT 1\n        ) AS counts ON true\n        LEFT JOIN clients_authority AS papers ON papers.id = signed.rests_on_id\n        LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id\n        WHERE papers.id = NEW.id AND signed.withdrawn_at IS NULL AND counts.withdrawn_at IS NULL\n            AND coalesce(LEAST(counts.ends_at, counts.ended_at), 'infinity')\n                > clock_timestamp() + interval '1 minute';\n    IF FOUND THEN\n        RAISE 'a form would outlive the right of whoever signed it' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_within_its_signers_papers';\n    END IF;\n    RETURN NULL;\n\nEND\n",
                deferred=True,
                fires="AFTER UPDATE OF ended_at",
                name="authority_leaves_no_form_beyond",
                on="clients.Authority",
                raises=("form_within_its_signers_papers",),
                violation_error_message="A form would count for longer than whoever signed it has the right to. End it in the same step.",
                when="NEW.ended_at IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    barred clients_contact;\nBEGIN\n    IF EXISTS (\n        SELECT FROM clients_courtorder AS newer\n        WHERE newer.contact_id = NEW.contact_id AND newer.about = NEW.about\n            AND (newer.dated_on, newer.id) > (NEW.dated_on, NEW.id)\n    ) THEN\n        RETURN NULL;\n    END IF;\n    SELECT * INTO barred FROM clients_contact WHERE id = NEW.contact_id;\n    \n    PERFORM FROM releases_signedform AS signed\n        JOIN LATERAL (\n            SELECT later.* FROM releases_signedform AS later\n            WHERE later.client_id = signed.client_id AND later.kind = signed.kind\n                AND later.contact_id IS NOT DISTINCT FROM signed.contact_id\n                AND (later.whole OR later.id = signed.id) AND later.id >= signed.id\n            ORDER BY (NOT later.whole), later.id LIMIT 1\n        ) AS counts ON true\n        LEFT JOIN clients_authority AS papers ON papers.id = signed.rests_on_id\n        LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id\n        WHERE signed.client_id = barred.client_id AND signed.capacity IN ('parent', 'agent') AND (papers.contact_id = barred.id OR folded_name(signed.signer) = folded_name(barred.name)) AND signed.withdrawn_at IS NULL AND counts.withdrawn_at IS NULL\n            AND coalesce(LEAST(counts.ends_at, counts.ended_at), 'infinity')\n                > clock_timestamp() + interval '1 minute';\n    IF FOUND THEN\n        RAISE 'a form would outlive the right of whoever signed it' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_within_its_signers_papers';\n    END IF;\n    RETURN NULL;\n\nEND\n",
                fires="AFTER INSERT",
                name="order_leaves_no_form_beyond",
                on="clients.CourtOrder",
                raises=("form_within_its_signers_papers",),
                violation_error_message="A form would count for longer than whoever signed it has the right to. End it in the same step.",
                when="NEW.ruling = 'no_decisions'",
            ),
        ),
    ]
