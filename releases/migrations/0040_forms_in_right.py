"""Who signs a form beside a release, and in what right, the database asks too."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0036_handouts"),
        ("releases", "0039_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="signedform",
            name="form_signed_by_whom_it_says",
        ),
        migrations.RemoveConstraint(
            model_name="signedform",
            name="form_participant_is_of_age",
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    client clients_client;\n    contact clients_contact;\n    theirs boolean;\nBEGIN\n    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id;\n    SELECT * INTO contact FROM clients_contact WHERE id = NEW.contact_id;\n    theirs := folded_name(NEW.signer) <> '' AND folded_name(NEW.signer) IN (\n        folded_name(client.legal_name), folded_name(client.chosen_name)\n    );\n    IF (CASE NEW.capacity\n        WHEN 'client' THEN theirs\n        WHEN 'minor' THEN theirs\n        WHEN 'teen' THEN theirs\n        WHEN 'parent' THEN NOT theirs\n        WHEN 'agent' THEN NOT theirs\n        WHEN 'participant' THEN folded_name(NEW.signer) = folded_name(contact.name)\n        WHEN 'participants_parent' THEN\n            folded_name(NEW.signer) <> folded_name(contact.name)\n        WHEN 'clinician' THEN folded_name(NEW.signer) = (\n            SELECT folded_name(name) FROM practice_user WHERE id = client.clinician_id\n        )\n        ELSE false\n    END) THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a form of client % is signed by someone else', NEW.client_id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'form_signed_by_whom_it_says';\nEND\n",
                fires="BEFORE INSERT",
                name="form_signed_by_whom_it_says",
                violation_error_message="Whoever signs does so under their own name: nobody signs in place of someone who signs themselves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_contact WHERE id = NEW.contact_id\n        AND (NEW.signed_on < comes_of_age_on(date_of_birth, ''))\n            = (NEW.capacity = 'participant');\n    IF FOUND THEN\n        RAISE 'contact % is not of the age at which that one signs', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_participant_is_of_age';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="form_participant_is_of_age",
                violation_error_message="For a child who joins, that child’s parent signs; whoever is of age signs.",
                when="NEW.capacity IN ('participant', 'participants_parent')",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    client clients_client;\n    recorded date := (NEW.recorded_at AT TIME ZONE NEW.time_zone)::date;\n    of_age date;\n    minor boolean;\nBEGIN\n    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id FOR SHARE;\n    of_age := LEAST(\n        comes_of_age_on(client.date_of_birth, client.state), client.emancipated_on\n    );\n    minor := recorded < of_age;\n    IF (NEW.capacity = 'client' AND NEW.signed_on < of_age)\n        OR (NOT minor AND (NEW.capacity IN ('minor', 'teen', 'parent')\n            OR NEW.kind IN ('confidentiality', 'assent')))\n        OR (NEW.capacity = 'minor' AND NEW.authority !~ '\\S')\n        OR (NEW.capacity IN ('parent', 'agent') AND EXISTS (\n                SELECT FROM clients_courtorder AS ordered\n                    JOIN clients_contact AS barred ON barred.id = ordered.contact_id\n                WHERE barred.client_id = NEW.client_id\n                    AND ordered.ruling = 'no_decisions' AND folded_name(barred.name) = folded_name(NEW.signer)\n                    AND NOT EXISTS (\n                        SELECT FROM clients_courtorder AS newer\n                        WHERE newer.contact_id = ordered.contact_id\n                            AND newer.about = ordered.about\n                            AND (newer.dated_on, newer.id)\n                                > (ordered.dated_on, ordered.id)\n                    )\n            ))\n        OR (NEW.capacity IN ('parent', 'agent') AND (\n            SELECT bool_or(coalesce(\n                papers.holds @> recorded AND papers.starts_on <= NEW.signed_on\n                    AND folded_name(NEW.signer)\n                        = folded_name(coalesce(holder.name, papers.person_name)),\n                false\n            ))\n            FROM clients_authority AS papers\n                LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id\n            WHERE papers.client_id = NEW.client_id AND CASE WHEN minor\n                THEN papers.kind <> 'agent'\n                ELSE papers.kind IN ('guardian', 'letters', 'agent', 'court') END\n                AND NOT EXISTS (\n                SELECT FROM clients_courtorder AS ordered\n                    JOIN clients_contact AS barred ON barred.id = ordered.contact_id\n                WHERE barred.client_id = NEW.client_id\n                    AND ordered.ruling = 'no_decisions' AND barred.id = papers.contact_id\n                    AND NOT EXISTS (\n                        SELECT FROM clients_courtorder AS newer\n                        WHERE newer.contact_id = ordered.contact_id\n                            AND newer.about = ordered.about\n                            AND (newer.dated_on, newer.id)\n                                > (ordered.dated_on, ordered.id)\n                    )\n            )\n        ) IS FALSE)\n    THEN\n        RAISE 'nobody signs a form of client % in that right then', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_is_signed_in_right';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="form_is_signed_in_right",
                violation_error_message="Whoever signs has no right to it, or had none on that day. Who may sign stands on the client’s page.",
            ),
        ),
    ]
