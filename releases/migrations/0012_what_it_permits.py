"""A release says how its contact joins, which way information goes, and who tells.

What was signed before said nothing of it, and meant every way: it grants every place too.
"""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers
import releases.models.draft

# No table is altered while a key waits to be asked.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
GRANT_PLACES = """
    INSERT INTO releases_grant (release_id, client_id, contact_id, release_discloser,
        release_in_force, what, discloser)
    SELECT DISTINCT release_id, client_id, contact_id, release_discloser,
        release_in_force, place, discloser
    FROM releases_grant, unnest('{in_person,phone,video}'::text[]) AS place
    WHERE what IN ('joint', 'collateral')
"""
TAKE_PLACES = """
    ALTER TABLE releases_grant DISABLE TRIGGER grant_is_final;
    DELETE FROM releases_grant WHERE what IN ('in_person', 'phone', 'video');
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE releases_grant ENABLE TRIGGER grant_is_final;
"""
SAY_HOW = """
    UPDATE releases_releasedraft SET
        formats = '{joint,collateral}',
        places = '{in_person,phone,video}',
        disclosers = CASE discloser WHEN 'practice' THEN '{0}'
            ELSE ARRAY[(SELECT clinician_id FROM clients_client WHERE id = client_id)]
        END
"""
SAY_WHO = """
    UPDATE releases_releasedraft
    SET discloser = CASE WHEN 0 = ANY (disclosers) THEN 'practice' ELSE 'clinician' END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0008_event_of_release"),
        ("releases", "0011_each_purpose"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="document",
            name="document_is_whole",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_told_by_its_discloser",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_is_signed_for",
        ),
        migrations.RunSQL(SETTLE, ""),
        migrations.RunSQL(GRANT_PLACES, TAKE_PLACES),
        migrations.RunSQL("", SETTLE),
        migrations.AddField(
            model_name="release",
            name="most_sessions",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="direction",
            field=models.CharField(
                choices=[
                    ("disclose", "We may share with them"),
                    ("obtain", "They may share with us, and we share nothing"),
                    ("exchange", "Both may share with each other"),
                ],
                default="disclose",
                max_length=20,
                verbose_name="which way",
            ),
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="disclosers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                default=releases.models.draft.by_the_practice,
                size=None,
                verbose_name="who may share it",
            ),
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="formats",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("joint", "Joint: with the client"),
                        ("collateral", "Collateral: without the client"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="in which sessions",
            ),
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="most_sessions",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Leave it empty where the number does not matter.",
                null=True,
                verbose_name="at most so many sessions",
            ),
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="off_limit_topics",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("attendance", "Attendance and appointment times"),
                        ("skills", "Coping skills and how to support them at home"),
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
                verbose_name="what stays private, from the list",
            ),
        ),
        migrations.AddField(
            model_name="releasedraft",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("in_person", "In person"),
                        ("phone", "By phone"),
                        ("video", "By video"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="where they join",
            ),
        ),
        migrations.AlterField(
            model_name="releasedraft",
            name="discloser",
            field=models.CharField(default="practice", max_length=20),
        ),
        migrations.RunSQL("", SETTLE),
        migrations.RunSQL(SAY_HOW, SAY_WHO),
        migrations.RunSQL(SETTLE, ""),
        migrations.RemoveField(
            model_name="releasedraft",
            name="discloser",
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.functions.comparison.Coalesce(
                        models.Func(
                            "content",
                            models.Value(
                                '$.practice.type() == "object" && $.client.name like_regex "\\\\S" && $.client.chosen_name.type() == "string" && $.client.date_of_birth like_regex "^\\\\d{4}-\\\\d{2}-\\\\d{2}$" && $.contact.name like_regex "\\\\S" && $.contact.relationship like_regex "\\\\S" && $.effective_on like_regex "^\\\\d{4}-\\\\d{2}-\\\\d{2}$" && $.expires_on like_regex "^\\\\d{4}-\\\\d{2}-\\\\d{2}$" && ($.authority_ends_on == null || $.authority_ends_on like_regex "^\\\\d{4}-\\\\d{2}-\\\\d{2}$") && $.details.type() == "string" && $.off_limits.type() == "string" && $.expires_event.type() == "string" && $.topics.type() == "array" && $.sensitive.type() == "array" && !exists($.topics[*] ? (!(@.code.type() == "string" && @.label.type() == "string" && @.allowed.type() == "boolean"))) && !exists($.sensitive[*] ? (!(@.code.type() == "string" && @.label.type() == "string" && @.allowed.type() == "boolean"))) && $.statements.type() == "array" && $.statements.size() > 0 && (($.version == 1 && $.purpose.code like_regex "\\\\S" && $.discloser like_regex "\\\\S" && exists($.signature ? (@.signer like_regex "\\\\S" && @.capacity like_regex "\\\\S" && @.signed_at like_regex "\\\\S"))) || ($.version == 2 && $.purpose.code like_regex "\\\\S" && $.discloser.label like_regex "\\\\S" && $.signatures.type() == "array" && $.signatures.size() > 0 && !exists($.signatures[*] ? (!(@.signer like_regex "\\\\S" && @.capacity like_regex "\\\\S" && @.signed_at like_regex "\\\\S")))) || ($.version == 3 && $.discloser.label like_regex "\\\\S" && $.signatures.type() == "array" && $.signatures.size() > 0 && !exists($.signatures[*] ? (!(@.signer like_regex "\\\\S" && @.capacity like_regex "\\\\S" && @.signed_at like_regex "\\\\S"))) && $.purposes.type() == "array" && $.purposes.size() > 0 && !exists($.purposes[*] ? (!(@.code like_regex "\\\\S" && @.label like_regex "\\\\S"))) && $.lead like_regex "\\\\S" && $.agreement like_regex "\\\\S" && ($.voice == "client" && exists($.signatures[*] ? (@.capacity == "client" || @.capacity == "minor")) || ($.voice == "child" || $.voice == "other") && exists($.signatures[*] ? (!(@.capacity == "client" || @.capacity == "minor")))) && ($.part2 == true && exists($.statements[*] ? (@.code == "part2")) || $.part2 == false && !exists($.statements[*] ? (@.code == "part2")))) || ($.version == 4 && $.signatures.type() == "array" && $.signatures.size() > 0 && !exists($.signatures[*] ? (!(@.signer like_regex "\\\\S" && @.capacity like_regex "\\\\S" && @.signed_at like_regex "\\\\S"))) && $.purposes.type() == "array" && $.purposes.size() > 0 && !exists($.purposes[*] ? (!(@.code like_regex "\\\\S" && @.label like_regex "\\\\S"))) && $.lead like_regex "\\\\S" && $.agreement like_regex "\\\\S" && ($.voice == "client" && exists($.signatures[*] ? (@.capacity == "client" || @.capacity == "minor")) || ($.voice == "child" || $.voice == "other") && exists($.signatures[*] ? (!(@.capacity == "client" || @.capacity == "minor")))) && ($.part2 == true && exists($.statements[*] ? (@.code == "part2")) || $.part2 == false && !exists($.statements[*] ? (@.code == "part2"))) && $.kind like_regex "\\\\S" && $.language like_regex "\\\\S" && $.disclosers.type() == "array" && $.disclosers.size() > 0 && !exists($.disclosers[*] ? (!(@.label like_regex "\\\\S" && (@.clinician == null || @.clinician.type() == "number")))) && $.formats.type() == "array" && $.places.type() == "array" && !exists($.formats[*] ? (!(@.code.type() == "string" && @.label.type() == "string" && @.allowed.type() == "boolean"))) && !exists($.places[*] ? (!(@.code.type() == "string" && @.label.type() == "string" && @.allowed.type() == "boolean"))) && ($.direction == "obtain" || ($.direction == "disclose" || $.direction == "exchange") && exists($.formats[*] ? (@.allowed == true)) && exists($.places[*] ? (@.allowed == true))) && ($.most_sessions == null || $.most_sessions >= 1) && $.off_limit_topics.type() == "array" && !exists($.off_limit_topics[*] ? (!(@.code like_regex "\\\\S" && @.label like_regex "\\\\S"))) && !exists($.topics[*] ? (@.allowed == true && @.code == $.off_limit_topics[*].code)) && !exists($.sensitive[*] ? (@.allowed == true && @.code == $.off_limit_topics[*].code))))'
                            ),
                            function="JSONB_PATH_MATCH",
                            output_field=models.BooleanField(),
                        ),
                        models.Value(False),
                    )
                ),
                name="document_is_whole",
                violation_error_message="This is not all that a release must say.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("discloser", models.F("release_discloser")),
                        ("discloser__gte", 0),
                    ),
                    models.Q(("discloser__gt", 0), ("release_discloser__in", (0, -1))),
                    _connector="OR",
                ),
                name="grant_told_by_its_discloser",
                violation_error_message="The release names another clinician.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    said jsonb := (\n        SELECT document.content FROM releases_release AS release\n        JOIN releases_document AS document ON document.id = release.document_id\n        WHERE release.id = NEW.release_id\n    );\n    ticked jsonb := jsonb_build_array(\n        jsonb_build_object('code', NEW.what, 'allowed', true)\n    );\n    of_old boolean := (said -> 'version')::integer <= 3;\nBEGIN\n    IF coalesce(CASE\n        WHEN NEW.what IN ('joint', 'collateral', 'in_person', 'phone', 'video') AND of_old THEN true\n        WHEN NEW.what IN ('joint', 'collateral', 'in_person', 'phone', 'video') THEN\n            said -> 'formats' @> ticked OR said -> 'places' @> ticked\n        ELSE said -> 'topics' @> ticked OR EXISTS (\n            SELECT FROM jsonb_array_elements(said -> 'sensitive') AS topic\n            WHERE topic @> (ticked -> 0) AND topic ->> 'initials' ~ '\\S'\n        )\n    END AND (of_old OR said ->> 'direction' <> 'obtain' AND (\n        said -> 'disclosers' @> '[{\"clinician\": null}]'\n        OR said -> 'disclosers' @> jsonb_build_array(\n            jsonb_build_object('clinician', NEW.discloser)\n        )\n    )), false) THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'release % was not signed for this', NEW.release_id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_signed_for';\nEND\n",
                fires="BEFORE INSERT",
                name="grant_is_signed_for",
                violation_error_message="The release was not signed for this.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disclosers", [0]),
                    models.Q(
                        ("disclosers__len__gt", 0),
                        models.Q(("disclosers__contains", [0]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="draft_says_who_may_share",
                violation_error_message="Tick the practice, or name clinicians of it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("direction__in", ["disclose", "obtain", "exchange"])
                ),
                name="draft_goes_a_way",
                violation_error_message="Choose which way information goes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("direction", "obtain"),
                    models.Q(("formats__len__gt", 0), ("places__len__gt", 0)),
                    _connector="OR",
                ),
                name="draft_says_how_they_join",
                violation_error_message="Tick at least one way in which they join.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_sessions", None), ("most_sessions__gt", 0), _connector="OR"
                ),
                name="draft_allows_a_session",
                violation_error_message="Allow at least one session, or any number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("topics__overlap", models.F("off_limit_topics")), _negated=True
                    ),
                    models.Q(
                        ("sensitive_topics__overlap", models.F("off_limit_topics")),
                        _negated=True,
                    ),
                ),
                name="draft_shares_nothing_off_limits",
                violation_error_message="What stays private cannot be shared too.",
            ),
        ),
    ]
