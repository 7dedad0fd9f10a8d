"""Views that schedule, written by people who had not heard of the gate."""

from __future__ import annotations

from functools import partial, wraps
from typing import Any

from django import forms
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.views import View
from django.views.generic import CreateView, UpdateView

from clients.models import Client, Contact
from collateral.booking.book import book as schedule_it
from collateral.models import Participant, Session
from tests.collateral import acts as booking
from tests.collateral.gate import undeclared_helpers
from tests.collateral.gate.undeclared_helpers import put_in_the_diary


class SessionForm(forms.ModelForm):
    class Meta:
        model = Session
        fields = ["client", "clinician", "during", "status"]


class Doubled(SessionForm):
    """A form of a form."""


def creates(request: HttpRequest) -> HttpResponse:
    Session.objects.create(status="scheduled")
    return HttpResponse()


def saves(request: HttpRequest) -> HttpResponse:
    session = Session()
    session.save()
    return HttpResponse()


def updates(request: HttpRequest, session_id: int) -> HttpResponse:
    Session.objects.filter(pk=session_id).update(status="scheduled")
    return HttpResponse()


def bulk_creates(request: HttpRequest) -> HttpResponse:
    Participant.objects.bulk_create([])
    return HttpResponse()


def saves_a_form(request: HttpRequest) -> HttpResponse:
    SessionForm(request.POST).save()
    return HttpResponse()


def books(request: HttpRequest, proposal: Any) -> HttpResponse:
    booking.book(proposal, proposal, proposal)
    return HttpResponse()


def books_by_another_name(request: HttpRequest, proposal: Any) -> HttpResponse:
    schedule_it(proposal, proposal, proposal)
    return HttpResponse()


def books_through_a_helper(request: HttpRequest) -> HttpResponse:
    put_in_the_diary(request)
    return HttpResponse()


def books_through_a_module(request: HttpRequest) -> HttpResponse:
    undeclared_helpers.put_in_the_diary(request)
    return HttpResponse()


def books_inside(request: HttpRequest) -> HttpResponse:
    def later() -> None:
        booking.reopen(request, [], [], request)

    later()
    return HttpResponse()


def _found(session_id: int) -> Session:
    return Session.objects.get(pk=session_id)


def finds_here_and_saves_there(request: HttpRequest, session_id: int) -> HttpResponse:
    session = _found(session_id)
    session.status = "scheduled"
    session.save()
    return HttpResponse()


def writes_through_a_relation(request: HttpRequest, client_id: int) -> HttpResponse:
    client = Client.objects.get(pk=client_id)
    client.sessions.create(status="scheduled")
    return HttpResponse()


def _schedules_it(seat: Any) -> None:
    seat.session.status = "scheduled"
    seat.session.save()


def saves_what_a_seat_is_in(request: HttpRequest, contact_id: int) -> HttpResponse:
    for contact in Contact.objects.filter(pk=contact_id):
        for seat in contact.seats.all():
            _schedules_it(seat)
    return HttpResponse()


def creates_by_the_models_label(request: HttpRequest) -> HttpResponse:
    apps.get_model("collateral.Session").objects.create(status="scheduled")
    return HttpResponse()


def creates_by_the_models_name(request: HttpRequest) -> HttpResponse:
    seats = apps.get_model(app_label="collateral", model_name="participant").objects
    seats.bulk_create([])
    return HttpResponse()


def imports_inside(request: HttpRequest) -> HttpResponse:
    from collateral.booking.book import book  # noqa: PLC0415

    book(request, request, request)
    return HttpResponse()


def decorated(view: Any) -> Any:
    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> HttpResponse:
        return view(*args, **kwargs)

    return inner


def carelessly_decorated(view: Any) -> Any:
    def inner(*args: Any, **kwargs: Any) -> HttpResponse:
        return view(*args, **kwargs)

    return inner


@decorated
def books_when_decorated(request: HttpRequest, proposal: Any) -> HttpResponse:
    booking.move(proposal, proposal, None, proposal)
    return HttpResponse()


@carelessly_decorated
def books_when_carelessly_decorated(
    request: HttpRequest, proposal: Any
) -> HttpResponse:
    booking.join(proposal, proposal, proposal)
    return HttpResponse()


def _books_what(what: Any, request: HttpRequest) -> HttpResponse:
    booking.book(what, what, what)
    return HttpResponse()


books_in_part = partial(_books_what, None)


class Creates(CreateView):
    model = Session
    fields = ["client", "during"]


class UpdatesByForm(UpdateView):
    form_class = Doubled


class Posts(View):
    def post(self, request: HttpRequest) -> HttpResponse:
        return self.done(request)

    def done(self, request: HttpRequest) -> HttpResponse:
        Participant(session_id=1).save()
        return HttpResponse()


class Called:
    def __call__(self, request: HttpRequest) -> HttpResponse:
        booking.book(request, request, request)
        return HttpResponse()


VIEWS: list[Any] = [
    creates,
    saves,
    updates,
    bulk_creates,
    saves_a_form,
    books,
    books_by_another_name,
    books_through_a_helper,
    books_through_a_module,
    books_inside,
    finds_here_and_saves_there,
    writes_through_a_relation,
    saves_what_a_seat_is_in,
    creates_by_the_models_label,
    creates_by_the_models_name,
    imports_inside,
    books_when_decorated,
    books_when_carelessly_decorated,
    books_in_part,
    Creates.as_view(),
    UpdatesByForm.as_view(),
    Posts.as_view(),
    Called(),
]
