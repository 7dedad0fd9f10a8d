"""How a house form asks the constraints of its model."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from clients.models import Contact
from practice.forms import ModelForm
from practice.models import User
from releases.models import ReleaseDraft
from tests.signed import draft_for

BACKWARDS = {"effective_on": "2027-01-12", "expires_on": "2027-01-11"}


class TermForm(ModelForm):
    """Says nothing of the topics, which a constraint wants."""

    class Meta:
        model = ReleaseDraft
        fields = ["effective_on", "expires_on", "expires_event"]


class BesideForm(TermForm):
    beside = {"draft_expires_after_it_starts": "expires_on"}


def test_all_that_is_wrong_is_said_at_once_and_asked_once(
    ada: User, ben: Contact
) -> None:
    """The constraints on what is not on the form, and those on what is."""
    draft = draft_for(ben, ada)
    draft.topics = []
    form = TermForm(BACKWARDS, instance=draft)
    with CaptureQueriesContext(connection) as captured:
        assert form.errors == {
            "__all__": [
                "A release must end on or after the day it starts.",
                "Tick at least one thing that may be shared.",
            ]
        }
    assert len(captured) == 2  # whose contact it is, and both CHECKs


def test_a_constraint_is_said_beside_the_field_that_it_is_about(
    ada: User, ben: Contact
) -> None:
    form = BesideForm(BACKWARDS, instance=draft_for(ben, ada))
    message = "A release must end on or after the day it starts."
    assert form.errors == {"expires_on": [message]}


def test_where_one_field_has_a_fault_the_constraints_on_others_speak(
    ada: User, ben: Contact
) -> None:
    typed = {**BACKWARDS, "expires_event": "x" * 200}
    form = BesideForm(typed, instance=draft_for(ben, ada))
    assert set(form.errors) == {"expires_event", "expires_on"}


def test_a_constraint_on_a_field_with_a_fault_is_silent(
    ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    draft.expires_on = draft.effective_on.replace(year=2000)
    form = BesideForm({**BACKWARDS, "expires_on": "soon"}, instance=draft)
    assert [len(messages) for messages in form.errors.values()] == [1]
    assert "expires_on" in form.errors
