"""Forms signed beside a release; nobody has signed any yet."""

from __future__ import annotations

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0034_forms"),
        ("releases", "0038_sessions_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedForm",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("consent", "Consent to treat"),
                            ("confidentiality", "Teen confidentiality agreement"),
                            ("acknowledgement", "Acknowledgement of whoever joins"),
                            ("assent", "A minor’s assent"),
                        ],
                        max_length=20,
                        verbose_name="what is signed",
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("wording_version", models.PositiveSmallIntegerField()),
                ("content", models.TextField()),
                ("content_sha256", models.CharField(max_length=64)),
                (
                    "signer",
                    models.CharField(max_length=200, verbose_name="signer's full name"),
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
                            ("teen", "The client, a minor, who agrees"),
                            ("parent", "A parent or guardian"),
                            (
                                "agent",
                                "A health care agent or court-appointed guardian",
                            ),
                            ("participant", "The person who joins"),
                            ("participants_parent", "A parent of the child who joins"),
                            ("clinician", "The clinician"),
                        ],
                        max_length=20,
                        verbose_name="signing as",
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="by what right"
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("drawn", "Drawn"),
                            ("typed", "Typed"),
                            ("paper", "By hand, on paper"),
                            ("cross", "A mark, seen by two witnesses"),
                        ],
                        max_length=10,
                    ),
                ),
                ("strokes", models.JSONField(blank=True, default=list)),
                ("typed_name", models.CharField(blank=True, max_length=200)),
                ("device", models.CharField(blank=True, max_length=300)),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("time_zone", models.CharField(max_length=60)),
                (
                    "whole",
                    models.BooleanField(verbose_name="everyone has signed who has to"),
                ),
                ("recorded_at", models.DateTimeField(editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="clients.contact",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("whole", True), ("withdrawn_at", None)),
                        fields=["client", "kind", "contact"],
                        name="form_in_force",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="form_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("capacity__in", ("client", "minor", "parent", "agent")),
                        ("kind", "consent"),
                    ),
                    models.Q(
                        ("capacity__in", ("teen", "parent", "agent", "clinician")),
                        ("kind", "confidentiality"),
                    ),
                    models.Q(
                        ("capacity__in", ("participant", "participants_parent")),
                        ("kind", "acknowledgement"),
                    ),
                    models.Q(("capacity__in", ("teen",)), ("kind", "assent")),
                    _connector="OR",
                ),
                name="form_is_signed_by_who_signs_it",
                violation_error_message="Nobody signs this form in that right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", False), ("kind", "acknowledgement")),
                    models.Q(
                        models.Q(("kind", "acknowledgement"), _negated=True),
                        ("contact", None),
                    ),
                    _connector="OR",
                ),
                name="form_says_who_joins",
                violation_error_message="Say whose acknowledgement it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__regex", "\\S"),
                    ("signer__regex", "\\S"),
                    ("wording_version__gte", 1),
                ),
                name="form_says_who_signed",
                violation_error_message="Say who signed, and which words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("capacity__in", ("parent", "agent", "participants_parent")),
                        _negated=True,
                    ),
                    ("authority__regex", "\\S"),
                    _connector="OR",
                ),
                name="form_authority_described",
                violation_error_message="Say by what right this is signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
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
                        ("device", ""),
                        ("mark", "paper"),
                        ("strokes", []),
                        ("typed_name", ""),
                    ),
                    _connector="OR",
                ),
                name="form_has_a_mark",
                violation_error_message="Draw your signature or type your name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "content_sha256",
                        models.Func(
                            models.F("content"),
                            output_field=models.CharField(),
                            template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
                        ),
                    )
                ),
                name="form_content_is_hashed",
                violation_error_message="The hash is not that of the content.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "signed_on",
                        django.db.models.functions.comparison.Cast(
                            models.Func(
                                models.F("time_zone"),
                                models.F("recorded_at"),
                                function="TIMEZONE",
                                output_field=models.DateTimeField(),
                            ),
                            models.DateField(),
                        ),
                    ),
                    models.Q(
                        ("mark", "paper"),
                        ("signed_on__gte", datetime.date(1900, 1, 1)),
                        (
                            "signed_on__lte",
                            django.db.models.functions.comparison.Cast(
                                models.Func(
                                    models.F("time_zone"),
                                    models.F("recorded_at"),
                                    function="TIMEZONE",
                                    output_field=models.DateTimeField(),
                                ),
                                models.DateField(),
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="form_signed_before_recorded",
                violation_error_message="It was signed today or before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(
                        ("withdrawn_at__gte", models.F("recorded_at")),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="form_withdrawn_by_someone",
                violation_error_message="Record who took it down, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    UPDATE clients_contact SET identity_is_final = true\n        WHERE id = NEW.contact_id AND NOT identity_is_final;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF contact_id",
                name="form_names_its_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    client clients_client;\n    contact clients_contact;\n    theirs boolean;\nBEGIN\n    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id;\n    SELECT * INTO contact FROM clients_contact WHERE id = NEW.contact_id;\n    theirs := folded_name(NEW.signer) <> '' AND folded_name(NEW.signer) IN (\n        folded_name(client.legal_name), folded_name(client.chosen_name)\n    );\n    IF (CASE NEW.capacity\n        WHEN 'client' THEN theirs\n        WHEN 'minor' THEN theirs\n        WHEN 'teen' THEN theirs\n        WHEN 'parent' THEN NOT theirs\n        WHEN 'agent' THEN NOT theirs\n        WHEN 'participant' THEN folded_name(NEW.signer) = folded_name(contact.name)\n        WHEN 'participants_parent' THEN\n            folded_name(NEW.signer) <> folded_name(contact.name)\n        ELSE true\n    END) THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'a form of client % is signed by someone else', NEW.client_id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'form_signed_by_whom_it_says';\nEND\n",
                fires="BEFORE INSERT",
                name="form_signed_by_whom_it_says",
                violation_error_message="Whoever signs does so under their own name: nobody signs in place of someone who signs themselves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_contact WHERE id = NEW.contact_id\n        AND NEW.signed_on < date_of_birth + interval '18 years';\n    IF FOUND THEN\n        RAISE 'contact % is too young to sign', NEW.contact_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_participant_is_of_age';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="form_participant_is_of_age",
                violation_error_message="For a child who joins, that child’s parent signs.",
                when="NEW.capacity = 'participant'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'form_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="form_is_recorded_now",
                violation_error_message="A form is recorded now, with the day on which it was signed.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{withdrawn_at,withdrawn_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL\n        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND NEW.withdrawn_at BETWEEN clock_timestamp() - interval '1 minute'\n            AND clock_timestamp() + interval '1 minute'\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'form % was signed and stays', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'form_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="form_is_final",
                violation_error_message="What was signed stays as it is. It can be taken back.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedform",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was signed stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'form_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="form_is_not_truncated",
                raises=("form_is_final",),
                violation_error_message="What was signed stays as it is. It can be taken back.",
            ),
        ),
    ]
