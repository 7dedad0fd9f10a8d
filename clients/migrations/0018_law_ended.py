"""A release may end by a law that comes to apply."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0017_emancipation_seen"),
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
                    ("authority_added", "Authority to sign entered"),
                    ("authority_verified", "Authority to sign verified"),
                    ("order_added", "Court order entered"),
                    ("draft_prepared", "Release prepared"),
                    ("draft_withdrawn", "Prepared release put aside"),
                    ("draft_printed", "Release printed for signature"),
                    ("signed_in_part", "Release signed by one of several"),
                    ("signed", "Release signed"),
                    ("superseded", "Release superseded"),
                    ("revoked", "Release revoked"),
                    ("revoked_in_part", "Release revoked in part"),
                    ("revocation_written", "Revocation received in writing"),
                    ("event_occurred", "Release ended by its event"),
                    ("authority_ended", "Signer's authority ended"),
                    ("law_ended", "Release ended by law"),
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
                            "authority_added",
                            "authority_verified",
                            "order_added",
                            "draft_prepared",
                            "draft_withdrawn",
                            "draft_printed",
                            "signed_in_part",
                            "signed",
                            "superseded",
                            "revoked",
                            "revoked_in_part",
                            "revocation_written",
                            "event_occurred",
                            "authority_ended",
                            "law_ended",
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
    ]
