"""Voiding, revoking in part, and a revocation put in writing; all as they happen."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0010_care_ended"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="consentevent",
            name="event_has_a_kind",
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("client_added", "Client added"),
                    ("client_changed", "Client's details changed"),
                    ("contact_added", "Contact added"),
                    ("contact_changed", "Contact's details changed"),
                    ("contact_corrected", "Contact corrected"),
                    ("draft_prepared", "Release prepared"),
                    ("draft_withdrawn", "Prepared release put aside"),
                    ("draft_printed", "Release printed for signature"),
                    ("signed", "Release signed"),
                    ("superseded", "Release superseded"),
                    ("revoked", "Release revoked"),
                    ("revoked_in_part", "Release revoked in part"),
                    ("revocation_written", "Revocation received in writing"),
                    ("event_occurred", "Release ended by its event"),
                    ("authority_ended", "Signer's authority ended"),
                    ("voiding_asked", "Voiding of a release asked for"),
                    ("voiding_declined", "Release not voided"),
                    ("voided", "Release voided"),
                    ("viewed", "Release viewed"),
                    ("printed", "Release printed"),
                    ("booked", "Session booked"),
                    ("moved", "Session moved"),
                    ("joined", "Contact added to a session"),
                    ("left", "Contact taken out of a session"),
                    ("topics_changed", "Topics of a session changed"),
                    ("held", "Session put on hold"),
                    ("reopened", "Session re-opened"),
                    ("cancelled", "Session cancelled"),
                    ("client_ended", "Client discharged or deceased"),
                    ("client_returned", "Client back in care"),
                    ("refused", "Session not booked"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "client_added",
                            "client_changed",
                            "contact_added",
                            "contact_changed",
                            "contact_corrected",
                            "draft_prepared",
                            "draft_withdrawn",
                            "draft_printed",
                            "signed",
                            "superseded",
                            "revoked",
                            "revoked_in_part",
                            "revocation_written",
                            "event_occurred",
                            "authority_ended",
                            "voiding_asked",
                            "voiding_declined",
                            "voided",
                            "viewed",
                            "printed",
                            "booked",
                            "moved",
                            "joined",
                            "left",
                            "topics_changed",
                            "held",
                            "reopened",
                            "cancelled",
                            "client_ended",
                            "client_returned",
                            "refused",
                        ],
                    )
                ),
                name="event_has_a_kind",
                violation_error_message="Say what happened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.at >= OLD.at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'event_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="event_is_recorded_now",
                violation_error_message="What happens is recorded as it happens.",
                when="NEW.at < now() - interval '1 minute'",
            ),
        ),
    ]
