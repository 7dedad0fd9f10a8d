"""What is asked of a page that nobody recognised."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from clients.models import Client
from practice.forms import Form
from practice.models import User
from practice.paper import codes
from releases.models import Printout, ReleaseDraft, ScannedPage
from releases.scans.sets import signed_since

NO_CODE = "This is no code of a page. It has fifteen letters and figures: compare them."
NOT_OURS = "No release that waits for its signature has this code."
SAY = (
    "Type the code at the foot of the page; or choose the release, and say which page."
)
# Of so many one is chosen; any other is found by its code.
OFFERED = 100


def printed_for(user: User) -> QuerySet[Printout]:
    """What was printed of drafts and forms that wait for a signature, newest first."""
    drafts = ReleaseDraft.objects.visible_to(user).awaiting_signature()
    clients = Client.objects.visible_to(user)
    forms = Q(client__in=clients) & ~Q(signed_since())
    printouts = Printout.objects.filter(Q(draft__in=drafts.values("pk")) | forms)
    return printouts.with_people().order_by("-pk")


class PrintoutChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        about = obj.about.name
        whom = f" for {obj.names.name}" if obj.names else ""
        form = "" if obj.draft else f", {obj.get_form_kind_display().lower()}"
        first = str(codes.code_for(obj.number, obj.version, 1))[: codes.GROUP]
        return f"{about}{whom}{form}, code {first}…"


class AssignForm(Form):
    """Which page of which release a picture shows: by its code, or by choosing."""

    code = forms.CharField(label="The code at its foot", max_length=40, required=False)
    printout = PrintoutChoice(
        Printout.objects.none(), label="Or which release it is of", required=False
    )
    page = forms.IntegerField(label="Which page of it", min_value=1, required=False)
    layout = Layout("code", Row(Column("printout"), Column("page")))
    beside = {"scan_shows_a_page_there_is": "page"}

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.printouts = printed_for(user)
        newest = self.printouts.values("pk")[:OFFERED]
        printout: Any = self.fields["printout"]
        printout.queryset = self.printouts.filter(pk__in=newest)

    def clean_code(self) -> codes.Code | None:
        typed = self.cleaned_data["code"]
        if not typed:
            return None
        code = codes.read(typed)
        if code is None:
            raise ValidationError(NO_CODE)
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if code := cleaned["code"]:
            printout = self.printouts.filter(number=code.number).first()
            if printout is None or not code.is_of(printout.version):
                self.add_error("code", NOT_OURS)
            return cleaned | {"printout": printout, "page": code.page}
        if not cleaned["printout"]:
            self.add_error("code", SAY)
        elif not cleaned["page"]:
            self.add_error("page", self.fields["page"].error_messages["required"])
        return cleaned


class DiscardForm(Form):
    """Why a page is not needed."""

    reason = forms.CharField(
        label="Why it is not needed",
        max_length=ScannedPage._meta.get_field("discard_reason").max_length,
        help_text="Kept with the page. Leave names and clinical detail out.",
    )
