"""Coming in, going out, and what is said when something fails."""

from __future__ import annotations

import sys

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from practice.database.base import DatabaseUnavailableError
from practice.forms import SignInForm
from practice.models import Role
from practice.web.context import PLACES
from practice.web.requests import SignedInRequest


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Each role starts on the first page that its header names."""
    return redirect(PLACES[Role(request.user.role)][0].route)


class SignIn(LoginView):
    """The door. Whoever comes in clears away the sessions that have run out meanwhile:
    what was typed in them must not lie about.
    """

    template_name = "practice/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        self.request.session.clear_expired()
        return super().form_valid(form)


sign_in = SignIn.as_view()


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; its key, its data and what the browser kept of it are gone."""
    logout(request)
    response = redirect("sign_in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def alive(request: SignedInRequest) -> HttpResponse:
    """Someone is typing: the session lasts on, as with every request.

    With the token that forms need now: signing in, in another tab too, changes it.
    """
    return HttpResponse(status=204, headers={"X-CSRFToken": get_token(request)})


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a fitting token: most often one kept open since signing in again."""
    return render(request, "403_csrf.html", status=403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Django's own looks for a token in what could not be read, and fails at it."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 while there is no database. Rendered without asking it anything."""
    if isinstance(sys.exc_info()[1], DatabaseUnavailableError):
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = "30"
        return response
    return render(request, "500.html", status=500)
