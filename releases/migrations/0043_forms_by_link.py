"""A form beside releases is signed by a link, too: on the very machinery of releases."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("releases", "0042_plans_in_the_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="linkreminder",
            name="reminder_is_wanted",
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_uses_its_link",
        ),
        migrations.RemoveConstraint(
            model_name="signaturelink",
            name="link_says_whose",
        ),
        migrations.RemoveConstraint(
            model_name="signaturelink",
            name="link_is_for_what_waits",
        ),
        migrations.RemoveConstraint(
            model_name="signaturelink",
            name="link_goes_to_its_signer",
        ),
        migrations.RemoveConstraint(
            model_name="signingsession",
            name="signing_session_is_of_one_paper",
        ),
        migrations.AddField(
            model_name="signaturelink",
            name="client",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_links",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="signaturelink",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_links",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="signaturelink",
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
            model_name="signaturelink",
            name="language",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="signedform",
            name="link",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signed_form",
                to="releases.signaturelink",
            ),
        ),
        migrations.AlterField(
            model_name="signaturelink",
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
            model_name="signaturelink",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="links",
                to="releases.releasedraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreminder",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    reminded releases_signaturelink;\nBEGIN\n    SELECT * INTO reminded FROM releases_signaturelink\n        WHERE id = NEW.link_id FOR NO KEY UPDATE;\n    PERFORM FROM clients_client AS client\n        WHERE client.id = coalesce((\n                SELECT client_id FROM releases_releasedraft\n                WHERE id = reminded.draft_id AND withdrawn_at IS NULL\n            ), reminded.client_id)\n            AND client.discharged_on IS NULL AND client.deceased_on IS NULL\n            AND reminded.mailed_at IS NOT NULL AND reminded.used_at IS NULL\n            AND reminded.withdrawn_at IS NULL AND reminded.locked_at IS NULL\n            AND reminded.expires_at > clock_timestamp();\n    IF NOT FOUND\n        OR EXISTS (SELECT FROM releases_release WHERE draft_id = reminded.draft_id)\n        OR EXISTS (\n            SELECT FROM releases_refusal\n            WHERE draft_id = reminded.draft_id AND taken_back_at IS NULL\n        )\n        OR reminded.client_id IS NOT NULL AND form_link_is_over(reminded.id, NULL)\n    THEN\n        RAISE 'link % waits for nobody', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_of_what_waits';\n    END IF;\n    IF EXISTS (\n        SELECT FROM releases_reminderstop AS stop\n            JOIN releases_signaturelink AS link ON link.id = stop.link_id\n            WHERE link.id = reminded.id OR same_email(link.email, reminded.email)\n    ) THEN\n        RAISE 'no more reminders of link %', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_not_after_a_stop';\n    END IF;\n    IF reminded.mailed_at > NEW.taken_at - interval '1 day' OR EXISTS (\n        SELECT FROM releases_linkreminder\n            WHERE link_id = NEW.link_id AND failed_at IS NULL\n                AND taken_at > NEW.taken_at - interval '1 day'\n    ) THEN\n        RAISE 'link % was mailed within a day', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_a_day_apart';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="reminder_is_wanted",
                raises=(
                    "reminder_is_of_what_waits",
                    "reminder_not_after_a_stop",
                    "reminder_a_day_apart",
                ),
                violation_error_message="Nobody waits for this reminder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    UPDATE releases_signaturelink AS link SET used_at = clock_timestamp()\n        WHERE link.id = NEW.link_id AND link.capacity = NEW.capacity\n    AND (link.capacity IN ('client', 'minor', 'teen')\n        OR folded_name(link.signer) = folded_name(NEW.signer))\n            AND link.draft_id = coalesce(NEW.draft_id, (\n                SELECT draft_id FROM releases_release WHERE document_id = NEW.document_id\n            ))\n            AND link.used_at IS NULL AND link.withdrawn_at IS NULL\n            AND link.locked_at IS NULL AND link.opened_at IS NOT NULL\n            AND link.expires_at > clock_timestamp();\n    IF NOT FOUND THEN\n        RAISE 'link % signs nothing of this', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'signature_uses_its_link';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="signature_uses_its_link",
                violation_error_message="This link was used, withdrawn or has expired just now.",
                when="NEW.link_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION form_link_is_over(asked bigint, besides bigint) RETURNS boolean\nLANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT EXISTS (\n        SELECT FROM releases_signaturelink AS link\n            JOIN releases_signedform AS form ON form.client_id = link.client_id\n                AND form.kind = link.form_kind\n                AND form.contact_id IS NOT DISTINCT FROM link.contact_id\n        WHERE link.id = asked AND form.id IS DISTINCT FROM besides\n            AND (form.withdrawn_at >= link.made_at OR form.recorded_at >= link.made_at\n                AND (form.whole OR link.capacity = form.capacity\n    AND (link.capacity IN ('client', 'minor', 'teen')\n        OR folded_name(link.signer) = folded_name(form.signer))))\n    ) OR EXISTS (\n        SELECT FROM releases_signingsession\n        WHERE link_id = asked AND ended_how = 'refused'\n    )\n$$\n",
                drop="form_link_is_over(bigint, bigint)",
                name="form_link_is_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("capacity__in", ["client", "minor", "parent", "agent"]),
                        ("client", None),
                        ("contact", None),
                        ("draft__isnull", False),
                        ("form_kind", ""),
                        ("language", ""),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(
                                (
                                    "capacity__in",
                                    ["client", "minor", "parent", "agent"],
                                ),
                                ("form_kind", "consent"),
                            ),
                            models.Q(
                                ("capacity__in", ["teen", "parent", "agent"]),
                                ("form_kind", "confidentiality"),
                            ),
                            models.Q(
                                (
                                    "capacity__in",
                                    ["participant", "participants_parent"],
                                ),
                                ("form_kind", "acknowledgement"),
                            ),
                            models.Q(
                                ("capacity__in", ["teen"]), ("form_kind", "assent")
                            ),
                            _connector="OR",
                        ),
                        ("client__isnull", False),
                        ("draft", None),
                        ("language__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="link_is_of_one_paper",
                violation_error_message="Send one release, or one form, to whoever signs it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
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
                name="link_says_who_joins",
                violation_error_message="Say whose acknowledgement it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form_kind", "acknowledgement"), _negated=True),
                    models.Q(
                        ("asks_birth_of__isnull", False),
                        models.Q(
                            ("asks_birth_of", models.F("contact")),
                            models.Q(("capacity", "participant"), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="link_asks_whoever_joins",
                violation_error_message="Of whoever joins, their own date of birth is asked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="link_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("draft", None),
                    ("locked_at", None),
                    ("used_at", None),
                    ("withdrawn_at", None),
                ),
                fields=("client", "form_kind", "contact", "signer", "capacity"),
                name="link_one_a_signer_of_a_form",
                nulls_distinct=False,
                violation_error_message="Withdraw the link that they have first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
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
                ),
                name="link_says_whose",
                violation_error_message="Say who signs, and in what right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    whose bigint;\nBEGIN\n    IF NEW.draft_id IS NULL THEN\n        SELECT id INTO whose FROM clients_client\n            WHERE id = NEW.client_id FOR NO KEY UPDATE;\n    ELSE\n        SELECT client_id INTO whose FROM releases_releasedraft\n            WHERE id = NEW.draft_id AND withdrawn_at IS NULL FOR NO KEY UPDATE;\n    END IF;\n    PERFORM FROM clients_client AS client\n        WHERE client.id = whose\n            AND client.discharged_on IS NULL AND client.deceased_on IS NULL\n            AND (NEW.asks_birth_of_id IS NULL OR EXISTS (\n                SELECT FROM clients_contact AS contact\n                WHERE contact.id = NEW.asks_birth_of_id AND contact.client_id = whose\n            ));\n    IF NOT FOUND\n        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)\n        OR EXISTS (\n            SELECT FROM releases_refusal\n            WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL\n        )\n    THEN\n        RAISE 'what link % is for waits for none', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'link_is_for_what_waits';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="link_is_for_what_waits",
                violation_error_message="This waits for no signature any more, or the client’s care ended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturelink",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    about record;\nBEGIN\n    SELECT client_id, contact_id INTO about FROM releases_releasedraft\n        WHERE id = NEW.draft_id;\n    IF NEW.draft_id IS NULL THEN\n        SELECT NEW.client_id, NEW.contact_id INTO about;\n    END IF;\n    PERFORM FROM clients_contact AS contact\n        WHERE contact.client_id = about.client_id\n            AND (NEW.capacity IN ('client', 'minor', 'teen')\n                OR contact.id = about.contact_id\n                    AND folded_name(contact.name) <> folded_name(NEW.signer))\n            AND (same_email(contact.email, NEW.email)\n                OR same_phone(contact.phone, NEW.phone));\n    IF FOUND THEN\n        RAISE 'link % leads to someone else', NEW.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'link_goes_to_its_signer';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="link_goes_to_its_signer",
                violation_error_message="This is also where someone else in the client’s life is reached.",
                when="NEW.email <> '' OR NEW.phone <> ''",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("link", None),
                    models.Q(("mark", "paper"), _negated=True),
                    _connector="OR",
                ),
                name="form_by_link_on_a_screen",
                violation_error_message="What comes by a link is signed on a screen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    UPDATE releases_signaturelink AS link SET used_at = clock_timestamp()\n        WHERE link.id = NEW.link_id AND link.capacity = NEW.capacity\n    AND (link.capacity IN ('client', 'minor', 'teen')\n        OR folded_name(link.signer) = folded_name(NEW.signer))\n            AND (link.client_id, link.form_kind, link.language, link.version)\n                = (NEW.client_id, NEW.kind, NEW.language, NEW.content_sha256)\n            AND link.contact_id IS NOT DISTINCT FROM NEW.contact_id\n            AND NOT form_link_is_over(link.id, NEW.id)\n            AND link.used_at IS NULL AND link.withdrawn_at IS NULL\n            AND link.locked_at IS NULL AND link.opened_at IS NOT NULL\n            AND link.expires_at > clock_timestamp();\n    IF NOT FOUND THEN\n        RAISE 'link % signs nothing of this', NEW.link_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_uses_its_link';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="form_uses_its_link",
                violation_error_message="This link was used, withdrawn or has expired just now.",
                when="NEW.link_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("client", None),
                        ("contact", None),
                        ("draft__isnull", False),
                        ("form_kind", ""),
                        ("form_signer", ""),
                    ),
                    models.Q(
                        ("client__isnull", False),
                        ("draft", None),
                        (
                            "form_kind__in",
                            ["consent", "confidentiality", "acknowledgement", "assent"],
                        ),
                        ("form_signer__regex", "\\S"),
                        ("language__regex", "\\S"),
                    ),
                    models.Q(
                        ("client__isnull", False),
                        ("contact", None),
                        ("draft", None),
                        ("form_kind", ""),
                        ("form_signer", ""),
                        ("language__regex", "\\S"),
                        ("way", "room"),
                    ),
                    _connector="OR",
                ),
                name="signing_session_is_of_one_paper",
                violation_error_message="Hand over one release, form or plan.",
            ),
        ),
    ]
