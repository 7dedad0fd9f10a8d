"""A form that was signed by hand is entered by one person, and checked by another."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("releases", "0045_printed_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="printout",
            name="printout_of_a_form_numbered_once",
        ),
        migrations.RemoveConstraint(
            model_name="signedbyhand",
            name="by_hand_says_whose",
        ),
        migrations.RemoveConstraint(
            model_name="signedbyhand",
            name="by_hand_is_of_what_waits",
        ),
        migrations.RemoveConstraint(
            model_name="signedbyhand",
            name="by_hand_signed_since_it_was_worded",
        ),
        migrations.RemoveConstraint(
            model_name="signedbyhand",
            name="by_hand_has_its_pages",
        ),
        migrations.AddField(
            model_name="signedbyhand",
            name="client",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="forms_by_hand",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="signedbyhand",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="forms_by_hand",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="signedbyhand",
            name="form_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("consent", "Consent to treat"),
                    ("confidentiality", "Teen confidentiality agreement"),
                    ("acknowledgement", "Acknowledgement of whoever joins"),
                    ("assent", "A minor’s assent"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="signedform",
            name="by_hand",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signed_form",
                to="releases.signedbyhand",
            ),
        ),
        migrations.AlterField(
            model_name="printout",
            name="client",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_printouts",
                to="clients.client",
            ),
        ),
        migrations.AlterField(
            model_name="signedbyhand",
            name="capacity",
            field=models.CharField(
                choices=[
                    ("client", "The client"),
                    ("minor", "The client, a minor who may consent to this care"),
                    ("teen", "The client, a minor, who agrees"),
                    ("parent", "A parent or guardian"),
                    ("agent", "A health care agent or court-appointed guardian"),
                    ("participant", "The person who joins"),
                    ("participants_parent", "A parent of the child who joins"),
                    ("clinician", "The clinician"),
                ],
                max_length=20,
                verbose_name="in what right",
            ),
        ),
        migrations.AlterField(
            model_name="signedbyhand",
            name="draft",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="by_hand",
                to="releases.releasedraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "capacity__in",
                        [
                            "client",
                            "minor",
                            "teen",
                            "parent",
                            "agent",
                            "participant",
                            "participants_parent",
                            "clinician",
                        ],
                    ),
                    ("signer__regex", "\\S"),
                    models.Q(
                        models.Q(
                            (
                                "capacity__in",
                                ["parent", "agent", "participants_parent", "minor"],
                            ),
                            _negated=True,
                        ),
                        ("authority__regex", "\\S"),
                        _connector="OR",
                    ),
                ),
                name="by_hand_says_whose",
                violation_error_message="Say who signed it, and in what right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("capacity__in", ["client", "minor", "parent", "agent"]),
                        ("client", None),
                        ("contact", None),
                        ("draft__isnull", False),
                        ("form_kind", ""),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(
                                (
                                    "capacity__in",
                                    ("client", "minor", "parent", "agent"),
                                ),
                                ("form_kind", "consent"),
                            ),
                            models.Q(
                                (
                                    "capacity__in",
                                    ("teen", "parent", "agent", "clinician"),
                                ),
                                ("form_kind", "confidentiality"),
                            ),
                            models.Q(
                                (
                                    "capacity__in",
                                    ("participant", "participants_parent"),
                                ),
                                ("form_kind", "acknowledgement"),
                            ),
                            models.Q(
                                ("capacity__in", ("teen",)), ("form_kind", "assent")
                            ),
                            _connector="OR",
                        ),
                        ("client__isnull", False),
                        ("draft", None),
                        ("initials", {}),
                        ("witness", ""),
                    ),
                    _connector="OR",
                ),
                name="by_hand_is_of_one_paper",
                violation_error_message="It is of one release, or of one form.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contact__isnull", False), ("form_kind", "acknowledgement")
                    ),
                    models.Q(
                        models.Q(("form_kind", "acknowledgement"), _negated=True),
                        ("contact", None),
                    ),
                    _connector="OR",
                ),
                name="by_hand_says_who_joins",
                violation_error_message="Say whose acknowledgement it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="by_hand_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=models.UniqueConstraint(
                condition=models.Q(("checked_at", None), ("draft", None)),
                fields=("client", "form_kind", "contact", "signer", "capacity"),
                name="by_hand_form_entered_once",
                nulls_distinct=False,
                violation_error_message="Somebody has entered this paper already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF NEW.draft_id IS NULL THEN\n        PERFORM FROM clients_client WHERE id = NEW.client_id FOR NO KEY UPDATE;\n        RETURN NEW;\n    END IF;\n    PERFORM FROM releases_releasedraft\n        WHERE id = NEW.draft_id AND withdrawn_at IS NULL FOR NO KEY UPDATE;\n    IF NOT FOUND\n        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)\n        OR EXISTS (\n            SELECT FROM releases_refusal\n            WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL\n        )\n    THEN\n        RAISE 'draft % waits for no signature', NEW.draft_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_is_of_what_waits';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="by_hand_is_of_what_waits",
                violation_error_message="This was signed, refused or put aside just now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF NEW.draft_id IS NULL AND (\n        SELECT NEW.signed_on >= (min(printed_at) AT TIME ZONE NEW.time_zone)::date\n        FROM releases_printout AS printed WHERE (printed.client_id, printed.form_kind, printed.version)\n            = (NEW.client_id, NEW.form_kind, NEW.version)\n        AND printed.contact_id IS NOT DISTINCT FROM NEW.contact_id\n    ) IS NOT TRUE OR NEW.signed_on < (\n        SELECT greatest(\n            (draft.prepared_at AT TIME ZONE NEW.time_zone)::date,\n            (SELECT (min(printed_at) AT TIME ZONE NEW.time_zone)::date\n                FROM releases_printout\n                WHERE draft_id = draft.id AND version = NEW.version)\n        ) FROM releases_releasedraft AS draft WHERE draft.id = NEW.draft_id\n    ) THEN\n        RAISE 'what paper % is of was worded after it was signed', NEW.id USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'by_hand_signed_since_it_was_worded';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="by_hand_signed_since_it_was_worded",
                violation_error_message="On that day this release was not worded so yet. Look at the date again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    theirs releases_printout;\nBEGIN\n    SELECT * INTO theirs FROM releases_printout AS printed\n        WHERE printed.id = NEW.printout_id AND (\n            NEW.draft_id IS NULL AND (printed.client_id, printed.form_kind, printed.version)\n            = (NEW.client_id, NEW.form_kind, NEW.version)\n        AND printed.contact_id IS NOT DISTINCT FROM NEW.contact_id\n            OR (printed.draft_id, printed.version) = (NEW.draft_id, NEW.version)\n        );\n    PERFORM FROM releases_scannedpage WHERE printout_id = theirs.id FOR SHARE;\n    IF (\n        SELECT count(*) = theirs.pages AND count(DISTINCT page) = theirs.pages\n        FROM releases_scannedpage\n        WHERE printout_id = theirs.id AND discarded_at IS NULL\n    ) IS NOT TRUE THEN\n        RAISE 'paper % is checked without its pages', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_has_its_pages';\n    END IF;\n    IF NEW.signed_on < (theirs.printed_at AT TIME ZONE NEW.time_zone)::date OR EXISTS (\n        SELECT FROM releases_releasewording AS worded\n        WHERE worded.language = theirs.content ->> 'language'\n            AND worded.version = (theirs.content ->> 'wording')::integer\n            AND (worded.published_at AT TIME ZONE NEW.time_zone)::date > NEW.signed_on\n    ) THEN\n        RAISE 'paper % was worded after it was signed', NEW.id USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'by_hand_signed_since_it_was_worded';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE",
                name="by_hand_has_its_pages",
                raises=("by_hand_has_its_pages", "by_hand_signed_since_it_was_worded"),
                violation_error_message="Not every page of this paper is there once. Scan what is missing first.",
                when="NEW.passed",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedbyhand",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_signedbyhand AS checked\n        JOIN releases_printout AS printed ON printed.id = checked.printout_id\n        WHERE checked.id = NEW.by_hand_id AND checked.passed\n            AND (checked.client_id, checked.form_kind, checked.version, checked.signer,\n                checked.capacity, checked.authority, checked.signed_on)\n                = (NEW.client_id, NEW.kind, NEW.content_sha256, NEW.signer,\n                NEW.capacity, NEW.authority, NEW.signed_on)\n            AND checked.contact_id IS NOT DISTINCT FROM NEW.contact_id\n            AND printed.content = NEW.content::jsonb\n            AND NEW.recorded_at >= checked.checked_at;\n    IF NOT FOUND AND NOT (NEW.by_hand_id IS NULL AND \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n) THEN\n        RAISE 'nobody checked the paper that is form %', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_on_paper_was_checked';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="form_on_paper_was_checked",
                on="releases.SignedForm",
                violation_error_message="A paper that was signed by hand counts once a second person has checked it.",
                when="NEW.mark = 'paper'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mark", "paper"), ("by_hand", None), _connector="OR"
                ),
                name="form_on_a_screen_has_no_paper",
                violation_error_message="What is signed on a screen has no paper.",
            ),
        ),
    ]
