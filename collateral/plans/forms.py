"""A plan as it is written out."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from collateral.models import (
    ApprovedHow,
    Approver,
    PlanApproval,
    PlanPrompt,
    PlanVersion,
    Session,
    TreatmentGoal,
)
from collateral.plans.examples import purposes
from collateral.plans.layout import LAYOUT
from collateral.plans.lines import Lines
from collateral.plans.names import named_in
from collateral.plans.serving import Serves, others_of
from collateral.plans.start import USUAL
from practice.forms import ModelForm
from practice.spans import local_day
from practice.versions import version_of
from releases.models.draft import EVERY_TOPIC

OTHERS = (
    "Who joins, or what they hear of, was changed while you had this page open. It stands "
    "above as it is now: read it with them again."
)

NAMED = (
    "“{name}” stands in it, which everyone in the practice would read. Write it without "
    "names first."
)


def _ticked(label: str, choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices,
        required=False,
        label=label,
        widget=forms.CheckboxSelectMultiple,
    )


class PlanForm(ModelForm):
    """The next version of a plan, of who joins now; opened with what the newest says, or
    what is usual.
    """

    number = forms.IntegerField(widget=forms.HiddenInput)
    # Who joins and hears of what, as the page shows it.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    purposes = forms.MultipleChoiceField(
        label="What it is for",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the session is for."},
    )
    goals = _ticked("For which goal")
    new_goal = forms.CharField(required=False, max_length=300, label="A new goal")
    known_by = forms.CharField(
        required=False,
        max_length=500,
        label="How will we know that it is reached",
        help_text="With a new goal: when is this no longer a problem?",
    )
    off_limits = _ticked("Off limits", EVERY_TOPIC)
    opening = Lines(label="Opening checklist", help_text="One a line.")
    prompts = _ticked("Questions to start with")
    own_prompts = Lines(
        label="Other questions", help_text="One a line, for this plan.", rows=2
    )
    approved = forms.BooleanField(
        required=False,
        help_text="Leave it open if they have yet to hear of it.",
    )
    keep_prompts = forms.BooleanField(
        required=False,
        label="Offer these questions to everyone in the practice",
        help_text="Only without names.",
    )
    keep_as = forms.CharField(
        required=False,
        max_length=80,
        label="Keep what is usual as a template, by the name of",
        help_text=(
            "Purposes, rules, minutes, checklist and questions; nothing of this client. "
            "One of the same name is replaced."
        ),
    )
    serves = forms.ChoiceField(
        choices=Serves.choices,
        initial=Serves.ALL,
        required=False,
        label="It is the plan of",
    )
    layout = LAYOUT
    beside: ClassVar[dict[str, str]] = {
        "plan_version_has_a_purpose": "purposes",
        "plan_goal_of_client": "goals",
        "approval_of_a_plan_with_a_goal": "goals",
        "approval_has_the_minors_assent": "assent",
        "goal_says_what_and_how_known": "known_by",
        "plan_topic_not_off_limits": "off_limits",
        "plan_version_alone_for_an_hour_at_most": "minutes_before",
        "plan_template_is_there_once": "keep_as",
    }

    class Meta:
        model = PlanVersion
        fields = [
            "number",
            "purposes",
            "goals",
            "why_person",
            "rhythm",
            "topics",
            "off_limits",
            "off_limits_words",
            "on_diagnosis",
            "on_medication",
            "on_risk",
            "ground_rules",
            "secrets",
            "minutes_before",
            "minutes_after",
            "opening",
            "stop_signal",
            "separate_exit",
            "assent",
            "debrief_on",
        ]
        widgets = dict.fromkeys(
            ("why_person", "topics", "off_limits_words", "ground_rules"),
            forms.Textarea({"rows": 2}),
        )

    def __init__(self, *args: Any, said: dict[str, Any], **kwargs: Any) -> None:
        self.library = list(PlanPrompt.objects.values_list("pk", "words"))
        known = {words: str(pk) for pk, words in self.library}
        prompts = said.get("prompts", [])
        kwargs["initial"] = {
            **said,
            "prompts": [known[words] for words in prompts if words in known],
            "own_prompts": [words for words in prompts if words not in known],
            **kwargs.get("initial", {}),
        }
        version = kwargs["instance"]
        session = version.plan.session
        kwargs["initial"]["shown"] = version_of(version.hears)
        super().__init__(*args, **kwargs)
        self._offer("purposes", purposes())
        goals = session.client.goals.open()
        self._offer("goals", [(goal.pk, goal.words) for goal in goals])
        self._offer("prompts", self.library)
        self.fields[
            "approved"
        ].label = f"{session.client.name} approves it, and said so"
        if not others_of(session):
            del self.fields["serves"]
        if local_day(session.during.lower) >= session.client.comes_of_age_on:
            del self.fields["assent"]

    def _offer(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean_goals(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["goals"]]

    def clean_debrief_on(self) -> date | None:
        day: date | None = self.cleaned_data["debrief_on"]
        if day and day < local_day(self.instance.plan.session.during.lower):
            raise ValidationError("The debrief comes after the session.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if bool(said.get("new_goal")) != bool(said.get("known_by")):
            missing = "known_by" if said.get("new_goal") else "new_goal"
            self.add_error(missing, "Say what the goal is, and how you will know.")
        self._ask_who_joins(said)
        self._ask_whom_it_names(said)
        words = dict(self.library)
        chosen = [words[int(pk)] for pk in said.get("prompts", [])]
        self.instance.prompts = [*chosen, *said.get("own_prompts", [])]
        return said

    def _ask_who_joins(self, said: dict[str, Any]) -> None:
        """Nobody approves what the page did not show."""
        now = version_of(self.instance.hears)
        if said.get("approved") and said.get("shown") != now:
            own: Any = self
            own.data = own.data.copy()
            own.data["shown"] = now
            self.add_error("approved", OTHERS)

    def _ask_whom_it_names(self, said: dict[str, Any]) -> None:
        """What is kept for everyone in the practice is of nobody's client."""
        texts = {
            "keep_as": [said.get(name) for name in (*USUAL, "own_prompts", "keep_as")],
            "keep_prompts": [said.get("own_prompts")],
        }
        for field, told in texts.items():
            words = [
                each
                for text in told
                for each in (text if isinstance(text, list) else [text])
                if isinstance(each, str)
            ]
            client = self.instance.plan.session.client
            if said.get(field) and (name := named_in(client, words)):
                self.add_error(field, NAMED.format(name=name))

    @property
    def also(self) -> list[Session]:
        """The other sessions of a series whose plan it is."""
        serves = self.cleaned_data.get("serves") or Serves.THIS
        return others_of(self.instance.plan.session, serves)

    @property
    def goal(self) -> TreatmentGoal | None:
        """The new one, if any was written."""
        said = self.cleaned_data
        if not said["new_goal"]:
            return None
        return TreatmentGoal(words=said["new_goal"], known_by=said["known_by"])

    @property
    def for_everyone(self) -> dict[str, Any]:
        """What ``stock_library`` is to keep."""
        said = self.cleaned_data
        return {
            "prompts": said["own_prompts"] if said["keep_prompts"] else [],
            "name": said["keep_as"],
            "modality": self.instance.plan.session.client.modality,
            "says": {name: getattr(self.instance, name) for name in USUAL},
        }

    @property
    def approval(self) -> PlanApproval | None:
        """What the client said as it was written."""
        if not self.cleaned_data["approved"]:
            return None
        return PlanApproval(who=Approver.CLIENT, how=ApprovedHow.TOLD)
