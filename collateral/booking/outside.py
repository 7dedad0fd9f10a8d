"""A session at a time at which its clinician does not work: booked by whoever says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django import forms

from collateral.gate import Proposal
from practice.forms import Form
from practice.hours.opening import Departures, departures_of_each
from practice.spans import Span


@dataclass(frozen=True)
class Outside:
    """In which ways it is no time to work, and why it is then all the same.

    The reason is kept with the session, where its clinicians read it; the history, which
    others read, is told the ways alone.
    """

    departures: Departures = field(default_factory=Departures)
    because: str = ""

    @property
    def detail(self) -> dict[str, Any]:
        """What the history keeps of it."""
        return {"outside": list(self.departures.codes)} if self.departures else {}

    @property
    def asks_why(self) -> bool:
        """Whether nobody has said yet why it is then."""
        return bool(self.departures) and not self.because


WITHIN = Outside()
# Of many sessions of one clinician, by when they are: those alone that are outside.
OutsideEach: TypeAlias = Mapping[Span, Outside]


class OutsideForm(Form):
    """What is asked of a time outside hours, and of no other."""

    despite = forms.CharField(
        required=False,
        max_length=200,
        label="Why at this time",
        widget=forms.HiddenInput,
        help_text="Kept with the session, for its clinicians to read.",
    )

    def show_why(self) -> None:
        """Have the page ask why it is at this time."""
        self.fields["despite"].widget = forms.TextInput()
        self._prepare_fields()

    def outside_of_each(
        self,
        proposals: Sequence[Proposal],
        kept: Mapping[int | None, str] | None = None,
    ) -> OutsideEach:
        """Which of them, of one clinician, are outside, in one query: for the reason that
        is typed; without one, for that which is ``kept`` with the session.
        """
        if not proposals:
            return {}
        typed, kept = self.cleaned_data.get("despite", ""), kept or {}
        spans = [each.during for each in proposals]
        found = departures_of_each(proposals[0].clinician.pk, spans)
        return {
            each.during: Outside(ways, typed or kept.get(each.session_id, ""))
            for each, ways in zip(proposals, found, strict=True)
            if ways
        }
