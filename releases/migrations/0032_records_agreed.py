"""Consent to sign on a screen; marks with two witnesses; who interprets."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0025_records_withdrawn"),
        ("releases", "0031_signed_by_hand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordsConsent",
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
                    "person",
                    models.CharField(
                        max_length=200, verbose_name="who agreed, by full name"
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("wording_version", models.PositiveSmallIntegerField()),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_has_a_mark",
        ),
        migrations.RemoveConstraint(
            model_name="signingsession",
            name="signing_session_ends_somehow",
        ),
        migrations.AddField(
            model_name="signature",
            name="interpreter",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="interpreter's full name",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="interpreter_language",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="language interpreted into",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="interpreter_qualification",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="interpreter's qualification",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="witness_2",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="second witness's full name",
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="mark",
            field=models.CharField(
                choices=[
                    ("drawn", "Drawn"),
                    ("typed", "Typed"),
                    ("paper", "By hand, on paper"),
                    ("cross", "A mark, seen by two witnesses"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_how", "")),
                    models.Q(
                        ("ended_at__gte", models.F("opened_at")),
                        ("ended_at__isnull", False),
                        (
                            "ended_how__in",
                            [
                                "signed",
                                "by_another",
                                "refused",
                                "paper",
                                "idle",
                                "handed_back",
                                "signed_out",
                                "withdrawn",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="signing_session_ends_somehow",
                violation_error_message="Say how it ended.",
            ),
        ),
        migrations.AddField(
            model_name="recordsconsent",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records_consents",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="recordsconsent",
            name="withdrawn_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="consent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="releases.recordsconsent",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("mark", "typed"), ("strokes", []), ("typed_name__regex", "\\S")
                    ),
                    models.Q(
                        ("mark", "drawn"),
                        ("typed_name", ""),
                        models.Q(("strokes", []), _negated=True),
                    ),
                    models.Q(
                        ("mark__in", ["paper", "cross"]),
                        ("strokes", []),
                        ("typed_name", ""),
                    ),
                    _connector="OR",
                ),
                name="signature_has_a_mark",
                violation_error_message="Draw your signature or type your name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mark", "cross"), _negated=True),
                    models.Q(("witness_2__regex", "\\S"), ("witness__regex", "\\S")),
                    _connector="OR",
                ),
                name="signature_cross_has_two_witnesses",
                violation_error_message="Two people witness a mark: neither of them the signer, nor whoever is told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF folded_name(NEW.witness_2) IN (folded_name(NEW.witness), folded_name(NEW.signer))\n    OR EXISTS (\n        SELECT FROM releases_document WHERE id = NEW.document_id\n            AND folded_name(content #>> '{contact,name}') = folded_name(NEW.witness_2)\n    ) OR EXISTS (\n        SELECT FROM releases_releasedraft AS draft\n            JOIN clients_contact AS contact ON contact.id = draft.contact_id\n            WHERE draft.id = NEW.draft_id\n            AND folded_name(contact.name) = folded_name(NEW.witness_2)\n    ) THEN\n        RAISE 'document % is not seen by two others', NEW.document_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'signature_seen_by_two';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="signature_seen_by_two",
                violation_error_message="Two people witness a mark: neither of them the signer, nor whoever is told.",
                when="NEW.witness_2 ~ '\\S'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("interpreter", ""),
                        ("interpreter_language", ""),
                        ("interpreter_qualification", ""),
                    ),
                    models.Q(
                        ("interpreter__regex", "\\S"),
                        ("interpreter_language__regex", "\\S"),
                        ("interpreter_qualification__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="signature_interpreted_whole",
                violation_error_message="Say who interprets, into which language, and by what they can.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF folded_name(NEW.interpreter) = folded_name(NEW.signer) OR EXISTS (\n        SELECT FROM releases_document WHERE id = NEW.document_id\n            AND folded_name(content #>> '{contact,name}') = folded_name(NEW.interpreter)\n    ) OR EXISTS (\n        SELECT FROM releases_releasedraft AS draft\n            JOIN clients_contact AS contact ON contact.id = draft.contact_id\n            WHERE draft.id = NEW.draft_id\n            AND folded_name(contact.name) = folded_name(NEW.interpreter)\n    ) THEN\n        RAISE 'document % is interpreted by nobody else', NEW.document_id USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'signature_interpreted_by_another';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="signature_interpreted_by_another",
                violation_error_message="Someone else than the signer, and than whoever is told, interprets.",
                when="NEW.interpreter ~ '\\S'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n AND NEW.consent_id IS NULL THEN\n        RETURN NEW;\n    END IF;\n    PERFORM FROM releases_recordsconsent AS consent\n        WHERE consent.id = NEW.consent_id AND consent.withdrawn_at IS NULL\n            AND folded_name(consent.person) = folded_name(NEW.signer)\n            AND consent.given_at <= NEW.signed_at\n            AND consent.client_id = coalesce(\n                (SELECT client_id FROM releases_document WHERE id = NEW.document_id),\n                (SELECT client_id FROM releases_releasedraft WHERE id = NEW.draft_id)\n            )\n        FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'nobody agreed to sign document % on a screen', NEW.document_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'signature_has_its_consent';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="signature_has_its_consent",
                violation_error_message="Whoever signs on a screen agrees to that first. If they took it back, it is signed on paper.",
                when="NEW.mark <> 'paper'",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__regex", "\\S"),
                    ("person__regex", "\\S"),
                    ("wording_version__gte", 1),
                ),
                name="records_consent_says_whose_and_to_what",
                violation_error_message="Say who agreed, and to which words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(
                        ("withdrawn_at__gte", models.F("given_at")),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="records_consent_withdrawn_by_someone",
                violation_error_message="Record who took it down, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsconsent",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.given_at >= OLD.given_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.given_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'records_consent_is_given_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="records_consent_is_given_now",
                violation_error_message="It is agreed to now, not at a time gone by.",
                when="NEW.given_at < now() - interval '12 hours'",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsconsent",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{withdrawn_at,withdrawn_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL\n        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND NEW.withdrawn_at BETWEEN clock_timestamp() - interval '1 minute'\n            AND clock_timestamp() + interval '1 minute'\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what was agreed to stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'records_consent_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="records_consent_is_final",
                violation_error_message="What was recorded stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsconsent",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was agreed to stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'records_consent_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="records_consent_is_not_truncated",
                raises=("records_consent_is_final",),
                violation_error_message="What was recorded stays as it is.",
            ),
        ),
    ]
