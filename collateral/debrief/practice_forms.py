"""Home practice as it is agreed, and as it is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms

from clients.models import Contact
from collateral.models import Done, HomePractice
from practice.forms import Form, ModelForm

# From one weekly session to the next.
USUAL = timedelta(days=7)


class HomePracticeForm(ModelForm):
    """What someone practices, and until when."""

    layout = Layout("contact", "what", "due_on")
    beside: ClassVar[dict[str, str]] = {
        "practice_contact_of_client": "contact",
        "practice_of_its_session": "contact",
        "practice_says_what_to_do": "what",
        "practice_is_due_later": "due_on",
    }

    class Meta:
        model = HomePractice
        fields = ["contact", "what", "due_on"]
        widgets: ClassVar[dict[str, Any]] = {"what": forms.Textarea({"rows": 4})}

    def __init__(self, practice: HomePractice, data: Any = None) -> None:
        initial = {"due_on": practice.given_on + USUAL}
        super().__init__(data, instance=practice, initial=initial)
        contact: Any = self.fields["contact"]
        people = Contact.objects.filter(client=practice.client)
        if practice.session:
            people = people.filter(seats__session=practice.session)
        contact.queryset = people
        contact.label_from_instance = lambda each: each.described


class DoneForm(Form):
    """What came of it."""

    closed_as = forms.ChoiceField(
        choices=Done.choices,
        widget=forms.RadioSelect,
        label="What came of it",
        error_messages={"required": "Choose what came of it."},
    )
    layout = Layout("closed_as")
