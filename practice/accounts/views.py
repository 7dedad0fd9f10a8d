"""Coming in, going out, and staying."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import perform_password_login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from practice.accounts.factors.half_way import begun
from practice.accounts.forms import SignInForm
from practice.accounts.passwords.outgrown import note_outgrown
from practice.accounts.sessions import SessionStore
from practice.accounts.throttle import forget_old_tries
from practice.web.opened import mark_of
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from practice.web.submissions import forget_old


class SignIn(LoginView):
    """The door. Whoever comes in clears away the sessions that have run out meanwhile,
    for what was typed in them must not lie about, the submissions of old forms, and
    tries of long ago. Who has a second factor is asked for it next.
    """

    template_name = "practice/accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        self.request.session.clear_expired()
        forget_old()
        forget_old_tries()
        user = form.get_user()
        note_outgrown(self.request, user, form.cleaned_data["password"])
        login = begun(user, self.get_success_url())
        entered: HttpResponse = perform_password_login(self.request, {}, login)
        return entered


sign_in = SignIn.as_view()


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; its key, its data and what the browser kept of it are gone."""
    logout(request)
    response = redirect("sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@page(methods=FORM)
def alive(request: SignedInRequest) -> HttpResponse:
    """Who is signed in, by a mark, and for how long yet; asking makes that no longer.

    A POST does: someone is at work. With the token that forms need now: signing in, in
    another tab too, changes it.
    """
    session = cast("SessionStore", request.session)
    session.left_alone = request.method != "POST"
    headers = {
        "X-CSRFToken": get_token(request),
        "X-Signed-In": mark_of(request.user),
        "X-Seconds-Left": str(session.seconds_left()),
    }
    return HttpResponse(status=204, headers=headers)
