"""Who revokes which releases, in what right, how, and when we had it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from clients.law.signers import IN_PERSON, Capacity
from clients.law.who import who_may_sign
from collateral.ending import in_part
from collateral.ending.hearing import Fate, field_for, hearing_in, name_of
from collateral.ending.lost import lost_of
from practice.formats import say_day_short_year
from practice.forms import ModelForm
from practice.models import User
from practice.spans import clock_of, local_day, local_instant
from releases.models import Manner, Release, ReleaseQuerySet, Revocation, Signature
from releases.parts import choices_of
from releases.status import status_of

# What a minute on the clock still holds.
REST_OF_MINUTE = timedelta(minutes=1, microseconds=-1)


def revocable(release: Release, now: datetime) -> ReleaseQuerySet:
    """What is signed for the contact of ``release``, in force or still to start."""
    signed = Release.objects.of(release.contact).filter(in_force__endswith__gt=now)
    return signed.order_by("in_force")


class Scope(models.TextChoices):
    """How much of a release is revoked."""

    WHOLE = "whole", "All of it"
    PART = "part", "Only some of it"


class RevocationForm(ModelForm):
    """One revocation of ``releases``, filled in as most are."""

    releases = forms.ModelMultipleChoiceField(
        Release.objects.none(),
        label="What is revoked",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one release."},
    )
    scope = forms.ChoiceField(
        label="How much of it",
        choices=Scope,
        widget=forms.RadioSelect,
        initial=Scope.WHOLE,
    )
    part = forms.MultipleChoiceField(
        required=False,
        label="No more about, and no more",
        widget=forms.CheckboxSelectMultiple,
        help_text="What is not ticked stays in force.",
    )
    received_on = forms.DateField(label="Received on")
    received_time = forms.TimeField(label="At")
    beside = {
        "release_revoked_once_signed": "received_on",
        "grant_ended_by_its_revocation": "received_on",
        "revocation_received_before_recorded": "received_on",
        "revocation_is_of_our_time": "received_on",
        "revocation_signed_if_written": "signed_on",
        "revocation_signed_before_received": "signed_on",
        "revocation_says_who_and_how": "revoker",
    }

    class Meta:
        model = Revocation
        fields = ["capacity", "revoker", "manner", "signed_on", "witness", "reason"]
        widgets = {"manner": forms.RadioSelect, "signed_on": forms.DateInput}

    def __init__(self, release: Release, actor: User, data: Any = None) -> None:
        now = timezone.now()
        self.offered = list(revocable(release, now))
        instance = Revocation(
            client=release.client,
            contact=release.contact,
            recorded_by=actor,
            recorded_at=now,
            time_zone=settings.TIME_ZONE,
        )
        rights = who_may_sign(release.client, local_day(now)).rights
        usual = {**_usual(release, rights, now), "releases": self.offered}
        self.lost = lost_of(release, now)
        if self.lost:
            gone = [each for each in self.offered if each.pk in self.lost.releases]
            usual |= {**self.lost.as_it_was, "releases": gone}
        super().__init__(data, instance=instance, initial=usual)
        releases: Any = self.fields["releases"]
        found = revocable(release, now).select_related("contact")
        releases.queryset = found.saying_for_whom().with_lost()
        releases.label_from_instance = _label
        self.hearing = hearing_in(self.offered, release.contact)
        for session in self.hearing:
            self.fields[name_of(session)] = field_for(session, actor)
        self.layout = _layout(map(name_of, self.hearing))
        part: Any = self.fields["part"]
        part.choices = choices_of(in_part.granted(self.offered))
        capacity: Any = self.fields["capacity"]
        capacity.required = True
        capacity.choices = [each for each in Capacity.choices if each[0] in rights]
        manner: Any = self.fields["manner"]
        manner.choices = [each for each in Manner.choices if each[0] != Manner.UNSTATED]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        client, capacity = self.instance.client, cleaned.get("capacity")
        if capacity in IN_PERSON:
            cleaned["revoker"] = client.legal_name
        elif capacity and not any(map(str.isalpha, cleaned.get("revoker", ""))):
            message = f"Enter who revokes for {client.name}."
            self.add_error("revoker", message)
        if cleaned.get("manner") == Manner.SPOKEN:
            cleaned["signed_on"] = None
        self.instance.part = self._part_of(cleaned)
        self.instance.recorded_at = timezone.now()
        if "received_on" in cleaned and "received_time" in cleaned:
            try:
                self.instance.received_at = self._received_at(cleaned)
            except ValidationError as error:
                self.add_error("received_time", error)
        return cleaned

    @property
    def losing(self) -> set[int]:
        """The keys of the sessions that go on without what is revoked."""
        typed = self.cleaned_data
        return {
            each.pk for each in self.hearing if typed.get(name_of(each)) == Fate.LOSE
        }

    def _part_of(self, cleaned: dict[str, Any]) -> list[str]:
        """The codes of what is revoked, where that is not all."""
        if cleaned.get("scope") != Scope.PART:
            return []
        part: list[str] = cleaned.get("part", [])
        held = in_part.granted(cleaned.get("releases", ()))
        if not held.intersection(part):
            self.add_error("part", "Tick what is revoked, of what the release permits.")
        elif held <= {*part}:
            self.add_error("part", "That is all it permits. Choose “All of it” above.")
        return part

    def _received_at(self, cleaned: dict[str, Any]) -> datetime:
        """The minute that was typed, to its end; the one that is not over, until now."""
        instant = local_instant(cleaned["received_on"], cleaned["received_time"])
        now: datetime = self.instance.recorded_at
        return max(instant, min(instant + REST_OF_MINUTE, now))


def _layout(hearing: Iterable[str]) -> Layout:
    return Layout(
        "releases",
        "scope",
        Div("part", *hearing, css_class="if-part"),
        "capacity",
        Div("revoker", css_class="if-for-another"),
        "manner",
        Div("signed_on", css_class="if-written"),
        Row(
            Column("received_on", css_class="col-7"),
            Column("received_time", css_class="col-5"),
        ),
        "witness",
        "reason",
    )


def _usual(release: Release, rights: set[Capacity], now: datetime) -> dict[str, Any]:
    """What is so most of the time: whoever signed revokes, just now, by word of mouth."""
    made = Signature.objects.filter(
        document=release.document_id, capacity__in=rights - IN_PERSON
    ).first()
    own = Capacity.CLIENT if Capacity.CLIENT in rights else Capacity.PARENT
    return {
        "capacity": made.capacity if made else own,
        "revoker": made.signer if made else "",
        "manner": Manner.SPOKEN,
        "received_on": local_day(now),
        "received_time": clock_of(now),
    }


def _label(release: Any) -> str:
    """By its days, and for whom it was signed if they were called otherwise then."""
    signed = say_day_short_year(release.signed_at)
    if release.signed_for != release.contact.name:
        signed = f"{signed} for {release.signed_for}"
    return f"Signed {signed}: {status_of(release, timezone.now()).label}"
