"""Who takes away lost second factors says how they made sure who asks."""

from __future__ import annotations

from django.db import migrations, models

import practice.database.triggers

# Of those that went before, nobody was asked; their events are final.
UNSAID = """
ALTER TABLE practice_accountevent DISABLE TRIGGER account_event_is_final;
UPDATE practice_accountevent SET made_sure = 'unsaid' WHERE kind = 'factors_taken';
SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE practice_accountevent ENABLE TRIGGER account_event_is_final;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0023_factors_taken"),
    ]

    operations = [
        migrations.AddField(
            model_name="accountevent",
            name="made_sure",
            field=models.CharField(
                blank=True,
                choices=[
                    ("in_person", "In person, known to the admin or by a photo ID"),
                    (
                        "called_back",
                        "Called at the number that the practice had before",
                    ),
                    ("video", "On a video call, known to the admin"),
                    ("unsaid", "Not written, as that was not asked yet"),
                ],
                default="",
                max_length=20,
                verbose_name="how you made sure that it is they who ask",
            ),
        ),
        migrations.RunSQL(UNSAID, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="accountevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "factors_taken"),
                        (
                            "made_sure__in",
                            ["in_person", "called_back", "video", "unsaid"],
                        ),
                    ),
                    models.Q(
                        models.Q(("kind", "factors_taken"), _negated=True),
                        ("made_sure", ""),
                    ),
                    _connector="OR",
                ),
                name="account_event_made_sure",
                violation_error_message="Say how you made sure that it is they who ask.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountevent",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'how somebody made sure who asks is not said' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'lost_factors_say_who_asked';\nEND\n",
                fires="BEFORE INSERT",
                name="lost_factors_say_who_asked",
                violation_error_message="Say how you made sure that it is they who ask.",
                when="NEW.made_sure = 'unsaid'",
            ),
        ),
    ]
