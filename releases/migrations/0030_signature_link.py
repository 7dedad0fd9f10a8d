"""Links to sign by, and what of them a signature and a signing session say."""

from __future__ import annotations

import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0023_links_to_sign"),
        ("releases", "0029_signing_session"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignatureLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "signer",
                    models.CharField(
                        max_length=200, verbose_name="who signs, by full name"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            (
                                "minor",
                                "The client, a minor who may consent to this care",
                            ),
                            ("parent", "A parent or guardian"),
                            (
                                "agent",
                                "A health care agent or court-appointed guardian",
                            ),
                        ],
                        max_length=20,
                        verbose_name="in what right",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("token_sha256", models.CharField(max_length=64)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("mail_failed_at", models.DateTimeField(null=True)),
                ("version", models.CharField(max_length=64)),
                (
                    "wrong_tries",
                    models.PositiveSmallIntegerField(db_default=0, default=0),
                ),
                ("locked_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "asks_birth_of",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contact",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="releases.releasedraft",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="signature",
            name="link",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signature",
                to="releases.signaturelink",
            ),
        ),
        migrations.AddField(
            model_name="signingsession",
            name="link",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signing_sessions",
                to="releases.signaturelink",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("link", None),
                    models.Q(("mark", "paper"), _negated=True),
                    _connector="OR",
                ),
                name="signature_by_link_on_a_screen",
                violation_error_message="What comes by a link is signed on a screen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    UPDATE releases_signaturelink AS link SET used_at = clock_timestamp()\n        WHERE link.id = NEW.link_id AND link.capacity = NEW.capacity\n            AND (link.capacity IN ('client', 'minor')\n                OR folded_name(link.signer) = folded_name(NEW.signer))\n            AND link.draft_id = coalesce(NEW.draft_id, (\n                SELECT draft_id FROM releases_release WHERE document_id = NEW.document_id\n            ))\n            AND link.used_at IS NULL AND link.withdrawn_at IS NULL\n            AND link.locked_at IS NULL AND link.opened_at IS NOT NULL\n            AND link.expires_at > clock_timestamp();\n    IF NOT FOUND THEN\n        RAISE 'link % signs nothing of this', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'signature_uses_its_link';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="signature_uses_its_link",
                violation_error_message="This link was used, withdrawn or has expired just now.",
                when="NEW.link_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link__isnull", False), ("way", "link")),
                    models.Q(models.Q(("way", "link"), _negated=True), ("link", None)),
                    _connector="OR",
                ),
                name="signing_session_by_link_has_one",
                violation_error_message="Say by which link it was opened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION same_email(one text, other text) RETURNS boolean\nLANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n    SELECT count(*) = 2 AND count(DISTINCT plain) = 1\n    FROM (\n        SELECT CASE WHEN domain IN ('gmail.com', 'googlemail.com')\n            THEN replace(local, '.', '') || '@gmail.com' ELSE local || '@' || domain END AS plain\n        FROM unnest(ARRAY[one, other]) AS written,\n            LATERAL (SELECT casefold(normalize(btrim(written, E' \\t\\n\\r'), NFKC)) AS whole) AS all_of_it,\n            LATERAL (SELECT regexp_replace(\n                    regexp_replace(whole, '@[^@]*$', ''), '(.)\\+.*$', '\\1'\n                ) AS local, regexp_replace(whole, '^.*@', '') AS domain) AS apart\n        WHERE whole LIKE '%_@_%'\n    ) AS written\n$$\n",
                drop="same_email(text, text)",
                name="same_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION same_phone(one text, other text) RETURNS boolean\nLANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n    SELECT coalesce(\n        length(a) >= 7 AND length(b) >= 7\n            AND (position(regexp_replace(a, '^(00|1(?=\\d{10}$))', '') IN b) > 0\n                OR position(regexp_replace(b, '^(00|1(?=\\d{10}$))', '') IN a) > 0),\n        false\n    )\n    FROM (SELECT regexp_replace(normalize(one, NFKC), '\\D', '', 'g') AS a,\n        regexp_replace(normalize(other, NFKC), '\\D', '', 'g') AS b) AS digits\n$$\n",
                drop="same_phone(text, text)",
                name="same_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["client", "minor", "parent", "agent"]),
                    ("signer__regex", "\\S"),
                ),
                name="link_says_whose",
                violation_error_message="Say who signs, and in what right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__gt", models.F("made_at")),
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("made_at"),
                            "+",
                            models.Value(datetime.timedelta(days=7)),
                        ),
                    ),
                ),
                name="link_lasts_a_week_at_most",
                violation_error_message="A link lasts seven days at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("token_sha256__regex", "^[0-9a-f]{64}$"),
                    ("version__regex", "^[0-9a-f]{64}$"),
                ),
                name="link_holds_hashes",
                violation_error_message="Of a link, only its hash is kept.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.UniqueConstraint(
                fields=("token_sha256",),
                name="link_has_a_token_of_its_own",
                violation_error_message="Each link has an address of its own.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("locked_at", None), ("used_at", None), ("withdrawn_at", None)
                ),
                fields=("draft", "signer", "capacity"),
                name="link_one_a_signer",
                violation_error_message="Withdraw the link that they have first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("locked_at", None), ("wrong_tries__lt", 5)),
                    models.Q(
                        ("locked_at__gte", models.F("made_at")),
                        ("locked_at__isnull", False),
                        ("wrong_tries", 5),
                    ),
                    _connector="OR",
                ),
                name="link_locks_after_five",
                violation_error_message="After five wrong dates a link is locked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("opened_at", None),
                        ("opened_at__gte", models.F("made_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("used_at", None),
                        models.Q(
                            ("opened_at__isnull", False),
                            ("used_at__gte", models.F("opened_at")),
                        ),
                        _connector="OR",
                    ),
                ),
                name="link_is_opened_then_used",
                violation_error_message="A link is used once it was opened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mail_failed_at", None), ("mailed_at", None)),
                    models.Q(("email", ""), _negated=True),
                    _connector="OR",
                ),
                name="link_is_mailed_somewhere",
                violation_error_message="A link is mailed to an address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(
                        ("used_at", None),
                        ("withdrawn_at__gte", models.F("made_at")),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="link_withdrawn_by_someone",
                violation_error_message="Record who withdrew it, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.made_at >= OLD.made_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.made_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'link_is_made_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="link_is_made_now",
                violation_error_message="A link is made now, not at a time gone by.",
                when="NEW.made_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_releasedraft AS draft\n        JOIN clients_client AS client ON client.id = draft.client_id\n        WHERE draft.id = NEW.draft_id AND draft.withdrawn_at IS NULL\n            AND client.discharged_on IS NULL AND client.deceased_on IS NULL\n            AND (NEW.asks_birth_of_id IS NULL OR EXISTS (\n                SELECT FROM clients_contact AS contact\n                WHERE contact.id = NEW.asks_birth_of_id\n                    AND contact.client_id = draft.client_id\n            ))\n        FOR NO KEY UPDATE OF draft;\n    IF NOT FOUND\n        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)\n        OR EXISTS (\n            SELECT FROM releases_refusal\n            WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL\n        )\n    THEN\n        RAISE 'draft % waits for no link', NEW.draft_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'link_is_for_what_waits';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="link_is_for_what_waits",
                violation_error_message="This waits for no signature any more, or the client’s care ended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_contact AS contact, releases_releasedraft AS draft\n        WHERE draft.id = NEW.draft_id AND contact.client_id = draft.client_id\n            AND (NEW.capacity IN ('client', 'minor')\n                OR contact.id = draft.contact_id\n                    AND folded_name(contact.name) <> folded_name(NEW.signer))\n            AND (same_email(contact.email, NEW.email)\n                OR same_phone(contact.phone, NEW.phone));\n    IF FOUND THEN\n        RAISE 'a link for draft % leads to someone else', NEW.draft_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'link_goes_to_its_signer';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="link_goes_to_its_signer",
                violation_error_message="This is also where someone else in the client’s life is reached.",
                when="NEW.email <> '' OR NEW.phone <> ''",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    facts text[] := '{locked_at,opened_at,used_at,withdrawn_at}';\n    open text[] := facts || CASE\n        WHEN OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN '{}'::text[]\n        WHEN OLD.locked_at IS NOT NULL THEN '{withdrawn_by_id}'\n        ELSE '{withdrawn_by_id,token_sha256,version,wrong_tries,mailed_at,mail_failed_at}' END;\n    before jsonb := to_jsonb(OLD);\n    after jsonb := to_jsonb(NEW);\nBEGIN\n    IF TG_OP = 'UPDATE' AND after - open = before - open\n        AND NEW.wrong_tries >= OLD.wrong_tries\n        AND NOT EXISTS (\n            SELECT FROM unnest(facts) AS fact\n            WHERE after -> fact <> before -> fact AND (\n                before -> fact <> 'null'\n                OR OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL\n                OR OLD.locked_at IS NOT NULL AND fact <> 'withdrawn_at'\n                OR fact <> 'withdrawn_at' AND OLD.expires_at <= clock_timestamp()\n                OR (after ->> fact)::timestamptz NOT BETWEEN\n                    clock_timestamp() - interval '1 minute'\n                    AND clock_timestamp() + interval '1 minute'\n            )\n        )\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'link % came to its end', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'link_ends_once';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="link_ends_once",
                violation_error_message="What became of a link stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'links are kept' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'link_ends_once';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="link_is_not_truncated",
                raises=("link_ends_once",),
                violation_error_message="What became of a link stays as it is.",
            ),
        ),
    ]
