"""Which sessions on hold are decided, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from clients.models import Contact
from collateral import gate
from collateral.gate import Cleared, NotCovered, Proposal
from collateral.gate.hush import as_told_to
from collateral.models import Participant, Session, SessionQuerySet, Status
from collateral.sessions.proposing import proposal_of
from practice.formats import say_span
from practice.forms import Form
from practice.models import User
from releases.models import Kind


class Decision(models.TextChoices):
    """What becomes of them."""

    WITH = "with", "Book again"
    WITHOUT = "without", "Go on without"
    CANCEL = "cancel", "Cancel"


def on_hold(contact: Contact, user: User, now: datetime) -> SessionQuerySet:
    """The sessions with ``contact`` that wait for a decision, soonest first."""
    seats = Participant.objects.filter(client=contact.client_id, contact=contact)
    return (
        Session.objects.visible_to(user)
        .filter(
            pk__in=seats.values("session"),
            status=Status.HELD,
            during__endswith__gt=now,
        )
        .select_related("client", "clinician", "room")
        .prefetch_related("participants__contact")
        .order_by("during__startswith", "pk")
    )


class DecisionForm(Form):
    """One decision for those that are ticked; ``refused`` is what the gate said."""

    sessions = forms.ModelMultipleChoiceField(
        Session.objects.none(),
        error_messages={
            "required": "Tick at least one session.",
            "invalid_choice": "One of them is no longer on hold. Look again.",
        },
    )
    decision = forms.ChoiceField(choices=Decision)
    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why, if they are cancelled",
        help_text="Kept in the consent history. Leave clinical detail out.",
    )

    def __init__(self, contact: Contact, user: User, data: Any = None) -> None:
        self.contact, self.user = contact, user
        held = on_hold(contact, user, timezone.now())
        initial = {"sessions": held, "reason": f"{contact.name} may not join."}
        super().__init__(data, initial=initial)
        sessions: Any = self.fields["sessions"]
        sessions.queryset = self.held = held
        self.cleared: list[Cleared] = []
        self.refused: list[NotCovered] = []

    @cached_property
    def chosen(self) -> set[int]:
        """The ids of those that are ticked."""
        value = self["sessions"].value() or []
        ticked = {str(getattr(each, "pk", each)) for each in value}
        return {each.pk for each in self.held if str(each.pk) in ticked}

    @property
    def has_release(self) -> bool:
        """Whether one is in force by now, by which they may join again."""
        releases = self.contact.releases.filter(kind=Kind.GENERAL)
        return bool(releases.filter(in_force__contains=timezone.now()).exists())

    @property
    def some_may_go_on(self) -> bool:
        """Whether anyone else joins any of them."""
        return any(len(each.participants.all()) > 1 for each in self.held)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sessions = cleaned.get("sessions", [])
        if cleaned.get("decision") in {Decision.WITH, Decision.WITHOUT}:
            for session in sessions:
                self._ask(session)
        elif cleaned.get("decision") == Decision.CANCEL and not cleaned.get("reason"):
            self.add_error("reason", "Say why, in a few words.")
        return cleaned

    def _ask(self, session: Session) -> None:
        """Let the gate clear ``session`` as it is decided, or say why it does not."""
        proposal = self._decided(session)
        if not proposal.contacts:
            message = (
                f"{say_span(session.during)}: nobody else joins. Cancel it instead."
            )
            self.add_error("sessions", message)
            return
        try:
            self.cleared.append(gate.clear(proposal))
        except NotCovered as gaps:
            self.refused.append(gaps)
            client = gaps.proposal.client
            for gap in as_told_to(self.user, client, gaps.verdict.gaps):
                said = f"{gap.contact.name} is not covered. {gap.sentence}"
                self.add_error("sessions", f"{say_span(session.during)}: {said}")

    def _decided(self, session: Session) -> Proposal:
        people = [seat.contact for seat in session.participants.all()]
        if self.cleaned_data["decision"] == Decision.WITH:
            return replace(proposal_of(session, people), needs_cover=True)
        others = [each for each in people if each != self.contact]
        stays = proposal_of(session, others)
        return replace(stays, leaving=(self.contact,), needs_cover=True)
