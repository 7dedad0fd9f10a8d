"""What is done with a session that is booked or on hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from clients.models import Contact
from collateral.booking.contacts import ContactChoices, ticked
from collateral.gate import Proposal, ask, unsent
from collateral.gate.again import NOT_HEARD, WITHIN
from collateral.models import Session
from collateral.sessions.found import found_session
from collateral.sessions.proposing import proposal_of, seats_of
from collateral.sessions.seats import CHANGES, stands_by_its_plan
from practice.forms import Form
from practice.web.requests import SignedInRequest, id_in


class ReopenForm(Form):
    """Who of a session's people still joins, among those whom the page ``shown``."""

    contacts = ContactChoices(
        Contact.objects.none(),
        label="Who joins",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person who joins."},
    )
    shown = forms.ModelMultipleChoiceField(
        Contact.objects.none(),
        required=False,
        widget=forms.MultipleHiddenInput,
        error_messages={"invalid_choice": "Someone has left this session. Look again."},
    )
    layout = Layout("contacts", "shown")

    def __init__(
        self, session: Session, *args: Any, leaving: int | None = None, **kwargs: Any
    ) -> None:
        self.session = session
        people = Contact.objects.filter(seats__session=session)
        everyone = list(people)
        staying = [each for each in everyone if each.pk != leaving]
        kwargs.setdefault("initial", {"contacts": staying, "shown": everyone})
        super().__init__(*args, **kwargs)
        for name in ("contacts", "shown"):
            field: Any = self.fields[name]
            field.queryset = people

    @classmethod
    def asked(cls, request: SignedInRequest, session_id: int) -> ReopenForm:
        """As it was sent; or to be filled in, without whom the address says leaves."""
        found = found_session(request, session_id)
        if request.method == "POST":
            return cls(found, request.POST)
        return cls(found, leaving=id_in(request.GET.get("leaving", "")))

    def clean(self) -> dict[str, Any]:
        if self.session.during.upper <= timezone.now():
            message = "This session's time has passed. Move it to another time first."
            raise ValidationError(message)
        if self.session.stands and not self.errors and not self.leaving:
            message = "This session is booked with all of them. Untick who leaves it."
            self.add_error("contacts", message)
        return super().clean() or self.cleaned_data

    @property
    def chosen(self) -> set[int]:
        """The ids of those who are ticked."""
        return ticked(self)

    @property
    def leaving(self) -> list[Contact]:
        """Those whom the page showed and who are not ticked."""
        staying = self.cleaned_data["contacts"]
        return [each for each in self.cleaned_data["shown"] if each not in staying]

    @property
    def proposal(self) -> Proposal:
        """The session, with those who are ticked; what is over leans on nothing anew."""
        stays = proposal_of(self.session, self.cleaned_data["contacts"])
        return replace(
            stays,
            leaving=tuple(self.leaving),
            needs_cover=self.session.status in CHANGES,
            approved_later=False,
        )


class JoinForm(Form):
    """One more contact for a session, to hear of what it is about; or ``within`` their
    release, which is asked where it permits less.
    """

    contact = forms.ModelChoiceField(
        Contact.objects.none(), label="Who joins", empty_label="Choose a contact …"
    )
    within = forms.BooleanField(required=False, widget=forms.HiddenInput)
    layout = Layout("contact")

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session = session
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = session.client.contacts.exclude(seats__session=session)
        contact.label_from_instance = lambda found: found.described

    @classmethod
    def asked(cls, request: SignedInRequest, session_id: int) -> JoinForm:
        """As it was sent; or to be filled in, with what is kept or in the address.

        Raises Http404 also for who leads the session for a client whose contacts they
        may not see.
        """
        found = found_session(request, session_id)
        if not found.client.is_visible_to(request.user):
            raise Http404
        if request.method == "POST":
            return cls(found, request.POST)
        before = unsent.kept(request) if unsent.is_asked_for(request) else None
        return cls(found, initial={"contact": (before or request.GET).get("contact")})

    @property
    def proposal(self) -> Proposal:
        """The session as it is booked anew, now, with everyone and the one who joins."""
        people = [seat.contact for seat in seats_of(self.session)]
        new = self.cleaned_data["contact"]
        joined = proposal_of(self.session, [*people, new])
        joined = replace(
            joined,
            joining=(new,),
            booked_at=timezone.now(),
            approved_later=stands_by_its_plan(self.session),
        )
        return _as_permitted(joined, new) if self.cleaned_data[WITHIN] else joined


def _as_permitted(proposal: Proposal, new: Contact) -> Proposal:
    """Where ``new`` hears of nothing that their release leaves out."""
    reasons = (
        r for line in ask(proposal).lines if line.contact == new for r in line.reasons
    )
    unheard = {reason.what for reason in reasons if reason.code in NOT_HEARD}
    heard = tuple(each for each in proposal.topics if each not in unheard)
    return replace(proposal, hears={**proposal.hears, new.pk: heard})


class ReasonForm(Form):
    """Why something is stopped, as the consent history will show it."""

    reason = forms.CharField(
        max_length=300,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    layout = Layout("reason")
