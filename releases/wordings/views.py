"""The words that every release says: read, written anew, tried on paper, published."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import submitted_once
from practice.models import Role
from practice.versions import is_latest
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.models import ReleaseWording
from releases.printing import drawn
from releases.printing.response import pdf_response
from releases.terms import content
from releases.terms.languages import languages
from releases.terms.reading import SIXTH_GRADE, grade
from releases.terms.wording import Voice, Wording, current, of_row
from releases.wordings.form import PublicationForm, WordingForm


@page(Role.ADMIN)
def wordings(request: SignedInRequest) -> HttpResponse:
    """Every version in every language, the newest first."""
    written = list(ReleaseWording.objects.select_related("published_by"))
    context = {
        "languages": [
            (language, [each for each in written if each.language == code])
            for code, language in languages().items()
        ]
    }
    return render(request, "releases/wordings/wordings.html", context)


@page(Role.ADMIN, methods=FORM)
@submitted_once
def wording_next(request: SignedInRequest, language: str) -> HttpResponse:
    """Begin the next version from the one that counts, or go on with what was begun."""
    if language not in languages():
        raise Http404
    every = ReleaseWording.objects.filter(language=language)
    begun = every.filter(published_at=None).first()
    if request.method == "POST" and not begun:
        newest = current(language)
        begun = ReleaseWording.objects.create(
            language=language,
            version=newest.version + 1,
            lead=newest.opens,
            agreement=newest.agrees,
            statements=newest.states,
            written_by=request.user,
        )
    return redirect("wording_edit", begun.pk) if begun else redirect("wordings")


@page(Role.ADMIN)
def wording(request: SignedInRequest, wording_id: int) -> HttpResponse:
    """One version, as a client would read it."""
    found = get_object_or_404(ReleaseWording, pk=wording_id)
    return _read(request, found, PublicationForm(request.user, instance=found))


def _read(
    request: SignedInRequest, found: ReleaseWording, form: PublicationForm
) -> HttpResponse:
    said = of_row(found)
    statements = said.statements(Voice.CLIENT, part2=True)
    texts = [said.lead(Voice.CLIENT), *(each["text"] for each in statements)]
    context = {
        "wording": found,
        "language": languages()[found.language],
        "lead": said.lead(Voice.CLIENT),
        "statements": statements,
        "agreement": said.agreement(Voice.CLIENT),
        "grade": round(grade(" ".join(texts))) if found.language == "en" else None,
        "sixth": SIXTH_GRADE,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "releases/wordings/wording.html", context, status=status)


@page(Role.ADMIN, methods=FORM)
@submitted_once
def wording_edit(request: SignedInRequest, wording_id: int) -> HttpResponse:
    """Write a version that is not published yet."""
    found = get_object_or_404(ReleaseWording, pk=wording_id)
    if found.is_published:
        messages.info(request, "This version is published, and final.")
        return redirect("wording", found.pk)
    data = request.POST if request.method == "POST" else None
    form = WordingForm(data, instance=found)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if is_latest(form):
                form.save()
                messages.success(request, "This version is saved, not published yet.")
                return redirect("wording", found.pk)
    context = {"form": form, "wording": found, "language": languages()[found.language]}
    status = 422 if form.is_bound else 200
    return render(request, "releases/wordings/form.html", context, status=status)


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def wording_publication(request: SignedInRequest, wording_id: int) -> HttpResponse:
    """Publish a version: whatever is signed from now on says it."""
    found = get_object_or_404(ReleaseWording, pk=wording_id)
    if request.method != "POST" or found.is_published:
        return redirect("wording", found.pk)
    form = PublicationForm(request.user, request.POST, instance=found)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            form.save()
            messages.success(
                request, "This version is published. What is signed next says it."
            )
            return redirect("wording", found.pk)
    return _read(request, ReleaseWording.objects.get(pk=found.pk), form)


@page(Role.ADMIN)
def wording_paper(request: SignedInRequest, wording_id: int) -> HttpResponse:
    """The blank form as it would be in these words."""
    found = get_object_or_404(ReleaseWording, pk=wording_id)
    return pdf_response(
        request, lambda: _blank(of_row(found)), f"release-wording-{found.pk}.pdf"
    )


def _blank(said: Wording) -> bytes:
    return drawn.render(content.blank(said), blank=True)
