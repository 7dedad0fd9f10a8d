"""A shared session to book, and what it proposes before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from clients.covering.act import cover_by
from clients.models import Client, Contact
from collateral.booking.contacts import ContactChoices, ticked
from collateral.booking.like import like_before
from collateral.booking.outside import OutsideEach
from collateral.booking.where import Where
from collateral.booking.whose import after, client_to_book
from collateral.gate import Proposal, unsent
from collateral.models import Every, Session, SessionKind, SharedSessionPlan, Wish
from collateral.models.status import OVER
from collateral.rhythm.purpose import only_purpose
from collateral.rhythm.room import usual_room
from collateral.rhythm.usual import Series, usual_of
from collateral.series.form import RepeatsForm
from practice.choices import ChoiceField, MultipleChoiceField
from practice.models import User
from practice.spans import Span
from practice.web.requests import SignedInRequest, id_in
from releases.models import Format, Place, Purpose
from releases.models.draft import EVERY_TOPIC

# What only a clinician says of a session; the front desk, which books it, leaves it to them.
WRITTEN = ("about", "topics", "boundaries", "wish")
# Of a series, where others usually join every session: two months of them.
USUAL_TIMES = 8


def repeats_ahead(client: Client) -> bool:
    """Whether a series of ``client``'s goes on, so that no other is proposed."""
    theirs = Session.objects.filter(client=client, series__isnull=False)
    ahead = theirs.filter(during__startswith__gt=timezone.now())
    return ahead.exclude(status__in=OVER).exists()


class BookingForm(RepeatsForm):
    """A shared session to book for one client, once or more often, and what it is for.

    The client's own clinician leads it, whoever books: ``user``; or who covers them now.
    """

    people_beside = "contacts"

    contacts = ContactChoices(
        Contact.objects.none(),
        label="Who joins",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person who joins."},
    )
    format = ChoiceField(
        choices=Format, initial=Format.JOINT, label="With or without the client"
    )
    kind = ChoiceField(
        choices=SessionKind,
        initial=SessionKind.SESSION,
        required=False,
        label="What it is",
    )
    purpose = ChoiceField(
        choices=[("", "Choose why …"), *Purpose.choices],
        error_messages={"required": "Choose why the contacts join."},
    )
    about = MultipleChoiceField(
        choices=EVERY_TOPIC, required=False, label="What they will hear of"
    )
    topics = forms.CharField(
        required=False,
        max_length=2000,
        label="Topics to cover",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    boundaries = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What stays out of the room, and how anyone can stop.",
    )

    wish = forms.ModelChoiceField(
        Wish.objects.none(), required=False, widget=forms.HiddenInput
    )

    kept = False  # whether it shows what was refused before

    def __init__(self, client: Client, user: User, *args: Any, **kwargs: Any) -> None:
        self.cover = cover_by(user, client)
        clinician = user if self.cover else client.clinician
        super().__init__(Session(client=client, clinician=clinician), *args, **kwargs)
        self.user = user
        contacts: Any = self.fields["contacts"]
        contacts.offer_all_of(client)
        if self["wish"].value():
            wish: Any = self.fields["wish"]
            open_wishes = client.wishes.filter(closed_at=None)
            wish.queryset = open_wishes.select_related("contact")
        if not self.writes:
            for name in WRITTEN:
                del self.fields[name]
        if not self.is_bound:
            self._propose(client)

    @property
    def writes(self) -> bool:
        """Whether it asks what only a clinician says."""
        return self.user.is_clinician

    def _propose(self, client: Client) -> None:
        """What is usual for ``client`` stands there until something else is chosen."""
        usual = usual_of(client, timezone.localdate())
        self.fields["format"].initial = usual.format
        if usual.in_person and "room" not in self.initial:
            self.fields["room"].initial = usual_room(client.clinician) or Place.VIDEO
        self.fields["purpose"].initial = partial(only_purpose, client)  # once shown
        if usual.series == Series.EVERY and not repeats_ahead(client):
            self.fields["repeat"].initial = Every.WEEK
            self.fields["times"].initial = USUAL_TIMES

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        wish, contacts = said.get("wish"), said.get("contacts")
        if wish and contacts and wish.contact not in contacts:
            name = wish.contact.name
            self.add_error(
                "contacts", f"Tick {name} too: the wish is to bring them in."
            )
        for field, starts in self._latest(said):
            if self.cover and starts >= self.cover.during.upper:
                self.add_error(field, after(self.cover, self.session.client))
                break
        return said

    def _latest(self, said: dict[str, Any]) -> list[tuple[str, datetime]]:
        """When it begins, and for the last time, each with the field that says so."""
        first = [("date", said["during"].lower)] if "during" in said else []
        return [*first, *(("repeat", each.during.lower) for each in self.dates[-1:])]

    @property
    def wished(self) -> Wish | None:
        """The wish from which it is planned, if from any."""
        if not self.writes:
            return None
        pk = id_in(str(self["wish"].value() or ""))
        wishes: Any = self.fields["wish"]
        return wishes.queryset.filter(pk=pk).first() if pk else None

    @classmethod
    def asked(cls, request: SignedInRequest, client_id: int) -> BookingForm:
        """As it was sent; or to be filled in, with what is kept or in the address."""
        client = client_to_book(request, client_id)
        if request.method == "POST":
            return cls(client, request.user, request.POST)
        # A time that was chosen in the week is meant anew.
        before = None if "date" in request.GET else unsent.kept(request)
        typed = before or like_before(client, request.GET)
        form = cls.unfaulted(client, request.user, typed)
        form.kept = before is not None
        return form

    @classmethod
    def unfaulted(cls, client: Client, user: User, typed: QueryDict) -> BookingForm:
        """What is typed so far, as far as it can be read, with no fault found yet."""
        initial: dict[str, Any] = {name: typed[name] for name in typed}
        initial |= {n: typed.getlist(n) for n in ("contacts", "about")}
        form = cls(client, user, initial=initial)
        form.cleaned_data = cls.read(client, user, typed).cleaned_data
        return form

    @classmethod
    def read(cls, client: Client, user: User, typed: QueryDict) -> BookingForm:
        """The same for whoever asks what it holds, and does not show it."""
        form = cls(client, user, typed)
        form.is_valid()
        return form

    @property
    def proposal(self) -> Proposal:
        """What a valid form asks for."""
        proposal = self.proposal_with(self.cleaned_data["contacts"])
        assert proposal  # noqa: S101 (a valid form has a time)
        return proposal

    @property
    def proposals(self) -> list[Proposal] | None:
        """One for each date that the clock has, of what a valid form asks to repeat."""
        if not self.repeated:
            return None
        first = self.proposal
        there = [each for each in self.dates if not each.wrong]
        return [replace(first, during=each.during) for each in there]

    @cached_property
    def outside_each(self) -> OutsideEach:
        """Which of these are outside hours, and why they are."""
        return self.outside_of_each(self.proposals or ())

    def proposal_with(self, contacts: Iterable[Contact]) -> Proposal | None:
        """The session as far as it is typed, with ``contacts``; None without a time."""
        typed = getattr(self, "cleaned_data", {})
        return (
            self.proposal_at(typed["during"], contacts) if "during" in typed else None
        )

    def proposal_at(self, during: Span, contacts: Iterable[Contact]) -> Proposal:
        """The same, at a time that need not be typed."""
        typed = getattr(self, "cleaned_data", {})
        where = typed.get("room") or Where(Place.VIDEO, None)
        return Proposal(
            client=self.session.client,
            contacts=tuple(contacts),
            clinician=self.session.clinician,
            during=during,
            room=where.room,
            format=typed.get("format", self.fields["format"].initial),
            place=where.place,
            kind=typed.get("kind") or SessionKind.SESSION,
            topics=tuple(typed.get("about", ())),
            from_wish=bool(typed.get("wish")),
        )

    def chosen(self) -> set[int]:
        """The ids of the contacts who are ticked, whether or not the form is valid."""
        return ticked(self)

    @property
    def plan(self) -> SharedSessionPlan:
        return SharedSessionPlan(
            purpose=self.cleaned_data["purpose"],
            topics=self.cleaned_data.get("topics", ""),
            boundaries=self.cleaned_data.get("boundaries", ""),
            wish=self.cleaned_data.get("wish"),
        )
