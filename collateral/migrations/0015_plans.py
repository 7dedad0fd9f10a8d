"""Plans written out for goals, in versions that are approved, and what the practice makes
them of.
"""

from __future__ import annotations

from typing import Any

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers

# The first three are what anyone may begin with.
PROMPTS = (
    "How can you support these goals?",
    "What gets in the way of healthy communication?",
    "What would help both of you feel heard?",
    "What have you noticed that went well since last time?",
    "What should nobody say to help, because it does not?",
    "What is one thing to try before we meet again?",
)
STOP = "Anyone raises a hand, and we pause. The client may end it without a reason."
RULES = (
    "One person speaks at a time. No surprises, and no recording. Anyone may ask for a "
    "pause."
)
EXIT = "The client stays ten minutes; the others leave first."
USUAL = {
    "purposes": ["relationship"],
    "rhythm": "Once, 50 minutes; then we decide together.",
    "ground_rules": RULES,
    "secrets": "limited",
    "minutes_before": 10,
    "minutes_after": 10,
    "stop_signal": STOP,
    "separate_exit": EXIT,
    "prompts": list(PROMPTS[:3]),
}
NOTHING = {
    "on_diagnosis": "Nothing.",
    "on_medication": "Nothing.",
    "on_risk": "Nothing, but what keeps someone safe.",
}
TEMPLATES = {
    "individual": ("Individual: someone joins once", USUAL | NOTHING),
    "cbt": (
        "CBT: learning the skills",
        USUAL
        | NOTHING
        | {
            "purposes": ["support"],
            "rhythm": "One session in four, 20 minutes of 50.",
            "prompts": [PROMPTS[0], PROMPTS[4], PROMPTS[5]],
        },
    ),
    "play": (
        "Play therapy: talking with a parent",
        USUAL
        | {
            "purposes": ["information", "understanding"],
            "rhythm": "Once a month, 50 minutes, without the child.",
            "minutes_before": 0,
            "minutes_after": 0,
            "separate_exit": "",
            "prompts": [PROMPTS[3], PROMPTS[0], PROMPTS[5]],
        },
    ),
    "pcit": (
        "PCIT: every session, coached",
        USUAL
        | {
            "purposes": ["relationship", "support"],
            "rhythm": "Every week, 60 minutes, parent and child together.",
            "minutes_before": 5,
            "minutes_after": 5,
            "separate_exit": "",
            "prompts": [PROMPTS[3], PROMPTS[5]],
        },
    ),
    "dbt": (
        "DBT: coaching someone close",
        USUAL
        | {
            "purposes": ["support", "understanding"],
            "rhythm": "Once a month, 50 minutes.",
            "on_diagnosis": "Nothing.",
            "on_medication": "Nothing.",
            "on_risk": "Warning signs, and whom to call.",
            "prompts": [PROMPTS[0], PROMPTS[4], PROMPTS[2]],
        },
    ),
    "family": (
        "Family therapy: everyone, every time",
        USUAL
        | {
            "secrets": "no_secrets",
            "rhythm": "Every two weeks, 60 minutes, with everyone.",
            "minutes_before": 0,
            "minutes_after": 0,
            "separate_exit": "",
            "prompts": [PROMPTS[1], PROMPTS[2], PROMPTS[5]],
        },
    ),
}


def stock(apps: Any, editor: Any) -> None:
    """What ships: questions of nobody's own, and a template for each modality."""
    prompt = apps.get_model("collateral", "PlanPrompt")
    prompt.objects.bulk_create(prompt(words=words) for words in PROMPTS)
    template = apps.get_model("collateral", "PlanTemplate")
    template.objects.bulk_create(
        template(name=name, modality=modality, says=says)
        for modality, (name, says) in TEMPLATES.items()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0031_plans"),
        ("collateral", "0014_screening"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanApproval",
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
                    "who",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            ("consenter", "Whoever consents to the client’s care"),
                        ],
                        max_length=20,
                        verbose_name="who approves it",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("told", "They told me so"),
                            (
                                "tablet",
                                "They read it on this screen beside me, and pressed the button",
                            ),
                        ],
                        max_length=20,
                        verbose_name="how they said so",
                    ),
                ),
                ("approved_at", models.DateTimeField(editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="PlanPrompt",
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
                ("words", models.CharField(max_length=300, verbose_name="question")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanTemplate",
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
                ("name", models.CharField(max_length=80)),
                (
                    "modality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("individual", "Individual therapy"),
                            ("cbt", "CBT"),
                            ("play", "Play therapy"),
                            ("pcit", "PCIT"),
                            ("dbt", "DBT"),
                            ("family", "Family therapy"),
                        ],
                        max_length=20,
                    ),
                ),
                ("says", models.JSONField(default=dict)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "relationship",
                                    "Communication: practice skills and be heard, with support",
                                ),
                                (
                                    "support",
                                    "Support between sessions: coping, sleep, healthy habits",
                                ),
                                ("information", "Information that helps the treatment"),
                                (
                                    "understanding",
                                    "Helping someone close understand what helps",
                                ),
                                (
                                    "change",
                                    "A change in life: discharge, caregiving, co-parenting",
                                ),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="What it is for",
                    ),
                ),
                (
                    "goals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="For which goal",
                    ),
                ),
                (
                    "why_person",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why this person"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="how long, and how often",
                    ),
                ),
                (
                    "topics",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="topics to cover"
                    ),
                ),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("attendance", "Attendance and appointment times"),
                                (
                                    "skills",
                                    "Coping skills and how to support them at home",
                                ),
                                ("sleep", "Sleep, daily routine and health habits"),
                                ("progress", "Treatment goals and progress"),
                                ("relationship", "Communication and the relationship"),
                                ("diagnosis", "Diagnosis"),
                                ("medication", "Medication"),
                                ("history", "Developmental and family history"),
                                ("safety", "Safety plan and warning signs"),
                                ("school", "School or work"),
                                ("substance_use", "Substance use treatment"),
                                ("hiv", "HIV, AIDS or sexually transmitted infection"),
                                ("reproductive", "Reproductive or sexual health"),
                                ("gender", "Gender-affirming care"),
                                ("assault", "Sexual assault or domestic violence"),
                                ("genetic", "Genetic information"),
                                ("tests", "Psychological test data"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "off_limits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("attendance", "Attendance and appointment times"),
                                (
                                    "skills",
                                    "Coping skills and how to support them at home",
                                ),
                                ("sleep", "Sleep, daily routine and health habits"),
                                ("progress", "Treatment goals and progress"),
                                ("relationship", "Communication and the relationship"),
                                ("diagnosis", "Diagnosis"),
                                ("medication", "Medication"),
                                ("history", "Developmental and family history"),
                                ("safety", "Safety plan and warning signs"),
                                ("school", "School or work"),
                                ("substance_use", "Substance use treatment"),
                                ("hiv", "HIV, AIDS or sexually transmitted infection"),
                                ("reproductive", "Reproductive or sexual health"),
                                ("gender", "Gender-affirming care"),
                                ("assault", "Sexual assault or domestic violence"),
                                ("genetic", "Genetic information"),
                                ("tests", "Psychological test data"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Off limits",
                    ),
                ),
                (
                    "off_limits_words",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="what else is off limits",
                    ),
                ),
                (
                    "on_diagnosis",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="what may be said of the diagnosis",
                    ),
                ),
                (
                    "on_medication",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="what may be said of medication",
                    ),
                ),
                (
                    "on_risk",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="what may be said of risk",
                    ),
                ),
                (
                    "ground_rules",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="ground rules"
                    ),
                ),
                (
                    "secrets",
                    models.CharField(
                        choices=[
                            (
                                "no_secrets",
                                "No secrets: what is told apart may come into the room",
                            ),
                            (
                                "limited",
                                "Limited: what is told apart stays apart, but for safety",
                            ),
                            ("none", "Nothing was agreed about it"),
                        ],
                        default="limited",
                        max_length=20,
                        verbose_name="what is told apart",
                    ),
                ),
                (
                    "minutes_before",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(60)],
                        verbose_name="minutes alone before",
                    ),
                ),
                (
                    "minutes_after",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(60)],
                        verbose_name="minutes alone after",
                    ),
                ),
                (
                    "opening",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "prompts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "stop_signal",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="signal to stop"
                    ),
                ),
                (
                    "separate_exit",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="how they leave apart"
                    ),
                ),
                (
                    "assent",
                    models.CharField(
                        blank=True,
                        help_text="In their own words, and on which day.",
                        max_length=300,
                        verbose_name="what the minor said to it",
                    ),
                ),
                (
                    "debrief_on",
                    models.DateField(blank=True, null=True, verbose_name="debrief on"),
                ),
                ("saved_at", models.DateTimeField(editable=False)),
            ],
            options={
                "ordering": ["plan", "-number"],
            },
        ),
        migrations.CreateModel(
            name="TreatmentGoal",
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
                ("words", models.CharField(max_length=300, verbose_name="the goal")),
                (
                    "known_by",
                    models.CharField(max_length=500, verbose_name="how will we know"),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_sharedsessionplan\n        WHERE session_id = NEW.session_id AND wish_id IS NOT NULL\n    ) AND NOT plan_is_approved(NEW.session_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE",
                name="participant_has_a_plan",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiontopic",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF (\n        SELECT NEW.topic = ANY (version.off_limits)\n        FROM collateral_participant AS seat\n        JOIN collateral_planversion AS version ON version.plan_id = seat.session_id\n        WHERE seat.id = NEW.participant_id ORDER BY version.number DESC LIMIT 1\n    ) THEN\n        RAISE 'topic of participant % is off limits', NEW.participant_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'topic_is_not_off_limits';\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="topic_is_not_off_limits",
                violation_error_message="The plan keeps this out of the session.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiontopic",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    planned bigint;\nBEGIN\n    SELECT session_id INTO planned FROM collateral_participant AS seat\n        JOIN collateral_sharedsessionplan AS plan USING (session_id)\n        WHERE seat.id = NEW.participant_id AND wish_id IS NOT NULL;\n    IF FOUND AND NOT plan_is_approved(planned) THEN\n        \n        RAISE 'the plan of session % is not ready', planned USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT",
                name="topic_has_approval",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.relies_on IS NOT NULL AND lower(NEW.during) > now()",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedsessionplan",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant WHERE session_id = NEW.session_id\n            AND relies_on IS NOT NULL AND upper(during) > now()\n    ) AND NOT plan_is_approved(NEW.session_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                fires="AFTER INSERT OR UPDATE OF wish_id, session_id",
                name="plan_has_approval",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
                when="NEW.wish_id IS NOT NULL",
            ),
        ),
        migrations.AddField(
            model_name="planapproval",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planprompt",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plantemplate",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="plan",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="collateral.sharedsessionplan",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="saved_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planapproval",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approval",
                to="collateral.planversion",
            ),
        ),
        migrations.AddField(
            model_name="treatmentgoal",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goals",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="treatmentgoal",
            name="closed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="treatmentgoal",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="planprompt",
            constraint=models.UniqueConstraint(
                fields=("words",),
                name="prompt_is_there_once",
                violation_error_message="The practice has this question already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprompt",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="prompt_asks_something",
                violation_error_message="Write the question.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantemplate",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="plan_template_is_there_once",
                violation_error_message="The practice has a template of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("name__regex", "\\S"),
                    (
                        "modality__in",
                        ["", "individual", "cbt", "play", "pcit", "dbt", "family"],
                    ),
                ),
                name="plan_template_has_a_name",
                violation_error_message="Name the template.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"),
                name="plan_version_has_its_number",
                violation_error_message="Someone saved this plan meanwhile.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purposes", []), _negated=True),
                    (
                        "purposes__contained_by",
                        [
                            "relationship",
                            "support",
                            "information",
                            "understanding",
                            "change",
                        ],
                    ),
                ),
                name="plan_version_has_a_purpose",
                violation_error_message="Choose what the session is for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secrets__in", ["no_secrets", "limited", "none"]),
                    (
                        "off_limits__contained_by",
                        [
                            "attendance",
                            "skills",
                            "sleep",
                            "progress",
                            "relationship",
                            "diagnosis",
                            "medication",
                            "history",
                            "safety",
                            "school",
                            "substance_use",
                            "hiv",
                            "reproductive",
                            "gender",
                            "assault",
                            "genetic",
                            "tests",
                        ],
                    ),
                    (
                        "about__contained_by",
                        [
                            "attendance",
                            "skills",
                            "sleep",
                            "progress",
                            "relationship",
                            "diagnosis",
                            "medication",
                            "history",
                            "safety",
                            "school",
                            "substance_use",
                            "hiv",
                            "reproductive",
                            "gender",
                            "assault",
                            "genetic",
                            "tests",
                        ],
                    ),
                ),
                name="plan_version_is_of_the_lists",
                violation_error_message="Choose among what is offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes_before__lte", 60), ("minutes_after__lte", 60)
                ),
                name="plan_version_alone_for_an_hour_at_most",
                violation_error_message="Plan an hour alone at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session WHERE id = NEW.plan_id\n        AND status NOT IN ('completed', 'cancelled') AND upper(during) > NEW.saved_at\n        FOR NO KEY UPDATE;\n    IF NOT FOUND THEN\n        RAISE 'session % is over', NEW.plan_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_version_before_the_end';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="plan_version_before_the_end",
                violation_error_message="The session is over: its plan stays as it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF NEW.number <> (\n        SELECT coalesce(max(number), 0) + 1 FROM collateral_planversion\n        WHERE plan_id = NEW.plan_id\n    ) THEN\n        RAISE 'version % of plan % is not the next', NEW.number, NEW.plan_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_version_follows';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="plan_version_follows",
                violation_error_message="Someone saved this plan meanwhile. Open it again, and look at what changed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM unnest(NEW.goals) AS named (id)\n        LEFT JOIN collateral_treatmentgoal AS goal ON goal.id = named.id\n        WHERE goal.client_id IS DISTINCT FROM (\n            SELECT client_id FROM collateral_session WHERE id = NEW.plan_id\n        )\n    ) THEN\n        RAISE 'plan % names the goal of another', NEW.plan_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_goal_of_client';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="plan_goal_of_client",
                violation_error_message="Choose among this client’s own goals.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_sessiontopic AS heard\n        JOIN collateral_participant AS seat ON seat.id = heard.participant_id\n        WHERE seat.session_id = NEW.plan_id AND heard.topic = ANY (NEW.off_limits)\n    ) THEN\n        RAISE 'session % is about what is off limits', NEW.plan_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_topic_not_off_limits';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="plan_topic_not_off_limits",
                violation_error_message="The session is about one of these. Change its topics first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.saved_at >= OLD.saved_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.saved_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'plan_version_is_saved_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="plan_version_is_saved_now",
                violation_error_message="A plan is saved now.",
                when="NEW.saved_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="plan_version_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="plan_version_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF EXISTS (\n        SELECT FROM collateral_participant AS seat\n        JOIN collateral_sharedsessionplan AS plan USING (session_id)\n        WHERE session_id = NEW.plan_id AND wish_id IS NOT NULL\n            AND relies_on IS NOT NULL AND lower(during) > now()\n    ) AND NOT plan_is_approved(NEW.plan_id) THEN\n        \n        RAISE 'the plan of session % is not ready', NEW.plan_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';\n\n    END IF;\n    RETURN NULL;\nEND\n",
                deferred=True,
                fires="AFTER INSERT",
                name="plan_version_has_approval",
                raises=("participant_plan_is_ready",),
                violation_error_message="Not ready: ask the clinician.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("how__in", ["told", "tablet"]),
                    ("who__in", ["client", "consenter"]),
                ),
                name="approval_says_who_and_how",
                violation_error_message="Say who approves the plan, and how.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION plan_is_approved(planned bigint) RETURNS boolean\nLANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT coalesce((\n        SELECT EXISTS (\n            SELECT FROM collateral_planapproval WHERE version_id = version.id\n        ) AND NOT EXISTS (\n            SELECT FROM collateral_sessiontopic AS heard\n            JOIN collateral_participant AS seat ON seat.id = heard.participant_id\n            WHERE seat.session_id = planned AND heard.topic <> ALL (version.about)\n        )\n        FROM collateral_planversion AS version WHERE plan_id = planned\n        ORDER BY number DESC LIMIT 1\n    ), false)\n$$\n",
                drop="plan_is_approved(bigint)",
                name="plan_is_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planversion AS version\n        JOIN collateral_session AS session ON session.id = version.plan_id\n        WHERE version.id = NEW.version_id\n            AND status NOT IN ('completed', 'cancelled') AND upper(during) > NEW.approved_at\n            AND NOT EXISTS (\n                SELECT FROM collateral_planversion AS newer\n                WHERE newer.plan_id = version.plan_id AND newer.number > version.number\n            )\n        FOR NO KEY UPDATE OF session;\n    IF NOT FOUND THEN\n        RAISE 'version % is not the newest of a plan ahead', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_the_newest_version';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_of_the_newest_version",
                violation_error_message="The plan was changed meanwhile, or its session is over. Look at it again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planversion WHERE id = NEW.version_id AND goals <> '{}';\n    IF NOT FOUND THEN\n        RAISE 'version % is for no goal', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_a_plan_with_a_goal';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_of_a_plan_with_a_goal",
                violation_error_message="Choose a goal first: a plan is for one at least.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_planversion AS version\n        JOIN collateral_session AS session ON session.id = version.plan_id\n        JOIN clients_client AS client ON client.id = session.client_id\n        WHERE version.id = NEW.version_id AND assent !~ '\\S'\n            AND comes_of_age_on(date_of_birth, state)\n                > (lower(during) AT TIME ZONE 'Etc/GMT-14')::date;\n    IF FOUND THEN\n        RAISE 'version % is without the assent of a minor', NEW.version_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_has_the_minors_assent';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="approval_has_the_minors_assent",
                violation_error_message="Write first what the minor said to it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.approved_at >= OLD.approved_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.approved_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'approval_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="approval_is_recorded_now",
                violation_error_message="An approval is recorded as it is given.",
                when="NEW.approved_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="approval_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planapproval",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="approval_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentgoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S"), ("known_by__regex", "\\S")),
                name="goal_says_what_and_how_known",
                violation_error_message="Say what the goal is, and how you will know.",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentgoal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(
                        ("closed_at__isnull", False), ("closed_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="goal_closed_by_someone",
                violation_error_message="Record who closed the goal, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentgoal",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.written_at >= OLD.written_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.written_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'goal_is_written_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="goal_is_written_now",
                violation_error_message="A goal is written down now.",
                when="NEW.written_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentgoal",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    closing text[] := '{closed_at,closed_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL\n        AND to_jsonb(NEW) - closing = to_jsonb(OLD) - closing\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'goals stay as they were written' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'goal_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="goal_is_final",
                violation_error_message="A goal stays as it was written. Close it, and write another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentgoal",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'goals stay as they were written' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'goal_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="goal_is_not_truncated",
                raises=("goal_is_final",),
                violation_error_message="A goal stays as it was written. Close it, and write another.",
            ),
        ),
        migrations.RunPython(stock, migrations.RunPython.noop),
    ]
