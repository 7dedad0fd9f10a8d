"""Coming in, going out, and staying."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from practice.accounts.forms import SignInForm
from practice.accounts.throttle import forget_old_tries
from practice.web.page import page
from practice.web.requests import SignedInRequest
from practice.web.submissions import forget_old


class SignIn(LoginView):
    """The door. Whoever comes in clears away the sessions that have run out meanwhile,
    for what was typed in them must not lie about, the submissions of old forms, and
    tries of long ago.
    """

    template_name = "practice/accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        self.request.session.clear_expired()
        forget_old()
        forget_old_tries()
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


@page()
def alive(request: SignedInRequest) -> HttpResponse:
    """Someone is typing: the session lasts on, as with every request.

    With the token that forms need now: signing in, in another tab too, changes it.
    """
    return HttpResponse(status=204, headers={"X-CSRFToken": get_token(request)})
