"""That another program, or someone through one, asked whether a session may happen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import written_once
from practice.models import System
from releases.models import Format, Place


class GateQuestion(models.Model):
    """Who asked about whom, for when, and how the gate answered: ``answer`` is the code
    of its first reason, as others than clinicians may read it. Not in the consent
    history, which tells what was done: nothing was.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    system = models.ForeignKey(
        System, models.PROTECT, null=True, related_name="questions"
    )
    asked_at = models.DateTimeField(db_default=Now())
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="+", db_constraint=False
    )
    during = DateTimeRangeField()
    format = models.CharField(max_length=20, choices=Format)
    place = models.CharField(max_length=20, choices=Place)
    answer = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="gate_question_of_clients_contact",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="gate_question_asked_by_one",
                condition=Q(asked_by=None, system__isnull=False)
                | Q(asked_by__isnull=False, system=None),
                violation_error_message="Say which person or which program asked.",
            ),
            *written_once("gate_question_is_final", "gate_questions_are_kept"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
